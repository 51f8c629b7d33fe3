"""All changes of the content, by whatever way they came, newest first."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.urls import reverse

from careers.editorial.models import Draft
from careers.editorial.workflow.people import display_name
from careers.models import (
    Dimension,
    Family,
    FormerSlug,
    Publication,
    Role,
    RoleDimensionEntry,
    StatusChange,
    TextChange,
    Theme,
)
from careers.models.history import FROM_A_FILE

from .text_history import OWN_REASONS, what_happened

PAGE = 50
LAST_PAGE = 1_000

KINDS = {
    "d": Draft,
    "e": RoleDimensionEntry,
    "role": Role,
    "former": FormerSlug,
    "dimension": Dimension,
    "family": Family,
    "theme": Theme,
}
TEXTS = {"d", "e"}
# Which field of a record names the role and the dimension it is about.
ROLE_OF = {"d": "role_id", "e": "role_id", "former": "role_id", "role": "id"}
DIMENSION_OF = {"d": "dimension_id", "e": "dimension_id", "dimension": "id"}

VERBS = {"+": "Created", "~": "Changed", "-": "Deleted"}


@dataclass(frozen=True)
class Field:
    """What a field of a record was and became, as people read it."""

    name: str
    before: str
    after: str


@dataclass
class HistoryEntry:
    """One change: what of, by whom, and of all but texts each field."""

    moment: datetime
    by: str
    what: str
    subject: str
    why: str
    address: str = ""
    publication: int | None = None
    fields: list[Field] = field(default_factory=list)


def page_of_changes(*, role=None, dimension=None, by="", page=1):
    """Return ``(changes, whether there are older ones)`` for one page.

    ``role`` and ``dimension`` are keys; together they are one cell. The queries are
    as many for every page.
    """
    found = _union(role, dimension, by)
    start = (page - 1) * PAGE
    keys = list(found[start : start + PAGE + 1])
    records = _records(keys[:PAGE])
    return _as_changes(records), len(keys) > PAGE


def _union(role, dimension, by):
    """Return (kind, key, moment) of all records that are asked for, newest first."""
    parts = []
    for kind, model in KINDS.items():
        wanted = Q(history_user__username=by) if by else Q()
        for key, names in ((role, ROLE_OF), (dimension, DIMENSION_OF)):
            if key is not None:
                wanted &= Q(**{names[kind]: key}) if kind in names else Q(pk__in=[])
        records = model.history.filter(wanted)
        if kind == "d":
            records = records.exclude(_is_published_draft())
        records = records.order_by().annotate(kind=Value(kind))
        parts.append(records.values_list("kind", "history_id", "history_date"))
    first, *rest = parts
    return first.union(*rest, all=True).order_by("-history_date", "-history_id", "kind")


def _is_published_draft():
    """That a draft is deleted as its text is live now, which the live text tells."""
    same = RoleDimensionEntry.history.filter(
        role_id=OuterRef("role_id"),
        dimension_id=OuterRef("dimension_id"),
        history_date=OuterRef("history_date"),
    )
    return Q(Exists(same), history_type="-")


def _records(keys):
    """Return [(kind, record)] for (kind, key, moment), in their order."""
    found = {}
    for kind in {kind for kind, _, _ in keys}:
        wanted = [key for each, key, _ in keys if each == kind]
        history = KINDS[kind].history
        records = history.filter(history_id__in=wanted).select_related("history_user")
        if kind in TEXTS:
            records = records.defer("text")
        else:
            records = records.annotate(previous=_previous(history))
        found[kind] = {record.history_id: record for record in records}
    return [(kind, found[kind][key]) for kind, key, _ in keys if key in found[kind]]


def _previous(history):
    same = history.filter(id=OuterRef("id")).filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(
            history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")
        )
    )
    return Subquery(same.values("history_id")[:1])


def _as_changes(records):
    names = {
        model: names_of(
            model, {getattr(r, f) for k, r in records if (f := fields.get(k))}
        )
        for model, fields in ((Role, ROLE_OF), (Dimension, DIMENSION_OF))
    }
    published = _published(records)
    undoings = _undoings(published)
    before = _before(records)
    references = _references(records, before)
    return [
        _of_text(kind, record, names, published, undoings)
        if kind in TEXTS
        else _of_object(kind, record, names, published, before, references)
        for kind, record in records
    ]


def names_of(model, keys):
    """Return ``{key: (name, slug)}``, the last ones of what has been deleted."""
    live = model.objects.filter(pk__in=keys).values_list("pk", "name", "slug")
    found = {key: (name, slug) for key, name, slug in live}
    gone = model.history.filter(id__in=set(keys) - found.keys())
    gone = gone.order_by("history_date", "history_id")
    for key, name, slug in gone.values_list("id", "name", "slug"):
        found[key] = (name, slug)
    return found


def _published(records):
    """Return ``{(role, dimension or None, moment): publication's key}``."""
    live = [record for kind, record in records if kind in {"e", "role"}]
    asked = {
        "publication__state": Publication.State.PUBLISHED,
        "publication__due_at__in": {record.history_date for record in live},
    }
    texts = TextChange.objects.filter(**asked)
    cells = texts.values_list("role", "dimension", "publication__due_at", "publication")
    statuses = StatusChange.objects.filter(**asked)
    roles = statuses.values_list("role", "publication__due_at", "publication")
    found = {(role, cell, moment): key for role, cell, moment, key in cells}
    return found | {(role, None, moment): key for role, moment, key in roles}


def _undoings(published):
    """Return the keys of the publications that undo another."""
    found = Publication.objects.filter(pk__in=set(published.values()))
    return set(found.exclude(undoes=None).values_list("pk", flat=True))


def _before(records):
    """Return ``{(kind, key): record}`` of the records before these."""
    found = {}
    for kind in {kind for kind, _ in records} - TEXTS:
        keys = [r.previous for k, r in records if k == kind and r.previous]
        for record in KINDS[kind].history.filter(history_id__in=keys):
            found[kind, record.history_id] = record
    return found


def _references(records, before):
    """Return ``{model: {key: (name, slug)}}`` of what the records refer to."""
    every = [*(record for _, record in records), *before.values()]
    wanted = {"family_id": Family, "theme_id": Theme}
    return {
        model: names_of(model, {k for r in every if (k := getattr(r, name, None))})
        for name, model in wanted.items()
    }


def _of_text(kind, record, names, published, undoings):
    role = names[Role].get(record.role_id, ("A deleted role", ""))
    dimension = names[Dimension].get(record.dimension_id, ("a deleted dimension", ""))
    why = record.history_change_reason
    state = record.state if kind == "d" else None
    cell = (record.role_id, record.dimension_id, record.history_date)
    publication = published.get(cell) if kind == "e" else None
    slugs = [role[1], dimension[1]]
    return HistoryEntry(
        moment=record.history_date,
        by=_by(record),
        what=what_happened(
            kind, record.history_type, why, state, is_undoing=publication in undoings
        ),
        subject=f"{role[0]}: {dimension[0]}",
        why="" if why in OWN_REASONS else why,
        address=reverse("editorial:text_history", args=slugs) if all(slugs) else "",
        publication=publication,
    )


def _of_object(kind, record, names, published, before, references):
    why, verb = record.history_change_reason, VERBS[record.history_type]
    key = (record.id, None, record.history_date) if kind == "role" else None
    earlier = before.get((kind, record.previous))
    if kind == "former":
        role = names[Role].get(record.role_id, ("a deleted role", ""))[0]
        subject = f"Former address “{record.slug}” of {role}"
    else:
        subject = f"{KINDS[kind]._meta.verbose_name.capitalize()} “{record.name}”"
    is_change = record.history_type == "~" and earlier
    return HistoryEntry(
        moment=record.history_date,
        by=_by(record),
        what=FROM_A_FILE if why == FROM_A_FILE else verb,
        subject=subject,
        why="" if why == FROM_A_FILE else why,
        publication=published.get(key),
        fields=list(_fields(earlier, record, references)) if is_change else [],
    )


def _by(record):
    """Who did it, with the name they sign in with: the page's filter asks for that."""
    user = record.history_user
    name = display_name(user)
    return f"{name} ({user})" if user and name != user.get_username() else name


def _fields(before, after, references):
    for each in after.tracked_fields:
        values = [getattr(record, each.attname) for record in (before, after)]
        if values[0] == values[1]:
            continue
        yield Field(
            each.verbose_name.capitalize(),
            *(_read(each, value, references) for value in values),
        )


def _read(each, value, references):
    if each.is_relation:
        of_kind = references.get(each.related_model, {})
        return of_kind.get(value, ("", ""))[0] if value else ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(dict(each.flatchoices).get(value, value))
