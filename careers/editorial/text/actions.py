"""What is done with one text: each act takes what was sent, and raises why not."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from careers.editorial.checks.cell_checks import checks_of
from careers.editorial.checks.text_checks import errors
from careers.editorial.workflow import drafting
from careers.editorial.workflow.cells import cell_of
from careers.editorial.workflow.errors import RefusedError, reason
from careers.editorial.workflow.permissions import APPROVE, WRITE
from careers.models import Dimension, Role

NO_TEXT = "The form brought no text. Nothing is saved. Open the text again and send it."
NO_COMMENT = "Write your comment first."
WITHOUT_DRAFT = "This is what is live: there is no draft of it now."
NO_DRAFT = "There is nothing to review: this is what is live."


class Place(NamedTuple):
    """Where a text stands."""

    role: Role
    dimension: Dimension


class NotSubmittedError(RefusedError):
    """The text is saved, and no review was asked for."""


def save(place, sent, by):
    """Make what was typed the draft of a cell, and return the cell as it is then."""
    if sent.typed is None:
        raise ValidationError(NO_TEXT)
    if sent.aware in ("", "1"):
        return _save(place, sent, by, is_aware=sent.aware == "1")
    with transaction.atomic():
        # Held until the end: what is live now must be what was seen.
        drafting.locked_roles({place.role.pk})
        live = cell_of(*place, lock=True).live_fingerprint
        return _save(place, sent, by, is_aware=sent.aware == live)


def _save(place, sent, by, *, is_aware):
    return drafting.save(
        role=place.role,
        dimension=place.dimension,
        text=sent.typed,
        version=sent.version,
        by=by,
        is_aware=is_aware,
    )


def submit(place, sent, by):
    """Save, which is kept whatever comes of the rest, and ask for a review."""
    cell = save(place, sent, by)
    try:
        if cell.draft is None:
            raise RefusedError(NO_DRAFT)
        if found := errors(checks_of(cell)):
            raise RefusedError(" ".join(found))
        drafting.submit(versions=[cell.version], by=by, comment=sent.comment)
    except (RefusedError, ValidationError) as refusal:
        message = f"Your text is saved, but not submitted. {reason(refusal)}"
        raise NotSubmittedError(message) from refusal


def discard(place, sent, by):
    drafting.discard(
        role=place.role, dimension=place.dimension, version=sent.version, by=by
    )


def comment(place, sent, by):
    if not sent.comment.strip():
        raise ValidationError(NO_COMMENT)
    drafting.comment(
        role=place.role, dimension=place.dimension, text=sent.comment, by=by
    )


def approve(place, sent, by):
    drafting.approve(versions=[_own(place, sent)], by=by, comment=sent.comment)


def send_back(place, sent, by):
    drafting.send_back(versions=[_own(place, sent)], by=by, comment=sent.comment)


def _own(place, sent):
    """Return the version sent, if it can be one of this place's draft."""
    cell = cell_of(*place)
    key = str(cell.draft.pk) if cell.draft else ""
    return sent.version if sent.version.partition(".")[0] == key else ""


class Action(NamedTuple):
    """What a button does: who may, how, and what is said afterwards.

    ``run`` may return the cell as it is then.
    """

    permission: str
    run: Callable
    done: str


ACTIONS = {
    "save": Action(WRITE, save, "Draft saved."),
    "submit": Action(WRITE, submit, "Saved and submitted for review."),
    "discard": Action(WRITE, discard, "Draft discarded. The live text is as it was."),
    "comment": Action(WRITE, comment, "Comment added."),
    "approve": Action(APPROVE, approve, "Approved."),
    "return": Action(APPROVE, send_back, "Returned to its writer."),
}
