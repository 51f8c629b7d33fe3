"""How alike several answers to one question are, and what each of them says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from statistics import fmean

from careers.text.prose import Span

from .matching import Said, dice, matches, said
from .points import Point
from .tokens import WORD, Words, stem

# From this similarity on, answers are nearly the same, or at least partly shared.
NEARLY_THE_SAME = 0.8
PARTLY_SHARED = 0.25


class Label(StrEnum):
    NEARLY_THE_SAME = "nearly-the-same"
    PARTLY_SHARED = "partly-shared"
    DISTINCT = "distinct"


@dataclass(frozen=True)
class Shared:
    """One point that two answers or more make, each in its own words."""

    said: tuple[Said, ...]

    @property
    def keys(self) -> list[str]:
        """Who says it, in the order of the alphabet."""
        return [each.by for each in self.said]

    @property
    def point(self) -> Point:
        """The point in the words that all make: the fewest, and the shortest."""
        least = min(
            self.said,
            key=lambda said: (len(said.whole), len(said.point.quote), said.point.quote),
        )
        return least.point

    @property
    def opening(self) -> str:
        """What to read before the quote where the same opens it for all."""
        openings = {each.point.opening for each in self.said}
        if len({opening.removesuffix("… ").strip() for opening in openings}) > 1:
            return ""
        return max(openings, key=len)

    def point_of(self, key: str) -> Point | None:
        return next((each.point for each in self.said if each.by == key), None)

    def changed_words(self, key: str) -> list[Span]:
        """Return where ``key`` has words in this point that not all the others have."""
        common = frozenset.intersection(*(each.whole for each in self.said))
        point = self.point_of(key)
        return [
            word.span()
            for word in (
                WORD.finditer(point.text, point.start, point.end) if point else ()
            )
            if (found := stem(word[0])) and found not in common
        ]


class Overlap:
    """What the answers of several roles to one question have in common.

    ``texts`` are the answers by a key of their role; "" where a role does not answer.
    Nothing here depends on the order of the keys.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = {key: texts[key] for key in sorted(texts)}
        self._said = said(self.texts)

    @cached_property
    def answered(self) -> list[str]:
        """The keys of the roles that answer, in the order of the alphabet."""
        return [key for key, text in self.texts.items() if text.strip()]

    @cached_property
    def shared(self) -> list[Shared]:
        """The points that two answers or more make, those of most answers first."""
        groups = [Shared(tuple(group)) for group in matches(self._said)]
        return sorted(groups, key=lambda shared: -len(shared.said))

    @property
    def in_all(self) -> list[Shared]:
        return [each for each in self.shared if len(each.said) == len(self.texts)]

    @property
    def in_some(self) -> list[Shared]:
        return [each for each in self.shared if len(each.said) < len(self.texts)]

    @cached_property
    def only(self) -> dict[str, list[Said]]:
        """The points that one answer alone makes, by its key."""
        shared = {each for group in self.shared for each in group.said}
        return {
            key: [each for each in points if each not in shared]
            for key, points in self._said.items()
        }

    def alone(self, key: str) -> list[Point]:
        """Return the points that ``key`` alone makes."""
        return [each.point for each in self.only[key]]

    def lacks(self, key: str, other: str) -> list[Point]:
        """Return the points of ``other`` that ``key`` does not make."""
        both = {
            each for group in self.shared if group.point_of(key) for each in group.said
        }
        return [each.point for each in self._said[other] if each not in both]

    def has_common(self, key: str, other: str) -> bool:
        """Whether two answers make a point that is the same, or are the same."""
        return self.texts[key] == self.texts[other] or any(
            {key, other} <= set(each.keys) for each in self.shared
        )

    def is_same(self, key: str, other: str) -> bool:
        """Whether two answers make the same points in the same words."""
        mine, theirs = ({s.whole for s in self._said[each]} for each in (key, other))
        return mine == theirs

    @cached_property
    def pairs(self) -> dict[tuple[str, str], float | None]:
        """How alike each two answers are, from 0 to 1; None where there are not two.

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
        points = len(self._said[a]) + len(self._said[b])
        words = dice(self.words[a], self.words[b])
        return (2 * same / points + words) / 2 if points else 0.0

    @cached_property
    def words(self) -> dict[str, Words]:
        """The words of all that each answer says, but for what opens its lists."""
        return {
            key: frozenset().union(*(each.core for each in points))
            for key, points in self._said.items()
        }

    @cached_property
    def similarity(self) -> float | None:
        """The mean of all pairs, from 0 to 1; None with fewer than two answers.

        An answer and none have nothing in common here, two missing ones say nothing.
        """
        if len(self.answered) < 2:
            return None
        return fmean(
            alike or 0.0
            for pair, alike in self.pairs.items()
            if not set(pair).isdisjoint(self.answered)
        )

    @property
    def label(self) -> Label | None:
        """What to call the row; None with fewer than two answers."""
        if self.similarity is None:
            return None
        if self.similarity >= NEARLY_THE_SAME:
            return Label.NEARLY_THE_SAME
        is_shared = self.shared or self.similarity >= PARTLY_SHARED
        return Label.PARTLY_SHARED if is_shared else Label.DISTINCT
