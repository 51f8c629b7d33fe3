"""Where else words stand that are to be redacted: in other versions, or quoted."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain

from django.db.models import BigIntegerField, TextField, Value
from django.db.models.functions import Cast

from careers.editorial.models import DetailsDraft, Draft
from careers.models import (
    KINDS,
    TEXT,
    DetailsChange,
    Kind,
    Part,
    RoleDimensionEntry,
    TextChange,
    text_part,
)

from .phrases import has_any, shares_words
from .quotes import SOURCES, Quote, is_quote, quotes_at, tokens_of
from .versions import (
    Version,
    in_cells,
    part_of_token,
    part_token,
    text_fields,
    versions_of_all,
)

NONE = Value(None, BigIntegerField())

MOST_LISTED = 50  # parts, and quotes of each kind

TEXT_TABLES = [
    (RoleDimensionEntry.objects, ["text"]),
    (RoleDimensionEntry.history, ["text"]),
    (Draft.objects, ["text", "base"]),
    (Draft.history, ["text", "base"]),
    (TextChange.objects, ["before", "after"]),
]
JSON_TABLES = [
    (DetailsDraft.objects, ["values", "base"]),
    (DetailsDraft.history, ["values", "base"]),
    (DetailsChange.objects, ["before", "after"]),
]


@dataclass(frozen=True)
class Places:
    """What has some words. ``unlisted`` are the tokens of those that are too many.

    ``named`` are the versions that were named, and so are not among ``versions``.
    """

    named: list[Version]
    versions: list[Version]
    quotes: list[Quote]
    unlisted: list[str]

    @property
    def tokens(self):
        listed = [place.token for place in [*self.versions, *self.quotes]]
        return [*listed, *self.unlisted]


def places_with(phrases, *, named=(), quotes=(), also=()):
    """Return the Places with one of ``phrases``, or near versions of ``named``.

    ``named``, as (part, digest), and ``quotes``, by their tokens, are no such places.
    ``also`` are the tokens of more places, which count if they are still there.
    """
    own = dict.fromkeys(part for part, _digest in named)
    found = [part_of_token(token) or (None, "") for token in also]
    known = [part for part, digest in found if digest]
    unlisted = [part for part, digest in found if part and not digest]
    with_words, tables = find_words(phrases) if phrases else ([], [])
    parts = list(dict.fromkeys([*own, *with_words, *known]))
    most = max(MOST_LISTED, len(own))
    versions = versions_of_all(parts[:most])
    taken = [v for v in versions if (v.part, v.digest) in named]
    present = [
        version
        for version in versions
        if (version.part, version.digest) not in named
        and (
            version.token in also
            or has_any(version.value, phrases)
            or (version.part in own and shares_words(version.value, taken))
        )
    ]
    known = [token for token in also if is_quote(token)]
    listed = [*chain(*(table[:MOST_LISTED] for table in tables)), *known[:MOST_LISTED]]
    more = [*chain(*(table[MOST_LISTED:] for table in tables)), *known[MOST_LISTED:]]
    listed = [token for token in dict.fromkeys(listed) if token not in quotes]
    more = set(more) - set(quotes) - set(listed)
    return Places(
        taken,
        present,
        quotes_at(listed, taken),
        [*map(part_token, {*parts[most:], *unlisted}), *sorted(more)],
    )


def words_of_all(parts):
    """Return all that ``parts`` say or said as Versions of bare words, in one query."""
    wanted = set(parts)
    if not wanted:
        return []
    return [
        Version(part, value)
        for kind, key, dimension, name, words in union(_tables_of(wanted))
        for field, value in ({name: words} if name else json.loads(words)).items()
        if value and (part := Part(kind, key, dimension, field)) in wanted
    ]


def find_words(phrases):
    """Return the parts, and the tokens of quotes by table, with one of ``phrases``.

    It reads every text that the site keeps, in one query: no database folds as the
    site does.
    """
    parts, keys = {}, defaultdict(set)
    matches = cache(lambda words: has_any(words, phrases))
    for kind, key, dimension, name, words in union(_tables()).iterator():
        if kind in SOURCES:
            if matches(SOURCES[kind].readable(words)):
                keys[kind].add(key)
        elif kind == TEXT:
            if key and dimension and matches(words):
                parts[text_part(key, dimension)] = None
        else:
            values = {name: words} if name else json.loads(words)
            for field in text_fields(KINDS[Kind(kind)]):
                if matches(str(values.get(field, ""))):
                    parts[Part(kind, key, None, field)] = None
    return list(parts), [tokens_of(name, keys[name]) for name in SOURCES]


def _tables():
    """Yield the kind, key, dimension, field and words of all rows, by their columns.

    Without a field, the words are JSON. Of quotes the kind is their table.
    """
    for rows, columns in TEXT_TABLES:
        yield from _texts(rows, columns)
    for kind, model in KINDS.items():
        for rows, key in ((model.everything, "pk"), (model.history, "id")):
            yield from _fields(kind, rows, key)
    for rows, columns in JSON_TABLES:
        yield from _details(rows, columns)
    for name, source in SOURCES.items():
        row = [Value(name), "pk", NONE, Value("")]
        yield from (source.rows.order_by().values_list(*row, c) for c in source.columns)


def _tables_of(parts):
    """Yield what _tables does, of the rows about ``parts`` alone, and no quotes."""
    keys = defaultdict(set)
    for part in parts:
        keys[part.kind].add((part.key, part.dimension))
    for of_cells in in_cells(keys.pop(TEXT, ())):
        for rows, columns in TEXT_TABLES:
            yield from _texts(rows.filter(of_cells), columns)
    for kind, subjects in keys.items():
        model, pks = KINDS[Kind(kind)], [key for key, _dimension in subjects]
        for rows, key in ((model.everything, "pk"), (model.history, "id")):
            yield from _fields(kind, rows.filter(**{f"{key}__in": pks}), key)
        for rows, columns in JSON_TABLES:
            yield from _details(rows.filter(kind=kind, key__in=pks), columns)


def _texts(rows, columns):
    cell = [Value(TEXT), "role_id", "dimension_id", Value("text")]
    return (rows.order_by().values_list(*cell, name) for name in columns)


def _fields(kind, rows, key):
    for name in text_fields(KINDS[Kind(kind)]):
        yield rows.order_by().values_list(
            Value(str(kind)), key, NONE, Value(name), name
        )


def _details(rows, columns):
    for name in columns:
        values = [NONE, Value(""), Cast(name, TextField())]
        yield rows.order_by().values_list("kind", "key", *values)


def union(tables):
    """Return the rows of all ``tables``, read in one query."""
    first, *others = tables
    return first.union(*others, all=True).order_by()
