from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse

from .entry import RoleDimensionEntry
from .family import Family
from .fields import (
    AddressField,
    SearchTextField,
    has_words,
    is_short,
    is_slug,
    names_differ,
    slug_is_plain,
    validate_one_line,
    validate_plain_text,
    with_derived_fields,
)
from .history import RecordedQuerySet, Records
from .status import PUBLIC, PUBLIC_STATUSES, Status

NO_TEXT = models.Value("", models.TextField())


class RoleQuerySet(RecordedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        """The one door to public roles: pages, files and search begin here.

        A related object that the query did not ask for raises an error instead
        of costing a query for each role.
        """
        return self.filter(PUBLIC).fetch_mode(models.FETCH_RAISE)

    def not_archived(self):
        return self.exclude(status=Status.ARCHIVED)

    def in_order(self, slugs):
        """Return the roles with these slugs as a list, in the order of ``slugs``.

        Slugs that no role can have are never sent to the database.
        """
        possible = [slug for slug in slugs if is_slug(slug)]
        roles = {role.slug: role for role in self.filter(slug__in=possible)}
        return [roles[slug] for slug in possible if slug in roles]

    def by_former_slug(self, slugs):
        """Return ``{former slug: role}`` for the slugs that roles used to have."""
        possible = [slug for slug in slugs if is_slug(slug)]
        roles = self.filter(former_slugs__slug__in=possible)
        return {
            role.former_slug: role
            for role in roles.annotate(former_slug=models.F("former_slugs__slug"))
        }

    def with_completeness(self):
        """Adds ``described``, the number of dimensions a role has a text for."""
        return self.annotate(described=models.Count("entries"))

    def with_summary(self):
        """Adds ``summary``: the text of the summary dimension, or ''."""
        summary = RoleDimensionEntry.objects.filter(
            role=models.OuterRef("pk"), dimension__is_summary=True
        ).values("text")
        return self.annotate(summary=Coalesce(models.Subquery(summary[:1]), NO_TEXT))

    def with_text_on(self, dimension):
        """Adds ``text``: what the role says on ``dimension``, or ''.

        And when that was last changed and reviewed: ``updated_at``, ``reviewed_at``.
        """
        entry = RoleDimensionEntry.objects.filter(
            role=models.OuterRef("pk"), dimension=dimension
        )
        return self.annotate(
            text=Coalesce(models.Subquery(entry.values("text")[:1]), NO_TEXT),
            updated_at=models.Subquery(entry.values("updated_at")[:1]),
            reviewed_at=models.Subquery(entry.values("reviewed_at")[:1]),
        )

    def with_last_change(self):
        """Adds ``changed_at``, when one of the role's texts last changed."""
        latest = RoleDimensionEntry.objects.filter(role=models.OuterRef("pk")).order_by(
            "-updated_at"
        )
        return self.annotate(
            changed_at=models.Subquery(latest.values("updated_at")[:1])
        )

    def by_family(self):
        """Alphabetical inside each family, families in the editors' order."""
        return self.select_related("family").order_by(
            models.F("family__position").asc(nulls_last=True),
            models.F("family__name").asc(nulls_last=True),
            "folded_names",
        )


class Role(models.Model):
    """A job as the organisation knows it."""

    Status = Status

    name = models.CharField(
        max_length=160,
        validators=[validate_plain_text, validate_one_line],
        help_text="What visitors read, such as “Site Reliability Engineer (SRE)”.",
    )
    slug = AddressField(
        help_text=(
            "The role's part of an address, such as “data-engineer”. When you change "
            "it, links to the former one keep working."
        ),
    )
    family = models.ForeignKey(
        Family,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        help_text="The group that visitors find this role in.",
    )
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        help_text="Visitors see published roles only. Archived roles keep their texts.",
    )
    abbreviations = models.CharField(
        max_length=120,
        blank=True,
        validators=[validate_plain_text, validate_one_line],
        help_text="Separated by commas, such as “SRE”. Found by search.",
    )
    other_names = models.TextField(
        blank=True,
        max_length=1_000,
        validators=[validate_plain_text],
        help_text="Other titles for the same job, one a line. Found by search.",
    )
    folded_names = SearchTextField(of=["name", "abbreviations", "other_names"])

    described: int  # added by with_completeness()

    objects = RoleQuerySet.as_manager()
    history = Records()

    class Meta:
        ordering = ["name"]
        constraints = [
            slug_is_plain("role_slug_is_plain"),
            models.CheckConstraint(
                condition=~(
                    models.Q(slug__contains="-vs-")
                    | models.Q(slug__startswith="vs-")
                    | models.Q(slug__endswith="-vs")
                ),
                name="role_slug_cannot_be_read_as_a_comparison",
                violation_error_message=(
                    "“vs” joins roles in the address of a comparison, so an address "
                    "cannot contain “-vs-”, start with “vs-” or end with “-vs”."
                ),
            ),
            has_words("name", "role_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values),
                name="role_status_is_known",
            ),
            is_short("other_names", 1_000, "role_other_names_are_not_too_long"),
            names_differ("role"),
        ]
        indexes = [models.Index(fields=["status", "name"], name="role_by_status")]

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *, update_fields=None, **kwargs):
        """Save, and keep the slug that the role is known by until now.

        Links to a role outlive its name, whoever renames it and by whatever way;
        that is why this stands here and not in a form.
        """
        former = Role.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        update_fields = with_derived_fields(self, update_fields)
        super().save(update_fields=update_fields, **kwargs)
        is_saved = update_fields is None or "slug" in update_fields
        if former and former != self.slug and is_saved:
            FormerSlug.objects.filter(slug=self.slug, role=self).delete()
            FormerSlug.objects.update_or_create(slug=former, defaults={"role": self})

    def get_absolute_url(self):
        return reverse("careers:role", args=[self.slug])

    def clean(self):
        taken = FormerSlug.objects.filter(slug=self.slug).exclude(role=self.pk).first()
        if taken:
            raise ValidationError(
                {
                    "slug": (
                        f"Old links with this address lead to {taken.role}. "
                        "Choose another one."
                    )
                }
            )

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["careers.family"]  # type: ignore[attr-defined]

    @property
    def is_published(self):
        return self.status in PUBLIC_STATUSES

    @property
    def also_known_as(self):
        """Abbreviations and other names, as a list."""
        return [
            name.strip()
            for name in [*self.abbreviations.split(","), *self.other_names.splitlines()]
            if name.strip()
        ]


class FormerSlug(models.Model):
    """An address that a role used to have, and still answers to."""

    slug = AddressField()
    role = models.ForeignKey(
        Role, on_delete=models.CASCADE, related_name="former_slugs"
    )

    objects = RecordedQuerySet.as_manager()
    history = Records()

    class Meta:
        ordering = ["slug"]
        constraints = [slug_is_plain("former_slug_is_plain")]

    def __str__(self):
        return self.slug
