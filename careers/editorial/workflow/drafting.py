"""Drafts: written, submitted, sent back, approved. Every write of one is here.

Each function is all or nothing, and takes who does it (``by``) and, for tests, when
(``now``). It raises RefusedError with a message for that person, or EditConflictError
for a write that started from another version than the present one.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from careers.editorial.models import Comment, Draft
from careers.editorial.models.draft import Step
from careers.models import Dimension, Role
from careers.models.entry import MAX_TEXT_LENGTH
from careers.models.fields import validate_plain_text
from careers.phrases import join_names
from careers.text.cleaning import clean_text

from . import notifications
from .cells import CellState, cell_of, cells
from .errors import EditConflictError, RefusedError

# Saves of one person no further apart than this are one entry of the history.
SESSION_GAP = timedelta(minutes=30)

OVERTAKEN = "Somebody changed this text after you opened it. Nothing is saved yet."
CHANGED_BELOW = (
    "The live text changed after this draft was begun. "
    "Open it, compare the two, and save it again."
)
NO_REASON = "Say what has to change before this can be approved."
GONE = "This draft is not here any more: it was published or discarded meanwhile."

DELETED = (
    "This role or dimension has been deleted meanwhile. Copy your text before you "
    "leave this page."
)


@dataclass(frozen=True)
class DraftEdit:
    """A text for one cell, and the version of the cell that it started from.

    ``seen_live`` is the fingerprint of the live text that the writer has seen.
    """

    role: Role
    dimension: Dimension
    text: str
    version: str
    seen_live: str = ""


def checked(text):
    """Return ``text`` as it is kept; raise ValidationError for what cannot be."""
    if len(text) > MAX_TEXT_LENGTH:
        raise ValidationError(
            f"Keep it to {MAX_TEXT_LENGTH:,} characters; this has {len(text):,}."
        )
    text = clean_text(text)
    if text:
        validate_plain_text(text)
    return text


def save(*, role, dimension, text, version, by, seen_live="", why="", now=None):
    """Make ``text`` the draft of a cell, and return the cell as it is now.

    ``version`` is the cell's that the writer started from. A draft that comes to say
    what is live is no draft any more; one whose text changes is no longer submitted
    or approved. Raises ValidationError for a text that cannot be kept.
    """
    proposal = DraftEdit(role, dimension, text, version, seen_live)
    return save_all(edits=[proposal], by=by, why=why, now=now)[0]


def save_all(*, edits, by, why="", now=None):
    """Save every one of ``edits``, or none; return their cells in their order."""
    try:
        return _save_all(edits, by=by, why=why, now=now or timezone.now())
    except IntegrityError as error:
        # A dimension went while its text was on the way.
        raise RefusedError(DELETED) from error


@transaction.atomic
def _save_all(edits, *, by, why, now):
    texts = [checked(each.text) for each in edits]
    before = cells(
        _locked_roles({each.role for each in edits}),
        {each.dimension for each in edits},
        lock=True,
    )
    present = [before[each.role.pk, each.dimension.pk] for each in edits]
    stale = [
        cell
        for cell, each in zip(present, edits, strict=True)
        if cell.version != each.version
    ]
    if stale:
        raise EditConflictError(OVERTAKEN, stale)
    drafts = [
        _write(cell, text, seen_live=each.seen_live, by=by, why=why, now=now)
        for cell, each, text in zip(present, edits, texts, strict=True)
    ]
    # Locked: nothing else of them has changed since.
    return [
        replace(cell, draft=draft) for cell, draft in zip(present, drafts, strict=True)
    ]


def locked_roles(keys):
    """Return the roles of these keys, locked until the transaction ends.

    Always in one order: in two, two people could wait for each other for good.
    """
    return list(Role.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _locked_roles(roles):
    """Lock ``roles``: one save of a role at a time, or two first drafts collide."""
    keys = {role.pk for role in roles}
    found = locked_roles(keys)
    if len(found) < len(keys):
        raise RefusedError(DELETED)
    return found


def _write(cell, text, *, seen_live, by, why, now):
    """Return the draft that the cell has then, None for none."""
    draft = cell.draft
    is_aware = draft is None or (seen_live and seen_live == cell.live_fingerprint)
    base = cell.live if is_aware else draft.base
    if text == cell.live:
        if draft:
            _refuse_scheduled(cell)
            _drop(draft, by=by, why=why or Step.TAKEN_BACK)
        return None
    if draft and (text, base) == (draft.text, draft.base):
        return draft
    if draft is None:
        draft = Draft(role=cell.role, dimension=cell.dimension)
    else:
        draft.number += 1
    draft.text, draft.base = text, base
    draft.state = Draft.State.WRITING
    draft.written_at, draft.written_by = now, by
    draft.submitted_at = draft.submitted_by = None
    draft.approved_at = draft.approved_by = None
    _record(draft, by=by, why=why, now=now)
    return draft


def _record(draft, *, by, why, now):
    """Save ``draft``; what one person saves in one sitting is one record."""
    draft._history_user, draft._history_date, draft._change_reason = by, now, why
    last = Draft.history.filter(id=draft.pk).first() if draft.pk and not why else None
    is_sitting = (
        last
        and last.history_user_id == by.pk
        and last.state == draft.state
        and not last.history_change_reason
        and now - last.history_date < SESSION_GAP
    )
    if not is_sitting:
        draft.save()
        return
    draft.save_without_historical_record()
    last.text, last.base, last.history_date = draft.text, draft.base, now
    last.save(update_fields=["text", "base", "history_date"])


def _drop(draft, *, by, why):
    draft._history_user, draft._change_reason = by, why
    draft.delete()


@transaction.atomic
def discard(*, role, dimension, version, by):
    """Take a draft back: the live text stays as it is."""
    cell = cell_of(*_locked_roles([role]), dimension, lock=True)
    if cell.version != version:
        raise EditConflictError(OVERTAKEN, [cell])
    if cell.draft is None:
        raise RefusedError("There is no draft to discard.")
    _refuse_scheduled(cell)
    _drop(cell.draft, by=by, why=Step.DISCARDED)


def keep(cell, change, *, by, now):
    """Make a text that is public no more a draft again, unless its cell has one.

    ``change`` is the text of the publication that ``by`` has undone.
    """
    if cell.draft:
        return
    draft = Draft(role=cell.role, dimension=cell.dimension, text=change.after)
    draft.base = cell.live
    draft.written_at, draft.written_by = now, change.written_by
    _record(draft, by=by, why=Step.DEACTIVATE, now=now)


def close(draft, change):
    """End a draft that is public now by ``change``.

    One that went on from it knows what is live now. That is no change of what it
    says, so its version stays.
    """
    publication = change.publication
    if draft.text == change.after:
        draft._history_date = publication.due_at
        _drop(draft, by=publication.made_by, why=publication.why)
    elif draft.base == change.before and _has_said(draft, change.after):
        draft.base = change.after
        draft.save_without_historical_record()


def _has_said(draft, text):
    """Whether ``draft`` went on from ``text``: then its writers know that."""
    return Draft.history.filter(id=draft.pk, text=text).exists()


def locked_drafts(versions, roles=()):
    """Return the drafts of these versions, locked, in their order.

    Their roles are locked with them, and the roles of the keys ``roles``. Raises
    Overtaken unless each draft is at exactly the version that was named.
    """
    drafts = Draft.objects.of_versions(versions).order_by("role__name", "dimension")
    locked_roles({*roles, *drafts.values_list("role", flat=True)})
    found = {
        draft.version: draft
        for draft in drafts.select_for_update(of=["self"]).select_related(
            "role", "dimension", "written_by"
        )
    }
    lost = [version for version in versions if version not in found]
    if lost:
        changed = [each for each in found.values() if each.version not in versions]
        names = join_names([f"“{each}”" for each in changed])
        message = (
            f"{names} changed after you opened this page. Look at it again."
            if names
            else GONE
        )
        raise EditConflictError(
            message, [cell_of(d.role, d.dimension) for d in changed]
        )
    return [found[version] for version in versions]


def cells_of(changes):
    """Return the cells of drafts, or of changes of texts, locked, by their keys."""
    return cells(
        {each.role for each in changes if each.role},
        {each.dimension for each in changes if each.dimension},
        lock=True,
    )


def with_cells(drafts):
    """Return each draft with its cell, locked, however many in the same few queries."""
    present = cells_of(drafts)
    return [(each, present[each.role_id, each.dimension_id]) for each in drafts]


@transaction.atomic
def submit(*, versions, by, comment="", now=None):
    """Ask for a review of the drafts of these versions; return them."""
    now = now or timezone.now()
    drafts = locked_drafts(versions)
    for draft, cell in with_cells(drafts):
        _refuse_unless(draft, Draft.State.WRITING, "has been submitted already")
        refuse_overtaken(cell)
        draft.returned_at = draft.returned_by = None
        draft.submitted_at, draft.submitted_by = now, by
        _step(draft, Draft.State.IN_REVIEW, by=by, why=Step.SUBMITTED, now=now)
    _comment(drafts, comment, by=by, now=now)
    notifications.submitted(drafts, by=by, comment=comment)
    return drafts


@transaction.atomic
def send_back(*, versions, by, comment, now=None):
    """Return drafts to their writers, with a comment that says why."""
    now = now or timezone.now()
    if not comment.strip():
        raise RefusedError(NO_REASON)
    drafts = locked_drafts(versions)
    for draft, cell in with_cells(drafts):
        if draft.state == Draft.State.WRITING:
            raise RefusedError(f"“{draft}” is not in review.")
        _refuse_scheduled(cell)
        draft.returned_at, draft.returned_by = now, by
        draft.submitted_at = draft.submitted_by = None
        draft.approved_at = draft.approved_by = None
        _step(draft, Draft.State.WRITING, by=by, why=Step.RETURNED, now=now)
    _comment(drafts, comment, by=by, now=now)
    notifications.sent_back(drafts, by=by, comment=comment)
    return drafts


@transaction.atomic
def approve(*, versions, by, comment="", now=None):
    """Approve exactly these versions: a change after this needs a new approval."""
    now = now or timezone.now()
    drafts = locked_drafts(versions)
    for draft, cell in with_cells(drafts):
        _refuse_unless(draft, Draft.State.IN_REVIEW, "is not in review")
        refuse_overtaken(cell)
        if not draft.may_be_approved_by(by):
            raise RefusedError(f"You wrote “{draft}”: somebody else has to approve it.")
        draft.approved_at, draft.approved_by = now, by
        _step(draft, Draft.State.APPROVED, by=by, why=Step.APPROVED, now=now)
    _comment(drafts, comment, by=by, now=now)
    notifications.approved(drafts, by=by, comment=comment)
    return drafts


@transaction.atomic
def comment(*, role, dimension, text, by, now=None):
    """Say something about a cell; people named by @username get a notice."""
    [role] = _locked_roles([role])
    said = _say(role=role, dimension=dimension, text=text, by=by, now=now)
    notifications.commented([said])
    return said


def _say(*, role, dimension, text, by, now):
    text = clean_text(text)
    said = Comment(role=role, dimension=dimension, text=text, made_by=by)
    said.made_at = now or timezone.now()
    said.full_clean()
    said.save()
    return said


def _comment(drafts, text, *, by, now):
    """Say the same of each draft, with one notice for all of them."""
    if text.strip():
        places = [{"role": each.role, "dimension": each.dimension} for each in drafts]
        said = [_say(**place, text=text, by=by, now=now) for place in places]
        notifications.commented(said)


def _step(draft, state, *, by, why, now):
    draft.state = state
    draft.number += 1
    _record(draft, by=by, why=why, now=now)


def _refuse_unless(draft, state, what):
    if draft.state != state:
        raise RefusedError(f"“{draft}” {what}.")


def _refuse_scheduled(cell):
    """Refuse what would leave a text to come out that its people took back."""
    if cell.state == CellState.SCHEDULED:
        raise RefusedError(
            f"“{cell.draft}” is scheduled, and would be public all the same. Cancel "
            "the publication first."
        )


def refuse_overtaken(cell):
    """Refuse a draft whose writer has not seen what is live now."""
    if cell.is_overtaken:
        raise EditConflictError(f"“{cell}”: {CHANGED_BELOW}", [cell])
