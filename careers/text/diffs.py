"""The differences between two texts, word by word."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

# A tenth of a second. With more steps, only what is the same at both ends counts.
MOST_STEPS = 1_000_000

# Of two texts together: twice the longest texts that can be saved.
MOST_CHARACTERS = 400_000


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A stretch of text that is in both texts or in one."""

    kind: Kind
    text: str


class TooManyStepsError(Exception):
    """Comparing two texts word by word takes too long."""


class Matcher(SequenceMatcher):
    """Matches two lists of words, and gives up where that takes too long.

    Each match leaves two stretches to match again: in the worst case, time grows with
    the third power of the number of words.
    """

    b2j: dict[str, list[int]]  # the base class's: where each new word is

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        steps = (1 + len(self.b2j.get(word, ())) for word in old)
        self.steps_to = list(accumulate(steps, initial=0))
        self.steps = 0

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        end = len(self.a) if ahi is None else ahi
        self.steps += self.steps_to[end] - self.steps_to[alo]
        if self.steps > MOST_STEPS:
            raise TooManyStepsError
        return super().find_longest_match(alo, ahi, blo, bhi)


def diff(before: str, after: str) -> list[Piece]:
    """Return the pieces that lead from ``before`` to ``after``, in order.

    The same and the removed pieces make up ``before`` to the letter, the same and the
    added ones ``after``. Pieces are whole words with the spaces around them; a removed
    piece comes before its replacement.
    """
    if before != after and len(before) + len(after) > MOST_CHARACTERS:
        return list(_changed(before, after))
    return list(_joined(_between_ends(tokens(before), tokens(after), _by_words)))


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+|\n|[^\S\n]+|[^\w\s]", text)


def _same_start(old: list[str], new: list[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other),
        min(len(old), len(new)),
    )


def _between_ends(old: list[str], new: list[str], middle: Callable) -> Iterator[Piece]:
    start = _same_start(old, new)
    end = _same_start(old[start:][::-1], new[start:][::-1])
    yield Piece(Kind.SAME, "".join(old[:start]))
    yield from middle(old[start : len(old) - end], new[start : len(new) - end])
    yield Piece(Kind.SAME, "".join(old[len(old) - end :]))


def _by_words(old: list[str], new: list[str]) -> Iterator[Piece]:
    i = j = 0
    for in_old, in_new in [*_same_words(old, new), (len(old), len(new))]:
        yield from _between_ends(old[i:in_old], new[j:in_new], _replaced)
        yield Piece(Kind.SAME, "".join(old[in_old : in_old + 1]))
        i, j = in_old + 1, in_new + 1


def _replaced(old: list[str], new: list[str]) -> Iterator[Piece]:
    yield Piece(Kind.REMOVED, "".join(old))
    yield Piece(Kind.ADDED, "".join(new))


def _same_words(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the places in both of the words that match, in order.

    Spaces are left out: each of them would match every other one.
    """
    places = [
        [n for n, token in enumerate(side) if not token.isspace()]
        for side in (old, new)
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
    """Yield ``pieces`` without empty ones, joining changes with only spaces between."""
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
