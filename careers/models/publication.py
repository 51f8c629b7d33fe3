from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .fields import (
    come_together,
    has_words,
    is_short,
    person_field,
    validate_plain_text,
)
from .status import PUBLIC_STATUSES, Status

MAX_WHY = 500  # characters


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
        """Add ``text_count`` and ``status_count``; the latest first."""
        return (
            self.select_related("made_by", "undoing")
            .annotate(
                text_count=models.Count("texts", distinct=True),
                status_count=models.Count("statuses", distinct=True),
            )
            # Django drops the model's own order when it counts.
            .order_by("-due_at", "-pk")
        )


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
    made_by = person_field()
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

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PublicationState.values),
                name="publication_state_is_known",
            ),
            has_words("why", "publication_has_a_reason"),
            is_short("why", MAX_WHY, "publication_reason_is_not_too_long"),
            models.CheckConstraint(
                condition=models.Q(state=PublicationState.SCHEDULED, ended_at=None)
                | (
                    ~models.Q(state=PublicationState.SCHEDULED)
                    & models.Q(ended_at__isnull=False)
                ),
                name="publication_has_ended_unless_scheduled",
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
            models.Index(
                fields=["due_at"],
                condition=models.Q(state=PublicationState.SCHEDULED),
                name="publication_by_due_time",
            )
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
        return self.is_published and not self.is_undone

    @property
    def is_undone(self):
        return hasattr(self, "undoing")

    @property
    def size(self):
        """Return "3 texts and the visibility of 1 role"; needs ``with_counts()``."""
        texts = ngettext("%(count)d text", "%(count)d texts", self.text_count)
        texts %= {"count": self.text_count}
        roles = ngettext(
            "the visibility of %(count)d role",
            "the visibility of %(count)d roles",
            self.status_count,
        )
        roles %= {"count": self.status_count}
        if not (self.text_count and self.status_count):
            return roles if self.status_count else texts
        return gettext("%(texts)s and %(roles)s") % {"texts": texts, "roles": roles}

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


def lasting_key(model):
    """Return a foreign key that outlives its object. Read it by select_related."""
    return models.ForeignKey(
        model,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )


class TextChangeQuerySet(models.QuerySet):
    def scheduled(self):
        return self.filter(publication__state=PublicationState.SCHEDULED)

    def published(self):
        return self.filter(publication__state=PublicationState.PUBLISHED)

    def of_hidden_roles(self):
        """Texts of roles that stay hidden even after the publication."""
        becomes_public = StatusChange.objects.filter(
            publication=models.OuterRef("publication"),
            role=models.OuterRef("role"),
            after__in=PUBLIC_STATUSES,
        )
        hidden = self.exclude(role__status__in=PUBLIC_STATUSES)
        return hidden.exclude(models.Exists(becomes_public))


class TextChange(models.Model):
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
    written_by = person_field()
    # Texts from files, brought back after a deletion, have no approval.
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = person_field(null=True)

    objects = TextChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("text change")
        verbose_name_plural = _("text changes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "role", "dimension"],
                name="one_text_per_cell_and_publication",
            ),
            come_together(
                "approved_at", "approved_by", "text_change_is_approved_by_a_person"
            ),
        ]

    def __str__(self):
        return f"{self.role_name}: {self.dimension_name}"


class StatusChange(models.Model):
    """A role that a publication shows to visitors, or hides from them."""

    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="statuses"
    )
    role = lasting_key("careers.Role")
    role_name = models.CharField(max_length=160)
    before = models.CharField(max_length=9, choices=Status)
    after = models.CharField(max_length=9, choices=Status)

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "role"],
                name="one_status_per_role_and_publication",
            ),
            models.CheckConstraint(
                condition=models.Q(before__in=Status.values, after__in=Status.values)
                & ~models.Q(before=models.F("after")),
                name="status_change_is_one",
            ),
        ]

    def __str__(self):
        return f"{self.role_name}: {self.get_after_display()}"
