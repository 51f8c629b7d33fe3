"""The roles, dimensions and families of the site, by what files may call them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz, process

from careers.models import (
    Dimension,
    Family,
    FormerDimensionSlug,
    FormerSlug,
    Role,
)
from careers.models.role import title_of
from careers.text import fold, fold_name

from .reading import Names

NEAR = 85  # of 100: how alike names have to be for "did you mean"
NEAR_WORD = 75  # the same for the words of names with as many words
NEARLY_THE_SAME = 95  # the same for names with more or fewer words, without spaces
MOST_NEAR = 3
MAX_NAME = 200  # characters of a name that are compared

_LEVEL = re.compile(r"[0-9]+|[ivx]+")


@dataclass(frozen=True)
class Named:
    """An object, by its key, and what it is called."""

    key: int
    name: str
    slug: str
    family: int | None = None
    position: int = 0

    def __str__(self) -> str:
        return self.name


@dataclass
class Known:
    """All objects of a kind, by their folded names and by their slugs.

    ``others`` are by the other names that they have.
    """

    named: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    slugs: dict[str, Named] = field(default_factory=dict)

    def add(self, item: Named, others: Iterable[str] = ()) -> None:
        self.slugs[item.slug] = item
        self.named[fold_name(item.name)].append(item)
        for name in others:
            self.others[fold_name(name)].append(item)

    def find(self, name: str) -> list[Named]:
        """Return the objects of this name; if there are none, of this other name."""
        folded = fold_name(name)
        items = self.named.get(folded) or self.others.get(folded)
        if not items:
            items = list(filter(None, [self.slugs.get(folded)]))
        return items

    def near(self, name: str) -> list[Named]:
        """Return the few objects whose name may be a spelling of ``name``."""
        words = fold(name[:MAX_NAME])
        if not words:
            return []
        matches = process.extract(
            words, self._folded.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=20
        )
        near = [
            item
            for other, _score, _place in matches
            if _is_near(words, other)
            for item in self._folded[other]
        ]
        return near[:MOST_NEAR]

    @cached_property
    def _folded(self) -> dict[str, list[Named]]:
        folded: dict[str, list[Named]] = defaultdict(list)
        for items in self.named.values():
            folded[fold(items[0].name[:MAX_NAME])] += items
        return folded

    @property
    def last_position(self) -> int:
        return max((item.position for item in self.slugs.values()), default=0)


def _is_near(one: str, other: str) -> bool:
    """Whether no word of two similar names is another one, such as its level."""
    words = one.split(), other.split()
    if _levels(words[0]) != _levels(words[1]):
        return False
    if len(words[0]) != len(words[1]):
        return fuzz.ratio(*map("".join, words)) >= NEARLY_THE_SAME
    pairs = zip(sorted(words[0]), sorted(words[1]), strict=True)
    return all(fuzz.ratio(*pair) >= NEAR_WORD for pair in pairs)


def _levels(words: list[str]) -> list[str]:
    return sorted(filter(_LEVEL.fullmatch, words))


def known_families() -> Known:
    known = Known()
    for values in Family.objects.values_list("pk", "name", "slug", "position"):
        key, name, slug, position = values
        known.add(Named(key, name, slug, position=position))
    return known


def known_dimensions() -> Known:
    known = Known()
    for values in Dimension.objects.values_list("pk", "name", "slug", "position"):
        key, name, slug, position = values
        known.add(Named(key, name, slug, position=position))
    _add_former(known, FormerDimensionSlug.objects.values_list("dimension", "slug"))
    return known


def known_roles() -> Known:
    known = Known()
    columns = ["pk", "name", "slug", "family", "position"]
    rows = Role.objects.order_by("pk").values_list(
        *columns, "abbreviations", "other_names", "qualifier"
    )
    for *values, abbreviations, other_names, qualifier in rows.iterator():
        item = Named(*values)
        others = [*abbreviations.split(","), *other_names.splitlines()]
        others.append(title_of(item.name, qualifier) if qualifier else "")
        known.add(item, filter(str.strip, others))
    _add_former(known, FormerSlug.objects.values_list("role", "slug"))
    return known


def _add_former(known: Known, rows: Iterable[Any]) -> None:
    by_key = {item.key: item for item in known.slugs.values()}
    for key, slug in rows:
        if key in by_key:
            known.slugs.setdefault(slug, by_key[key])


def known_names() -> Names:
    """Return what tables are recognised by."""
    return Names(
        frozenset(_all_names(known_roles())), frozenset(_all_names(known_dimensions()))
    )


def _all_names(known: Known) -> Iterator[str]:
    yield from known.named
    yield from known.others
