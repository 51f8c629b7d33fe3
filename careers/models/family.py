from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .fields import (
    AddressField,
    has_words,
    is_at_most,
    names_differ,
    slug_is_plain,
    validate_one_line,
    validate_plain_text,
)
from .history import RecordedQuerySet, Records
from .ordering import MAX_POSITION, Ordered


class FamilyQuerySet(RecordedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def having(self, roles):
        """Return the families of ``roles``, a queryset."""
        return self.filter(models.Exists(roles.filter(family=models.OuterRef("pk"))))


class Family(Ordered):
    """A group of roles, such as Engineering or People."""

    name = models.CharField(
        _("name"),
        max_length=120,
        validators=[validate_plain_text, validate_one_line],
        help_text=_("What visitors read, such as “Data” or “People”."),
    )
    slug = AddressField(
        help_text=_(
            "The part of addresses that names this family. Changing it breaks old "
            "links."
        ),
    )

    objects = FamilyQuerySet.as_manager()
    history = Records()

    class Meta(Ordered.Meta):
        verbose_name = _("family")
        verbose_name_plural = _("families")
        constraints = [
            slug_is_plain("family_slug_is_plain"),
            has_words("name", "family_has_a_name"),
            is_at_most("position", MAX_POSITION, "family_position_is_bounded"),
            names_differ("family", _("There is already a family with this name.")),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('careers:roles')}?family={self.slug}"

    def natural_key(self):
        return (self.slug,)
