"""The words of a text, in a form that compares."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from careers.text.folding import fold
from careers.text.languages import en as language

# "C++" and "R&D" are one word each.
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
    """Return the stems of the content words of ``text``, ``short`` forms spelt out."""
    words = WORD.findall(text)
    content = {stem(word) for word in words} - {""}
    if short:
        # "IT" is a short form, "it" never.
        capitals = {stem(word) for word in words if word.removesuffix("s").isupper()}
        known = capitals & short.keys()
        content = (content - known).union(*(short[word] for word in known))
    return frozenset(content)


def abbreviations(text: str) -> dict[str, Words]:
    """Return the words of the short forms in brackets, by the stem of the form.

    "key performance indicators (KPIs)" explains one: its letters begin the words.
    """
    explained = {}
    for form in ABBREVIATION.finditer(text):
        letters = form[1].removesuffix("s")
        words = WORD.findall(text, max(0, form.start() - LONGEST_FORM), form.start())
        words = words[-len(letters) :]
        if "".join(word[0] for word in words).casefold() == letters.casefold():
            explained[stem(form[1])] = stems(" ".join(words))
    return explained


@lru_cache(maxsize=2**15)
def is_telling(stem: str) -> bool:
    """Whether a stem is a number, or a word that reverses what others say."""
    return stem in language.TELLING_WORDS or any(letter.isdigit() for letter in stem)
