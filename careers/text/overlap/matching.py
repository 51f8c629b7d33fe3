"""Matching the points of several texts that say the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import ceil

from .points import Point, cut
from .tokens import Words, abbreviations, is_telling, stems

# Points with up to so many words are the same only if all their words are.
FEW_WORDS = 3
# The least similarity of longer points, if one says what the other says and more.
NEARLY = 0.85
# The least part of either's words that such points share: 2 s a / (a + b) is at least
# NEARLY only if s is at least NEARLY / (2 - NEARLY).
LEAST_SHARED = NEARLY / (2 - NEARLY)
# With more pairs than this to look at, only points of equal words are the same.
MOST_PAIRS = 30_000


Pair = tuple[int, int]


@dataclass(frozen=True, eq=False, slots=True)
class AnswerPoint:
    """A point, the key of its answer, and the words that it is matched by."""

    key: str
    point: Point
    whole: Words
    core: Words
    lead: Words
    telling: Words


def dice(a: Words, b: Words) -> float:
    """Return how much of two sets of words they have in common, from 0 to 1.

    2 |a ∩ b| / (|a| + |b|): Lee R. Dice, "Measures of the amount of ecologic
    association between species", Ecology 26 (1945).
    """
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def similarity(a: AnswerPoint, b: AnswerPoint) -> float:
    """Return 1 for points that say the same, NEARLY or more if nearly, else 0.

    A point nearly says the same if it says what the other says and more: a different
    word mostly makes a different point.
    """
    if a.telling != b.telling:
        return 0.0
    fits = not a.lead or not b.lead or bool(a.lead & b.lead)
    is_few = min(len(a.core), len(b.core)) <= FEW_WORDS
    least = 1.0 if is_few else NEARLY
    same = _alike(a.whole, b.whole, least)
    return max(same, _alike(a.core, b.core, least)) if fits else same


def _alike(a: Words, b: Words, least: float) -> float:
    if not a <= b and not b <= a:
        return 0.0
    similarity = dice(a, b)
    return similarity if similarity >= least else 0.0


def points_by_key(texts: Mapping[str, str]) -> dict[str, list[AnswerPoint]]:
    """Return the points of ``texts`` by their keys: none of a text twice.

    A short form that one text explains, "key performance indicators (KPIs)", stands
    for its words in all of them.
    """
    short: dict[str, Words] = {}
    for key in sorted(texts):
        short = abbreviations(texts[key]) | short
    by_key: dict[str, list[AnswerPoint]] = {}
    for key, text in texts.items():
        points: dict[Words, AnswerPoint] = {}
        for point in cut(text):
            lead = stems(point.lead, short)
            core = stems(text[max(point.core, point.start) : point.end], short)
            whole = lead | core
            if core and whole not in points:
                telling = frozenset(filter(is_telling, whole))
                points[whole] = AnswerPoint(key, point, whole, core, lead, telling)
        by_key[key] = list(points.values())
    return by_key


def matches(by_key: Mapping[str, list[AnswerPoint]]) -> list[list[AnswerPoint]]:
    """Return the groups of points that say the same, each of two texts or more.

    The most similar pairs are joined first. All points of a group are similar, and a
    text has at most one in it. The order of the texts makes no difference.
    """
    points = [point for key in sorted(by_key) for point in by_key[key]]
    groups = _equal(points)
    alike = {}
    for a, b in set(_candidates(points)):
        if same := similarity(points[a], points[b]):
            alike[a, b] = same

    def nearest_first(pair: Pair) -> tuple[float, Pair]:
        return -alike[pair], pair

    for a, b in sorted(alike, key=nearest_first):
        ours, theirs = groups[a], groups[b]
        if ours is not theirs and _can_join(ours, theirs, points, alike):
            ours += theirs
            for number in theirs:
                groups[number] = ours
    return [
        [points[number] for number in sorted(group)]
        for first, group in enumerate(groups)
        if len(group) > 1 and first == min(group)
    ]


def _equal(points: list[AnswerPoint]) -> list[list[int]]:
    by_words: dict[Words, list[int]] = defaultdict(list)
    groups = []
    for number, point in enumerate(points):
        by_words[point.whole].append(number)
        groups.append(by_words[point.whole])
    return groups


def _can_join(
    ours: list[int],
    theirs: list[int],
    points: list[AnswerPoint],
    alike: Mapping[Pair, float],
) -> bool:
    return {points[n].key for n in ours}.isdisjoint(
        points[n].key for n in theirs
    ) and all((min(a, b), max(a, b)) in alike for a in ours for b in theirs)


def _candidates(points: list[AnswerPoint]) -> Iterator[Pair]:
    """Yield the pairs of points of two texts, not equal, that may be similar.

    Two sets can only be that similar if they share one of their rarest words: the
    prefix filter of Chaudhuri, Ganti and Kaushik ("A primitive operator for similarity
    joins in data cleaning", 2006).
    """
    lists = _index(points)
    if sum(len(numbers) ** 2 for numbers in lists) > 2 * MOST_PAIRS:
        return
    for numbers in lists:
        for a, b in combinations(numbers, 2):
            if points[a].key != points[b].key and points[a].whole != points[b].whole:
                yield a, b


def _index(points: list[AnswerPoint]) -> list[list[int]]:
    counts = Counter(word for point in points for word in point.whole)
    rarest_first = sorted(counts, key=lambda word: (counts[word], word))
    rarity = {word: place for place, word in enumerate(rarest_first)}
    index: dict[str | Words, list[int]] = defaultdict(list)
    for number, point in enumerate(points):
        index[point.core].append(number)
        for words in {point.whole, point.core}:
            rarest = sorted(words, key=rarity.__getitem__)
            for word in rarest[: len(words) - ceil(LEAST_SHARED * len(words)) + 1]:
                index[word].append(number)
    return list(index.values())
