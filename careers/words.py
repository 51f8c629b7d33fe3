"""Plain functions on words: folding, counting, and lists in a sentence."""

import re
import unicodedata
from collections.abc import Sequence

_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return ``text`` as it is searched: no case, accents or punctuation.

    Words are separated by one space; "&" and "and" are both left out, so that
    either finds the other. Folding twice changes nothing.
    """
    bare = text.lower() if text.isascii() else _without_accents(text)
    words = _NOT_WORDS.sub(" ", bare).split()
    return " ".join(word for word in words if word != "and")


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def tidy(text: str) -> str:
    """Return ``text`` with Unix line ends and no spaces that nobody can see."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def words_of(text: str) -> list[str]:
    """Return the words that an editor would count in ``text``."""
    return re.findall(r"\w[\w’'./&-]*", text)


def count_words(text: str) -> int:
    """Return how many words an editor would count in ``text``."""
    return len(words_of(text))


def counted(number: int, noun: str) -> str:
    """Return "1 text", "2 texts"; for nouns with a plural in "s"."""
    return f"{number} {noun}{'s' * (number != 1)}"


def start(text: str, length: int) -> str:
    """Return the first ``length`` characters of ``text``, the last one "…" if cut.

    Django's Truncator puts the whole text into a normal form first, which takes time
    quadratic in the accents that somebody puts on one letter.
    """
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def in_a_sentence(items: Sequence[str], *, most: int | None = None) -> str:
    """Join ``items`` as a sentence does: "A", "A and B", "A, B, and C".

    Beyond ``most`` of them, the others are counted: "A, B, and 4 more".
    """
    if most is not None and len(items) > most:
        items = [*items[:most], f"{len(items) - most} more"]
    if len(items) <= 2:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"
