from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from careers.models import (
    MAX_TEXT_LENGTH,
    Action,
    RecordedQuerySet,
    Records,
    Role,
    TextChange,
    come_together,
    is_key,
    is_short,
    person_field,
    validate_plain_text,
)

from .comment import Comment

# The parts of a person's display name.
NAMES = ["first_name", "last_name", "username"]


class DraftState(models.TextChoices):
    WRITING = "writing", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")

    @property
    def since_field(self):
        return {
            DraftState.WRITING: "written_at",
            DraftState.IN_REVIEW: "submitted_at",
            DraftState.APPROVED: "approved_at",
        }[self]


class DraftQuerySet(RecordedQuerySet):
    def of_versions(self, versions):
        keys = {version.partition(".")[0] for version in versions}
        return self.filter(pk__in=[key for key in keys if is_key(key)])

    def in_state(self, state):
        people = ["written_by", "submitted_by", "approved_by"]
        return (
            self.filter(state=state)
            .select_related("role__family", "dimension", *people)
            .order_by(state.since_field, "role__name", "dimension__position", "pk")
        )

    def roles(self):
        drafts = self.filter(role=models.OuterRef("pk"))
        return Role.objects.filter(models.Exists(drafts))

    def may_be_approved_by(self, user):
        if settings.SECOND_PERSON_APPROVES:
            return self.exclude(written_by=user)
        return self

    def not_scheduled(self):
        scheduled = TextChange.objects.scheduled().filter(
            role=models.OuterRef("role"), dimension=models.OuterRef("dimension")
        )
        return self.exclude(models.Exists(scheduled))

    def with_last_comments(self, user):
        """Adds the cell's ``last_comment`` by another person, and the author's name."""
        comments = Comment.objects.filter(
            role=models.OuterRef("role"), dimension=models.OuterRef("dimension")
        )
        comments = comments.exclude(made_by=user).order_by("-made_at", "-pk")
        return self.annotate(
            last_comment=comments.values("text")[:1],
            last_comment_names=comments.values(
                names=JSONObject(**{name: f"made_by__{name}" for name in NAMES})
            )[:1],
        )


class Draft(models.Model):
    """A proposed text for one cell, not public. An empty one removes the live text.

    Written by editorial.workflow alone, which raises ``number`` with every change: a
    save that started from another number is stale.
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
        help_text=_("The live text that the writer has seen."),
    )
    state = models.CharField(
        max_length=9, choices=DraftState, default=DraftState.WRITING
    )
    number = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = person_field()
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = person_field(null=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = person_field(null=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = person_field(null=True)

    objects = DraftQuerySet.as_manager()
    history = Records(
        excluded_fields=["written_at", "written_by", "returned_at", "returned_by",
                         "submitted_at", "submitted_by", "approved_at", "approved_by",
                         "number"]
    )  # fmt: skip

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        permissions = [("approve_draft", _("Can approve and return drafts"))]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "dimension"],
                name="one_draft_per_role_and_dimension",
                violation_error_message=_(
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
                "returned_at", "returned_by", "draft_is_returned_by_a_person"
            ),
            come_together(
                "submitted_at", "submitted_by", "draft_is_submitted_by_a_person"
            ),
            come_together(
                "approved_at", "approved_by", "draft_is_approved_by_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=DraftState.WRITING, approved_at=None, submitted_at=None
                )
                | models.Q(
                    state=DraftState.IN_REVIEW,
                    returned_at=None,
                    approved_at=None,
                    submitted_at__isnull=False,
                )
                | models.Q(
                    state=DraftState.APPROVED,
                    returned_at=None,
                    approved_at__isnull=False,
                ),
                name="draft_state_says_what_was_done",
            ),
        ]

    def __str__(self):
        return f"{self.role}: {self.dimension}"

    @property
    def version(self):
        """The token that a save has to send to change exactly this draft."""
        return f"{self.pk}.{self.number}"

    @property
    def last_comment_by(self):
        """The author of ``last_comment`` (see with_last_comments), with names only."""
        return self.last_comment_names and get_user_model()(**self.last_comment_names)

    def return_comment(self):
        """Why it was returned, until it is submitted again; "" if it was not."""
        if not self.returned_at:
            return ""
        comments = Comment.objects.filter(
            step__id=self.pk, step__action=Action.RETURNED
        ).order_by("-made_at", "-pk")
        return comments.values_list("text", flat=True).first() or ""

    def may_be_approved_by(self, user):
        return not settings.SECOND_PERSON_APPROVES or self.written_by_id != user.pk
