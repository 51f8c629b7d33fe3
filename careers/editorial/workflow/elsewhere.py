"""Where else words stand that are to be redacted: in other versions, or quoted."""

from dataclasses import dataclass
from functools import cache
from itertools import chain

from django.db.models import Value

from careers.editorial.models import DetailsDraft, Draft
from careers.models import (
    KINDS,
    DetailsChange,
    Part,
    RoleDimensionEntry,
    TextChange,
    text_part,
)

from .phrases import has_any, shares_words
from .quotes import Quote, is_quote, quote_tokens, quotes_at, union
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
    parts = list(dict.fromkeys([*own, *parts_with(phrases), *known]))
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
    tables = quote_tokens(phrases) if phrases else []
    listed = [*chain(*(table[:MOST_LISTED] for table in tables)), *known[:MOST_LISTED]]
    more = [*chain(*(table[MOST_LISTED:] for table in tables)), *known[MOST_LISTED:]]
    listed = [token for token in dict.fromkeys(listed) if token not in taken]
    more = set(more) - taken - set(listed)
    return Places(
        present,
        quotes_at(listed, versions),
        [*map(part_token, {*parts[MOST_LISTED:], *unlisted}), *sorted(more)],
    )


def parts_with(phrases):
    """Return the parts that have one of ``phrases`` in any of their versions.

    It reads every text that the site keeps: no database folds as the site does.
    """
    if not phrases:
        return []
    matches = cache(lambda text: has_any(text, phrases))
    parts = chain(_cells(matches), _fields(matches), _fields_in_json(matches))
    return list(dict.fromkeys(parts))


def _cells(matches):
    texts = union(
        rows.order_by().values_list("role_id", "dimension_id", column)
        for rows, columns in TEXT_TABLES
        for column in columns
    )
    for role, dimension, text in texts.iterator():
        if role and dimension and matches(text):
            yield text_part(role, dimension)


def _fields(matches):
    values = union(
        rows.order_by().values_list(Value(str(kind)), key, Value(name), name)
        for kind, model in KINDS.items()
        for rows, key in ((model.everything, "pk"), (model.history, "id"))
        for name in text_fields(model)
    )
    for kind, key, name, value in values.iterator():
        if matches(value):
            yield Part(kind, key, None, name)


def _fields_in_json(matches):
    values = union(
        rows.order_by().values_list("kind", "key", column)
        for rows, columns in JSON_TABLES
        for column in columns
    )
    for kind, key, fields in values.iterator():
        for name, value in fields.items():
            if name in text_fields(KINDS[kind]) and matches(str(value)):
                yield Part(kind, key, None, name)
