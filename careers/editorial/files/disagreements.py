"""Cells for which files have several texts, of which a person chooses one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from itertools import islice, takewhile

from careers.phrases import LONGEST_QUOTE
from careers.text import truncate

from .records import FoundText, Place

MOST_OFFERED = 20  # texts of a cell
LONGEST_EXCERPT = 300  # characters
BEFORE_DIFFERENCE = 60  # characters that texts share, in excerpts of long ones


@dataclass(frozen=True)
class OfferedText:
    """A text to choose. Its ``id`` is another one if the text or its place changes."""

    id: str
    place: Place
    excerpt: str


@dataclass(frozen=True)
class Disagreement:
    """The texts of a cell; the keys of what is new are negative.

    ``name`` is what a file calls the cell, and ``count`` the number of its texts, of
    which the first few are offered.
    """

    role: int
    dimension: int
    name: str
    count: int
    texts: tuple[OfferedText, ...]
    choice: str = ""

    @property
    def id(self) -> str:
        """Return what stands for these texts, and no others, in a form."""
        return f"texts-{_digest([text.id for text in self.texts])}"


def offered(texts: Mapping[str, FoundText]) -> tuple[OfferedText, ...]:
    """Return the first of ``texts``, which are by the words that would be kept."""
    first = dict(islice(texts.items(), MOST_OFFERED))
    pairs = zip(first.values(), _excerpts(list(first)), strict=True)
    return tuple(
        OfferedText(_digest(astuple(found)), found.place, excerpt)
        for found, excerpt in pairs
    )


def name_of_cell(found: FoundText) -> str:
    role = truncate(found.role.name or found.role.slug, LONGEST_QUOTE)
    return f"{role}: {truncate(found.dimension, LONGEST_QUOTE)}"


def _excerpts(texts: Sequence[str]) -> list[str]:
    """Return the beginning of each text, or of the part in which long ones differ."""
    start = 0
    if max(map(len, texts)) > LONGEST_EXCERPT:
        # What the first and the last of them in order share, all of them share.
        pairs = zip(min(texts), max(texts), strict=False)
        same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
        start = max(same - BEFORE_DIFFERENCE, 0)
    cut = "…" if start else ""
    return [cut + truncate(text[start:], LONGEST_EXCERPT) for text in texts]


def _digest(values: Sequence) -> str:
    return sha256(json.dumps(values).encode()).hexdigest()[:16]


def to_values(item: Disagreement) -> list:
    texts = [[text.id, *astuple(text.place), text.excerpt] for text in item.texts]
    return [item.role, item.dimension, item.name, item.count, texts, item.choice]


def from_values(values: list) -> Disagreement:
    role, dimension, name, count, texts, choice = values
    items = tuple(
        OfferedText(key, Place(*place), excerpt) for key, *place, excerpt in texts
    )
    return Disagreement(role, dimension, name, count, items, choice)
