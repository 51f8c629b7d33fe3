"""The history of one cell: its drafts, its live texts, its publications."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import MD5
from django.utils.translation import gettext as _

from careers.editorial.workflow import Comment, Draft, display_name, load_cell
from careers.models import (
    Action,
    Dimension,
    FormerSlug,
    Redaction,
    Role,
    RoleDimensionEntry,
    is_slug,
)
from careers.site_time import format_datetime
from careers.text import fold_name

SUBJECTS = {"role": Role, "dimension": Dimension}

# The first letter of a record's key names its table.
TABLES = {"d": Draft, "e": RoleDimensionEntry}
KEY = re.compile(r"([de])([0-9]{1,10})", re.ASCII)

# A draft that ends by being published: the live text's record says so.
PUBLISHED_DRAFT = Q(history_type="-", action=Action.PUBLISHED)

LIVE = "live"


@dataclass(frozen=True)
class Subject:
    """A role or dimension that exists, or existed: then ``live`` is None."""

    pk: int
    name: str
    slug: str
    live: object | None

    def __str__(self):
        return self.name


def find_subject(kind, slug):
    """Return the Subject with this slug, its last or a former one, or None."""
    model = SUBJECTS[kind]
    if not is_slug(slug):
        return None
    live = model.objects.filter(slug=slug).first()
    if live is None and model is Role:
        former = FormerSlug.objects.select_related("role").filter(slug=slug).first()
        live = former and former.role
    record = None if live else model.history.filter(slug=slug).first()
    if record:
        live = model.objects.filter(pk=record.id).first()
    source = live or record
    return source and Subject(source.id, source.name, source.slug, live)


def find_named(kind, name):
    """Return the Subject that has this name, or None."""
    if not name or "\x00" in name:
        return None
    live = SUBJECTS[kind].objects.filter(name_key=fold_name(name)).first()
    return live and Subject(live.pk, live.name, live.slug, live)


def subject_names(kind):
    """Return ``[(slug, name)]`` of all that exist."""
    return SUBJECTS[kind].objects.values_list("slug", "name")


@dataclass(frozen=True)
class Event:
    """One step in the history of a cell; ``fingerprint`` is that of its text then."""

    key: str
    moment: datetime
    by: str
    action: Action
    what: str
    why: str
    remark: str
    fingerprint: str
    publication: int | None
    redaction: Redaction | None

    @property
    def is_milestone(self):
        return self.action != Action.SAVED


def describe(record, *, is_live):
    action = Action(record.action)
    is_removal = record.history_type == "-"
    if action == Action.PUBLISHED and record.publication.undoes_id:
        if is_removal:
            return _("Undone: removed from the page")
        return _("Undone: published the previous text again")
    if action == Action.PUBLISHED and is_removal:
        return _("Removed from the page")
    if action == Action.DELETED:
        return _("Deleted with its role or dimension")
    if action == Action.RESTORED and record.restored_from:
        return _("Restored from %(time)s") % {
            "time": format_datetime(record.restored_from)
        }
    if is_live and action in {Action.CREATED, Action.CHANGED}:
        return _("Written outside the editorial pages")
    return action.label


def events_of(role, dimension):
    """Return the events of a cell, newest first, in three queries.

    ``role`` and ``dimension`` are keys.
    """
    cell = {"role_id": role, "dimension_id": dimension}
    remarks = Comment.objects.filter(**cell).exclude(step=None)
    remarks = dict(remarks.values_list("step", "text"))
    drafts = _records("d", cell, "text", "base").exclude(PUBLISHED_DRAFT)
    events = [
        _event("d", record, remarks.get(record.history_id, "")) for record in drafts
    ]
    events += [_event("e", record) for record in _records("e", cell, "text")]
    return sorted(events, key=lambda event: (event.moment, event.key), reverse=True)


def _records(table, cell, *texts):
    records = TABLES[table].history.filter(**cell).annotate(fingerprint=MD5("text"))
    return records.defer(*texts).select_related(
        "history_user", "publication", "redaction__ended_by"
    )


def _event(table, record, remark=""):
    is_live = table == "e"
    is_removal = is_live and record.history_type == "-"
    return Event(
        key=f"{table}{record.history_id:010}",
        moment=record.history_date,
        by=display_name(record.history_user),
        action=Action(record.action),
        what=describe(record, is_live=is_live),
        why=record.history_change_reason,
        remark=remark,
        fingerprint="" if is_removal or record.redaction else record.fingerprint,
        publication=record.publication_id,
        redaction=record.redaction,
    )


def text_of(key, role, dimension):
    """Return the text at the event ``key``, "" after a removal.

    None for a key that is no event of this cell.
    """
    parts = KEY.fullmatch(key)
    if not parts:
        return None
    history = TABLES[parts[1]].history
    record = history.filter(
        history_id=int(parts[2]), role_id=role, dimension_id=dimension
    ).first()
    if record is None:
        return None
    is_removal = parts[1] == "e" and record.history_type == "-"
    return "" if is_removal else record.text


def pair_to_compare(events):
    if not events:
        return "", ""
    last = events[0]
    before = next((e for e in events if e.fingerprint != last.fingerprint), None)
    return (before.key if before else "", last.key)


@dataclass(frozen=True)
class Version:
    """The text of a cell after one event, or its live text."""

    key: str
    name: str
    text: str = ""
    is_missing: bool = False


def compared_versions(query, events, role, dimension):
    pair = pair_to_compare(events)
    keys = [query.get("before") or pair[0], query.get("after") or pair[1]]
    before, after = (version_of(key, events, role, dimension) for key in keys)
    is_named = bool(query.get("before") or query.get("after"))
    return {
        "before": before,
        "after": after,
        "is_same": before.text == after.text,
        "is_missing": is_named and (before.is_missing or after.is_missing),
    }


def version_of(key, events, role, dimension):
    if key == LIVE:
        cell = present_cell(role, dimension)
        return Version(key, _("The live text"), cell.live if cell else "")
    text = text_of(key, role.pk, dimension.pk)
    event = event_of(key, events)
    if text is None or event is None:
        return Version(key, _("No text"), is_missing=True)
    name = f"{event.what}, {format_datetime(event.moment)}"
    if event.redaction:
        name = _("%(version)s (redacted)") % {"version": name}
    return Version(key, name, text)


def event_of(key, events):
    return next((event for event in events if event.key == key), None)


def present_cell(role, dimension):
    if role.live and dimension.live:
        return load_cell(role.live, dimension.live)
    return None
