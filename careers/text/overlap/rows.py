"""The similarity of several answers to one question, and the points of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from statistics import fmean

from careers.text.prose import Span

from .matching import AnswerPoint, dice, matches, points_by_key
from .points import Point
from .tokens import WORD, Words, stem

# From these similarities on, answers are nearly the same, or partly shared.
NEARLY_THE_SAME = 0.8
PARTLY_SHARED = 0.25


class Label(StrEnum):
    NEARLY_THE_SAME = "nearly-the-same"
    PARTLY_SHARED = "partly-shared"
    DISTINCT = "distinct"


@dataclass(frozen=True)
class Shared:
    """One point that two answers or more make, each in its own words."""

    versions: tuple[AnswerPoint, ...]

    @property
    def keys(self) -> list[str]:
        """The keys of the answers that make it, in alphabetical order."""
        return [version.key for version in self.versions]

    @property
    def point(self) -> Point:
        """The version with the fewest words, and the shortest of these."""

        def length(version: AnswerPoint) -> tuple[int, int, str]:
            quote = version.point.quote
            return len(version.whole), len(quote), quote

        return min(self.versions, key=length).point

    @property
    def opening(self) -> str:
        """What opens the quote, where that is the same in all versions."""
        openings = {version.point.opening for version in self.versions}
        if len({opening.removesuffix("… ").strip() for opening in openings}) > 1:
            return ""
        return max(openings, key=len)

    def point_of(self, key: str) -> Point | None:
        return next((v.point for v in self.versions if v.key == key), None)

    def changed_words(self, key: str) -> list[Span]:
        """Return the spans of the words of ``key`` that are not in all versions."""
        common = frozenset.intersection(*(version.whole for version in self.versions))
        point = self.point_of(key)
        return [
            word.span()
            for word in (
                WORD.finditer(point.text, point.start, point.end) if point else ()
            )
            if (bare := stem(word[0])) and bare not in common
        ]


class Overlap:
    """What the answers of several roles to one question have in common.

    ``texts`` are the answers by the keys of their roles, "" without an answer. The
    order of the keys makes no difference.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = {key: texts[key] for key in sorted(texts)}
        self._points = points_by_key(self.texts)

    @cached_property
    def answered(self) -> list[str]:
        return [key for key, text in self.texts.items() if text.strip()]

    @cached_property
    def shared(self) -> list[Shared]:
        """The points that two answers or more make, those of most answers first."""
        groups = [Shared(tuple(group)) for group in matches(self._points)]
        return sorted(groups, key=lambda shared: -len(shared.versions))

    @property
    def in_all(self) -> list[Shared]:
        return [s for s in self.shared if len(s.versions) == len(self.texts)]

    @property
    def in_some(self) -> list[Shared]:
        return [s for s in self.shared if len(s.versions) < len(self.texts)]

    @cached_property
    def only(self) -> dict[str, list[AnswerPoint]]:
        """The points that one answer alone makes, by its key."""
        shared = {version for group in self.shared for version in group.versions}
        return {
            key: [point for point in points if point not in shared]
            for key, points in self._points.items()
        }

    def alone(self, key: str) -> list[Point]:
        return [point.point for point in self.only[key]]

    def lacks(self, key: str, other: str) -> list[Point]:
        """Return the points of ``other`` that ``key`` does not make."""
        both = {
            version
            for group in self.shared
            if key in group.keys
            for version in group.versions
        }
        return [point.point for point in self._points[other] if point not in both]

    def has_common(self, key: str, other: str) -> bool:
        return self.texts[key] == self.texts[other] or any(
            {key, other} <= set(shared.keys) for shared in self.shared
        )

    def is_same(self, key: str, other: str) -> bool:
        words = [{point.whole for point in self._points[k]} for k in (key, other)]
        return words[0] == words[1]

    @cached_property
    def pairs(self) -> dict[tuple[str, str], float | None]:
        """The similarity of each two answers, from 0 to 1; None if one is missing.

        Half of it is the share of points that both make, half the share of words, each
        after Dice (see ``matching.dice``).
        """
        together = dict.fromkeys(combinations(self.texts, 2), 0)
        for group in self.shared:
            for pair in combinations(group.keys, 2):
                together[pair] += 1
        return {pair: self._similarity(*pair, same) for pair, same in together.items()}

    def _similarity(self, a: str, b: str, same: int) -> float | None:
        if not {a, b} <= set(self.answered):
            return None
        if self.texts[a] == self.texts[b]:
            return 1.0
        points = len(self._points[a]) + len(self._points[b])
        words = dice(self.words[a], self.words[b])
        return (2 * same / points + words) / 2 if points else 0.0

    @cached_property
    def words(self) -> dict[str, Words]:
        return {
            key: frozenset().union(*(point.core for point in points))
            for key, points in self._points.items()
        }

    @cached_property
    def similarity(self) -> float | None:
        """The mean of all pairs, from 0 to 1; None with fewer than two answers.

        An answer and a missing one count as 0; two missing ones do not count.
        """
        if len(self.answered) < 2:
            return None
        return fmean(
            similarity or 0.0
            for pair, similarity in self.pairs.items()
            if not set(pair).isdisjoint(self.answered)
        )

    @property
    def label(self) -> Label | None:
        if self.similarity is None:
            return None
        if self.similarity >= NEARLY_THE_SAME:
            return Label.NEARLY_THE_SAME
        is_shared = self.shared or self.similarity >= PARTLY_SHARED
        return Label.PARTLY_SHARED if is_shared else Label.DISTINCT
