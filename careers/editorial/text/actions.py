"""The actions on one text.

Each takes what was sent as ``TextForm`` cleans it, and raises RefusedError or
ValidationError with the reason.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial import workflow
from careers.editorial.checks import checks_of, errors
from careers.text import clean_text, offered_list

COMPARE = "compare"  # changes nothing

NO_DRAFT_LEFT = gettext_lazy("This is the same as the live text, so there is no draft.")

KEPT_STATES = {
    workflow.Draft.State.IN_REVIEW: gettext_lazy(
        "You have changed nothing, so this text stays in review."
    ),
    workflow.Draft.State.APPROVED: gettext_lazy(
        "You have changed nothing, so this text stays approved."
    ),
}


class NotSubmittedError(workflow.RefusedError):
    """The text was saved if it was new, but not submitted for review."""


def save(role, dimension, sent, by):
    if sent["text"] is None:
        raise ValidationError(
            _("The form had no text, so nothing was saved. Reload the page.")
        )
    return workflow.drafting.save(
        role=role,
        dimension=dimension,
        text=sent["text"],
        version=sent["version"],
        seen_live=sent["aware"],
        by=by,
    )


def make_list(role, dimension, sent, by):
    """Save the list that the text seems to be."""
    text = clean_text(sent["text"] or "")
    return save(role, dimension, sent | {"text": offered_list(text) or text}, by)


def submit(role, dimension, sent, by):
    """Submit the text; it stays saved when that fails."""
    cell = save(role, dimension, sent, by)
    if cell.draft and cell.draft.state != workflow.Draft.State.WRITING:
        raise NotSubmittedError(KEPT_STATES[cell.draft.state])
    try:
        if cell.draft is None:
            raise workflow.RefusedError(
                _("This is already the live text, so there is nothing to review.")
            )
        if problems := errors(checks_of(cell)):
            raise workflow.RefusedError(" ".join(problems))
        workflow.drafting.submit(
            versions=[cell.version], by=by, comment=sent["comment"]
        )
    except (workflow.RefusedError, ValidationError) as refusal:
        raise NotSubmittedError(
            _("Your text was saved but not submitted. %(reason)s")
            % {"reason": workflow.reason(refusal)}
        ) from refusal


def discard(role, dimension, sent, by):
    workflow.drafting.discard(
        role=role, dimension=dimension, version=sent["version"], by=by
    )


def comment(role, dimension, sent, by):
    if not sent["comment"].strip():
        raise ValidationError(_("Write your comment first."))
    workflow.drafting.comment(
        role=role, dimension=dimension, text=sent["comment"], by=by
    )


def approve(role, dimension, sent, by):
    version = _own_version(role, dimension, sent["version"])
    workflow.drafting.approve(versions=[version], by=by, comment=sent["comment"])


def send_back(role, dimension, sent, by):
    version = _own_version(role, dimension, sent["version"])
    workflow.drafting.send_back(versions=[version], by=by, comment=sent["comment"])


def _own_version(role, dimension, version):
    """Return ``version``, or "" for one of another cell's draft."""
    draft = workflow.load_cell(role, dimension).draft
    return version if draft and version.partition(".")[0] == str(draft.pk) else ""


class TextAction(NamedTuple):
    """What a button does, the permission it needs, and the message afterwards.

    ``run`` may return the cell.
    """

    permission: str
    run: Callable
    done: Promise


ACTIONS = {
    "save": TextAction(workflow.WRITE, save, gettext_lazy("Draft saved.")),
    "submit": TextAction(
        workflow.WRITE, submit, gettext_lazy("Saved and submitted for review.")
    ),
    "list": TextAction(workflow.WRITE, make_list, gettext_lazy("Saved as a list.")),
    "discard": TextAction(
        workflow.WRITE,
        discard,
        gettext_lazy("Draft discarded. The live text hasn’t changed."),
    ),
    "comment": TextAction(workflow.WRITE, comment, gettext_lazy("Comment added.")),
    "approve": TextAction(workflow.APPROVE, approve, gettext_lazy("Approved.")),
    "return": TextAction(
        workflow.APPROVE, send_back, gettext_lazy("Returned to its writer.")
    ),
}
