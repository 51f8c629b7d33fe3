"""Phrases that give a version away, folded, and finding them as whole words."""

from careers.models import TEXT
from careers.text import fold
from careers.text.words import SENTENCE_END, words_of

WORDS_OF_A_PHRASE = 4
MOST_PHRASES = 20
SHORTEST_PHRASE = 3  # characters


def phrases_of(versions, kept=()):
    """Return what gives ``versions`` away, the longest first: sentences or names.

    What the texts ``kept`` say too does not.
    """
    phrases = {}
    for version in versions:
        sentences = SENTENCE_END.split(version.value)
        sentences = [s for s in sentences if len(words_of(s)) >= WORDS_OF_A_PHRASE]
        phrases |= dict.fromkeys(sentences or [version.value])
        if version.part.kind != TEXT:
            phrases[version.value] = None
    distinctive = [
        phrase
        for phrase in dict.fromkeys(map(fold, phrases))
        if len(phrase) >= SHORTEST_PHRASE
        and not any(has_any(text, [phrase]) for text in kept)
    ]
    return sorted(distinctive, key=len, reverse=True)[:MOST_PHRASES]


def has_any(text, phrases):
    """Whether ``text`` has one of the folded ``phrases``, as whole words."""
    folded = f" {fold(text)} "
    return any(f" {phrase} " in folded for phrase in phrases if phrase)


def shares_words(text, versions):
    """Whether ``text`` has a run of words of one of ``versions``."""
    runs = _runs(text)
    return any(runs & _runs(version.value) for version in versions)


def _runs(text):
    words = fold(text).split()
    length = min(WORDS_OF_A_PHRASE, len(words)) or 1
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
