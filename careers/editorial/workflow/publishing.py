"""Publications: every change of what visitors see is made by one.

A publication is a set of changes, pinned as they were approved, that become public
together or not at all. Each function takes the person who acts (``by``) and, for
tests, the time (``now``), and raises RefusedError with a message for that person.
"""

import logging
from copy import copy

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.models.details import PREFIX
from careers.models import (
    Action,
    Credit,
    DetailsChange,
    Kind,
    Publication,
    Readdressed,
    Role,
    Status,
    kind_of,
)
from careers.search.index import refresh_some
from careers.search.similar.finding import keep_up
from careers.site_time import format_datetime

from . import details, notifications, seen, steps
from .applying import apply, refuse_archived
from .cells import live_version, load_cell
from .confirmation import refuse_unconfirmed
from .drafting import (
    cells_of,
    lock_drafts,
    lock_roles,
    refuse_live_text_changed,
    unpublish,
    with_cells,
)
from .errors import EditConflictError, RefusedError, reason
from .pinning import begin, pin_details, pin_reverse, pin_statuses, pin_texts
from .redacted import refuse_redacted_changes
from .scope import refuse_items_outside, refuse_limited

logger = logging.getLogger(__name__)

NOT_APPROVED = gettext_lazy(
    "The name and address of “%(name)s” haven’t been approved. Submit them for review, "
    "then publish them."
)
NOT_PUBLISHED = gettext_lazy(
    "“%(name)s” is approved but has never been public. Select its name and address on "
    "the page “Publish”."
)


@transaction.atomic
def publish(*, versions=(), roles=(), why, by, due_at=None, now=None, seen_marks=None):
    """Make approved drafts public, and show ``roles`` to visitors: now or later.

    ``versions`` name the drafts, of texts and of details, exactly as they were
    approved. A new role or dimension becomes public with its details. Without
    ``due_at`` they are published at once. ``seen_marks`` are the marks that a page sent
    with the versions; None if there was no page. Returns the Publication.
    """
    now = now or timezone.now()
    if due_at is not None and due_at <= now:
        raise RefusedError(
            _("%(time)s is in the past. Choose a later time, or publish now.")
            % {"time": format_datetime(due_at)}
        )
    texts, of_details = split_versions(versions)
    drafts = lock_drafts(texts, {role.pk for role in roles}, by=by)
    _refuse_unapproved(drafts)
    details_drafts = details.lock_drafts(of_details, by=by)
    _refuse_unapproved_details(details_drafts)
    _refuse_unseen(drafts, details_drafts, seen_marks)
    hidden = _hidden(roles, details_drafts)
    if not (drafts or details_drafts or hidden):
        raise RefusedError(
            _("Nothing would change. Choose at least one approved draft.")
        )
    publication = begin(why=why, by=by, due_at=due_at or now, now=now)
    pin_texts(publication, drafts)
    pin_details(publication, details_drafts)
    pin_statuses(publication, hidden, Status.PUBLISHED)
    if due_at is None:
        _publish_now(publication, now=now)
    notifications.made(publication, by=by)
    return publication


def _publish_now(publication, *, now, action=Action.PUBLISHED):
    applied = apply(publication, now=now, action=action)
    # Before anyone sees the publication: every page would wait for it otherwise.
    refresh_some()
    keep_up.enqueue()
    return applied


def _refuse_unseen(drafts, details_drafts, marks):
    if marks is None:
        return
    prefetch_related_objects([draft.role for draft in drafts], "family")
    relations = seen.related_to(details_drafts)
    present = [(draft, seen.mark_of_text(draft)) for draft in drafts]
    present += [(d, seen.mark_of_details(d, relations)) for d in details_drafts]
    seen.refuse_unseen(
        (draft, marks.get(draft.version), mark) for draft, mark in present
    )


def split_versions(versions):
    """Return the versions of drafts of texts, and those of drafts of details."""
    of_details = [v for v in versions if v.startswith(PREFIX)]
    return [v for v in versions if v not in of_details], of_details


@transaction.atomic
def change_status(*, items, status, by, why="", now=None):
    """Give every one of ``items``, of one kind, this status, all or none.

    Returns the publication, or None if all had the status already.
    """
    now = now or timezone.now()
    status = Status(status)
    items = _locked(items)
    refuse_items_outside(items, by=by)
    changed = [item for item in items if item.status != status]
    if not changed:
        return None
    if status.is_public:
        refuse_new(changed)
    publication = begin(why=why or _("Status changed"), by=by, due_at=now, now=now)
    pin_statuses(publication, changed, status)
    _publish_now(publication, now=now)
    return publication


def is_own(item, user):
    """Whether ``user`` made ``item``, and it has never been public."""
    if was_public(item):
        return False
    first = type(item).history.filter(id=item.pk).order_by("history_id").first()
    return first is not None and first.history_user_id == user.pk


def was_public(item):
    draft = details.draft_of(item)
    if draft is None or not draft.is_of_new_object:
        return True
    changes = DetailsChange.objects.published().showing()
    return changes.filter(kind=kind_of(item), key=item.pk).exists()


def delete(item, *, by, why="", now=None):
    """Take an object off the site. It can be brought back as it was."""
    # Not a name that its draft proposes.
    live = type(item).everything.get(pk=item.pk)
    why = _with_reason(_("Deleted: %(name)s") % {"name": live}, why)
    return change_status(items=[item], status=Status.DELETED, by=by, why=why, now=now)


def _with_reason(action, why):
    if not why.strip():
        return action
    return _("%(action)s. %(why)s") % {"action": action, "why": why.strip()}


