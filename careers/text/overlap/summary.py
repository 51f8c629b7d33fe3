"""The summary of a comparison: shared, unique, most different, closest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from math import fsum
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache, cached

from .rows import Frame, Label, Overlap, Point, characters, is_only_here
from .shared import Kind, Quote, Shared, quote_point
from .tokens import CommonWords, Words

Pair = tuple[str, str]

# So many words make a point that is quick to read and still says something.
QUICK = range(2, 8)
MOST_ROWS = 3
# Characters of remembered comparisons.
MOST_REMEMBERED = 500_000
# The closest pair is this much more alike than the next, with every row and with any
# one of them left out.
CLEAR_LEAD = 0.05


class SharedIn(NamedTuple):
    """Something shared, and the place of its row."""

    row: int
    shared: Shared


class FrameIn(NamedTuple):
    """A frame, and the place of its row."""

    row: int
    frame: Frame


class UniquePoint(NamedTuple):
    """A point that one role alone makes, and the place of its row."""

    row: int
    point: Quote


class Counts(NamedTuple):
    """How many points two roles share: the same, and the same but for a word or two."""

    same: int
    same_but_for: int


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
        self._apart: dict[str, list[UniquePoint]] = {}

    @cached_property
    def shared(self) -> list[SharedIn]:
        """Everything shared: that of most roles, the same words, the first of its row.

        Single common words come last: "plan" says little without its object.
        """
        ranked = [
            (
                _is_slight(shared),
                -len(shared.quotes),
                shared.kind is not Kind.SAME,
                number,
                SharedIn(place, shared),
            )
            for place, row in enumerate(self.rows)
            for number, shared in enumerate(row.shared)
        ]
        return [item for *_, item in sorted(ranked, key=lambda rank: rank[:4])]

    @cached_property
    def frames(self) -> list[FrameIn]:
        frames = [
            FrameIn(place, frame)
            for place, row in enumerate(self.rows)
            for frame in row.frames
        ]
        return sorted(frames, key=lambda frame: -len(frame.frame.quotes))

    @cached_property
    def _vocabularies(self) -> CommonWords:
        keys = self.rows[0].texts if self.rows else ()
        return CommonWords(
            {
                key: Words().union(*(row.readings[key].words for row in self.rows))
                for key in keys
            }
        )

    def apart(self, key: str) -> list[UniquePoint]:
        """Return the points that set a role apart, the most telling first.

        At most one a row: the one with most words that no other role uses anywhere in
        the comparison. What another role says in another row sets no role apart. Points
        of a few words come before longer ones, rows without another answer last.
        """
        if key not in self._apart:
            self._apart[key] = self._points_apart(key)
        return self._apart[key]

    def _points_apart(self, key: str) -> list[UniquePoint]:
        best = []
        for place, row in enumerate(self.rows):
            ranked = [
                (telling, point)
                for point in row.only[key]
                if (telling := self._telling(key, point))
            ]
            if place not in self.unquoted and ranked:
                telling, point = max(ranked, key=lambda rank: rank[0])
                unique = UniquePoint(place, quote_point(point))
                best.append(((len(row.answered) > 1, *telling), unique))
        best.sort(key=lambda pair: pair[0], reverse=True)
        return [point for _rank, point in best]

    def _telling(self, key: str, point: Point) -> tuple[bool, int] | None:
        """Rank a point of one role; None if another role's texts say most of it."""
        if not is_only_here(point, self._vocabularies, key):
            return None
        most = self._vocabularies.most_elsewhere(point.words, key)
        return len(point.core) in QUICK, len(point.words) - most

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
    def counts(self) -> dict[Pair, Counts]:
        totals: dict[Pair, list[int]] = defaultdict(lambda: [0, 0])
        for row in self.rows:
            for pair, counts in row.counts.items():
                for number, count in enumerate(counts):
                    totals[pair][number] += count
        return {pair: Counts(*total) for pair, total in totals.items()}

    def closest(self, key: str = "") -> Pair | None:
        """Return the most alike pair of all, or of one role; None without a clear lead.

        Clear is a lead that no single row makes: titles of managers in common must not
        decide which roles are alike.
        """
        pairs = [pair for pair in self.counts if not key or key in pair]
        if len(pairs) < 2:
            return None
        rows = [row.pairs for row in self.rows if row.is_counted]
        totals = {}
        for pair in pairs:
            known = [value for row in rows if (value := row[pair]) is not None]
            totals[pair] = fsum(known), len(known)
        winners = {_leader(totals, left_out) for left_out in [{}, *rows]}
        return winners.pop() if len(winners) == 1 else None


def summarise(rows: Sequence[Overlap], unquoted: frozenset[int]) -> Summary:
    return _remembered(tuple(rows), unquoted)


def _characters(summary: Summary) -> int:
    return sum(map(characters, summary.rows))


@cached(LRUCache(MOST_REMEMBERED, getsizeof=_characters), lock=Lock())
def _remembered(rows: tuple[Overlap, ...], unquoted: frozenset[int]) -> Summary:
    return Summary(rows, unquoted)


def _leader(
    totals: dict[Pair, tuple[float, int]], left_out: Mapping[Pair, float | None]
) -> Pair | None:
    """Return the pair with the highest mean, if it has a clear lead."""
    means = []
    for pair, (total, count) in totals.items():
        value = left_out.get(pair)
        rest = count if value is None else count - 1
        means.append(((total - (value or 0)) / rest if rest else 0.0, pair))
    (most, pair), (next_most, _pair) = nlargest(2, means)
    return pair if most - next_most >= CLEAR_LEAD else None


def _is_slight(shared: Shared) -> bool:
    quote = shared.point.quote
    return not shared.opening and quote[1:].islower() and len(quote.split()) == 1
