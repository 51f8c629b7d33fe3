from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .fields import (
    come_together,
    has_ended_unless,
    has_words,
    is_known,
    is_short,
    person_field,
    validate_plain_text,
)
from .status import PUBLIC_STATUSES

MAX_WHY = 500  # characters


class Kind(models.TextChoices):
    """The kinds of content that have details."""

    ROLE = "role", _("role")
    DIMENSION = "dimension", _("dimension")
    FAMILY = "family", _("family")
    THEME = "theme", _("theme")
    TERM = "term", _("term")


class PublicationState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Canceled")
    REFUSED = "refused", _("Failed")


class PublicationQuerySet(models.QuerySet):
    def scheduled(self):
        scheduled = self.filter(state=PublicationState.SCHEDULED)
        return scheduled.order_by("due_at", "pk")

    def due(self, now):
        return self.scheduled().filter(due_at__lte=now)

    def with_counts(self):
        """Add ``text_count`` and ``details_count``; the latest first."""
        return (
            self.select_related("made_by", "undoing")
            .annotate(
                text_count=_number_of(TextChange),
                details_count=_number_of(DetailsChange),
            )
            .order_by("-due_at", "-pk")
        )

    def with_is_redacted(self):
        """Add ``is_redacted``: whether a redaction took words out of it."""
        redacted = [
            models.Exists(
                model.objects.filter(
                    publication=models.OuterRef("pk"), redaction__isnull=False
                )
            )
            for model in (TextChange, DetailsChange)
        ]
        return self.annotate(is_redacted=models.Q(redacted[0]) | models.Q(redacted[1]))


def _number_of(model):
    # Joined, both would be counted once for each of the other.
    changes = model.objects.filter(publication=models.OuterRef("pk")).order_by()
    counts = changes.values("publication").annotate(number=models.Count("pk"))
    return Coalesce(models.Subquery(counts.values("number")), 0)


class Publication(models.Model):
    """A set of changes made public together: who, when, why, before and after.

    Made by editorial.workflow.publishing alone. ``due_at`` is the time at which the
    change becomes public; ``ended_at`` when it did, was cancelled or failed.
    """

    State = PublicationState

    state = models.CharField(max_length=9, choices=PublicationState)
    why = models.TextField(
        _("reason"), max_length=MAX_WHY, validators=[validate_plain_text]
    )
    made_at = models.DateTimeField()
    made_by = person_field(null=True)  # None: loaded from a file
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = person_field(null=True)
    refusal = models.TextField(blank=True)
    undoes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undoing",
    )

    is_redacted: bool  # added by with_is_redacted()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-due_at", "-pk"]
        constraints = [
            is_known("state", PublicationState, "publication_state_is_known"),
            has_words("why", "publication_has_a_reason"),
            is_short("why", MAX_WHY, "publication_reason_is_not_too_long"),
            has_ended_unless(
                PublicationState.SCHEDULED, "publication_has_ended_unless_scheduled"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=PublicationState.CANCELLED, cancelled_by__isnull=False
                )
                | (
                    ~models.Q(state=PublicationState.CANCELLED)
                    & models.Q(cancelled_by=None)
                ),
                name="publication_is_cancelled_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["-due_at", "-id"], name="publication_latest_first"),
            models.Index(
                fields=["due_at"],
                condition=models.Q(state=PublicationState.SCHEDULED),
                name="publication_by_due_time",
            ),
        ]

    def __str__(self):
        return self.why

    @property
    def is_scheduled(self):
        return self.state == PublicationState.SCHEDULED

    @property
    def is_published(self):
        return self.state == PublicationState.PUBLISHED

    @property
    def can_be_undone(self):
        """Whether it still can; needs ``with_is_redacted()``."""
        return self.is_published and not self.is_undone and not self.is_redacted

    @property
    def is_undone(self):
        return hasattr(self, "undoing")

    @property
    def size(self):
        """Return "3 texts and 1 other change"; needs ``with_counts()``."""
        return size_label(self.text_count, self.details_count)

    @property
    def state_label(self):
        state = self.get_state_display()
        if self.undoes_id and self.is_undone:
            return gettext("%(state)s, undoes another, undone") % {"state": state}
        if self.undoes_id:
            return gettext("%(state)s, undoes another") % {"state": state}
        if self.is_undone:
            return gettext("%(state)s, undone") % {"state": state}
        return state


