"""Drafts: saved, submitted, returned, approved. Every write of a draft is here.

Each function is all or nothing, and takes the person who acts (``by``) and, for tests,
the time (``now``). It raises RefusedError with a message for that person, or
EditConflictError for a write that started from another version than the present one.
"""

from dataclasses import dataclass, replace
from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.models import Comment, Draft
from careers.models import (
    MAX_TEXT_LENGTH,
    Action,
    Credit,
    Dimension,
    Role,
    validate_plain_text,
)
from careers.text import clean_text

from . import notifications, steps
from .cells import CellState, load_cell, load_cells
from .confirmation import account_blocker
from .draft_records import end, prepare_words, save_unpublished, save_words
from .errors import EditConflictError, RefusedError
from .redacted import refuse_redacted_texts
from .scope import refuse_outside

CONFLICT = gettext_lazy(
    "Someone else changed this text after you opened it. Your text isn’t saved yet."
)
LIVE_TEXT_CHANGED = gettext_lazy(
    "The live text changed after this draft was started. Open the draft, compare the "
    "two, and save it again."
)
DELETED = gettext_lazy(
    "This role or dimension has been deleted. Copy your text before you leave this "
    "page."
)


@dataclass(frozen=True)
class DraftEdit:
    """A new text for one cell, and the version of the cell that it started from.

    ``seen_live`` is the version of the live text that the writer has seen.
    """

    role: Role
    dimension: Dimension
    text: str
    version: str
    seen_live: str = ""


def checked(text):
    if len(text) > MAX_TEXT_LENGTH:
        raise ValidationError(
            _("Keep it to %(limit)s characters. This text has %(length)s.")
            % {"limit": f"{MAX_TEXT_LENGTH:,}", "length": f"{len(text):,}"}
        )
    text = clean_text(text)
    if text:
        validate_plain_text(text)
    return text


def save(*, role, dimension, text, version, seen_live="", **credit):
    """Make ``text`` the draft of a cell, and return the cell as it is now.

    ``version`` is the version of the cell that the writer started from; ``credit`` as
    for save_all. A draft that comes to match the live text ends; one whose text
    changes is no longer submitted or approved, until someone changes it back.
    """
    edit = DraftEdit(role, dimension, text, version, seen_live)
    return save_all(edits=[edit], **credit)[0]


def restore(*, moment, **version):
    """Save the text that a cell had at ``moment``."""
    return save(**version, action=Action.RESTORED, restored_from=moment)


def save_all(*, edits, by, action=Action.SAVED, why="", restored_from=None, now=None):
    """Save every one of ``edits``, or none; return their cells in the same order.

    Raises ValidationError for an unusable text.
    """
    now = now or timezone.now()
    credit = Credit(by, action, why, at=now, restored_from=restored_from)
    texts = [checked(edit.text) for edit in edits]
    try:
        with transaction.atomic():
            present = _present_cells(edits, by=by)
            refuse_redacted_texts(zip(present, texts, strict=True))
            drafts, changed, ended = _changes(present, edits, texts, credit)
            _end(ended, credit)
            if changed:
                save_words(changed, credit)
    except IntegrityError as error:
        # A dimension was deleted while its text was on the way.
        raise RefusedError(DELETED) from error
    # Locked until now: nothing else in these cells has changed.
    return [
        replace(cell, draft=draft) for cell, draft in zip(present, drafts, strict=True)
    ]


def prepare_all(*, edits, by, why, now, rows):
    """Prepare what save_all would write of texts from files, without a lock.

    ``rows.write()`` may follow as long as what these drafts go on from is the same.
    """
    credit = Credit(by, Action.IMPORTED, why, at=now)
    texts = [checked(edit.text) for edit in edits]
    cells = load_cells({e.role for e in edits}, {e.dimension for e in edits})
    present = _at_versions(cells, edits)
    refuse_redacted_texts(zip(present, texts, strict=True))
    _drafts, changed, ended = _changes(present, edits, texts, credit)
    rows.then(partial(_end, ended, credit))
    if changed:
        prepare_words(changed, credit, rows)


