"""Publications: every change of what visitors see is made by one.

A publication is a set of changes, pinned as they were approved, that become public
together or not at all. Each function takes the person who acts (``by``) and, for
tests, the time (``now``), and raises RefusedError with a message for that person.
"""

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.models import (
    Action,
    Credit,
    Publication,
    Role,
    RoleDimensionEntry,
    StatusChange,
    TextChange,
)
from careers.site_time import format_datetime

from . import notifications
from .cells import live_version, load_cell
from .drafting import (
    cells_of,
    close,
    lock_drafts,
    lock_roles,
    refuse_live_text_changed,
    unpublish,
    with_cells,
)
from .errors import EditConflictError, RefusedError, quote_names, reason

logger = logging.getLogger(__name__)


@transaction.atomic
def publish(*, versions=(), roles=(), why, by, due_at=None, now=None):
    """Make approved drafts public, and show ``roles`` to visitors: now or later.

    ``versions`` name the drafts exactly as they were approved. Without ``due_at``
    they are published at once. Returns the Publication.
    """
    now = now or timezone.now()
    if due_at is not None and due_at <= now:
        raise RefusedError(
            _("%(time)s is in the past. Choose a later time, or publish now.")
            % {"time": format_datetime(due_at)}
        )
    drafts = lock_drafts(versions, {role.pk for role in roles})
    _refuse_unapproved(drafts)
    hidden = _hidden(roles)
    if not drafts and not hidden:
        raise RefusedError(
            _("Nothing would change. Choose at least one approved draft.")
        )
    publication = _begin(why=why, by=by, due_at=due_at or now, now=now)
    _pin_texts(publication, drafts)
    _pin_statuses(publication, hidden, Role.Status.PUBLISHED)
    if due_at is None:
        _apply(publication, now=now)
    notifications.made(publication, by=by)
    return publication


@transaction.atomic
def change_status(*, roles, status, by, why="", now=None):
    """Give every one of ``roles`` this status, all or none.

    Returns how many changed: the others had the status already.
    """
    now = now or timezone.now()
    status = Role.Status(status)
    changed = [role for role in _locked_by_name(roles) if role.status != status]
    if changed:
        why = why or _("Status changed")
        publication = _begin(why=why, by=by, due_at=now, now=now)
        _pin_statuses(publication, changed, status)
        _apply(publication, now=now)
    return len(changed)


@transaction.atomic
def undo(*, publication, by, why, now=None):
    """Publish again what was live before ``publication``; return the new one.

    Those texts keep the approval that they went live with. The undone texts become
    drafts again. If any of it was changed or deleted since, nothing is undone.
    """
    now = now or timezone.now()
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if not publication.is_published:
        raise RefusedError(
            _("This publication was never made public, so there is nothing to undo.")
        )
    if hasattr(publication, "undoing"):
        raise RefusedError(_("This publication has already been undone."))
    reverse = _begin(why=why, by=by, due_at=now, now=now, undoes=publication)
    undone = _texts_without_draft(publication)
    _pin_reverse(publication, reverse, by=by)
    _apply(reverse, now=now)
    credit = Credit(by, Action.UNPUBLISHED, at=now, publication=reverse)
    for change in undone:
        unpublish(load_cell(change.role, change.dimension), change, credit)
    return reverse


@transaction.atomic
def cancel(*, publication, by, now=None):
    now = now or timezone.now()
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    is_due = publication.is_scheduled and publication.due_at <= now
    if publication.is_published or is_due:
        raise RefusedError(_("It’s too late to cancel. Undo the publication instead."))
    if not publication.is_scheduled:
        raise RefusedError(
            _("There is nothing to cancel. This publication is “%(state)s”.")
            % {"state": publication.get_state_display().lower()}
        )
    publication.state = Publication.State.CANCELLED
    publication.ended_at, publication.cancelled_by = now, by
    publication.save()
    notifications.cancelled(publication, by=by)
    return publication


@transaction.atomic
def mark_reviewed(*, role, dimension, version, by, now=None):
    """Record that ``by`` read the live text of a cell and that it can stay as it is.

    ``version`` is the live text's own: a draft does not change what was read. Raises
    EditConflictError when the live text has changed.
    """
    entry = load_cell(role, dimension, lock=True).entry
    if entry is None or live_version(entry.text) != version:
        raise EditConflictError(
            _("This text changed after you opened the page. Read it again."), []
        )
    entry.reviewed_at, entry.reviewed_by = now or timezone.now(), by
    entry.save(update_fields=["reviewed_at", "reviewed_by"])
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=[role],
        action_flag=CHANGE,
        change_message=_("Reviewed “%(dimension)s”: nothing to change.")
        % {"dimension": dimension},
    )


def publish_due(*, now=None):
    """Apply every scheduled publication whose time has come; return how many.

    The first request after that time applies it: others wait for the lock and then
    find it done. Costs one indexed query when nothing is due.
    """
    now = now or timezone.now()
    keys = list(Publication.objects.due(now).values_list("pk", flat=True))
    return sum(_try_due(key, now) for key in keys)


def _try_due(key, now):
    try:
        return _apply_due(key, now)
    except DatabaseError:
        logger.exception("Publication %s is due and could not be applied.", key)
        return False


