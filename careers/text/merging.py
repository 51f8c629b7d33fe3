"""Merging two people's changes to one text where they do not collide."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .diffs import Kind, diff


class Replacement(NamedTuple):
    """The text to put between two places of another."""

    start: int
    end: int
    text: str


def merge(base: str, theirs: str, mine: str) -> str | None:
    """Return ``base`` with the changes that led to ``theirs`` and to ``mine``.

    None when the changes collide: both touch the same words, or no untouched word is
    between them, so neither person has read what they make together. The same change
    made twice is made once. The order of the two does not matter.
    """
    if theirs == mine or mine == base:
        return theirs
    if theirs == base:
        return mine
    changes = sorted({*changes_of(base, theirs), *changes_of(base, mine)})
    for one, other in pairwise(changes):
        if not re.search(r"\w", base[one.end : other.start]):
            return None
    return "".join(_applied(base, changes))


def changes_of(before: str, after: str) -> Iterator[Replacement]:
    at = 0
    start = end = 0
    added = ""
    for kind, text in [*diff(before, after), (Kind.SAME, "")]:
        if kind is Kind.SAME:
            if start < end or added:
                yield Replacement(start, end, added)
            at += len(text)
            start, end, added = at, at, ""
        elif kind is Kind.REMOVED:
            at += len(text)
            end = at
        else:
            added += text


def _applied(base: str, changes: list[Replacement]) -> Iterator[str]:
    at = 0
    for start, end, text in changes:
        yield base[at:start]
        yield text
        at = end
    yield base[at:]
