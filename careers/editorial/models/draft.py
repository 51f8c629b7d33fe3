from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from careers.models import (
    MAX_TEXT_LENGTH,
    Action,
    PlainTextField,
    Records,
    Role,
    SearchTextField,
    Status,
    TextChange,
    is_short,
)
from careers.text import fold

from .comment import Comment
from .proposal import STEP_FIELDS, Proposal, ProposalQuerySet

MAX_WORDS = 10  # of a search; the rest is ignored

# The parts of a person's display name.
NAMES = ["first_name", "last_name", "username"]


class DraftQuerySet(ProposalQuerySet):
    def present(self):
        """Leave out the drafts of deleted roles and dimensions."""
        drafts = self.exclude(role__status=Status.DELETED)
        return drafts.exclude(dimension__status=Status.DELETED)

    def in_state(self, state):
        people = ["written_by", "submitted_by", "approved_by"]
        return (
            self.present()
            .filter(state=state)
            .select_related("role__family", "dimension", *people)
            .order_by(state.since_field, "role__name", "dimension__position", "pk")
        )

    def with_words(self, words):
        """Return the drafts with words that start like each of ``words``."""
        drafts = self.all() if fold(words) else self.none()
        for word in fold(words).split()[:MAX_WORDS]:
            # Other scripts than Latin may write no spaces.
            start = f" {word}" if word.isascii() else word
            drafts = drafts.filter(folded_text__contains=start)
        return drafts

    def roles(self):
        keys = self.present().order_by().values("role")
        return Role.objects.filter(pk__in=keys)

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


class Draft(Proposal):
    """A proposed text for one cell, not public. An empty one removes the live text.

    Written by editorial.workflow alone, which raises ``number`` with every change: a
    save that started from another number is stale.
    """

    role = models.ForeignKey(
        "careers.Role", on_delete=models.CASCADE, related_name="drafts"
    )
    dimension = models.ForeignKey(
        "careers.Dimension",
        on_delete=models.CASCADE,
        related_name="drafts",
        db_index=False,  # draft_by_dimension begins with it
    )
    text = PlainTextField(blank=True, max_length=MAX_TEXT_LENGTH)
    folded_text = SearchTextField(of=["text"])
    base = models.TextField(
        blank=True,
        max_length=MAX_TEXT_LENGTH,
        help_text=_("The live text that the writer has seen."),
    )
    objects = DraftQuerySet.as_manager()
    history = Records(excluded_fields=STEP_FIELDS)

    class Meta(Proposal.Meta):
        abstract = False
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        permissions = [("approve_draft", _("Can approve and return drafts"))]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["role", "dimension"],
                name="one_draft_per_role_and_dimension",
                violation_error_message=_(
                    "This role already has a draft for this dimension."
                ),
            ),
            is_short("text", MAX_TEXT_LENGTH, "draft_text_is_not_too_long"),
            is_short("base", MAX_TEXT_LENGTH, "draft_base_is_not_too_long"),
        ]
        indexes = [
            # Counts need no texts.
            models.Index(
                fields=["dimension", "role", "state"], name="draft_by_dimension"
            )
        ]

    def __str__(self):
        return f"{self.role}: {self.dimension}"

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
