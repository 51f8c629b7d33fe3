from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from .fields import (
    ChangedAtField,
    SearchTextField,
    come_together,
    has_words,
    is_short,
    person_field,
    with_derived_fields,
)
from .history import RecordedQuerySet, Records
from .status import PUBLIC_STATUSES, Status
from .text_fields import PlainTextField

MAX_TEXT_LENGTH = 100_000  # characters: about twice the longest of a large real set


class RoleDimensionEntryQuerySet(RecordedQuerySet):
    def get_by_natural_key(self, role, dimension):
        return self.present().get(role__slug=role, dimension__slug=dimension)

    def present(self):
        """Leave out the texts of deleted roles and dimensions."""
        # Two conditions, or the order of the roles' index would be of no use.
        texts = self.exclude(role__status=Status.DELETED)
        return texts.exclude(dimension__status=Status.DELETED)

    def published(self):
        """Return what visitors can read. Every public text comes from here."""
        published = self.filter(
            role__status__in=PUBLIC_STATUSES, dimension__status__in=PUBLIC_STATUSES
        )
        return published.defer("folded_text", "reviewed_by").fetch_mode(
            models.FETCH_RAISE
        )

    def longest_unreviewed(self):
        """Order entries by their last review, never reviewed first; none archived."""
        shelved = [Status.ARCHIVED, Status.DELETED]
        entries = self.exclude(role__status__in=shelved)
        entries = entries.exclude(dimension__status__in=shelved)
        return entries.select_related("role", "dimension", "reviewed_by").order_by(
            models.F("reviewed_at").asc(nulls_first=True), "updated_at", "pk"
        )


class RoleDimensionEntry(models.Model):
    """The live text of one role on one dimension."""

    role = models.ForeignKey(
        "careers.Role",
        on_delete=models.CASCADE,
        verbose_name=_("role"),
        related_name="entries",
        db_index=False,  # the indexes below have it first
    )
    dimension = models.ForeignKey(
        "careers.Dimension",
        on_delete=models.CASCADE,
        verbose_name=_("dimension"),
        related_name="entries",
        db_index=False,  # entry_by_dimension begins with it
    )
    text = PlainTextField(
        _("text"),
        max_length=MAX_TEXT_LENGTH,
        help_text=_(
            "Plain text. A blank line starts a new paragraph; "
            "a line that starts with “- ” is a bullet."
        ),
    )
    folded_text = SearchTextField(of=["text"])
    updated_at = ChangedAtField(_("last changed"), of=["text"])
    # Fixture files leave reviews out: only this site knows about them.
    reviewed_at = models.DateTimeField(
        _("last reviewed"), null=True, editable=False, serialize=False
    )
    reviewed_by = person_field(null=True, editable=False, serialize=False)

    objects = RoleDimensionEntryQuerySet.as_manager()
    history = Records(excluded_fields=["reviewed_at", "reviewed_by"])

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "dimension"],
                name="one_entry_per_role_and_dimension",
                violation_error_message=_(
                    "This role already has a text for this dimension."
                ),
            ),
            has_words("text", "entry_has_a_text"),
            is_short("text", MAX_TEXT_LENGTH, "entry_text_is_not_too_long"),
            come_together(
                "reviewed_at", "reviewed_by", "entry_is_reviewed_by_a_person"
            ),
        ]
        indexes = [
            # Counts need no texts.
            models.Index(fields=["dimension", "role"], name="entry_by_dimension"),
            models.Index(fields=["reviewed_at", "updated_at"], name="entry_by_review"),
            # Finds the same text of another role.
            models.Index("dimension", Length("text"), name="entry_by_length"),
            models.Index(fields=["role", "updated_at"], name="entry_of_role"),
            models.Index(fields=["dimension", "updated_at"], name="entry_on_dimension"),
        ]

    def __str__(self):
        return f"{self.role}: {self.dimension}"

    def save(self, *, update_fields=None, **kwargs):
        super().save(update_fields=with_derived_fields(self, update_fields), **kwargs)

    def natural_key(self):
        return (*self.role.natural_key(), *self.dimension.natural_key())

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "careers.role",
        "careers.dimension",
    ]