@transaction.atomic
def _apply_due(key, now):
    """Apply a publication that is still due; return whether it became public.

    One that can no longer be published is refused for good, and its people are
    notified.
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
        raise RefusedError(
            _("Reason: %(problem)s") % {"problem": reason(error)}
        ) from error
    publication.save()
    return publication


def _locked_by_name(roles):
    roles = lock_roles(role.pk for role in roles)
    return sorted(roles, key=lambda role: role.name)


def _hidden(roles):
    roles = _locked_by_name(roles)
    _refuse_archived(roles)
    return [role for role in roles if not role.is_published]


def _refuse_archived(roles):
    archived = [role for role in roles if role.is_archived]
    if archived:
        names = quote_names(archived)
        raise RefusedError(
            ngettext(
                "%(roles)s has since been archived.",
                "%(roles)s have since been archived.",
                len(archived),
            )
            % {"roles": names}
        )


def _refuse_unapproved(drafts):
    for draft in drafts:
        if draft.state != draft.State.APPROVED:
            raise RefusedError(
                _("“%(draft)s” hasn’t been approved.") % {"draft": draft}
            )
    for draft, cell in with_cells(drafts):
        if cell.scheduled:
            due_at = format_datetime(cell.scheduled.publication.due_at)
            raise RefusedError(
                _(
                    "“%(draft)s” is already scheduled for %(time)s. Cancel that "
                    "publication first."
                )
                % {"draft": draft, "time": due_at}
            )
        refuse_live_text_changed(cell)


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
    texts = list(publication.texts.all())
    approvals = _last_approvals(texts)
    for change in texts:
        origin = approvals.get((change.role_id, change.dimension_id, change.before))
        change.written_by = origin.written_by if origin else by
        # Undoing is no review: the text keeps the one it had.
        change.approved_at = origin and origin.approved_at
        change.approved_by = origin and origin.approved_by
    for change in [*texts, *publication.statuses.all()]:
        change.pk, change.publication = None, reverse
        change.before, change.after = change.after, change.before
        change.save()


def _last_approvals(texts):
    published = TextChange.objects.published().filter(
        role__in={change.role_id for change in texts},
        dimension__in={change.dimension_id for change in texts},
    )
    published = published.select_related("written_by", "approved_by")
    return {
        (change.role_id, change.dimension_id, change.after): change
        for change in published.order_by("publication__due_at", "pk")
    }


def _apply(publication, *, now):
    statuses = list(publication.statuses.all())
    texts = list(publication.texts.select_related("role", "dimension", "approved_by"))
    changes = [*statuses, *texts]
    roles = {role.pk: role for role in lock_roles(c.role_id for c in changes)}
    for change in changes:
        if change.role_id not in roles:
            _refuse_deleted(change.role_name)
    credit = Credit(
        publication.made_by,
        Action.PUBLISHED,
        publication.why,
        publication.due_at,
        publication,
    )
    _apply_statuses(statuses, roles, credit)
    if texts and not publication.undoes_id:
        _refuse_archived(roles.values())
    _apply_texts(texts, credit)
    publication.state = Publication.State.PUBLISHED
    publication.ended_at = now
    publication.save()


def _refuse_deleted(name):
    raise RefusedError(_("“%(name)s” has since been deleted.") % {"name": name})


def _apply_statuses(changes, roles, credit):
    for change in changes:
        role = roles[change.role_id]
        if role.status != change.before:
            raise RefusedError(
                _("“%(role)s” is now “%(status)s”. Check it again.")
                % {"role": role, "status": role.get_status_display()}
            )
        role.status = change.after
    for status in Role.Status:
        changed = [roles[c.role_id] for c in changes if c.after == status]
        if not changed:
            continue
        in_database = Role.objects.credited(credit)
        in_database.filter(pk__in=[role.pk for role in changed]).update(status=status)
        LogEntry.objects.log_actions(
            user_id=credit.by.pk,
            queryset=changed,
            action_flag=CHANGE,
            change_message=_("Status is now “%(status)s”.") % {"status": status.label},
        )


def _apply_texts(changes, credit):
    present = cells_of(changes)
    for change in changes:
        cell = present.get((change.role_id, change.dimension_id))
        if cell is None:
            _refuse_deleted(change.dimension_name)
        if cell.live != change.before:
            raise RefusedError(
                _("The live text of “%(text)s” has since changed.") % {"text": change}
            )
        _write_live(change, cell, credit)
        if cell.draft:
            close(cell.draft, change, credit)


def _write_live(change, cell, credit):
    entry = cell.entry or RoleDimensionEntry(role=cell.role, dimension=cell.dimension)
    entry.credit = credit
    if not change.after:
        if entry.pk:
            entry.delete()
        return
    entry.text = change.after
    entry.reviewed_at, entry.reviewed_by = change.approved_at, change.approved_by
    entry.save()


def _texts_without_draft(publication):
    texts = list(publication.texts.select_related("role", "dimension", "written_by"))
    statuses = publication.statuses.values_list("role", flat=True)
    lock_roles([*statuses, *(change.role_id for change in texts)])
    present = cells_of(texts)
    return [
        change
        for change in texts
        if (cell := present.get((change.role_id, change.dimension_id)))
        and not cell.draft
    ]
