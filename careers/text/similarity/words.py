"""The words of a role, counted, and the phrases that can be quoted from it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from careers.text.languages import Language, language_of
from careers.text.overlap import Wording
from careers.text.overlap.tokens import Token, tokenise
from careers.text.prose import blocks

# Counts are whole numbers, so that their sums are the same in any order.
UNIT = 1_000
NAME_COUNTS = 3  # times a word of a text
# The nth statement of a text counts n ** -DECAY: lists put first what matters most.
DECAY = 1 / 3

LONGEST_PHRASE = 3  # words
LONGEST_WORD = 40  # characters; what is longer is an address or noise

# What may stand between two words of one phrase.
LONGEST_JOINT = 16  # characters, with a conjunction
JOINT = re.compile(r"[ \-\u2010\u2011/&]?")
# Scripts without spaces between words: Thai to Burmese, Khmer, and Chinese, Japanese.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)


@dataclass(frozen=True)
class RoleText:
    """A role as visitors read it. ``names`` are its name and then other names."""

    slug: str
    names: tuple[str, ...]
    texts: tuple[str, ...]


class Phrase(NamedTuple):
    """Words as they stand in a text, and their stems.

    One that ends in the middle of a longer one is not ``is_whole``.
    """

    quote: str
    stems: tuple[str, ...]
    is_whole: bool


@dataclass(frozen=True)
class RoleWords:
    """``counts`` by stem; ``phrases`` by their words in lower case."""

    slug: str
    counts: Counter[str]
    phrases: dict[str, Phrase]


def read_role(role: RoleText, wording: Wording) -> RoleWords:
    """Count the words of a role, in time and memory linear in its length."""
    language = language_of((*role.names, *role.texts), wording.language)
    wording = replace(wording, language=language)
    counts: Counter[str] = Counter()
    phrases: dict[str, Phrase] = {}
    for text, tokens, count in _statements(role, wording):
        for token in tokens:
            counts[token.stem] += count
        for phrase, is_first in _phrases(text, tokens, language):
            # Alone, the first word is a verb in most lists: "Monitor".
            if is_first and len(phrase.stems) == 1 < len(tokens):
                continue
            key = phrase.quote.lower()
            known = phrases.get(key, phrase)
            # Small letters come last: a capital there only starts the statement.
            quote = max(known.quote, phrase.quote)
            is_whole = known.is_whole or phrase.is_whole
            phrases[key] = Phrase(quote, known.stems, is_whole)
    return RoleWords(role.slug, counts, phrases)


def _statements(
    role: RoleText, wording: Wording
) -> Iterator[tuple[str, list[Token], int]]:
    """Yield each name, paragraph and bullet: its text, words, and what each counts."""
    name, *other_names = role.names
    yield name, _tokens(name, 0, len(name), wording), NAME_COUNTS * UNIT
    for place, other in enumerate(other_names):
        yield other, _tokens(other, 0, len(other), wording), _count(place)
    for text in role.texts:
        if wording.language.is_placeholder(text):
            continue
        spans = (span for block in blocks(text) for span in block.spans)
        for place, (start, end) in enumerate(spans):
            yield text, _tokens(text, start, end, wording), _count(place)


def _count(place: int) -> int:
    return round(UNIT * (place + 1) ** -DECAY)


def _tokens(text: str, start: int, end: int, wording: Wording) -> list[Token]:
    return [
        part
        for token in tokenise(text, start, end, wording)
        for part in _parts(text, token)
        if part.end - part.start <= LONGEST_WORD
    ]


def _parts(text: str, token: Token) -> Iterator[Token]:
    """Yield a word, or the pairs of its letters in a script without spaces."""
    if text.isascii() or not UNSPACED.search(text, token.start, token.end):
        yield token
        return
    start = token.start
    for run in UNSPACED.finditer(text, token.start, token.end):
        if start < run.start():
            yield Token(start, run.start(), text[start : run.start()].lower(), False)
        start = run.end()
        for place in range(run.start(), max(run.start() + 1, start - 1)):
            end = min(place + 2, start)
            yield Token(place, end, text[place:end], False)
    if start < token.end:
        yield Token(start, token.end, text[start : token.end].lower(), False)


def _phrases(
    text: str, tokens: list[Token], language: Language
) -> Iterator[tuple[Phrase, bool]]:
    """Yield single words and short runs, and whether each starts its statement.

    None starts or ends with a number, a "not" or a "during".
    """
    small = language.prepositions | language.relatives | language.phrasal
    is_small = [
        token.is_telling or text[token.start : token.end].lower() in small
        for token in tokens
    ]
    for first, token in enumerate(tokens):
        stems: list[str] = []
        end = token.start
        for last in range(first, min(first + LONGEST_PHRASE, len(tokens))):
            word = tokens[last]
            if is_small[first]:
                break
            if stems and not JOINT.fullmatch(text, end, max(end, word.start)):
                break
            end = word.end
            stems.append(word.stem)
            if is_small[last]:
                continue
            following = tokens[last + 1].start if last + 1 < len(tokens) else len(text)
            is_whole = last == first or _is_whole(text, end, following, language)
            yield Phrase(text[token.start : end], tuple(stems), is_whole), not first


def _is_whole(text: str, end: int, following: int, language: Language) -> bool:
    """Whether a phrase may end here: not before a word of its own, nor an "and"."""
    if JOINT.fullmatch(text, end, max(end, following)):
        return end == len(text)
    next_words = text[end : end + LONGEST_JOINT].split(None, 1)
    return not next_words or next_words[0] not in language.conjunctions
