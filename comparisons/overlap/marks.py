"""Which phrases to mark in a text, or what to say where that would be too many."""

from typing import NamedTuple

from careers.prose import Span

from .points import Point
from .rows import Overlap
from .words import WORD

# The largest part of a text's words that is marked. The less of a text is marked the
# more a mark says (visitors remember what is cued: Lorch, 1989); what all share is
# short, and easier to find in a text than what is not.
MOST_DIFFERENT = 1 / 3
MOST_SHARED = 1 / 2


class Marks(NamedTuple):
    """The spans to mark; ``but_for`` is None then.

    Where most of the text would be marked nothing is, and ``but_for`` holds the points
    that would not be: none if all of it would.
    """

    spans: list[Span]
    but_for: list[Point] | None = None


def different(row: Overlap, key: str, against: str = "") -> Marks:
    """Mark what ``key`` alone says, or what it says and ``against`` does not.

    Of a point that others make in nearly the same words, the words that changed.
    """
    if against == key:
        return Marks([])
    alone = row.lacks(against, key) if against else row.alone(key)
    spans = [(point.start, point.end) for point in alone]
    shared = []
    for each in row.shared:
        point = each.point_of(key)
        if point and (not against or each.point_of(against)):
            spans += each.changed_words(key)
            shared.append(point)
    return _bounded(row.texts[key], spans, shared, MOST_DIFFERENT)


def shared(row: Overlap, key: str, against: str = "") -> Marks:
    """Mark what ``key`` and others say, or what it and ``against`` say."""
    if against == key:
        return Marks([])
    alone = row.lacks(against, key) if against else row.alone(key)
    points = [each.point_of(key) for each in row.shared if key in each.keys]
    spans = [(p.start, p.end) for p in points if p and p not in alone]
    return _bounded(row.texts[key], spans, alone, MOST_SHARED)


def _bounded(text: str, spans: list[Span], rest: list[Point], most: float) -> Marks:
    spans = sorted(spans)
    marked = sum(len(WORD.findall(text, *span)) for span in spans)
    if marked > most * len(WORD.findall(text)):
        return Marks([], sorted(rest, key=lambda point: point.start))
    return Marks(spans)
