from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_POSITION = 1_000_000


class Ordered(models.Model):
    """An object that editors put in order."""

    position = models.PositiveIntegerField(
        _("position"),
        default=0,
        validators=[MaxValueValidator(MAX_POSITION)],
        help_text=_("Lower numbers come first. Equal numbers are sorted by name."),
    )

    class Meta:
        abstract = True
        ordering = ["position", "name"]
