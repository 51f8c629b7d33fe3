"""The words of a text or a query, as search reads them."""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category

from .folding import fold_letters
from .languages import OTHER, Language
from .languages import en as language

LONGEST_WORD = 40  # characters; of more, a word is cut
LONGEST_JOIN = 3  # words: "end-to-end"
LONGEST_INITIALS = 4  # words
CACHED_WORDS = 2**16
CACHED_PARTS = 2**15

# Scripts that put no space between words.
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai and Lao
    "\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Tibetan, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
)


def _class_of(*categories: str) -> str:
    """Return the characters of Unicode categories, for a class of ``re``."""
    return "".join(c for c in map(chr, range(0x10000)) if category(c) in categories)


# Accents and vowel signs belong to a word, and so does what nobody sees in it.
_MARKS = _class_of("Mn", "Mc")
_INVISIBLE = _class_of("Cf")


def _pattern(in_word: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<letters>(?<![\w+\#])[^\W\d_]\ ?[&/]\ ?[^\W\d_](?![\w+\#]))  # R&D, A/B
        | {in_word}+(?:\+\+|\#)?  # C++, C#
        """,
        re.VERBOSE,
    )


_ASCII_WORD = _pattern("[a-zA-Z0-9]")
_WORD = _pattern(rf"[\w{_MARKS}{_INVISIBLE}]")
# "R & D" and "r and d", the words that stand in more than one part of a text.
_SPACED_LETTERS = re.compile(r"(?<!\S)\S (?:[&/]|and) \S", re.IGNORECASE)
_JOINS = frozenset("-‐‑–/.&+_'’·")
_APOSTROPHES = frozenset("'’")
_NOT_SEARCHED = re.compile(rf"[^\w{_MARKS}+#&/]|_|[\ufe00-\ufe0f]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_RUN = re.compile(f"[{_UNSPACED}][{_UNSPACED}{_MARKS}{_INVISIBLE}]*|[^{_UNSPACED}]+")
_LETTER = re.compile(f".[{_MARKS}{_INVISIBLE}]*", re.DOTALL)
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")


class Word(NamedTuple):
    """A folded word and where it stands. ``is_extra`` repeats what others say."""

    form: str
    start: int
    end: int
    is_extra: bool = False


def search_words(text: str) -> list[Word]:
    """Return the words of ``text`` in their order, folded, without invisible signs.

    "C++", "R&D" and "A/B" are words. Words that a sign joins count one by one and,
    as extra, together: "CI/CD" is also "cicd". Scripts without spaces count by pairs
    of letters.
    """
    words: list[Word] = []
    chain: list[Word] = []
    for word, is_pair in _plain_words(text):
        gap = text[chain[-1].end : word.start] if chain else ""
        if gap in _APOSTROPHES and gap and word.form == "s":
            continue
        if not (len(gap) == 1 and gap in _JOINS):
            words += _joined(chain)
            chain = []
        chain.append(word)
        words.append(word)
        if is_pair:
            form = word.form[0] + word.form[-1]
            words.append(Word(form, word.start, word.end, is_extra=True))
    words += _joined(chain)
    return _with_and(words)


def _plain_words(text: str) -> Iterator[tuple[Word, bool]]:
    pattern = _ASCII_WORD if text.isascii() else _WORD
    for match in pattern.finditer(text.replace("_", "-")):
        if _HAS_UNSPACED.search(match[0]):
            for word in _pairs(match[0], match.start()):
                yield word, False
        elif form := _form(match[0]):
            yield Word(form, match.start(), match.end()), match.lastgroup == "letters"


def visible_letters(text: str) -> str:
    """Return ``text`` without the characters that nobody sees."""
    return _HIDDEN.sub("", text)


def _form(word: str) -> str:
    if word.isascii():
        return word.lower().replace(" ", "")[:LONGEST_WORD]
    # Long ones would fill the cache, and are cut anyway.
    return _folded(word) if len(word) <= 2 * LONGEST_WORD else _folded.__wrapped__(word)


@lru_cache(CACHED_WORDS)
def _folded(word: str) -> str:
    form = _NOT_SEARCHED.sub("", fold_letters(visible_letters(word)))
    return form[:LONGEST_WORD] if any(map(str.isalnum, form)) else ""


def _pairs(text: str, start: int) -> Iterator[Word]:
    """Return pairs of letters, and what stands between in a script with spaces."""
    for run in _RUN.finditer(text):
        place = start + run.start()
        if not _HAS_UNSPACED.match(run[0]):
            if form := _form(run[0]):
                yield Word(form, place, start + run.end())
            continue
        letters = [
            Word(form, place + letter.start(), place + letter.end())
            for letter in _LETTER.finditer(run[0])
            if (form := _form(letter[0]))
        ]
        for first, second in pairwise(letters):
            yield Word(first.form + second.form, first.start, second.end)
        # The last one begins no pair.
        yield from (
            letter._replace(is_extra=len(letters) > 1) for letter in letters[-1:]
        )


def _joined(chain: list[Word]) -> list[Word]:
    if not 1 < len(chain) <= LONGEST_JOIN:
        return []
    form = "".join(word.form for word in chain)[:LONGEST_WORD]
    return [Word(form, chain[0].start, chain[-1].end, is_extra=True)]


def _with_and(words: list[Word]) -> list[Word]:
    """Leave out "and" as "&" is left out, and read "r and d" as "R&D"."""
    kept: list[Word] = []
    for place, word in enumerate(words):
        if word.form not in language.SEARCH_STOP_WORDS:
            kept.append(word)
            continue
        before, after = words[place - 1 : place], words[place + 1 : place + 2]
        if before and after and len(before[0].form) == len(after[0].form) == 1:
            form = f"{before[0].form}&{after[0].form}"
            kept.append(Word(form, before[0].start, after[0].end, is_extra=True))
    return kept


def initials(words: list[str]) -> list[str]:
    """Return the initials of words that stand together: "emt", "em" and "mt"."""
    letters = [word[0] for word in words if word[0].isalpha()]
    return [
        "".join(letters[start : start + length])
        for length in range(2, LONGEST_INITIALS + 1)
        for start in range(len(letters) - length + 1)
    ]


def stems_of_text(text: str, language: Language) -> list[str]:
    """Return the stem of each word that means something, once, in their order.

    Texts repeat what stands between two spaces, so it is read once.
    """
    if _SPACED_LETTERS.search(text):
        return _stems(search_words(text), language)
    parts = dict.fromkeys(text.split())
    stems = (stem for part in parts for stem in _stems_between_spaces(part, language))
    return list(dict.fromkeys(stems))


@lru_cache(CACHED_PARTS)
def _stems_between_spaces(part: str, language: Language) -> tuple[str, ...]:
    return tuple(_stems(search_words(part), language))


def _stems(words: list[Word], language: Language) -> list[str]:
    forms = [word.form for word in words if word.form not in language.stop_words]
    return list(dict.fromkeys(search_stem(form, language) for form in forms))


@lru_cache(CACHED_WORDS)
def search_stem(form: str, language: Language = OTHER) -> str:
    """Return what the inflections of a folded word share."""
    if not form.isalpha():
        return form
    return language.stem(form) or form


def last_character() -> str:
    """Return the character that no other comes after."""
    return chr(sys.maxunicode)
