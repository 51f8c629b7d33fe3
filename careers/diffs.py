"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

# Comparing n words with m takes up to n * m steps. Above so many, only what is alike
# at both ends is told from the rest.
MOST_STEPS = 2_000_000


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A stretch of text that is in both texts, or in one of them."""

    kind: Kind
    text: str


def diff(before: str, after: str) -> list[Piece]:
    """Return the pieces that lead from ``before`` to ``after``, in their order.

    The same and the removed pieces make up ``before``, the same and the added ones
    ``after``, to the letter. Pieces are whole words and the spaces around them; a
    removed piece stands before what was put in its place.
    """
    old, new = tokens(before), tokens(after)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    pieces = [
        Piece(Kind.SAME, "".join(old[:start])),
        *_middle(old[start : len(old) - end], new[start : len(new) - end]),
        Piece(Kind.SAME, "".join(old[len(old) - end :])),
    ]
    return list(_joined(pieces))


def tokens(text: str) -> list[str]:
    """Cut ``text`` into words, spaces, line breaks and signs; joined they are it."""
    return re.findall(r"\w+|\n|[^\S\n]+|[^\w\s]", text)


def _alike(old: list[str], new: list[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other),
        min(len(old), len(new)),
    )


def _middle(old: list[str], new: list[str]) -> Iterator[Piece]:
    if len(old) * len(new) > MOST_STEPS:
        yield Piece(Kind.REMOVED, "".join(old))
        yield Piece(Kind.ADDED, "".join(new))
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(Kind.SAME, "".join(old[i:j]))
            continue
        yield Piece(Kind.REMOVED, "".join(old[i:j]))
        yield Piece(Kind.ADDED, "".join(new[k:m]))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield ``pieces`` without empty ones; spaces between two changes join them."""
    removed = added = ""
    waiting = ""
    for kind, text in pieces:
        if kind is Kind.SAME and (removed or added) and not text.strip():
            waiting += text
            continue
        if kind is not Kind.SAME and text:
            removed += waiting if waiting else ""
            added += waiting if waiting else ""
            waiting = ""
        if kind is Kind.REMOVED:
            removed += text
        elif kind is Kind.ADDED:
            added += text
        elif text:
            yield from _changed(removed, added)
            removed = added = ""
            yield Piece(Kind.SAME, waiting + text)
            waiting = ""
    yield from _changed(removed, added)
    if waiting:
        yield Piece(Kind.SAME, waiting)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Kind.REMOVED, removed)
    if added:
        yield Piece(Kind.ADDED, added)
