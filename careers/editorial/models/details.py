from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from careers.models import (
    KINDS,
    DetailsChange,
    Kind,
    Records,
    Status,
    is_key,
    is_short,
)

from .proposal import STEP_FIELDS, Proposal, ProposalQuerySet

PREFIX = "details-"
MAX_REMARK = 2_000  # characters


class DetailsDraftQuerySet(ProposalQuerySet):
    def of_versions(self, versions):
        keys = {version.removeprefix(PREFIX).partition(".")[0] for version in versions}
        return self.filter(pk__in=[key for key in keys if is_key(key)])

    def of(self, kind, keys):
        """Return ``{key of the object: draft}``."""
        return {draft.key: draft for draft in self.filter(kind=kind, key__in=keys)}

    def present(self):
        """Leave out the drafts of deleted objects."""
        deleted = models.Q()
        for kind, model in KINDS.items():
            keys = model.everything.filter(status=Status.DELETED).values("pk")
            deleted |= models.Q(kind=kind, key__in=keys)
        return self.exclude(deleted)

    def not_scheduled(self):
        scheduled = DetailsChange.objects.scheduled().filter(
            kind=models.OuterRef("kind"), key=models.OuterRef("key")
        )
        return self.exclude(models.Exists(scheduled))

    def in_state(self, state):
        people = ["written_by", "submitted_by", "approved_by"]
        drafts = self.filter(state=state).select_related(*people)
        return drafts.order_by(state.since_field, "pk")


class DetailsDraft(Proposal):
    """Proposed details of an object, such as its name, and those it started from.

    The details that no one has seen yet, of an object that has never been public, have
    an empty ``base``, and the object's own row follows them.
    """

    kind = models.CharField(max_length=9, choices=Kind)
    key = models.BigIntegerField()
    values = models.JSONField()
    base = models.JSONField(default=dict, blank=True)
    remark = models.TextField(
        blank=True, max_length=MAX_REMARK, help_text=_("Why it was returned.")
    )

    objects = DetailsDraftQuerySet.as_manager()
    history = Records(excluded_fields=STEP_FIELDS)

    class Meta(Proposal.Meta):
        abstract = False
        # The permission to change the object is that to change its draft.
        default_permissions = ()
        verbose_name = _("draft of details")
        verbose_name_plural = _("drafts of details")
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "key"], name="one_draft_of_details_per_object"
            ),
            is_short("remark", MAX_REMARK, "details_draft_remark_is_not_too_long"),
        ]

    def __str__(self):
        model = KINDS[self.kind]
        return str(self.values[model.details[0]])

    @property
    def version(self):
        return f"{PREFIX}{super().version}"

    @property
    def role_id(self):
        return self.key if self.kind == Kind.ROLE else None

    @property
    def is_of_new_object(self):
        return not self.base

    @cached_property
    def item(self):
        """The object itself, with what is live, or None if it has been deleted."""
        return KINDS[self.kind].objects.filter(pk=self.key).first()