@transaction.atomic
def bring_back(item, *, by, why="", now=None):
    """Make a deleted object what it was before: public if it was, with its texts."""
    now = now or timezone.now()
    deletions = DetailsChange.objects.published().filter(
        kind=kind_of(item), key=item.pk, after__status=Status.DELETED
    )
    last = deletions.order_by("pk").last()
    [item] = _locked([item])
    refuse_items_outside([item], by=by)
    if last is None or item.status != Status.DELETED:
        raise RefusedError(
            _("This hasn’t been deleted, or it is already back. Check the list again.")
        )
    status = last.before["status"]
    _refuse_taken(item, status)
    why = _with_reason(_("Brought back: %(name)s") % {"name": item}, why)
    publication = begin(why=why, by=by, due_at=now, now=now)
    pin_statuses(publication, [item], status)
    _publish_now(publication, now=now, action=Action.RECOVERED)
    _give_up_taken_addresses(
        item, Credit(by, Action.RECOVERED, at=now, publication=publication)
    )
    return publication


def _give_up_taken_addresses(item, credit):
    """Leave the old addresses to the objects that took them in the meantime."""
    if isinstance(item, Readdressed):
        others = type(item).objects.exclude(pk=item.pk)
        taken = item.former_slugs.filter(slug__in=others.values("slug"))
        taken.credited(credit).delete()


def _refuse_taken(item, status):
    # The constraints leave out what is deleted.
    present = copy(item)
    present.status, present.deleted_at, present.deleted_by = status, None, None
    try:
        present.clean()
        present.validate_constraints()
    except ValidationError as error:
        raise RefusedError(
            _(
                "“%(name)s” can’t be brought back as it was. %(problem)s Change the "
                "item that now has its name or address, then try again."
            )
            % {"name": item, "problem": reason(error)}
        ) from error


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
    reverse = begin(why=why, by=by, due_at=now, now=now, undoes=publication)
    refuse_redacted_changes(publication.texts.select_related("redaction"))
    refuse_redacted_changes(publication.details.select_related("redaction"))
    undone = _texts_without_draft(publication, by=by)
    pin_reverse(publication, reverse, by=by)
    items = _publish_now(reverse, now=now)
    credit = Credit(by, Action.UNPUBLISHED, at=now, publication=reverse)
    for change in undone:
        # Of what came from a file, the writer is not known.
        change.written_by = change.written_by or by
    unpublish(undone, credit)
    for change in publication.details.all():
        details.reopen(change, items[change.kind, change.key], credit)
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
    _lock_roles_of(publication, by=by)
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
    refuse_unconfirmed(by)
    lock_roles([role.pk], by=by)
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
            apply(due, now=now)
    except RefusedError as refusal:
        due.state = Publication.State.REFUSED
        due.ended_at, due.refusal = now, str(refusal)
        due.save()
        notifications.refused(due)
        return False
    notifications.published(due)
    return True


def _locked(items):
    items = list(items)
    if not items:
        return []
    rows = type(items[0]).everything.select_for_update().order_by("pk")
    rows = rows.filter(pk__in=[item.pk for item in items])
    return sorted(rows, key=str)


def _hidden(roles, details_drafts):
    """Return those of ``roles`` to show that no draft of details shows."""
    roles = _locked(roles)
    refuse_archived(roles)
    new = {d.key for d in details_drafts if d.kind == "role" and d.is_of_new_object}
    hidden = [role for role in roles if not role.is_published and role.pk not in new]
    refuse_new(hidden)
    return hidden


def refuse_new(items):
    """Refuse to show what has a name that has never been public."""
    for draft in details.drafts_of(items).values():
        if draft.is_of_new_object:
            is_approved = draft.state == draft.State.APPROVED
            message = NOT_PUBLISHED if is_approved else NOT_APPROVED
            raise RefusedError(message % {"name": draft})


def _refuse_unapproved(drafts):
    for draft in drafts:
        steps.refuse_not_approved(draft)
    for draft, cell in with_cells(drafts):
        if cell.scheduled:
            _refuse_scheduled(draft, cell.scheduled)
        refuse_live_text_changed(cell)


def _refuse_unapproved_details(drafts):
    for draft in drafts:
        steps.refuse_not_approved(draft)
    details.refuse_overtaken(drafts)
    scheduled = details.scheduled_changes()
    for draft in drafts:
        if change := scheduled.get((draft.kind, draft.key)):
            _refuse_scheduled(draft, change)


def _refuse_scheduled(draft, change):
    due_at = format_datetime(change.publication.due_at)
    raise RefusedError(
        _(
            "“%(draft)s” is already scheduled for %(time)s. Cancel that publication "
            "first."
        )
        % {"draft": draft, "time": due_at}
    )


def roles_of(publication):
    """Return the roles whose texts, details or status a publication changes."""
    of_roles = publication.details.filter(kind=Kind.ROLE)
    return Role.objects.filter(
        Q(pk__in=publication.texts.values("role")) | Q(pk__in=of_roles.values("key"))
    )


def _lock_roles_of(publication, *, by):
    if publication.details.exclude(kind=Kind.ROLE).exists():
        refuse_limited(by=by)
    return lock_roles(roles_of(publication).values_list("pk", flat=True), by=by)


def _texts_without_draft(publication, *, by):
    _lock_roles_of(publication, by=by)
    texts = list(publication.texts.select_related("role", "dimension", "written_by"))
    present = cells_of(texts)
    return [
        change
        for change in texts
        if (cell := present.get((change.role_id, change.dimension_id)))
        and not cell.draft
    ]
