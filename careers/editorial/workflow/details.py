"""Drafts of details: the names, addresses and order of roles, dimensions and the rest.

They go the way of texts: saved, submitted, returned or approved, published. Each
function takes the person who acts (``by``) and, for tests, the time (``now``), and
raises RefusedError with a message for that person.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.editorial.models import DetailsDraft
from careers.models import (
    KINDS,
    Action,
    Credit,
    DetailsChange,
    Kind,
    Status,
    derive_keys,
    details_of,
    kind_of,
)
from careers.text import clean_text

from . import notifications, steps
from .confirmation import account_blocker, holders_of
from .errors import EditConflictError, RefusedError
from .redacted import refuse_redacted_details
from .scope import refuse_items_outside

# What the records of someone's words say.
WRITING = [Action.SAVED, Action.IMPORTED, Action.REORDERED, Action.UNPUBLISHED]

DETAILS_CHANGED = gettext_lazy(
    "What visitors read changed after this draft was started. Open it, check it, and "
    "save it again."
)


def set_details(item, values):
    for name, value in values.items():
        field = item._meta.get_field(name)
        if getattr(item, field.attname) != value:
            setattr(item, field.attname, value)
    derive_keys(item)


def drafts_of(items):
    """Return ``{key: draft}`` of objects of one kind."""
    items = list(items)
    if not items:
        return {}
    keys = [item.pk for item in items]
    return DetailsDraft.objects.of(kind_of(items[0]), keys)


def draft_of(item):
    return drafts_of([item]).get(item.pk)


def with_proposals(items):
    """Return ``items``, all of one kind, with the details that their drafts propose.

    Each has its ``details_draft``, and the ``live_details`` that it replaces.
    """
    items = list(items)
    drafts = drafts_of(items)
    for item in items:
        item.details_draft = drafts.get(item.pk)
        item.live_details = details_of(item)
        if item.details_draft:
            set_details(item, item.details_draft.values)
    return items


@dataclass(frozen=True)
class Difference:
    """What a detail was, and what it becomes, in words."""

    label: str
    before: str
    after: str


def differences(kind, before, after, names=None):
    """Return the Differences between two ``{name: value}`` of one kind of object.

    ``names`` are those of ``related_names``, if they are at hand.
    """
    if names is None:
        names = related_names([(kind, before, after)])
    model = KINDS[Kind(kind)]
    changed = []
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        field = model._meta.get_field(name)
        label = str(field.verbose_name)
        words = [in_words(field, value, names) for value in (old, new)]
        if any(words):  # not a new object's empty fields
            changed.append(Difference(label, *words))
    return changed


def in_words(field, value, names):
    is_first = field.name == "position" and value == 0
    if is_first or value in (None, ""):
        return ""
    if isinstance(field, models.BooleanField):
        return _("Yes") if value else _("No")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.related_model:
        return names.get((field.related_model, value)) or _("deleted")
    return str(value)


def related_names(changes):
    """Return ``{(model, key): name}`` of what ``(kind, before, after)`` refer to.

    One query a model, however many changes.
    """
    keys = defaultdict(set)
    for kind, *sides in changes:
        model = KINDS[Kind(kind)]
        for values in sides:
            for name in values:
                if related := model._meta.get_field(name).related_model:
                    keys[related].add(values[name])
    return {
        (model, item.pk): str(item)
        for model, of_model in keys.items()
        if of_model - {None}
        for item in model.everything.filter(pk__in=of_model - {None})
    }


def draft_differences(draft, names=None):
    return differences(draft.kind, draft.base, draft.values, names)


@transaction.atomic
def create(item, *, by, now=None):
    """Save a new object, hidden, and the draft of its details."""
    now = now or timezone.now()
    refuse_items_outside([item], by=by)
    item.status = Status.DRAFT
    item.credit = Credit(by, Action.CREATED, at=now)
    item.save()
    draft = DetailsDraft(kind=kind_of(item), key=item.pk, values=details_of(item))
    _write(draft, Credit(by, Action.SAVED, at=now))
    return draft


@transaction.atomic
def save(item, *, by, now=None, action=Action.SAVED, why=""):
    """Make the details that ``item`` has now a draft; save its other fields.

    The draft ends when it comes to propose what is live. Lock the row before. Returns
    the draft, or None.
    """
    now = now or timezone.now()
    credit = Credit(by, action, why, at=now)
    values = details_of(item)
    row = type(item).objects.select_for_update().get(pk=item.pk)
    refuse_items_outside([row, item], by=by)
    draft = DetailsDraft.objects.select_for_update().filter(
        kind=kind_of(item), key=item.pk
    )
    draft = draft.first()
    follows = draft is not None and draft.is_of_new_object
    _save_row(row, item, credit, with_details=follows)
    live = {} if follows else details_of(row)
    if values == live:
        if draft:
            draft.credit = Credit(by, Action.REVERTED, at=now)
            draft.delete()
        return None
    if draft is None:
        draft = DetailsDraft(kind=kind_of(item), key=item.pk)
    elif (values, live) == (draft.values, draft.base):
        return draft
    else:
        draft.number += 1
    draft.values, draft.base = values, live
    _write(draft, credit)
    return draft


def _save_row(row, item, credit, *, with_details):
    names = {field.name for field in row._meta.concrete_fields}
    names -= {"id", "status", "deleted_at", "deleted_by"}
    if not with_details:
        names -= set(row.details)
    changed = []
    for name in names:
        attname = row._meta.get_field(name).attname
        if getattr(row, attname) != getattr(item, attname):
            setattr(row, attname, getattr(item, attname))
            changed.append(name)
    if changed:
        row.credit = Credit(credit.by, Action.CHANGED, at=credit.at)
        row.save(update_fields=changed)


def _write(draft, credit):
    draft.start_again(by=credit.by, now=credit.at)
    draft.credit = credit
    draft.save()
    draft.writers.add(credit.by, *_earlier_writers(draft), *_writers_elsewhere(draft))


def _earlier_writers(draft):
    """Return the keys of those who wrote these details since they were last published.

    Over discarded drafts too: otherwise a colleague could type one's words again. Words
    that are older bring their own writers back, and what an undone publication leaves
    behind has them all. With each account count those who may have used it.
    """
    records = DetailsDraft.history.filter(kind=draft.kind, key=draft.key)
    wrote = records.filter(action__in=WRITING).exclude(history_user=None)
    published = records.filter(action=Action.PUBLISHED).order_by("history_id").last()
    if published and not records.filter(action=Action.UNPUBLISHED).exists():
        counts = models.Q(history_id__gt=published.history_id)
        for name, value in draft.values.items():
            if value and isinstance(value, str) and value != draft.base.get(name):
                counts |= models.Q(**{f"values__{name}": value})
        wrote = wrote.filter(counts)
    moments = set(wrote.values_list("history_user", "history_date"))
    holders = holders_of({account for account, _moment in moments})
    return set().union(*(holders(*wrote) for wrote in moments))


def _writers_elsewhere(draft):
    """Return the keys of those who propose the same words for another object.

    "Save as new" copies them.
    """
    own = new_words(draft)
    same = models.Q()
    for name, value in own:
        same |= models.Q(**{f"values__{name}": value})
    if not own:
        return set()
    others = DetailsDraft.objects.filter(same, kind=draft.kind).exclude(pk=draft.pk)
    return {
        writer.pk
        for other in others.prefetch_related("writers")
        if own & new_words(other)
        for writer in other.writers.all()
    }


def new_words(draft):
    return {
        (name, value)
        for name, value in draft.values.items()
        if value and isinstance(value, str) and value != draft.base.get(name)
    }


@transaction.atomic
def discard(*, version, by):
    """End a draft. A new object cannot lose its own: nothing else is known of it."""
    [draft] = lock_drafts([version], by=by)
    if draft.is_of_new_object:
        raise RefusedError(
            _("“%(name)s” has never been published. Delete it instead.")
            % {"name": draft}
        )
    draft.credit = Credit(by, Action.DISCARDED)
    draft.delete()


def lock_drafts(versions, *, by):
    """Return the drafts of these versions, locked, in their order.

    Raises EditConflictError unless each is at exactly the version named, and
    OutOfScopeError unless ``by`` may change all of their objects.
    """
    drafts = DetailsDraft.objects.of_versions(versions).order_by("pk")
    drafts = drafts.select_for_update(of=["self"]).select_related("written_by")
    drafts = steps.at_versions(drafts.prefetch_related("writers"), versions)
    refuse_items_outside(items_of(drafts).values(), by=by)
    return drafts


def items_of(drafts, *, lock=False):
    """Return ``{(kind, key): object}``; objects that are deleted are missing."""
    keys = defaultdict(set)
    for draft in drafts:
        keys[draft.kind].add(draft.key)
    items = {}
    for kind in sorted(keys):
        rows = KINDS[Kind(kind)].everything.filter(pk__in=keys[kind]).order_by("pk")
        rows = rows.select_for_update() if lock else rows
        items |= {(kind, item.pk): item for item in rows}
    return items


def is_overtaken(draft, item):
    """Whether what is live has changed since the draft's writer saw it."""
    return is_older_than(draft, details_of(item))


