from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FamilyLimit(models.Model):
    """A family whose roles a person may change. People without any may change all."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="family_limits"
    )
    # Protected: without the last of them, the person could change every role.
    family = models.ForeignKey(
        "careers.Family",
        on_delete=models.PROTECT,
        verbose_name=_("family"),
        related_name="+",
    )

    class Meta:
        verbose_name = _("family of this person")
        verbose_name_plural = _("families of this person")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "family"],
                name="one_limit_per_person_and_family",
                violation_error_message=_("This family is already chosen."),
            )
        ]

    def __str__(self):
        return str(self.family)
