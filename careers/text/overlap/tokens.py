"""The words of a text, in the form in which two texts have them in common."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from careers.text.folding import fold
from careers.text.languages import en as language

# What stands between white space and punctuation: "C++" and "R&D" are one word each.
WORD = re.compile(r"[^\s,;:.!?()\[\]{}<>\"“”„«»…—–‐‑\-/|\\•·*=~_^`]+")

ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z&]*[A-Z]s?)\)")
LONGEST_FORM = 100  # characters

Words = frozenset[str]


@lru_cache(maxsize=2**15)
def stem(word: str) -> str:
    """Return ``word`` without case, accents and inflection; "" for a stop word."""
    bare = fold(word.replace("’", "'").removesuffix(language.POSSESSIVE))
    bare = bare.replace(" ", "")
    bare += "".join(sign for sign in word if sign in "+#")
    if bare in language.STOP_WORDS or bare in language.TELLING_WORDS:
        return "" if bare in language.STOP_WORDS else bare
    if word.casefold().endswith(language.NEGATIONS):
        return language.NOT
    return language.stem(bare)


def stems(text: str, short: Mapping[str, Words] = MappingProxyType({})) -> Words:
    """Return the stems of the content words of ``text``; ``short`` forms are long."""
    words = WORD.findall(text)
    found = {stem(word) for word in words}
    found.discard("")
    if short:
        # "IT" is a short form, "it" never.
        capitals = {stem(word) for word in words if word.removesuffix("s").isupper()}
        known = capitals & short.keys()
        found = (found - known).union(*(short[word] for word in known))
    return frozenset(found)


def abbreviations(text: str) -> dict[str, Words]:
    """Return what the short forms in brackets stand for, by their stem.

    "key performance indicators (KPIs)" explains one; its letters begin the words.
    """
    explained = {}
    for found in ABBREVIATION.finditer(text):
        letters = found[1].removesuffix("s")
        words = WORD.findall(text, max(0, found.start() - LONGEST_FORM), found.start())
        words = words[-len(letters) :]
        if "".join(word[0] for word in words).casefold() == letters.casefold():
            explained[stem(found[1])] = stems(" ".join(words))
    return explained


@lru_cache(maxsize=2**15)
def is_telling(found: str) -> bool:
    """Whether a stem is a number, or a word that turns round what others say."""
    return found in language.TELLING_WORDS or any(letter.isdigit() for letter in found)
