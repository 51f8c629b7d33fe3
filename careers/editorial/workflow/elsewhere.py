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
    part_of_token,
    part_token,
    text_fields,
    versions_of_all,
)

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
    """What has some words. ``unlisted`` are the tokens of those that are too many."""

    versions: list[Version]
    quotes: list[Quote]
    unlisted: list[str]

    @property
    def tokens(self):
        listed = [place.token for place in [*self.versions, *self.quotes]]
        return [*listed, *self.unlisted]


def places_with(phrases, *, versions=(), quotes=(), also=()):
    """Return the Places with one of ``phrases``, or near ``versions``, yet unnamed.

    ``versions`` and ``quotes``, by their tokens, are left out. ``also`` are the tokens
    of more places, which count if they are still there.
    """
    taken = {version.token for version in versions} | set(quotes)
    own = dict.fromkeys(version.part for version in versions)
    found = [part_of_token(token) or (None, "") for token in also]
    known = [part for part, digest in found if digest]
    unlisted = [part for part, digest in found if part and not digest]
    with_words, tables = find_words(phrases) if phrases else ([], [])
    parts = list(dict.fromkeys([*own, *with_words, *known]))
    present = [
        version
        for version in versions_of_all(parts[:MOST_LISTED])
        if version.token not in taken
        and (
            version.token in also
            or has_any(version.value, phrases)
            or (version.part in own and shares_words(version.value, versions))
        )
    ]
    known = [token for token in also if is_quote(token)]
    listed = [*chain(*(table[:MOST_LISTED] for table in tables)), *known[:MOST_LISTED]]
    more = [*chain(*(table[MOST_LISTED:] for table in tables)), *known[MOST_LISTED:]]
    listed = [token for token in dict.fromkeys(listed) if token not in taken]
    more = set(more) - taken - set(listed)
    return Places(
        present,
        quotes_at(listed, versions),
        [*map(part_token, {*parts[MOST_LISTED:], *unlisted}), *sorted(more)],
    )


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
    none = Value(None, BigIntegerField())
    for rows, columns in TEXT_TABLES:
        cell = [Value(TEXT), "role_id", "dimension_id", Value("text")]
        yield from (rows.order_by().values_list(*cell, name) for name in columns)
    for kind, model in KINDS.items():
        for rows, key in ((model.everything, "pk"), (model.history, "id")):
            for name in text_fields(model):
                subject = [Value(str(kind)), key, none, Value(name)]
                yield rows.order_by().values_list(*subject, name)
    for rows, columns in JSON_TABLES:
        for name in columns:
            values = [none, Value(""), Cast(name, TextField())]
            yield rows.order_by().values_list("kind", "key", *values)
    for name, source in SOURCES.items():
        row = [Value(name), "pk", none, Value("")]
        yield from (source.rows.order_by().values_list(*row, c) for c in source.columns)


def union(tables):
    """Return the rows of all ``tables``, read in one query."""
    first, *others = tables
    return first.union(*others, all=True).order_by()
