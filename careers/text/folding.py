"""Folding text for search."""

import re
import unicodedata

from .languages import en as language

_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"(?<=[^0-9])[0-9]+")
# Invisible characters: soft hyphens, joiners, direction marks.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Accents of Latin, Greek and Cyrillic letters, Hebrew and Arabic points. Marks of other
# scripts are letters: without them, "ハード" (hardware) would be "パート" (part-time).
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)


def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation, one space between words.

    Leaves out "&" and the language's "and", so that either finds the other. Folding
    twice changes nothing.
    """
    words = _NOT_WORDS.sub(" ", fold_letters(text)).split()
    return " ".join(word for word in words if word not in language.SEARCH_STOP_WORDS)


def fold_name(text: str) -> str:
    """Return what names are the same by: case, accents, width and spaces fold away.

    In its order, "Engineer 2" comes before "Engineer 10". No two numbers are the same.
    """
    return by_size(" ".join(fold_letters(text).split()))


def by_size(text: str) -> str:
    """Return ``text`` with the length before each number that does not begin it."""
    return _NUMBERS.sub(lambda number: f"{len(number[0]):02}{number[0]}", text)


def fold_letters(text: str) -> str:
    """Return ``text`` without case, accents and invisible characters."""
    if text.isascii():
        return text.lower()
    visible = _INVISIBLE.sub("", text)
    decomposed = unicodedata.normalize("NFKD", visible.casefold())
    bare = _ACCENTS.sub("", decomposed).casefold()
    return unicodedata.normalize("NFC", bare)
