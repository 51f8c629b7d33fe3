"""What happened to one cell: its drafts, its live texts, its publications."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import MD5

from careers.editorial.models import Comment, Draft
from careers.editorial.models.draft import Step
from careers.editorial.workflow.people import display_name
from careers.models import FormerSlug, Role, RoleDimensionEntry, TextChange
from careers.models.history import FROM_A_FILE

# What the history begins the key of a record with, by the table it is in.
TABLES = {"d": Draft, "e": RoleDimensionEntry}
KEY = re.compile(r"([de])([0-9]{1,10})", re.ASCII)

SAVED = "Draft saved"

# What was published is, and what was not is not.
UNDONE = ["Undone: published again what was before", "Undone: removed from the page"]

DRAFT_EVENTS = {
    Draft.State.WRITING: SAVED,
    Draft.State.IN_REVIEW: Step.SUBMITTED,
    Draft.State.APPROVED: Step.APPROVED,
}
# Reasons that the workshop gives by itself; any other one is a person's.
REASON_EVENTS = {
    Step.RETURNED: "Returned",
    Step.DISCARDED: "Draft discarded",
    Step.TAKEN_BACK: "Draft taken back: it said what is live",
}
OWN_REASONS = {*REASON_EVENTS, Step.SUBMITTED, Step.APPROVED, FROM_A_FILE}


@dataclass(frozen=True)
class Subject:
    """A role or a dimension that there is, or was: ``live`` is None then."""

    pk: int
    name: str
    slug: str
    live: object | None

    def __str__(self):
        return self.name


def known(model, slug):
    """Return the role or dimension that a slug names or last named, or None."""
    live = model.objects.filter(slug=slug).first()
    if live is None and model is Role:
        former = FormerSlug.objects.select_related("role").filter(slug=slug).first()
        live = former and former.role
    record = None if live else model.history.filter(slug=slug).first()
    if record:
        live = model.objects.filter(pk=record.id).first()
    each = live or record
    return each and Subject(each.id, each.name, each.slug, live)


@dataclass(frozen=True)
class Event:
    """One thing that happened to a cell. ``name`` is one of its text then."""

    key: str
    moment: datetime
    by: str
    what: str
    why: str
    remark: str
    name: str
    publication: int | None

    @property
    def is_milestone(self):
        return self.what != SAVED


def what_happened(table, kind, why, state=None, *, is_undoing=False):
    """Say in a few words what a record of a draft ("d") or a live text ("e") tells."""
    if why == FROM_A_FILE:
        return FROM_A_FILE
    if is_undoing:
        return UNDONE[kind == "-"]
    if table == "e" and why:
        return "Removed from the page" if kind == "-" else "Published"
    if kind == "-":
        return REASON_EVENTS.get(why, "Deleted with its role or dimension")
    if table == "e":
        return "Written outside the workshop"
    return REASON_EVENTS.get(why) or DRAFT_EVENTS[state]


def events_of(role, dimension):
    """Return everything that happened to a cell, newest first: four queries.

    ``role`` and ``dimension`` are keys. That a draft is no more, because it is live
    now, is no event of its own.
    """
    cell = {"role_id": role, "dimension_id": dimension}
    remarks = {
        (each.made_at, each.made_by_id): each.text
        for each in Comment.objects.filter(**cell)
    }
    published = TextChange.objects.published().filter(**cell)
    published = published.values_list(
        "publication__due_at", "publication", "publication__undoes"
    )
    live = list(_records("e", cell, "text"))
    moments = {record.history_date for record in live}
    drafts = [
        record
        for record in _records("d", cell, "text", "base")
        if record.history_type != "-" or record.history_date not in moments
    ]
    found = [_event("d", record, remarks, {}) for record in drafts]
    published = {moment: each for moment, *each in published}
    found += [_event("e", record, {}, published) for record in live]
    return sorted(found, key=lambda event: (event.moment, event.key), reverse=True)


def _records(table, cell, *texts):
    """The records of a cell with a ``name`` instead of their ``texts``."""
    records = TABLES[table].history.filter(**cell).annotate(name=MD5("text"))
    return records.defer(*texts).select_related("history_user")


def _event(table, record, remarks, published):
    kind, moment = record.history_type, record.history_date
    why = record.history_change_reason
    state = record.state if table == "d" else None
    publication, undoes = published.get(moment, (None, None))
    return Event(
        key=f"{table}{record.history_id:010}",
        moment=moment,
        by=display_name(record.history_user),
        what=what_happened(table, kind, why, state, is_undoing=bool(undoes)),
        why="" if why in OWN_REASONS else why,
        remark=remarks.get((moment, record.history_user_id), ""),
        name="" if table == "e" and kind == "-" else record.name,
        publication=publication,
    )


def text_of(key, role, dimension):
    """Return what a cell said at the event ``key``, None for one it never had.

    After a removal that is "".
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
    """Return the keys of the newest event and of the last before it that said else."""
    if not events:
        return "", ""
    last = events[0]
    before = next((each for each in events if each.name != last.name), None)
    return (before.key if before else "", last.key)
