"""The languages that texts can be compared in, a module each."""

import re
from collections.abc import Iterable

from .de import GERMAN
from .en import ENGLISH
from .es import SPANISH
from .fr import FRENCH
from .language import NEVER, Language

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "NEVER",
    "OTHER",
    "Language",
    "language_of",
]

_LETTER = re.compile(r"[^\W\d_]")
# Letters outside of Unicode's blocks of Latin ones.
_FOREIGN = re.compile("[^\\W\\d_A-Za-zªº\u00c0-\u024f\u1e00-\u1eff\ua720-\ua7ff]")

# Between spaces and marks, whole words are compared, and nothing else.
OTHER = Language(code="", placeholders=frozenset([""]))

LANGUAGES = {language.code: language for language in [ENGLISH, FRENCH, GERMAN, SPANISH]}


def language_of(texts: Iterable[str], language: Language) -> Language:
    """Return a site's language, or OTHER if any of the texts is in another script.

    Every known language is written in Latin letters.
    """
    return language if all(map(_is_latin, texts)) else OTHER


def _is_latin(text: str) -> bool:
    foreign = len(_FOREIGN.findall(text))
    return not foreign or 2 * foreign <= len(_LETTER.findall(text))
