"""What visitors see, changed by somebody: each change is a publication.

A publication is a set of changes, pinned as they were approved, that become public
together or not at all. Each function takes who acts (``by``) and, for tests, when
(``now``), and says what it refuses in ``RefusedError``.
"""

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from careers.editorial.models import Draft
from careers.models import (
    Publication,
    Role,
    RoleDimensionEntry,
    StatusChange,
    TextChange,
)
from careers.phrases import join_names
from careers.site_time import format_datetime

from . import notifications
from .cells import cell_of, live_version
from .drafting import (
    cells_of,
    close,
    keep,
    locked_drafts,
    locked_roles,
    refuse_overtaken,
    with_cells,
)
from .errors import EditConflictError, RefusedError, reason

logger = logging.getLogger(__name__)

STATUS_CHANGED = "Status changed"


@transaction.atomic
def publish(*, versions=(), roles=(), why, by, due_at=None, now=None):
    """Make approved drafts public, and show ``roles`` to visitors: now or at a time.

    ``versions`` name the drafts exactly as they were approved. Without ``due_at``
    it happens at once. Returns the Publication.
    """
    now = now or timezone.now()
    if due_at is not None and due_at <= now:
        raise RefusedError(
            f"{format_datetime(due_at)} is past. Choose a time to come, or publish now."
        )
    drafts = locked_drafts(versions, {role.pk for role in roles})
    _refuse_unapproved(drafts)
    hidden = _hidden(roles)
    if not drafts and not hidden:
        raise RefusedError("Nothing would change: choose at least one approved draft.")
    publication = _begin(why=why, by=by, due_at=due_at or now, now=now)
    _pin_texts(publication, drafts)
    _pin_statuses(publication, hidden, Role.Status.PUBLISHED)
    if due_at is None:
        _apply(publication, now=now)
    notifications.made(publication, by=by)
    return publication


@transaction.atomic
def change_status(*, roles, status, by, why=STATUS_CHANGED, now=None):
    """Give every one of ``roles`` this status, all or none.

    Each role that changes gets an entry in its history in the name of ``by``.
    Returns how many changed: the others had the status already.
    """
    now = now or timezone.now()
    status = Role.Status(status)
    changed = [role for role in _in_database(roles) if role.status != status]
    if changed:
        publication = _begin(why=why, by=by, due_at=now, now=now)
        _pin_statuses(publication, changed, status)
        _apply(publication, now=now)
    return len(changed)


@transaction.atomic
def undo(*, publication, by, why, now=None):
    """Publish again what was live before ``publication``; return the new one.

    Those texts keep the approval that they went live with. The undone ones stay as
    drafts. What was changed since, or is no more, is refused with its name, and nothing
    is undone.
    """
    now = now or timezone.now()
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if not publication.is_published:
        raise RefusedError("Only what has been published can be undone.")
    if hasattr(publication, "undoing"):
        raise RefusedError("This publication has been undone already.")
    reverse = _begin(why=why, by=by, due_at=now, now=now, undoes=publication)
    undone = _gone_on_from(publication)
    _pin_reverse(publication, reverse, by=by)
    _apply(reverse, now=now)
    for change in undone:
        keep(cell_of(change.role, change.dimension), change, by=by, now=now)
    return reverse


@transaction.atomic
def cancel(*, publication, by, now=None):
    """Cancel a scheduled publication; its drafts stay approved."""
    now = now or timezone.now()
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    is_due = publication.is_scheduled and publication.due_at <= now
    if publication.is_published or is_due:
        raise RefusedError("It is too late to cancel: undo the publication instead.")
    if not publication.is_scheduled:
        state = publication.get_state_display().lower()
        raise RefusedError(
            f"There is nothing to cancel: this publication is “{state}”."
        )
    publication.state = Publication.State.CANCELLED
    publication.ended_at, publication.cancelled_by = now, by
    publication.save()
    notifications.cancelled(publication, by=by)
    return publication


