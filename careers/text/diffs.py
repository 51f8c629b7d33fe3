"""What changed between two texts, word by word."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

# A tenth of a second. Above so many, only what is alike at both ends is told from the
# rest.
MOST_STEPS = 1_000_000

# Of two texts together: twice as many as two texts that can be kept.
MOST_CHARACTERS = 400_000


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A stretch of text that is in both texts, or in one of them."""

    kind: Kind
    text: str


class TooManyStepsError(Exception):
    """Two texts take too long to be compared word by word."""


class Matcher(SequenceMatcher):
    """Finds what is alike in two lists of words, and gives up where that takes long.

    Each stretch that is found leaves two to be looked through again: in the worst
    case time grows with the third power of the number of words.
    """

    b2j: dict[str, list[int]]  # of the base class: where each word of the new list is

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        steps = (1 + len(self.b2j.get(each, ())) for each in old)
        self.steps_to = list(accumulate(steps, initial=0))
        self.steps = 0

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        end = len(self.a) if ahi is None else ahi
        self.steps += self.steps_to[end] - self.steps_to[alo]
        if self.steps > MOST_STEPS:
            raise TooManyStepsError
        return super().find_longest_match(alo, ahi, blo, bhi)


def diff(before: str, after: str) -> list[Piece]:
    """Return the pieces that lead from ``before`` to ``after``, in their order.

    The same and the removed pieces make up ``before``, the same and the added ones
    ``after``, to the letter. Pieces are whole words and the spaces around them; a
    removed piece stands before what was put in its place.
    """
    if before != after and len(before) + len(after) > MOST_CHARACTERS:
        return list(_changed(before, after))
    return list(_joined(_apart(tokens(before), tokens(after), _middle)))


def tokens(text: str) -> list[str]:
    """Cut ``text`` into words, spaces, line breaks and signs; joined they are it."""
    return re.findall(r"\w+|\n|[^\S\n]+|[^\w\s]", text)


def _alike(old: list[str], new: list[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other),
        min(len(old), len(new)),
    )


def _apart(old: list[str], new: list[str], middle: Callable) -> Iterator[Piece]:
    """Yield what is alike at both ends, and what ``middle`` makes of the rest."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    yield Piece(Kind.SAME, "".join(old[:start]))
    yield from middle(old[start : len(old) - end], new[start : len(new) - end])
    yield Piece(Kind.SAME, "".join(old[len(old) - end :]))


def _middle(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Yield the words that both have, and what stands between them."""
    i = j = 0
    for in_old, in_new in [*_same_words(old, new), (len(old), len(new))]:
        yield from _apart(old[i:in_old], new[j:in_new], _instead)
        yield Piece(Kind.SAME, "".join(old[in_old : in_old + 1]))
        i, j = in_old + 1, in_new + 1


def _instead(old: list[str], new: list[str]) -> Iterator[Piece]:
    yield Piece(Kind.REMOVED, "".join(old))
    yield Piece(Kind.ADDED, "".join(new))


def _same_words(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the places of the words that are in both, in their order.

    Spaces are not looked for: each is alike to every other one.
    """
    places = [
        [n for n, each in enumerate(side) if not each.isspace()] for side in (old, new)
    ]
    words = ([side[n] for n in at] for side, at in zip((old, new), places, strict=True))
    try:
        blocks = Matcher(*words).get_matching_blocks()
    except TooManyStepsError:
        return []
    return [
        (places[0][block.a + n], places[1][block.b + n])
        for block in blocks
        for n in range(block.size)
    ]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield ``pieces`` without empty ones; spaces between two changes join them."""
    removed = added = ""
    waiting = ""
    for kind, same_kind in groupby(
        filter(attrgetter("text"), pieces), attrgetter("kind")
    ):
        text = "".join(piece.text for piece in same_kind)
        if kind is Kind.SAME and (removed or added) and not text.strip():
            waiting += text
            continue
        if kind is Kind.SAME:
            yield from _changed(removed, added)
            yield Piece(Kind.SAME, waiting + text)
            removed = added = waiting = ""
            continue
        removed, added, waiting = removed + waiting, added + waiting, ""
        if kind is Kind.REMOVED:
            removed += text
        else:
            added += text
    yield from _changed(removed, added)
    if waiting:
        yield Piece(Kind.SAME, waiting)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Kind.REMOVED, removed)
    if added:
        yield Piece(Kind.ADDED, added)
