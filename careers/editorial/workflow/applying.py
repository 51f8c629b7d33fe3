"""Making the changes of a publication, all of them or none."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.models import (
    KINDS,
    Action,
    Credit,
    Kind,
    Publication,
    RoleDimensionEntry,
    Status,
)
from careers.text import fold_name

from . import details
from .coherence import refuse_incoherent
from .drafting import cells_of, close, lock_roles
from .errors import RefusedError, quote_names

REVIEW_FIELDS = ["reviewed_at", "reviewed_by"]


def apply(publication, *, now, action=Action.PUBLISHED):
    """Make the changes of ``publication``; return ``{(kind, key): object}``."""
    changes = list(publication.details.all())
    pinned = publication.texts.values_list("role", flat=True)
    lock_roles({*pinned, *(c.key for c in changes if c.kind == "role")})
    credit = Credit(
        publication.made_by, action, publication.why, publication.due_at, publication
    )
    items = _apply_details(changes, credit)
    # Read only now: a role may have become another one.
    texts = list(publication.texts.select_related("role", "dimension", "approved_by"))
    for change in texts:
        _refuse_unreadable(change, publication)
    _apply_texts(texts, credit)
    refuse_incoherent(list(items.values()), texts)
    publication.state = Publication.State.PUBLISHED
    publication.ended_at = now
    publication.save()
    return items


def _refuse_unreadable(change, publication):
    """Refuse a text of what is deleted, archived, or a dimension that is hidden."""
    if change.role is None or change.role.status == Status.DELETED:
        _refuse_deleted(change.role_name)
    if change.dimension is None or change.dimension.status == Status.DELETED:
        _refuse_deleted(change.dimension_name)
    if publication.undoes_id:
        return
    refuse_archived([change.role])
    if not change.dimension.is_published:
        raise RefusedError(
            _("“%(dimension)s” isn’t public. Publish it together with its texts.")
            % {"dimension": change.dimension}
        )


def _refuse_deleted(name):
    raise RefusedError(_("“%(name)s” has since been deleted.") % {"name": name})


def _apply_details(changes, credit):
    items = details.items_of(changes, lock=True)
    for change in changes:
        item = items.get((change.kind, change.key))
        if item is None:
            _refuse_deleted(change.name)
        _refuse_changed(change, item)
    _free_names(changes, items)
    # The summary moves from one dimension to another: never two at once.
    for change in sorted(changes, key=lambda c: bool(c.after.get("is_summary"))):
        _write_details(change, items[change.kind, change.key], credit)
    return items


def _free_names(changes, items):
    """Take away, until it gets its new one, each name that another change takes."""
    taken = {
        (change.kind, fold_name(name)): change.key
        for change in changes
        if (name := change.after.get(_name_field(change)))
    }
    for change in changes:
        name = fold_name(change.before.get(_name_field(change), ""))
        if taken.get((change.kind, name), change.key) != change.key:
            item = items[change.kind, change.key]
            row = type(item)._base_manager.filter(pk=item.pk)
            name = f"({item.pk})"
            row.update(**{_name_field(change): name}, name_key=fold_name(name))


def _name_field(change):
    return KINDS[Kind(change.kind)].details[0]


def _refuse_changed(change, item):
    if "status" in change.before and item.status != change.before["status"]:
        if item.status == Status.DELETED:
            _refuse_deleted(item)
        raise RefusedError(
            _("“%(item)s” is now “%(status)s”. Check it again.")
            % {"item": item, "status": item.get_status_display()}
        )
    present = details.details_of(item)
    before = {k: v for k, v in change.before.items() if k != "status"}
    if any(present[name] != value for name, value in before.items()):
        raise RefusedError(
            _("What visitors read of “%(item)s” has since changed.") % {"item": item}
        )


def _write_details(change, item, credit):
    after = dict(change.after)
    item.status = after.pop("status", item.status)
    is_deleted = item.status == Status.DELETED
    item.deleted_at = credit.at if is_deleted else None
    item.deleted_by = credit.by if is_deleted else None
    details.set_details(item, after)
    item.credit = credit
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        raise RefusedError(
            _("The name or address of “%(item)s” is taken.") % {"item": item}
        ) from error
    if "status" in change.after and credit.by:
        log_status(item, by=credit.by)
    if change.after.keys() != {"status"}:
        details.close(change, item, credit)


def log_status(item, *, by):
    LogEntry.objects.log_actions(
        user_id=by.pk,
        queryset=[item],
        action_flag=CHANGE,
        change_message=_("Status is now “%(status)s”.")
        % {"status": item.get_status_display()},
    )


def _apply_texts(changes, credit):
    present = cells_of(changes)
    written, gone = [], []
    for change in changes:
        cell = present[change.role_id, change.dimension_id]
        if cell.live != change.before:
            raise RefusedError(
                _("The live text of “%(text)s” has since changed.") % {"text": change}
            )
        if change.after:
            written.append(_entry_after(change, cell))
        elif cell.entry:
            gone.append(cell.entry.pk)
    _write_live(written, credit)
    RoleDimensionEntry.objects.credited(credit).filter(pk__in=gone).bulk_delete()
    drafts = [
        (cell.draft, change)
        for change in changes
        if (cell := present[change.role_id, change.dimension_id]).draft
    ]
    close(drafts, credit)


def _entry_after(change, cell):
    entry = cell.entry or RoleDimensionEntry(role=cell.role, dimension=cell.dimension)
    entry.text = change.after
    entry.reviewed_at, entry.reviewed_by = change.approved_at, change.approved_by
    return entry


def _write_live(entries, credit):
    """Insert or update the entries in one statement, and record them.

    Rows are found by their cell: an entry's key has to stay out of the insert.
    """
    is_new = {id(entry): entry.pk is None for entry in entries}
    for entry in entries:
        # A publication that is applied late still counts from its due time.
        entry.pk, entry.credit = None, credit
    RoleDimensionEntry._base_manager.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["role", "dimension"],
        update_fields=["text", "folded_text", "updated_at", *REVIEW_FIELDS],
    )
    live = RoleDimensionEntry.objects.credited(credit)
    live.record([entry for entry in entries if is_new[id(entry)]], "+")
    live.record([entry for entry in entries if not is_new[id(entry)]], "~")


def refuse_archived(roles):
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
