"""Where else words stand that are to be redacted: in other versions, or quoted."""

from dataclasses import dataclass
from functools import cache
from itertools import chain

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
from .quotes import Quote, is_quote, quote_tokens, quotes_at
from .versions import (
    Version,
    named,
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
    """Return the Places with one of ``phrases``, or near ``versions``.

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
        named(present),
        quotes_at(listed, versions),
        [*map(part_token, {*parts[MOST_LISTED:], *unlisted}), *sorted(more)],
    )


def versions_at(tokens):
    """Return the versions that ``tokens`` name, if they exist."""
    parts = [found[0] for token in tokens if (found := part_of_token(token))]
    return named(
        version
        for version in versions_of_all(dict.fromkeys(parts[:MOST_LISTED]))
        if version.token in tokens
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
    for rows, columns in TEXT_TABLES:
        cells = rows.order_by().values_list("role_id", "dimension_id", *columns)
        for role, dimension, *texts in cells.iterator():
            if role and dimension and any(map(matches, texts)):
                yield text_part(role, dimension)


def _fields(matches):
    for kind, model in KINDS.items():
        names = text_fields(model)
        for rows, key in (model.everything, "pk"), (model.history, "id"):
            items = rows.order_by().values_list(key, *names)
            for pk, *values in items.iterator():
                for name, value in zip(names, values, strict=True):
                    if matches(value):
                        yield Part(str(kind), pk, None, name)


def _fields_in_json(matches):
    for rows, columns in JSON_TABLES:
        items = rows.order_by().values_list("kind", "key", *columns)
        for kind, key, *sides in items.iterator():
            for name, value in chain(*(side.items() for side in sides)):
                if name in text_fields(KINDS[kind]) and matches(str(value)):
                    yield Part(kind, key, None, name)