def is_older_than(draft, live_details):
    return bool(draft.base) and draft.base != live_details


def scheduled_changes():
    """Return ``{(kind, key): change}`` of details that are due to change."""
    changes = DetailsChange.objects.scheduled().select_related("publication")
    return {(change.kind, change.key): change for change in changes}


def refuse_overtaken(drafts):
    items = items_of(drafts)
    for draft in drafts:
        item = items.get((draft.kind, draft.key))
        if item is None or item.status == Status.DELETED:
            raise RefusedError(
                _("“%(name)s” has since been deleted.") % {"name": draft}
            )
        if is_overtaken(draft, item):
            raise EditConflictError(
                _("“%(name)s”: %(problem)s")
                % {"name": draft, "problem": DETAILS_CHANGED},
                [],
            )


@transaction.atomic
def submit(*, versions, by, now=None):
    now = now or timezone.now()
    drafts = lock_drafts(versions, by=by)
    refuse_overtaken(drafts)
    refuse_redacted_details(drafts)
    for draft in drafts:
        steps.refuse_submitted(draft)
    steps.submit(drafts, by=by, now=now, remark="")
    notifications.submitted(drafts, by=by)
    return drafts


@transaction.atomic
def send_back(*, versions, by, comment, now=None):
    now = now or timezone.now()
    steps.refuse_no_reason(comment)
    drafts = lock_drafts(versions, by=by)
    for draft in drafts:
        steps.refuse_not_submitted(draft)
    steps.send_back(drafts, by=by, now=now, remark=clean_text(comment))
    notifications.sent_back(drafts, by=by, comment=comment)
    return drafts


