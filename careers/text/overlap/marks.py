"""The phrases to mark in a text."""

from typing import NamedTuple

from careers.text.prose import Span

from .rows import Overlap


class Marks(NamedTuple):
    """The spans to mark; none where ``is_all`` of the text would be marked.

    Readers remember the marked parts, and only them (Lorch, "Text-signaling devices
    and their effects", 1989): a text marked as a whole has none.
    """

    spans: list[Span]
    is_all: bool = False


def mark_differences(row: Overlap, key: str, against: str = "") -> Marks:
    """Mark the points of ``key`` alone, or those that ``against`` does not make.

    In a point that others make in nearly the same words, mark the words that differ.
    """
    if against == key:
        return Marks([])
    alone = row.lacks(against, key) if against else row.alone(key)
    spans = [(point.start, point.end) for point in alone]
    common = [
        group
        for group in row.shared
        if key in group.keys and (not against or against in group.keys)
    ]
    for group in common:
        spans += group.changed_words(key)
    return Marks(sorted(spans)) if common else Marks([], is_all=bool(alone))


def mark_shared(row: Overlap, key: str, against: str = "") -> Marks:
    if against == key:
        return Marks([])
    alone = set(row.lacks(against, key) if against else row.alone(key))
    points = [group.point_of(key) for group in row.shared if key in group.keys]
    spans = [(p.start, p.end) for p in points if p and p not in alone]
    return Marks(sorted(spans)) if alone or not spans else Marks([], is_all=True)
