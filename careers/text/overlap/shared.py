"""What several texts share: points, and words within points."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import NamedTuple

from careers.text.languages import Language

from .matching import Form, forms_of, groups_of, is_same
from .points import Point, Reading, Span
from .runs import Run, runs_of
from .tokens import NOTHING, Token, Wording, Words


class Kind(StrEnum):
    SAME = "same"
    SAME_BUT_FOR = "same but for"


class Quote(NamedTuple):
    """Words of a text, ``text[start:end]``, as published.

    ``opening`` stands before them in a list, "Reports to … ", or is "". Of a point that
    is shared nearly, ``common`` are the words that all of its quotes have.
    """

    text: str
    start: int
    end: int
    opening: str = ""
    tokens: tuple[Token, ...] = ()
    common: Words = NOTHING

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]

    @property
    def different(self) -> list[Span]:
        """The spans of the words in which a point that is shared nearly differs."""
        if not self.common:
            return []
        spans = (
            (token.start, token.end)
            for token in self.tokens
            if token.stem not in self.common and token.start >= self.start
        )
        return list(dict.fromkeys(spans))


def quote_point(point: Point, common: Words = NOTHING) -> Quote:
    tokens = point.all_tokens
    return Quote(point.text, point.start, point.end, point.opening, tokens, common)


@dataclass(frozen=True)
class Shared:
    """One thing that two texts or more say, by the keys of the texts."""

    kind: Kind
    quotes: dict[str, Quote]

    @property
    def point(self) -> Quote:
        return min(self.quotes.values(), key=lambda q: (q.end - q.start, q.quote))

    @property
    def opening(self) -> str:
        """What opens the quotes, where that is the same in all of them."""
        openings = {quote.opening for quote in self.quotes.values()}
        return openings.pop() if len(openings) == 1 else ""


def find_shared(readings: Mapping[str, Reading], wording: Wording) -> list[Shared]:
    """Return what the texts share: of most texts first, then in their order."""
    forms = forms_of({key: reading.points for key, reading in readings.items()})
    if not wording.language.can_match_nearly:
        groups, runs = [[number] for number in range(len(forms))], []
    else:
        groups = groups_of(forms, wording.language.negations)
        runs = runs_of(forms, wording.language)
    points = [
        {key: point for number in group for key, point in forms[number].points.items()}
        for group in groups
    ]
    shared = [_share(group) for group in points if len(group) > 1]
    together = {pair for group in groups for pair in combinations(sorted(group), 2)}
    shared = _merged(shared, readings)
    shared += _outside(
        (_quote_run(run, forms, wording) for run in runs if _is_new(run, together)),
        shared,
    )
    return sorted(shared, key=_most_first)


def _most_first(shared: Shared) -> tuple[int, list[tuple[str, int]]]:
    places = sorted((key, quote.start) for key, quote in shared.quotes.items())
    return -len(shared.quotes), places


def _share(points: Mapping[str, Point]) -> Shared:
    first, *rest = points.values()
    if all(is_same(first, point) for point in rest):
        quotes = {key: quote_point(point) for key, point in points.items()}
        return Shared(Kind.SAME, quotes)
    common = frozenset.intersection(*(point.words for point in points.values()))
    quotes = {key: quote_point(point, common) for key, point in points.items()}
    return Shared(Kind.SAME_BUT_FOR, quotes)


def _is_new(run: Run, together: set[tuple[int, int]]) -> bool:
    """Whether a run joins points that are not shared as a whole."""
    pairs = combinations(sorted(run.places), 2)
    return not all(pair in together for pair in pairs)


def _quote_run(run: Run, forms: Sequence[Form], wording: Wording) -> Shared:
    turning = wording.language.turning
    quotes = {}
    for number, place in run.places.items():
        for key, point in forms[number].points.items():
            tokens = point.tokens
            around = tokens[:place]
            if wording.language.turns_back:
                around += tokens[place + run.length :]
            if not any(token.stem in turning for token in around):
                start = _start(point, tokens, place, wording.language)
                end = tokens[place + run.length - 1].end
                quotes[key] = Quote(
                    point.text, start, _with_closing_bracket(point.text, start, end)
                )
    return Shared(Kind.SAME, quotes)


def _with_closing_bracket(text: str, start: int, end: int) -> int:
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if is_open and text.startswith(")", end) else end


def _start(
    point: Point, tokens: tuple[Token, ...], place: int, language: Language
) -> int:
    if not (place or point.lead):
        return point.start
    start = tokens[place].start
    for measure in language.measures.finditer(point.text, point.start, point.end):
        if measure.start() < start < measure.end():
            return measure.start()  # "at" of "at least one cloud"
    return start


def _outside(runs: Iterator[Shared], points: list[Shared]) -> Iterator[Shared]:
    """Yield the runs that say more than a shared point which they are a part of."""
    by_start: dict[str, dict[int, list[Shared]]] = defaultdict(dict)
    for shared in points:
        for key, quote in shared.quotes.items():
            by_start[key].setdefault(quote.start, []).append(shared)
    starts = {key: sorted(places) for key, places in by_start.items()}
    for run in runs:
        if len(run.quotes) > 1:
            key = min(run.quotes)
            place = bisect_right(starts.get(key, []), run.quotes[key].start)
            around = by_start[key][starts[key][place - 1]] if place else []
            if not any(_is_within(run, shared) for shared in around):
                yield run


def _is_within(run: Shared, shared: Shared) -> bool:
    return run.quotes.keys() <= shared.quotes.keys() and all(
        shared.quotes[key].start <= quote.start and quote.end <= shared.quotes[key].end
        for key, quote in run.quotes.items()
    )


def _merged(shared: list[Shared], readings: Mapping[str, Reading]) -> list[Shared]:
    """Join what stands side by side in every text: "Scrum, XP, and Kanban"."""
    following = {
        (key, first.end): second.start
        for key, reading in readings.items()
        for first, second in pairwise(reading.points)
        if first.clause == second.clause
    }
    merged: list[Shared] = []
    last: dict[frozenset[str], int] = {}  # the place of the last one of these texts
    for item in sorted(shared, key=lambda item: _most_first(item)[1]):
        keys = frozenset(item.quotes)
        place = last.get(keys)
        if place is not None and _is_beside(merged[place], item, following):
            merged[place] = _join(merged[place], item)
        else:
            last[keys] = len(merged)
            merged.append(item)
    return merged


def _is_beside(
    before: Shared, after: Shared, following: Mapping[tuple[str, int], int]
) -> bool:
    return before.kind is after.kind is Kind.SAME and all(
        following.get((key, before.quotes[key].end)) == quote.start
        for key, quote in after.quotes.items()
    )


def _join(before: Shared, after: Shared) -> Shared:
    return Shared(
        Kind.SAME,
        {
            key: Quote(quote.text, quote.start, after.quotes[key].end, quote.opening)
            for key, quote in before.quotes.items()
        },
    )
