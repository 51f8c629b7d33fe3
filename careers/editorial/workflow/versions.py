"""Every version of a text, or of a field of an object, wherever one is kept."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from careers.editorial.models import DetailsDraft, Draft
from careers.models import (
    KINDS,
    PUBLIC_STATUSES,
    TEXT,
    DetailsChange,
    FormerDimensionSlug,
    FormerSlug,
    Kind,
    Part,
    Publication,
    RoleDimensionEntry,
    TextChange,
    is_key,
)

FORMER_SLUGS = {Kind.ROLE: FormerSlug, Kind.DIMENSION: FormerDimensionSlug}


def marker():
    """What stands in a record for a redacted name or address."""
    return _("Redacted")


@dataclass(frozen=True)
class Column:
    """A column of ``rows`` that holds versions."""

    rows: models.QuerySet
    name: str
    marker: str = ""
    is_marked: bool = True  # the rows say which redaction has changed them

    def values(self):
        return self.rows.values_list(self.name, flat=True)

    def replace(self, values, redaction):
        written = {self.name: self.marker}
        if self.is_marked:
            written["redaction"] = redaction
        self.rows.filter(**{f"{self.name}__in": values}).update(**written)


@dataclass(frozen=True)
class JsonColumn:
    """One key of a column with ``{field: value}``."""

    rows: models.QuerySet
    name: str
    key: str
    is_marked: bool = True

    def values(self):
        held = self.rows.values_list(self.name, flat=True)
        return [values[self.key] for values in held if values.get(self.key)]

    def replace(self, values, redaction):
        changed = []
        for row in self.rows:
            held = getattr(row, self.name)
            if held.get(self.key) in values:
                held[self.key] = marker()
                changed.append(row)
                if self.is_marked:
                    row.redaction = redaction
        names = [self.name, "redaction"] if self.is_marked else [self.name]
        self.rows.model._base_manager.bulk_update(changed, names)


def columns_of(part):
    """Return where records of the past hold versions of ``part``."""
    return _columns_of_text(part) if part.kind == TEXT else _columns_of_field(part)


def _columns_of_text(part):
    cell = {"role_id": part.key, "dimension_id": part.dimension}
    drafts = Draft.history.filter(**cell)
    changes = TextChange.objects.filter(**cell)
    return [
        Column(RoleDimensionEntry.history.filter(**cell), "text"),
        Column(drafts, "text"),
        Column(drafts, "base", is_marked=False),
        Column(changes, "before"),
        Column(changes, "after"),
    ]


def _columns_of_field(part):
    model, name = KINDS[Kind(part.kind)], part.field
    subject = {"kind": part.kind, "key": part.key}
    drafts = DetailsDraft.history.filter(**subject)
    changes = DetailsChange.objects.filter(**subject)
    columns = [
        Column(model.history.filter(id=part.key), name, marker()),
        JsonColumn(drafts, "values", name),
        JsonColumn(drafts, "base", name, is_marked=False),
        JsonColumn(changes, "before", name),
        JsonColumn(changes, "after", name),
    ]
    if name == model.details[0]:
        names = [(changes, "name")]
        if part.kind == Kind.ROLE:
            names.append((TextChange.objects.filter(role_id=part.key), "role_name"))
        if part.kind == Kind.DIMENSION:
            rows = TextChange.objects.filter(dimension_id=part.key)
            names.append((rows, "dimension_name"))
        columns += [Column(*named, marker(), is_marked=False) for named in names]
    if name == "slug" and part.kind in FORMER_SLUGS:
        former = FORMER_SLUGS[Kind(part.kind)]
        rows = former.history.filter(**{f"{part.kind}_id": part.key})
        columns.append(Column(rows, "slug", marker()))
    return columns


def text_fields(model):
    """Return the names of the fields of a kind of content that hold words."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
    ]


def parts_of(item):
    kind = item._meta.model_name
    return [Part(kind, item.pk, None, name) for name in text_fields(type(item))]


@dataclass
class Version:
    """Words that a part has or had, and where they are."""

    part: Part
    value: str
    name: str = ""
    is_live: bool = False
    is_public: bool = False
    draft: Any = None
    records: int = 0
    publications: set[int] = field(default_factory=set)
    due: list[datetime] = field(default_factory=list)
    periods: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    @property
    def digest(self):
        """What stands for the words: versions that read the same share it."""
        return self.part.digest(self.value)

    @property
    def token(self):
        return f"{part_token(self.part)}.{self.part.exact_digest(self.value)}"


def part_token(part):
    return f"{part.kind}.{part.key}.{part.dimension or ''}.{part.field}"


def part_of_token(token):
    """Return the Part and the digest that a token names, or None."""
    kind, key, dimension, name, digest = (token.split(".") + [""] * 5)[:5]
    if not is_key(key):
        return None
    if kind == TEXT and is_key(dimension) and name == "text":
        return Part(TEXT, int(key), int(dimension), name), digest
    if kind in Kind.values and not dimension and name in text_fields(KINDS[Kind(kind)]):
        return Part(kind, int(key), None, name), digest
    return None


