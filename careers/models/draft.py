from django.conf import settings
from django.db import models

from .entry import MAX_TEXT_LENGTH
from .fields import come_together, has_words, is_short, validate_plain_text
from .history import RecordedQuerySet, Records

MAX_COMMENT = 2_000  # characters


class DraftState(models.TextChoices):
    """How far a draft has come on its way to visitors."""

    WRITING = "writing", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"


class Draft(models.Model):
    """A proposed text for one cell, not public. Empty, it proposes to say nothing.

    Written by ``careers.drafting`` and ``careers.publishing`` alone, which raise
    ``number`` with every change: a save that started from another one is stale.
    """

    State = DraftState

    role = models.ForeignKey(
        "careers.Role", on_delete=models.CASCADE, related_name="drafts"
    )
    dimension = models.ForeignKey(
        "careers.Dimension", on_delete=models.CASCADE, related_name="drafts"
    )
    text = models.TextField(
        blank=True, max_length=MAX_TEXT_LENGTH, validators=[validate_plain_text]
    )
    base = models.TextField(
        blank=True,
        max_length=MAX_TEXT_LENGTH,
        help_text="The live text that the writer knew, “” for none.",
    )
    state = models.CharField(
        max_length=9, choices=DraftState, default=DraftState.WRITING
    )
    number = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = RecordedQuerySet.as_manager()
    history = Records(
        excluded_fields=["written_at", "written_by", "submitted_at", "submitted_by",
                         "approved_at", "approved_by", "number"]
    )  # fmt: skip

    class Meta:
        permissions = [("approve_draft", "Can approve drafts and return them")]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "dimension"],
                name="one_draft_per_role_and_dimension",
                violation_error_message=(
                    "This role already has a draft for this dimension."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DraftState.values),
                name="draft_state_is_known",
            ),
            is_short("text", MAX_TEXT_LENGTH, "draft_text_is_not_too_long"),
            is_short("base", MAX_TEXT_LENGTH, "draft_base_is_not_too_long"),
            come_together(
                "submitted_at", "submitted_by", "draft_is_submitted_by_somebody"
            ),
            come_together(
                "approved_at", "approved_by", "draft_is_approved_by_somebody"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=DraftState.WRITING, approved_at=None, submitted_at=None
                )
                | models.Q(
                    state=DraftState.IN_REVIEW,
                    approved_at=None,
                    submitted_at__isnull=False,
                )
                | models.Q(state=DraftState.APPROVED, approved_at__isnull=False),
                name="draft_state_says_what_was_done",
            ),
        ]

    def __str__(self):
        return f"{self.role}: {self.dimension}"

    @property
    def version(self):
        """What a save has to name to be a change of exactly this draft."""
        return f"{self.pk}.{self.number}"


class Comment(models.Model):
    """What somebody says about one cell while it is written and reviewed."""

    role = models.ForeignKey(
        "careers.Role", on_delete=models.CASCADE, related_name="comments"
    )
    dimension = models.ForeignKey(
        "careers.Dimension", on_delete=models.CASCADE, related_name="comments"
    )
    text = models.TextField(max_length=MAX_COMMENT, validators=[validate_plain_text])
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            has_words("text", "comment_has_a_text"),
            is_short("text", MAX_COMMENT, "comment_is_not_too_long"),
        ]

    def __str__(self):
        return f"{self.made_by}: {self.text}"


class Presence(models.Model):
    """That somebody has a role open in the workshop, and which cell of it."""

    role = models.ForeignKey(
        "careers.Role", on_delete=models.CASCADE, related_name="presences"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    dimension = models.ForeignKey(
        "careers.Dimension", on_delete=models.CASCADE, null=True, related_name="+"
    )
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "user"], name="one_presence_per_role_and_person"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.role}"
