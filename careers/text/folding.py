"""Folding text for search."""

import re
import unicodedata

from .languages import en as language

_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation, one space between words.

    Leaves out "&" and the language's "and", so that either finds the other. Folding
    twice changes nothing.
    """
    words = _NOT_WORDS.sub(" ", fold_letters(text)).split()
    return " ".join(word for word in words if word not in language.SEARCH_STOP_WORDS)


def fold_letters(text: str) -> str:
    """Return ``text`` without case and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
