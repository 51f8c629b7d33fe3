from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from .fields import AddressField, has_words, slug_is_plain, validate_plain_text
from .ordering import Ordered
from .status import Status


class FamilyQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def with_published_roles(self):
        """Families a visitor can choose, each with its number of roles."""
        published = models.Q(roles__status=Status.PUBLISHED)
        return self.annotate(role_count=models.Count("roles", published)).filter(
            role_count__gt=0
        )


class Family(Ordered):
    """A group of roles, such as Engineering or People."""

    name = models.CharField(
        max_length=120,
        validators=[validate_plain_text],
        help_text="What visitors read, such as “Data” or “People”.",
    )
    slug = AddressField(
        help_text="The family's part of an address. Changing it breaks old links.",
    )

    objects = FamilyQuerySet.as_manager()

    class Meta(Ordered.Meta):
        verbose_name_plural = "families"
        constraints = [
            slug_is_plain("family_slug_is_plain"),
            has_words("name", "family_has_a_name"),
            models.UniqueConstraint(
                Lower("name"),
                name="family_names_differ",
                violation_error_message="There is already a family of this name.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('careers:roles')}?family={self.slug}"

    def natural_key(self):
        return (self.slug,)
