from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from careers.models import (
    RecordedQuerySet,
    come_together,
    is_key,
    is_known,
    person_field,
)

from .account import approvable_by

# What the history leaves out: its records say it of each step.
STEP_FIELDS = [
    "number", "written_at", "written_by", "returned_at", "returned_by", "submitted_at",
    "submitted_by", "approved_at", "approved_by",
]  # fmt: skip


class ProposalState(models.TextChoices):
    WRITING = "writing", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    APPROVED = "approved", _("Approved")

    @property
    def since_field(self):
        return {
            ProposalState.WRITING: "written_at",
            ProposalState.IN_REVIEW: "submitted_at",
            ProposalState.APPROVED: "approved_at",
        }[self]


class ProposalQuerySet(RecordedQuerySet):
    def of_versions(self, versions):
        keys = {version.partition(".")[0] for version in versions}
        return self.filter(pk__in=[key for key in keys if is_key(key)])

    def may_be_approved_by(self, user):
        if settings.SECOND_PERSON_APPROVES:
            return self.exclude(writers=user).filter(approvable_by(user))
        return self

    def with_is_approvable(self, user):
        """Add ``is_approvable``: whether ``user`` may approve it once submitted."""
        same = self.model.objects.filter(pk=models.OuterRef("pk"))
        approvable = same.may_be_approved_by(user)
        return self.annotate(is_approvable=models.Exists(approvable))


class Proposal(models.Model):
    """What someone proposes to make public, and how far it has come.

    ``number`` rises with every change: what started from another number is stale.
    ``writers`` are all who wrote in it since it started from what is live.
    """

    State = ProposalState

    state = models.CharField(
        max_length=9, choices=ProposalState, default=ProposalState.WRITING
    )
    number = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = person_field()
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = person_field(null=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = person_field(null=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = person_field(null=True)

    is_approvable: bool  # added by with_is_approvable()

    class Meta:
        abstract = True
        constraints = [
            is_known("state", ProposalState, "%(class)s_state_is_known"),
            come_together(
                "returned_at", "returned_by", "%(class)s_is_returned_by_a_person"
            ),
            come_together(
                "submitted_at", "submitted_by", "%(class)s_is_submitted_by_a_person"
            ),
            come_together(
                "approved_at", "approved_by", "%(class)s_is_approved_by_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=ProposalState.WRITING, approved_at=None, submitted_at=None
                )
                | models.Q(
                    state=ProposalState.IN_REVIEW,
                    returned_at=None,
                    approved_at=None,
                    submitted_at__isnull=False,
                )
                | models.Q(
                    state=ProposalState.APPROVED,
                    returned_at=None,
                    approved_at__isnull=False,
                ),
                name="%(class)s_state_says_what_was_done",
            ),
        ]

    @property
    def version(self):
        """The token that a save has to send to change exactly this proposal."""
        return f"{self.pk}.{self.number}"

    def start_again(self, *, by, now):
        """Make it the draft of ``by``, who has just written it."""
        self.written_at, self.written_by = now, by
        self.withdraw()

    def withdraw(self):
        """Take back that it was submitted and approved."""
        self.state = ProposalState.WRITING
        self.submitted_at = self.submitted_by = None
        self.approved_at = self.approved_by = None

    def may_be_approved_by(self, user):
        if not settings.SECOND_PERSON_APPROVES:
            return True
        return user.pk not in {writer.pk for writer in self.writers.all()}
