"""The words of a role as one string, which both databases index.

Each word is a stem after a space, and a mark before it says where it stands:
" =engineer" in the name, " ~sre" in another name, " !emt" as initials of the name,
" ^server" in the summary or the family, and " server" anywhere, once for each text.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from zlib import crc32

from careers.text.languages import Language
from careers.text.search_words import (
    Word,
    initials,
    search_stem,
    search_words,
    stems_of_text,
)

NAME, OTHER_NAME, INITIALS, SUMMARY, ANYWHERE = "=", "~", "!", "^", ""
BODY = " | "  # between the words with a mark and those without
MARKS = NAME + OTHER_NAME + INITIALS + SUMMARY
SHORT_PART = 4  # letters: of "ml ops", which is also "mlops"

# The bits of a key: words in the name, its first characters, and what tells apart.
COUNT_BITS, NAME_BYTES, SLUG_BITS = 6, 5, 17


@dataclass
class Content:
    """What is searched of one role."""

    name: str
    slug: str
    other_names: list[str] = field(default_factory=list)
    family: str = ""
    summary: str = ""
    texts: list[str] = field(default_factory=list)


def document(content: Content, language: Language) -> str:
    """Return the words of a role."""
    name = search_words(content.name)
    others = [search_words(other) for other in content.other_names]
    names = stems([*name, *_run_together(name)], language)
    other_names = [
        stem
        for words in others
        for stem in stems([*words, *_run_together(words)], language)
    ]
    about = stems_of_text(f"{content.summary}\n{content.family}", language)
    parts = [
        *(f"{NAME}{stem}" for stem in names),
        *(f"{OTHER_NAME}{stem}" for stem in dict.fromkeys(other_names)),
        *(f"{INITIALS}{letters}" for letters in _initials(name, language)),
        *(f"{SUMMARY}{stem}" for stem in about),
        BODY.strip(),
        *dict.fromkeys([*names, *other_names, *about]),
    ]
    for text in content.texts:
        parts += stems_of_text(text, language)
    return f" {' '.join(parts)} "


def plain_words(words: str) -> set[str]:
    """Return the words of a document without their marks."""
    return {word for word in words.split() if word[0] not in f"{MARKS}|"}


def stems(words, language):
    """Return each stem once, in order."""
    return list(dict.fromkeys(search_stem(word.form, language) for word in words))


def key_of(content: Content) -> int:
    """Return a key that orders documents: short names first, then the alphabet."""
    words = [word.form for word in search_words(content.name) if not word.is_extra]
    count = min(len(words), 2**COUNT_BITS - 1)
    start = " ".join(words).encode()[:NAME_BYTES].ljust(NAME_BYTES, b"\0")
    rest = crc32(content.slug.encode()) % 2**SLUG_BITS
    name = int.from_bytes(start)
    return (count << 8 * NAME_BYTES | name) << SLUG_BITS | rest


def words_in_name(key: int) -> int:
    return key >> 8 * NAME_BYTES + SLUG_BITS


def _run_together(words):
    """Return neighbours as one word, where one of them is short: "ml ops", "mlops"."""
    plain = [word for word in words if not word.is_extra]
    return [
        Word(first.form + second.form, first.start, second.end, is_extra=True)
        for first, second in pairwise(plain)
        if min(len(first.form), len(second.form)) <= SHORT_PART
        and (first.form + second.form).isalnum()
    ]


def _initials(words, language):
    forms = [
        word.form
        for word in words
        if not word.is_extra and word.form not in language.stop_words
    ]
    return list(dict.fromkeys(initials(forms)))