def versions_of(part):
    """Return ``{exact digest: Version}``: those in use first, then the newest first."""
    live, is_public = _live(part)
    draft = _draft(part)
    counts = Counter(value for c in columns_of(part) for value in c.values())
    proposed = _values_of_draft(part, draft)
    names = dict.fromkeys([live, *proposed, *counts])
    names.pop("", None)
    names.pop(None, None)
    if part.kind != TEXT:
        names.pop(marker(), None)
    periods = _periods(part)
    versions = {
        value: Version(
            part,
            value,
            is_live=value == live,
            is_public=is_public,
            draft=draft if value in proposed else None,
            records=counts[value],
            periods=periods.get(value, []),
        )
        for value in names
    }
    _add_publications(part, versions)
    return {part.exact_digest(value): version for value, version in versions.items()}


def _live(part):
    """Return the value in use, "" for none, and whether visitors can read it."""
    if part.kind == TEXT:
        entry = RoleDimensionEntry.objects.filter(
            role=part.key, dimension=part.dimension
        )
        entry = entry.select_related("role", "dimension").first()
        if entry is None:
            return "", False
        is_public = entry.role.is_published and entry.dimension.is_published
        return entry.text, is_public
    item = KINDS[Kind(part.kind)].everything.filter(pk=part.key).first()
    return (getattr(item, part.field), item.is_published) if item else ("", False)


def _draft(part):
    if part.kind == TEXT:
        cell = {"role": part.key, "dimension": part.dimension}
        return Draft.objects.filter(**cell).first()
    return DetailsDraft.objects.filter(kind=part.kind, key=part.key).first()


def _values_of_draft(part, draft):
    if draft is None:
        return []
    if part.kind == TEXT:
        return [draft.text, draft.base]
    return [draft.values.get(part.field), draft.base.get(part.field)]


def _add_publications(part, versions):
    if part.kind == TEXT:
        changes = TextChange.objects.filter(role=part.key, dimension=part.dimension)
        sides = ["before", "after"]
    else:
        changes = DetailsChange.objects.filter(kind=part.kind, key=part.key)
        sides = [f"before__{part.field}", f"after__{part.field}"]
    scheduled = Publication.State.SCHEDULED
    names = ["publication", "publication__state", "publication__due_at", *sides]
    for publication, state, due_at, *values in changes.values_list(*names):
        for value in {value for value in values if value in versions}:
            versions[value].publications.add(publication)
            if state == scheduled:
                versions[value].due.append(due_at)


def _periods(part):
    """Return ``{value: [(since when it was live, until when or None)]}``."""
    periods = defaultdict(list)
    present, since = "", None
    for moment, value in _live_values(part):
        if value == present:
            continue
        if present:
            periods[present].append((since, moment))
        present, since = value, moment
    if present:
        periods[present].append((since, None))
    return periods


def _live_values(part):
    order = ["history_date", "history_id"]
    if part.kind == TEXT:
        records = RoleDimensionEntry.history.filter(
            role_id=part.key, dimension_id=part.dimension
        )
        rows = records.order_by(*order).values_list(
            "history_date", "text", "history_type"
        )
        return [(moment, "" if kind == "-" else text) for moment, text, kind in rows]
    records = KINDS[Kind(part.kind)].history.filter(id=part.key).order_by(*order)
    rows = records.values_list("history_date", part.field, "status")
    return [
        (moment, v if status in PUBLIC_STATUSES else "") for moment, v, status in rows
    ]


def part_names(parts):
    """Return ``{part: its name}``, such as "Analyst: Purpose"."""
    keys = defaultdict(set)
    for part in parts:
        keys["role" if part.kind == TEXT else part.kind].add(part.key)
        if part.kind == TEXT:
            keys["dimension"].add(part.dimension)
    items = {
        kind: KINDS[Kind(kind)].everything.in_bulk(pks) for kind, pks in keys.items()
    }
    return {part: _part_name(part, items) for part in parts}


def _part_name(part, items):
    if part.kind == TEXT:
        role = items["role"].get(part.key, _("a deleted role"))
        dimension = items["dimension"].get(part.dimension, _("a deleted dimension"))
        return f"{role}: {dimension}"
    model = KINDS[Kind(part.kind)]
    return _("%(kind)s “%(name)s”: %(field)s") % {
        "kind": capfirst(model._meta.verbose_name),
        "name": items[part.kind].get(part.key, ""),
        "field": model._meta.get_field(part.field).verbose_name,
    }


def named(versions):
    """Return ``versions``, each with the name of its part."""
    versions = list(versions)
    names = part_names([version.part for version in versions])
    for version in versions:
        version.name = names[version.part]
    return versions
