"""Every version of a text, or of a field of an object, wherever one is kept."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import batched
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
    RoleDimensionEntry,
    TextChange,
    is_key,
)

MOST_CELLS = 500  # at once; SQLite nests no condition deeper than 1,000

FORMER_SLUGS = {Kind.ROLE: FormerSlug, Kind.DIMENSION: FormerDimensionSlug}


def marker():
    """What stands in a record for a redacted name or address."""
    return _("Redacted")


@dataclass(frozen=True)
class Column:
    """A column of ``rows`` that holds versions."""

    rows: list[Any]
    name: str
    marker: str = ""
    is_marked: bool = True  # the rows say which redaction has changed them

    def values(self):
        return [getattr(row, self.name) for row in self.rows]

    def replace(self, values, redaction):
        changed = [row for row in self.rows if getattr(row, self.name) in values]
        for row in changed:
            setattr(row, self.name, self.marker)
        _save(changed, self, redaction)


@dataclass(frozen=True)
class JsonColumn:
    """One key of a column with ``{field: value}``."""

    rows: list[Any]
    name: str
    key: str
    is_marked: bool = True

    def values(self):
        held = [getattr(row, self.name) for row in self.rows]
        return [values[self.key] for values in held if values.get(self.key)]

    def replace(self, values, redaction):
        held = [(row, getattr(row, self.name)) for row in self.rows]
        changed = [row for row, was in held if was.get(self.key) in values]
        for row in changed:
            getattr(row, self.name)[self.key] = marker()
        _save(changed, self, redaction)


def _save(rows, column, redaction):
    names = [column.name]
    if column.is_marked:
        names.append("redaction")
        for row in rows:
            row.redaction = redaction
    if rows:
        type(rows[0])._base_manager.bulk_update(rows, names, batch_size=200)


class Subjects:
    """The rows about objects of one kind, or about texts. Each table is read once."""

    def __init__(self, kind, parts):
        self.kind = kind
        self.keys = {(part.key, part.dimension) for part in parts}

    @property
    def model(self):
        return RoleDimensionEntry if self.kind == TEXT else KINDS[Kind(self.kind)]

    @cached_property
    def live(self):
        if self.kind == TEXT:
            entries = RoleDimensionEntry.objects.select_related("role", "dimension")
            return self._by_key(entries)
        return self._by_key(self.model.everything, "pk")

    @cached_property
    def drafts(self):
        if self.kind == TEXT:
            return self._by_key(Draft.objects)
        return self._by_key(DetailsDraft.objects.filter(kind=self.kind), "key")

    @cached_property
    def records(self):
        return self._by_key(self.model.history, "id")

    @cached_property
    def draft_records(self):
        if self.kind == TEXT:
            return self._by_key(Draft.history)
        return self._by_key(DetailsDraft.history.filter(kind=self.kind), "key")

    @cached_property
    def changes(self):
        if self.kind == TEXT:
            return self._by_key(TextChange.objects.select_related("publication"))
        changes = DetailsChange.objects.select_related("publication")
        return self._by_key(changes.filter(kind=self.kind), "key")

    @cached_property
    def changes_of_texts(self):
        return self._by_key(TextChange.objects, f"{self.kind}_id")

    @cached_property
    def former_slugs(self):
        former = FORMER_SLUGS[Kind(self.kind)]
        return self._by_key(former.history, f"{self.kind}_id")

    def _by_key(self, rows, column=""):
        """Return ``{key: [its rows]}``; ``column`` has the key, but not of a text."""
        found = defaultdict(list)
        if self.kind == TEXT:
            for of_cells in in_cells(self.keys):
                for row in rows.filter(of_cells):
                    found[row.role_id, row.dimension_id].append(row)
        else:
            for row in rows.filter(**{f"{column}__in": [key for key, _ in self.keys]}):
                found[getattr(row, column), None].append(row)
        return found


def in_cells(keys):
    """Yield conditions that rows are of these (role, dimension), some cells in each."""
    for batch in batched(keys, MOST_CELLS):
        cells = [models.Q(role_id=role, dimension_id=at) for role, at in batch]
        yield models.Q(*cells, _connector=models.Q.OR)


def columns_of(part, subjects=None):
    """Return where records of the past hold versions of ``part``."""
    columns = _columns_of_text if part.kind == TEXT else _columns_of_field
    return columns(part, subjects or Subjects(part.kind, [part]))


def _columns_of_text(part, subjects):
    key = part.key, part.dimension
    return [
        Column(subjects.records[key], "text"),
        Column(subjects.draft_records[key], "text"),
        Column(subjects.draft_records[key], "base", is_marked=False),
        Column(subjects.changes[key], "before"),
        Column(subjects.changes[key], "after"),
    ]


def _columns_of_field(part, subjects):
    key, name = (part.key, None), part.field
    changes = subjects.changes[key]
    columns = [
        Column(subjects.records[key], name, marker()),
        JsonColumn(subjects.draft_records[key], "values", name),
        JsonColumn(subjects.draft_records[key], "base", name, is_marked=False),
        JsonColumn(changes, "before", name),
        JsonColumn(changes, "after", name),
    ]
    if name == subjects.model.details[0]:
        names = [(changes, "name")]
        if part.kind in {Kind.ROLE, Kind.DIMENSION}:
            names.append((subjects.changes_of_texts[key], f"{part.kind}_name"))
        columns += [Column(*named, marker(), is_marked=False) for named in names]
    if name == "slug" and part.kind in FORMER_SLUGS:
        columns.append(Column(subjects.former_slugs[key], "slug", marker()))
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


def versions_of_all(parts):
    """Return the versions of each of ``parts``."""
    parts = list(parts)
    subjects = {
        kind: Subjects(kind, [part for part in parts if part.kind == kind])
        for kind in {part.kind for part in parts}
    }
    return [
        version
        for part in parts
        for version in versions_of(part, subjects[part.kind]).values()
    ]


def versions_of(part, subjects=None):
    """Return ``{exact digest: Version}``: those in use first, then the newest first."""
    subjects = subjects or Subjects(part.kind, [part])
    key = part.key, part.dimension
    draft = next(iter(subjects.drafts[key]), None)
    live, is_public = _live(part, next(iter(subjects.live[key]), None))
    counts = Counter(v for c in columns_of(part, subjects) for v in c.values())
    proposed = _values_of_draft(part, draft)
    names = dict.fromkeys([live, *proposed, *counts])
    names.pop("", None)
    names.pop(None, None)
    if part.kind != TEXT:
        names.pop(marker(), None)
    periods = _periods(part, subjects.records[key])
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
    _add_publications(part, subjects.changes[key], versions)
    return {part.exact_digest(value): version for value, version in versions.items()}


def _live(part, item):
    """Return the value in use, "" for none, and whether visitors can read it."""
    if item is None:
        return "", False
    if part.kind == TEXT:
        return item.text, item.role.is_published and item.dimension.is_published
    return getattr(item, part.field), item.is_published


def _values_of_draft(part, draft):
    if draft is None:
        return []
    if part.kind == TEXT:
        return [draft.text, draft.base]
    return [draft.values.get(part.field), draft.base.get(part.field)]


def _add_publications(part, changes, versions):
    for change in changes:
        sides = [change.before, change.after]
        if part.kind != TEXT:
            sides = [side.get(part.field) for side in sides]
        for value in {value for value in sides if value in versions}:
            versions[value].publications.add(change.publication_id)
            if change.publication.is_scheduled:
                versions[value].due.append(change.publication.due_at)


def _periods(part, records):
    """Return ``{value: [(since when it was live, until when or None)]}``."""
    periods = defaultdict(list)
    present, since = "", None
    for moment, value in _live_values(part, records):
        if value == present:
            continue
        if present:
            periods[present].append((since, moment))
        present, since = value, moment
    if present:
        periods[present].append((since, None))
    return periods


def _live_values(part, records):
    records = sorted(records, key=lambda r: (r.history_date, r.history_id))
    if part.kind == TEXT:
        return [
            (r.history_date, "" if r.history_type == "-" else r.text) for r in records
        ]
    return [
        (r.history_date, getattr(r, part.field) if r.status in PUBLIC_STATUSES else "")
        for r in records
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