def _present_cells(edits, *, by):
    roles = lock_roles({edit.role.pk for edit in edits}, or_refuse=True, by=by)
    present = load_cells(roles, {edit.dimension for edit in edits}, lock=True)
    return _at_versions(present, edits)


def _at_versions(cells, edits):
    """Return the cell of each edit; raise EditConflictError if some have changed."""
    in_order = [cells[edit.role.pk, edit.dimension.pk] for edit in edits]
    stale = [
        cell
        for cell, edit in zip(in_order, edits, strict=True)
        if cell.version != edit.version
    ]
    if stale:
        raise EditConflictError(CONFLICT, stale)
    return in_order


def lock_roles(keys, *, or_refuse=False, by=None):
    """Return the roles of these keys, locked until the transaction ends.

    Raises OutOfScopeError if one of them is not for ``by`` to change.

    Always in the same order: otherwise two transactions could wait for each other. A
    locked role has one save at a time, so two first drafts of a cell never collide.
    """
    keys = set(keys)
    roles = Role.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    roles = list(roles)
    if or_refuse and len(roles) < len(keys):
        raise RefusedError(DELETED)
    if by:
        refuse_outside(roles, by=by)
    return roles


def _changes(present, edits, texts, credit):
    """Return the draft of each cell, None for no draft; those that change; that end."""
    drafts, changed, ended = [], [], []
    for cell, edit, text in zip(present, edits, texts, strict=True):
        draft = cell.draft
        is_aware = draft is None or (
            edit.seen_live and edit.seen_live == cell.live_version
        )
        base = cell.live if is_aware else draft.base
        # What was loaded with invisible characters comes back without them.
        if text in (cell.live, clean_text(cell.live)):
            draft = None
            if cell.draft:
                _refuse_scheduled(cell)
                ended.append(cell.draft)
        elif draft is None or (text, base) != (draft.text, draft.base):
            draft = _changed(cell, text, base, credit)
            changed.append(draft)
        drafts.append(draft)
    return drafts, changed, ended


def _end(drafts, credit):
    if drafts:
        end(drafts, replace(credit, action=Action.REVERTED))


def _changed(cell, text, base, credit):
    draft = cell.draft
    if draft is None:
        draft = Draft(role=cell.role, dimension=cell.dimension)
    else:
        draft.number += 1
    draft.text, draft.base = text, base
    draft.start_again(by=credit.by, now=credit.at)
    return draft


@transaction.atomic
def discard(*, role, dimension, version, by):
    roles = lock_roles([role.pk], or_refuse=True, by=by)
    cell = load_cell(*roles, dimension, lock=True)
    if cell.version != version:
        raise EditConflictError(CONFLICT, [cell])
    if cell.draft is None:
        raise RefusedError(_("There is no draft to discard."))
    _refuse_scheduled(cell)
    cell.draft.credit = Credit(by, Action.DISCARDED)
    cell.draft.delete()


def unpublish(changes, credit):
    """Make unpublished texts drafts again where their cells have none.

    ``changes`` are text changes of the publication that has been undone.
    """
    present = cells_of(changes)
    drafts = []
    for change in changes:
        cell = present[change.role_id, change.dimension_id]
        if cell.draft is None:
            draft = Draft(role=cell.role, dimension=cell.dimension, text=change.after)
            draft.base = cell.live
            draft.written_at, draft.written_by = credit.at, change.written_by
            drafts.append(draft)
    save_unpublished(drafts, credit)


def close(published, credit):
    """End drafts that have been published: ``published`` are (draft, change) pairs.

    A draft that went on from the published text knows what is live now. Its own text
    does not change by that, so its version stays.
    """
    end([draft for draft, change in published if draft.text == change.after], credit)
    for draft, change in published:
        goes_on = draft.text != change.after and draft.base == change.before
        if goes_on and _had_text(draft, change.after):
            draft.base = change.after
            draft.save_without_historical_record()


def _had_text(draft, text):
    return Draft.history.filter(id=draft.pk, text=text).exists()


