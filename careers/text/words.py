"""Finding, counting and cutting the words and sentences of a text."""

import re

# A sentence ends before a capital, so "e.g. this" ends none. A bullet ends one too.
SENTENCE_END = re.compile(
    r"[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W\d_a-z])|\n\s*\n|\n(?=\s*- )"
)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w[\w’'./&-]*", text)


def count_sentences(text: str) -> int:
    """Return how many sentences, bullets and lone lines ``text`` has."""
    return sum(1 for part in SENTENCE_END.split(text) if re.search(r"\w", part))


def truncate(text: str, length: int) -> str:
    """Return the first ``length`` characters of ``text``, the last one "…" if cut.

    Django's Truncator normalises the whole text first, in time quadratic in the
    number of accents on one letter.
    """
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