def size_label(texts, others):
    """Return "3 texts", "2 changes" or "3 texts and 1 other change"."""
    of_texts = ngettext("%(count)d text", "%(count)d texts", texts)
    of_texts %= {"count": texts}
    if not others:
        return of_texts
    if not texts:
        changes = ngettext("%(count)d change", "%(count)d changes", others)
        return changes % {"count": others}
    of_others = ngettext("%(count)d other change", "%(count)d other changes", others)
    of_others %= {"count": others}
    names = {"texts": of_texts, "details": of_others}
    return gettext("%(texts)s and %(details)s") % names


def lasting_key(model):
    """Return a foreign key that outlives its object. Read it by select_related."""
    return models.ForeignKey(
        model,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )


class ChangeQuerySet(models.QuerySet):
    def scheduled(self):
        # Few publications are: databases start from them, not from all changes.
        return self.filter(publication__in=Publication.objects.scheduled().values("pk"))

    def published(self):
        return self.filter(publication__state=PublicationState.PUBLISHED)


class DetailsChangeQuerySet(ChangeQuerySet):
    def showing(self):
        """Only the changes that make a hidden object public."""
        return self.filter(after__status__in=PUBLIC_STATUSES)


class TextChangeQuerySet(ChangeQuerySet):
    def of_hidden_roles(self):
        """Texts of roles that stay hidden even after the publication."""
        becomes_public = DetailsChange.objects.showing().filter(
            publication=models.OuterRef("publication"),
            kind=Kind.ROLE,
            key=models.OuterRef("role"),
        )
        hidden = self.exclude(role__status__in=PUBLIC_STATUSES)
        return hidden.exclude(models.Exists(becomes_public))


class Change(models.Model):
    """Who wrote and approved what a publication changes. Of files, it is not known."""

    written_by = person_field(null=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = person_field(null=True)
    # What removed words from either side.
    redaction = models.ForeignKey(
        "careers.Redaction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True
        ordering = ["pk"]


class TextChange(Change):
    """One text of a publication, pinned as it was approved.

    Keys and names stay when the role or the dimension is deleted, so that the change
    belongs to it again when it is brought back.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="texts"
    )
    role = lasting_key("careers.Role")
    dimension = lasting_key("careers.Dimension")
    role_name = models.CharField(max_length=160)
    dimension_name = models.CharField(max_length=120)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    objects = TextChangeQuerySet.as_manager()

    class Meta(Change.Meta):
        verbose_name = _("text change")
        verbose_name_plural = _("text changes")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "role", "dimension"],
                name="one_text_per_cell_and_publication",
            ),
            come_together(
                "approved_at", "approved_by", "text_change_is_approved_by_a_person"
            ),
        ]
        # None of the dimension alone: a database would read all changes by it.
        indexes = [
            models.Index(fields=["role", "dimension"], name="text_change_by_cell")
        ]

    def __str__(self):
        return f"{self.role_name}: {self.dimension_name}"


class DetailsChange(Change):
    """The details of an object, or its status, that a publication changes.

    ``before`` and ``after`` have the fields that change, as ``{name: value}``; related
    objects by their keys. ``key`` outlives the object.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="details"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    key = models.BigIntegerField()
    name = models.CharField(max_length=160)
    before = models.JSONField()
    after = models.JSONField()

    objects = DetailsChangeQuerySet.as_manager()

    class Meta(Change.Meta):
        verbose_name = _("change of details")
        verbose_name_plural = _("changes of details")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "kind", "key"],
                name="one_change_per_object_and_publication",
            ),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after"))
                | models.Q(redaction__isnull=False),
                name="details_change_is_one",
            ),
            come_together(
                "approved_at", "approved_by", "details_change_is_approved_by_a_person"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def shows(self):
        """Whether it makes a hidden object public."""
        after = self.after.get("status")
        return after in PUBLIC_STATUSES
