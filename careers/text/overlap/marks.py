"""Which phrases to mark in a text, or that all of it would be."""

from typing import NamedTuple

from careers.text.prose import Span

from .rows import Overlap


class Marks(NamedTuple):
    """The spans to mark; none where ``is_all`` of the text would be.

    With everything marked nothing is: visitors remember what is cued, and only that
    (Lorch, "Text-signaling devices and their effects", 1989).
    """

    spans: list[Span]
    is_all: bool = False


def different(row: Overlap, key: str, against: str = "") -> Marks:
    """Mark what ``key`` alone says, or what it says and ``against`` does not.

    Of a point that others make in nearly the same words, the words that changed.
    """
    if against == key:
        return Marks([])
    alone = row.lacks(against, key) if against else row.alone(key)
    spans = [(point.start, point.end) for point in alone]
    common = [
        each
        for each in row.shared
        if key in each.keys and (not against or against in each.keys)
    ]
    for each in common:
        spans += each.changed_words(key)
    return Marks(sorted(spans)) if common else Marks([], is_all=bool(alone))


def shared(row: Overlap, key: str, against: str = "") -> Marks:
    """Mark what ``key`` and others say, or what it and ``against`` say."""
    if against == key:
        return Marks([])
    alone = set(row.lacks(against, key) if against else row.alone(key))
    points = [each.point_of(key) for each in row.shared if key in each.keys]
    spans = [(p.start, p.end) for p in points if p and p not in alone]
    return Marks(sorted(spans)) if alone or not spans else Marks([], is_all=True)