def lock_drafts(versions, roles=(), *, by):
    """Return the drafts of these versions, locked, in their order.

    Their roles are locked with them, and the roles with the keys ``roles``. Raises
    EditConflictError unless each draft is at exactly the version named, and
    OutOfScopeError unless all of them are for ``by`` to change.
    """
    drafts = Draft.objects.present().of_versions(versions)
    drafts = drafts.order_by("role__name", "dimension")
    lock_roles({*roles, *drafts.values_list("role", flat=True)}, by=by)
    drafts = drafts.select_for_update(of=["self"])
    drafts = drafts.select_related("role", "dimension", "written_by")
    drafts = drafts.prefetch_related("writers")
    return steps.at_versions(drafts, versions, _cells_one_by_one)


def _cells_one_by_one(drafts):
    return [load_cell(draft.role, draft.dimension) for draft in drafts]


def cells_of(items):
    return load_cells(
        {item.role for item in items if item.role},
        {item.dimension for item in items if item.dimension},
        lock=True,
    )


def with_cells(drafts):
    present = cells_of(drafts)
    return [(draft, present[draft.role_id, draft.dimension_id]) for draft in drafts]


@transaction.atomic
def submit(*, versions, by, comment="", now=None):
    now = now or timezone.now()
    drafts = lock_drafts(versions, by=by)
    for draft, cell in with_cells(drafts):
        steps.refuse_submitted(draft)
        refuse_live_text_changed(cell)
    steps.submit(drafts, by=by, now=now)
    notified = notifications.submitted(drafts, by=by, comment=comment)
    _comment(drafts, comment, by=by, now=now, notified=notified)
    return drafts


@transaction.atomic
def send_back(*, versions, by, comment, now=None):
    now = now or timezone.now()
    steps.refuse_no_reason(comment)
    drafts = lock_drafts(versions, by=by)
    for draft, cell in with_cells(drafts):
        steps.refuse_not_submitted(draft)
        _refuse_scheduled(cell)
    steps.send_back(drafts, by=by, now=now)
    notified = notifications.sent_back(drafts, by=by, comment=comment)
    _comment(drafts, comment, by=by, now=now, notified=notified)
    return drafts


@transaction.atomic
def approve(*, versions, by, comment="", now=None):
    """Approve exactly these versions: any later change needs a new approval."""
    now = now or timezone.now()
    drafts = lock_drafts(versions, by=by)
    blocker_of = account_blocker(by)
    for draft, cell in with_cells(drafts):
        steps.refuse_not_in_review(draft)
        refuse_live_text_changed(cell)
        steps.refuse_own(draft, by, blocker_of)
    steps.approve(drafts, by=by, now=now)
    notified = notifications.approved(drafts, by=by, comment=comment)
    _comment(drafts, comment, by=by, now=now, notified=notified)
    return drafts


@transaction.atomic
def comment(*, role, dimension, text, by, now=None):
    [role] = lock_roles([role.pk], or_refuse=True)
    remark = Comment(role=role, dimension=dimension, text=clean_text(text), made_by=by)
    remark.made_at = now or timezone.now()
    remark.full_clean()
    remark.save()
    notifications.commented([remark])
    return remark


def _comment(drafts, text, *, by, now, notified):
    if not text.strip():
        return
    steps = Draft.history.filter(id__in=[draft.pk for draft in drafts])
    steps = dict(steps.order_by().values_list("id").annotate(Max("history_id")))
    comments = [
        Comment(
            role=draft.role,
            dimension=draft.dimension,
            text=clean_text(text),
            made_at=now,
            made_by=by,
            step_id=steps[draft.pk],
        )
        for draft in drafts
    ]
    comments[0].full_clean()
    Comment.objects.bulk_create(comments)
    notifications.commented(comments, besides=notified)


def _refuse_scheduled(cell):
    if cell.state == CellState.SCHEDULED:
        raise scheduled_refusal(cell)


def scheduled_refusal(cell):
    return RefusedError(
        _(
            "“%(draft)s” is scheduled and would still be published. Cancel the "
            "publication first."
        )
        % {"draft": cell.draft}
    )


def refuse_live_text_changed(cell):
    if cell.is_overtaken:
        message = _("“%(cell)s”: %(problem)s") % {
            "cell": cell,
            "problem": LIVE_TEXT_CHANGED,
        }
        raise EditConflictError(message, [cell])