@transaction.atomic
def approve(*, versions, by, now=None):
    """Approve exactly these versions: any later change needs a new approval."""
    now = now or timezone.now()
    drafts = lock_drafts(versions, by=by)
    refuse_overtaken(drafts)
    blocker_of = account_blocker(by)
    for draft in drafts:
        steps.refuse_not_in_review(draft)
        steps.refuse_own(draft, by, blocker_of)
    steps.approve(drafts, by=by, now=now)
    notifications.approved(drafts, by=by)
    return drafts


def close(change, item, credit):
    """End the draft that ``change`` has published, or start it again from there."""
    draft = DetailsDraft.objects.filter(kind=change.kind, key=change.key).first()
    if draft is None:
        return
    live = details_of(item)
    if draft.values == live:
        draft.credit = credit
        draft.delete()
        return
    # What the draft left as it was follows the publication.
    for name, value in live.items():
        if draft.base and draft.values[name] == draft.base[name]:
            draft.values[name] = value
    draft.base = live
    draft.number += 1
    draft.save_without_historical_record()


def reopen(change, item, credit):
    """Make unpublished details a draft again, unless there is one."""
    if DetailsDraft.objects.filter(kind=change.kind, key=change.key).exists():
        return
    live = details_of(item)
    was_new = change.before.get("status") == Status.DRAFT
    proposed = {k: v for k, v in change.after.items() if k != "status"}
    if not proposed:
        return
    draft = DetailsDraft(kind=change.kind, key=change.key)
    # The row of a hidden object keeps what later publications made of its details.
    draft.values, draft.base = (live, {}) if was_new else ({**live, **proposed}, live)
    if change.written_by is None or draft.values == draft.base:
        return
    _write(
        draft,
        Credit(
            change.written_by,
            Action.UNPUBLISHED,
            at=credit.at,
            publication=credit.publication,
        ),
    )
