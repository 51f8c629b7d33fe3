"""The summary of a comparison: shared, unique, most different, closest."""

from collections.abc import Sequence
from functools import cached_property
from statistics import fmean
from typing import NamedTuple

from .matching import AnswerPoint
from .rows import Label, Overlap, Shared
from .tokens import Words

# So many words make a point that is quick to read and still says something.
QUICK = range(2, 8)
MOST_ROWS = 3


class SharedIn(NamedTuple):
    """A shared point, and the place of its row."""

    row: int
    shared: Shared


class UniquePoint(NamedTuple):
    """A point that one role alone makes, and the place of its row."""

    row: int
    point: AnswerPoint


class Summary:
    """The summary of the rows of one comparison, which have the same keys.

    Rows whose place is in ``unquoted`` count, but their points do not set a role apart:
    a page that shows them elsewhere need not show them twice.
    """

    def __init__(
        self, rows: Sequence[Overlap], unquoted: frozenset[int] = frozenset()
    ) -> None:
        self.rows = rows
        self.unquoted = unquoted

    @cached_property
    def shared(self) -> list[SharedIn]:
        """Every shared point: those of most roles, then the first of each row.

        Single common words come last: "plan" says little without its object.
        """
        ranked = [
            (_is_slight(shared), -len(shared.versions), number, SharedIn(place, shared))
            for place, row in enumerate(self.rows)
            for number, shared in enumerate(row.shared)
        ]
        return [point for *_, point in sorted(ranked, key=lambda rank: rank[:3])]

    @cached_property
    def _vocabularies(self) -> dict[str, Words]:
        keys = self.rows[0].texts if self.rows else ()
        return {
            key: frozenset().union(*(row.words[key] for row in self.rows))
            for key in keys
        }

    def apart(self, key: str) -> list[UniquePoint]:
        """Return the points that set a role apart, the most telling first.

        At most one a row: the one with most words that no other role uses anywhere in
        the comparison. Points of a few words come before longer ones, rows without
        another answer last.
        """
        others = frozenset().union(
            *(words for other, words in self._vocabularies.items() if other != key)
        )
        best = []
        for place, row in enumerate(self.rows):
            if place not in self.unquoted and row.only[key]:
                first = max(row.only[key], key=lambda point: _telling(point, others))
                is_answered = len(row.answered) > 1
                telling = (is_answered, *_telling(first, others))
                best.append((telling, UniquePoint(place, first)))
        best.sort(key=lambda pair: pair[0], reverse=True)
        return [point for _rank, point in best]

    @property
    def differ_most(self) -> list[int]:
        differ = [
            place
            for place, row in enumerate(self.rows)
            if row.label and row.label != Label.NEARLY_THE_SAME
        ]
        return sorted(differ, key=lambda place: self.rows[place].similarity or 0)[
            :MOST_ROWS
        ]

    @cached_property
    def pairs(self) -> dict[tuple[str, str], float | None]:
        if not self.rows:
            return {}
        means = {}
        for pair in self.rows[0].pairs:
            alike = [row.pairs[pair] for row in self.rows]
            known = [value for value in alike if value is not None]
            means[pair] = fmean(known) if known else None
        return means

    @property
    def closest(self) -> list[tuple[str, str]]:
        """The most similar pair or pairs; none where no pair stands out."""
        return self.closest_to()

    def closest_to(self, key: str = "") -> list[tuple[str, str]]:
        """Return the most similar pairs of one role, or of all."""
        known = {
            pair: similarity
            for pair, similarity in self.pairs.items()
            if similarity is not None and (not key or key in pair)
        }
        most = max(known.values(), default=0)
        closest = [pair for pair, value in known.items() if value == most > 0]
        return closest if len(closest) < len(known) else []


def _is_slight(shared: Shared) -> bool:
    quote = shared.point.quote
    return not shared.opening and quote[1:].islower() and len(quote.split()) == 1


def _telling(point: AnswerPoint, others: Words) -> tuple[bool, int]:
    return len(point.core) in QUICK, len(point.core - others)