@transaction.atomic
def mark_reviewed(*, role, dimension, version, by, now=None):
    """Note that ``by`` read the live text of a cell, and that it may stay as it is.

    ``version`` is what the cell had when it was read, as a draft does not change
    what is live: the live text's own. Raises Overtaken when that has changed.
    """
    entry = cell_of(role, dimension, lock=True).entry
    if entry is None or live_version(entry.text) != version:
        raise EditConflictError(
            "This text changed after you opened the page. Read it again.", []
        )
    entry.reviewed_at, entry.reviewed_by = now or timezone.now(), by
    entry.save(update_fields=["reviewed_at", "reviewed_by"])
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=[role],
        action_flag=CHANGE,
        change_message=f"Reviewed “{dimension}”: nothing to change.",
    )


def publish_due(*, now=None):
    """Apply every scheduled publication whose time has come; return how many.

    Whoever asks first after that time applies it: the others wait for the lock and
    then find it done. Costs one indexed query where nothing is due.
    """
    now = now or timezone.now()
    keys = list(Publication.objects.due(now).values_list("pk", flat=True))
    return sum(_try_due(key, now) for key in keys)


def _try_due(key, now):
    """Apply one publication; what fails for no fault of its own is tried again."""
    try:
        return _apply_due(key, now)
    except DatabaseError:
        logger.exception("Publication %s is due and could not be applied.", key)
        return False


@transaction.atomic
def _apply_due(key, now):
    """Apply one publication unless somebody else has; return whether it is public.

    What can no longer be published is refused for good, and its people are told.
    """
    due = Publication.objects.due(now).select_for_update().filter(pk=key).first()
    if due is None:
        return False
    try:
        with transaction.atomic():
            _apply(due, now=now)
    except RefusedError as refusal:
        due.state = Publication.State.REFUSED
        due.ended_at, due.refusal = now, str(refusal)
        due.save()
        notifications.refused(due)
        return False
    notifications.published(due)
    return True


def _begin(*, why, by, due_at, now, undoes=None):
    publication = Publication(
        state=Publication.State.SCHEDULED,
        why=why.strip(),
        made_at=now,
        made_by=by,
        due_at=due_at,
        undoes=undoes,
    )
    try:
        publication.clean_fields(exclude=["undoes", "made_by"])
    except ValidationError as error:
        raise RefusedError(f"The reason: {reason(error)}") from error
    publication.save()
    return publication


def _in_database(roles):
    """Return ``roles`` as they are, locked, by name."""
    return sorted(locked_roles({role.pk for role in roles}), key=lambda role: role.name)


def _hidden(roles):
    """Return those of ``roles`` that are to be shown, locked: the others are."""
    found = _in_database(roles)
    for role in found:
        if role.status == Role.Status.ARCHIVED:
            raise RefusedError(f"“{role}” has been archived meanwhile.")
    return [role for role in found if not role.is_published]


def _refuse_unapproved(drafts):
    for draft in drafts:
        if draft.state != Draft.State.APPROVED:
            raise RefusedError(f"“{draft}” has not been approved.")
    for draft, cell in with_cells(drafts):
        if cell.scheduled:
            at = format_datetime(cell.scheduled.publication.due_at)
            raise RefusedError(
                f"“{draft}” is scheduled for {at} already. Cancel that first."
            )
        refuse_overtaken(cell)


def _pin_texts(publication, drafts):
    TextChange.objects.bulk_create(
        TextChange(
            publication=publication,
            role=draft.role,
            dimension=draft.dimension,
            role_name=draft.role.name,
            dimension_name=draft.dimension.name,
            before=draft.base,
            after=draft.text,
            written_by=draft.written_by,
            approved_at=draft.approved_at,
            approved_by=draft.approved_by,
        )
        for draft in drafts
    )


def _pin_statuses(publication, roles, status):
    StatusChange.objects.bulk_create(
        StatusChange(
            publication=publication,
            role=role,
            role_name=role.name,
            before=role.status,
            after=status,
        )
        for role in roles
    )


