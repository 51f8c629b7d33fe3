"""The steps of a draft, of a text or of details: submitted, returned, approved."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.models import Proposal
from careers.models import Action, Credit

from .errors import EditConflictError, RefusedError, quote_names

State = Proposal.State

NO_REASON = gettext_lazy("Say what has to change before this can be approved.")
DRAFT_GONE = gettext_lazy("This draft no longer exists: it was published or discarded.")


def at_versions(drafts, versions, cells_of=lambda changed: []):
    """Return those of ``drafts`` that have these versions, in their order.

    Raises EditConflictError unless each is at exactly the version named; ``cells_of``
    gives the cells of the others.
    """
    present = {draft.version: draft for draft in drafts}
    if all(version in present for version in versions):
        return [present[version] for version in versions]
    changed = [draft for draft in present.values() if draft.version not in versions]
    message = DRAFT_GONE
    if changed:
        message = _(
            "%(drafts)s changed after you opened this page. Check the changes first."
        ) % {"drafts": quote_names(changed)}
    raise EditConflictError(message, cells_of(changed))


def refuse_submitted(draft):
    if draft.state != State.WRITING:
        raise RefusedError(
            _("“%(draft)s” has already been submitted.") % {"draft": draft}
        )


def refuse_not_submitted(draft):
    if draft.state == State.WRITING:
        raise RefusedError(_("“%(draft)s” isn’t in review.") % {"draft": draft})


def refuse_not_in_review(draft):
    if draft.state != State.IN_REVIEW:
        raise RefusedError(_("“%(draft)s” isn’t in review.") % {"draft": draft})


def refuse_not_approved(draft):
    if draft.state != State.APPROVED:
        raise RefusedError(_("“%(draft)s” hasn’t been approved.") % {"draft": draft})


def refuse_own(draft, by, blocker_of):
    """Refuse what ``by`` wrote. ``blocker_of`` is that of their account."""
    # First: who set up the writer's account counts as a writer too.
    if blocker := blocker_of(draft):
        raise RefusedError(blocker)
    if not draft.may_be_approved_by(by):
        raise RefusedError(
            _("You wrote “%(draft)s”, so someone else has to approve it.")
            % {"draft": draft}
        )


def refuse_no_reason(comment):
    if not comment.strip():
        raise RefusedError(NO_REASON)


def submit(drafts, *, by, now, **more):
    _take(
        drafts,
        Credit(by, Action.SUBMITTED, at=now),
        state=State.IN_REVIEW,
        returned_at=None,
        returned_by=None,
        submitted_at=now,
        submitted_by=by,
        **more,
    )


def send_back(drafts, *, by, now, **more):
    _take(
        drafts,
        Credit(by, Action.RETURNED, at=now),
        state=State.WRITING,
        returned_at=now,
        returned_by=by,
        submitted_at=None,
        submitted_by=None,
        approved_at=None,
        approved_by=None,
        **more,
    )


def approve(drafts, *, by, now):
    _take(
        drafts,
        Credit(by, Action.APPROVED, at=now),
        state=State.APPROVED,
        approved_at=now,
        approved_by=by,
    )


def _take(drafts, credit, **values):
    if not drafts:
        return
    for draft in drafts:
        draft.number += 1
        for name, value in values.items():
            setattr(draft, name, value)
    in_database = type(drafts[0]).objects.credited(credit)
    in_database.filter(pk__in=[draft.pk for draft in drafts]).update(
        number=F("number") + 1, **values
    )
