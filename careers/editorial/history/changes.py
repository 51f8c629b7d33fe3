"""All changes of the content, by whatever way they were made, newest first."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from careers.editorial.workflow import DetailsDraft, Draft, display_name
from careers.editorial.workflow.details import differences, related_names
from careers.models import KINDS as MODELS
from careers.models import (
    Action,
    Dimension,
    Family,
    FormerDimensionSlug,
    FormerSlug,
    Kind,
    Redaction,
    Role,
    RoleDimensionEntry,
    Term,
    Theme,
)

from .text_history import PUBLISHED_DRAFT, describe

PAGE = 50

KINDS = {
    "d": Draft,
    "e": RoleDimensionEntry,
    "role": Role,
    "former": FormerSlug,
    "former_dimension": FormerDimensionSlug,
    "dimension": Dimension,
    "family": Family,
    "theme": Theme,
    "term": Term,
    "details": DetailsDraft,
    "redaction": Redaction,
}
TEXTS = {"d", "e"}
OWNER_OF_ADDRESS = {
    "former": (Role, "role_id", gettext_lazy("a deleted role")),
    "former_dimension": (
        Dimension, "dimension_id", gettext_lazy("a deleted dimension")
    ),
}  # fmt: skip
# The field of a record with the key of its role, and of its dimension.
ROLE_OF = {"d": "role_id", "e": "role_id", "former": "role_id", "role": "id"}
DIMENSION_OF = {
    "d": "dimension_id",
    "e": "dimension_id",
    "former_dimension": "dimension_id",
    "dimension": "id",
}


@dataclass(frozen=True)
class FieldChange:
    """The values of a field before and after, for reading."""

    name: str
    before: str
    after: str


@dataclass
class HistoryEntry:
    """One change; for objects other than texts with the fields that changed."""

    moment: datetime
    by: str
    what: str
    subject: str
    why: str
    address: str = ""
    publication: int | None = None
    fields: list[FieldChange] = field(default_factory=list)


def page_of_changes(*, role=None, dimension=None, by="", page=1):
    """Return ``(changes, whether there are older ones)`` for one page.

    ``role`` and ``dimension`` are keys; together they are one cell. The number of
    queries is the same for every page.
    """
    records = _matching_records(role, dimension, by)
    start = (page - 1) * PAGE
    keys = list(records[start : start + PAGE + 1])
    return _as_entries(_load(keys[:PAGE])), len(keys) > PAGE


def _matching_records(role, dimension, by):
    """Return (kind, key, moment) of all matching records, newest first."""
    parts = []
    for kind, model in KINDS.items():
        condition = Q(history_user__username=by) if by else Q()
        for key, names in ((role, ROLE_OF), (dimension, DIMENSION_OF)):
            if key is not None:
                condition &= Q(**{names[kind]: key}) if kind in names else Q(pk__in=[])
        records = model.history.filter(condition)
        if kind == "d":
            records = records.exclude(PUBLISHED_DRAFT)
        records = records.order_by().annotate(source=Value(kind))
        parts.append(records.values_list("source", "history_id", "history_date"))
    first, *rest = parts
    return first.union(*rest, all=True).order_by(
        "-history_date", "-history_id", "source"
    )


def _load(keys):
    loaded = {}
    for kind in {kind for kind, *_ in keys}:
        history = KINDS[kind].history
        records = history.filter(history_id__in=[k for of, k, _ in keys if of == kind])
        records = records.select_related("history_user", "publication")
        if kind in TEXTS:
            records = records.defer("text")
        else:
            records = records.annotate(previous=_previous(history))
        loaded |= {(kind, record.history_id): record for record in records}
    return [(kind, loaded[kind, key]) for kind, key, _ in keys if (kind, key) in loaded]


def _previous(history):
    same = history.filter(id=OuterRef("id")).filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(
            history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")
        )
    )
    return Subquery(same.values("history_id")[:1])


def _as_entries(records):
    names = {
        model: names_of(
            model, {getattr(r, f) for k, r in records if (f := fields.get(k))}
        )
        for model, fields in ((Role, ROLE_OF), (Dimension, DIMENSION_OF))
    }
    earlier = _earlier_records(records)
    references = _references(records, earlier)
    references |= related_names(
        (record.kind, *_values(record, earlier.get((kind, record.previous))))
        for kind, record in records
        if kind == "details"
    )
    return [
        _text_entry(kind, record, names)
        if kind in TEXTS
        else _object_entry(
            kind, record, names, earlier.get((kind, record.previous)), references
        )
        for kind, record in records
    ]


def names_of(model, keys):
    live = model.objects.filter(pk__in=keys).values_list("pk", "name", "slug")
    names = {key: (name, slug) for key, name, slug in live}
    deleted = model.history.filter(id__in=set(keys) - names.keys())
    deleted = deleted.order_by("history_date", "history_id")
    for key, name, slug in deleted.values_list("id", "name", "slug"):
        names[key] = (name, slug)
    return names


def _earlier_records(records):
    earlier = {}
    for kind in {kind for kind, _ in records} - TEXTS:
        keys = [r.previous for k, r in records if k == kind and r.previous]
        for record in KINDS[kind].history.filter(history_id__in=keys):
            earlier[kind, record.history_id] = record
    return earlier


def _references(records, earlier):
    records = [*(record for _, record in records), *earlier.values()]
    return {
        model: names_of(model, {k for r in records if (k := getattr(r, name, None))})
        for name, model in {"family_id": Family, "theme_id": Theme}.items()
    }


def _text_entry(kind, record, names):
    deleted_role = (gettext("A deleted role"), "")
    deleted_dimension = (gettext("a deleted dimension"), "")
    role = names[Role].get(record.role_id, deleted_role)
    dimension = names[Dimension].get(record.dimension_id, deleted_dimension)
    slugs = [role[1], dimension[1]]
    return HistoryEntry(
        moment=record.history_date,
        by=_author(record),
        what=describe(record, is_live=kind == "e"),
        subject=f"{role[0]}: {dimension[0]}",
        why=record.history_change_reason,
        address=reverse("editorial:text_history", args=slugs) if all(slugs) else "",
        publication=record.publication_id,
    )


def _object_entry(kind, record, names, earlier, references):
    action, why = Action(record.action), record.history_change_reason
    if action == Action.REORDERED:
        why = gettext("Moved “%(name)s”.") % {"name": why}
    if action == Action.PUBLISHED:
        action = Action.CHANGED
    is_change = record.history_type == "~" and earlier
    if kind == "details":
        is_change = record.history_type != "-"
    return HistoryEntry(
        moment=record.history_date,
        by=_author(record),
        what=action.label,
        subject=_subject(kind, record, names),
        why=why,
        address=_address(kind, record),
        publication=record.publication_id,
        fields=_fields(kind, earlier, record, references) if is_change else [],
    )


def _address(kind, record):
    if kind != "redaction":
        return ""
    return reverse("editorial:redaction", args=[record.id])


def _fields(kind, earlier, record, references):
    if kind == "redaction":
        return []
    if kind != "details":
        return list(_changed_fields(earlier, record, references))
    return [
        FieldChange(capfirst(change.label), change.before, change.after)
        for change in differences(
            record.kind, *_values(record, earlier), names=references
        )
    ]


def _values(record, earlier):
    """Return the details before and after; the first draft starts from what is live."""
    return earlier.values if earlier else record.base, record.values


def _subject(kind, record, names):
    if kind in OWNER_OF_ADDRESS:
        model, key, gone = OWNER_OF_ADDRESS[kind]
        owner, _slug = names[model].get(getattr(record, key), (gone, ""))
        return gettext("Former address “%(slug)s” of %(owner)s") % {
            "slug": record.slug,
            "owner": owner,
        }
    if kind == "redaction":
        return gettext("Redaction %(number)d") % {"number": record.id}
    if kind == "details":
        return gettext("Draft of the %(kind)s “%(name)s”") % {
            "kind": Kind(record.kind).label,
            "name": record.values[MODELS[Kind(record.kind)].details[0]],
        }
    return gettext("%(kind)s “%(name)s”") % {
        "kind": capfirst(KINDS[kind]._meta.verbose_name),
        "name": record.preferred if kind == "term" else record.name,
    }


def _author(record):
    user = record.history_user
    name = display_name(user)
    return f"{name} ({user})" if user and name != user.get_username() else name


def _changed_fields(before, after, references):
    for model_field in after.tracked_fields:
        name = model_field.attname
        values = [getattr(record, name) for record in (before, after)]
        if values[0] != values[1]:
            yield FieldChange(
                capfirst(model_field.verbose_name),
                *(_readable(model_field, value, references) for value in values),
            )


def _readable(model_field, value, references):
    if model_field.is_relation:
        names = references.get(model_field.related_model, {})
        return names.get(value, ("", ""))[0] if value else ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    text = str(dict(model_field.flatchoices).get(value, value))
    return ", ".join(text.splitlines())