def _pin_reverse(publication, reverse, *, by):
    """Pin in ``reverse`` what was live before ``publication``."""
    texts = list(publication.texts.all())
    last = _last_approvals(texts)
    for change in texts:
        origin = last.get((change.role_id, change.dimension_id, change.before))
        change.written_by = origin.written_by if origin else by
        # Nobody has read now what is brought back: its review is as old as it was.
        change.approved_at = origin and origin.approved_at
        change.approved_by = origin and origin.approved_by
    for change in [*texts, *publication.statuses.all()]:
        change.pk, change.publication = None, reverse
        change.before, change.after = change.after, change.before
        change.save()


def _last_approvals(texts):
    """Return the changes that last published a text, by role, dimension and text."""
    published = TextChange.objects.published().filter(
        role__in={each.role_id for each in texts},
        dimension__in={each.dimension_id for each in texts},
    )
    published = published.select_related("written_by", "approved_by")
    return {
        (each.role_id, each.dimension_id, each.after): each
        for each in published.order_by("publication__due_at", "pk")
    }


def _apply(publication, *, now):
    """Make the changes of ``publication`` public, all of them or none."""
    statuses = list(publication.statuses.all())
    texts = list(publication.texts.select_related("role", "dimension", "approved_by"))
    keys = {change.role_id for change in [*statuses, *texts]}
    roles = {role.pk: role for role in locked_roles(keys)}
    for change in [*statuses, *texts]:
        if change.role_id not in roles:
            raise RefusedError(f"“{change.role_name}” has been deleted meanwhile.")
    _apply_statuses(publication, statuses, roles)
    _apply_texts(publication, texts, roles)
    publication.state = Publication.State.PUBLISHED
    publication.ended_at = now
    publication.save()


def _apply_statuses(publication, changes, roles):
    for change in changes:
        role = roles[change.role_id]
        if role.status != change.before:
            raise RefusedError(
                f"“{role}” is {role.get_status_display().lower()} by now. "
                "Look at it again."
            )
        role.status = change.after
    credited = Role.objects.credited(
        by=publication.made_by, why=publication.why, at=publication.due_at
    )
    for status in Role.Status:
        changed = [roles[each.role_id] for each in changes if each.after == status]
        if not changed:
            continue
        credited.filter(pk__in=[role.pk for role in changed]).update(status=status)
        LogEntry.objects.log_actions(
            user_id=publication.made_by_id,
            queryset=changed,
            action_flag=CHANGE,
            change_message=f"Status is now “{status.label}”.",
        )


def _apply_texts(publication, changes, roles):
    archived = [role for role in roles.values() if role.status == Role.Status.ARCHIVED]
    if changes and archived and not publication.undoes_id:
        names = join_names([f"“{role}”" for role in archived])
        raise RefusedError(f"{names} has been archived meanwhile.")
    present = cells_of(changes)
    for change in changes:
        cell = present.get((change.role_id, change.dimension_id))
        if cell is None:
            raise RefusedError(f"“{change.dimension_name}” has been deleted meanwhile.")
        if cell.live != change.before:
            raise RefusedError(f"The live text of “{change}” has changed meanwhile.")
        _write_live(publication, change, cell)
        if cell.draft:
            close(cell.draft, change)


def _write_live(publication, change, cell):
    entry = cell.entry or RoleDimensionEntry(role=cell.role, dimension=cell.dimension)
    _credit(entry, publication)
    if not change.after:
        if entry.pk:
            entry.delete()
        return
    entry.text = change.after
    entry.reviewed_at, entry.reviewed_by = change.approved_at, change.approved_by
    entry.save()


def _gone_on_from(publication):
    """Return its texts that are live and have no draft: what editors go on from."""
    texts = list(publication.texts.select_related("role", "dimension", "written_by"))
    shown = publication.statuses.values_list("role", flat=True)
    locked_roles({*shown, *(each.role_id for each in texts)})
    present = cells_of(texts)
    return [
        each
        for each in texts
        if (cell := present.get((each.role_id, each.dimension_id))) and not cell.draft
    ]


def _credit(instance, publication):
    """Record the next change of ``instance`` in the publication's name and time."""
    instance._history_user = publication.made_by
    instance._history_date = publication.due_at
    instance._change_reason = publication.why
