"""The words of a text, in a form that compares."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from sys import byteorder
from typing import NamedTuple

from careers.text.languages import LANGUAGES, NEVER, OTHER, Language, language_of

# "C++" and "R&D" are one word each.
WORD = re.compile(
    r"[^\s,;:.!?()\[\]{}<>\"“”„«»…—–‐‑\-/|\\•·*=~_^`。、，；：！？「」『』・।॥؟،؛۔]+"
)
# What may stand around a quote, and is no part of it.
EDGES = " \t\r\n.,;:!?。，、；：！？।॥؟،؛۔"
# Soft hyphens, joiners and direction marks, which no reader sees.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")

SHORT_FORM = re.compile(r"\(([A-Z][A-Za-z&]*[A-Z]s?)\)")
LONG_FORM = re.compile(r"\b([A-Z][A-Za-z&]*[A-Z]s?)\s\(([^()]{3,100})\)")
LONGEST_FORM = 100  # characters
# With more pairs than this to look at, only points of equal words are the same.
MOST_PAIRS = 15_000

# The rest of a verb stands at most so many words before its beginning, and what ends
# its phrase so many characters after it.
FARTHEST = 20
PHRASE_END = frozenset(",.;:!?)]–—")

Words = frozenset[str]
NOTHING: Words = frozenset()


class Token(NamedTuple):
    """A word of a text: ``text[start:end]``.

    ``stem`` is "" for a word without content of its own. ``is_telling`` are numbers,
    and words that turn, limit or measure what others say.
    """

    start: int
    end: int
    stem: str
    is_telling: bool


Stems = tuple[str, ...]
Replacements = dict[str, list[tuple[Stems, Stems, bool]]]


@dataclass(frozen=True)
class Wording:
    """A language, and pairs of words that count as one: a variant and its word.

    A variant in capitals, "IT", stands for words in capitals alone.
    """

    language: Language
    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, pairs: Iterable[tuple[str, str]] = ()) -> "Wording":
        """Look up a language by its code, "de" or "de-at"; OTHER if it is unknown."""
        language = LANGUAGES.get(code.partition("-")[0].lower(), OTHER)
        return cls(language, tuple(pairs))

    @cached_property
    def replacements(self) -> Replacements:
        return _replacements(self)

    def fitted_to(self, texts: Collection[str]) -> "Wording":
        """Return the wording for texts of one row: with the short forms they explain.

        In another script than the language's, they are in no known language.
        """
        language = language_of(texts, self.language)
        short = {
            pair: None
            for text in texts
            if "(" in text
            for pair in abbreviations(text, language)
        }
        return replace(self, language=language, pairs=(*self.pairs, *short))


@lru_cache(maxsize=2**14)
def fold_word(word: str, language: Language) -> str:
    """Return a word in lower case, in one form of its letters.

    Accents stay but where the language drops them: elsewhere they make other words.
    """
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", word)).casefold()
    # A capital "İ" has its dot as a letter of its own.
    folded = folded.replace("i\u0307", "i").replace("’", "'").replace("ʼ", "'")
    if language.drops_accents:
        decomposed = unicodedata.normalize("NFD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", folded)


@lru_cache(maxsize=2**15)
def read_word(word: str, language: Language) -> tuple[str, bool, bool]:
    """Return the stem of a word, whether it has content, and whether it is telling."""
    folded = fold_word(language.inclusive.sub("", word), language)
    folded = language.elisions.sub("", folded)
    if language.negative_endings and folded.endswith(language.negative_endings):
        return "not", True, True
    bare = folded.strip("'")
    if bare in language.stop_words or not bare:
        return bare, False, False
    bare = language.canonical.get(bare, bare)
    if bare in language.telling or any(c.isnumeric() for c in bare):
        return bare, True, True
    return language.stem(bare), True, False


def tokenise(text: str, start: int, end: int, wording: Wording) -> list[Token]:
    """Return the words with content of ``text[start:end]``, variants replaced."""
    words: list[_Word] = [
        (match, *read_word(match[0], wording.language))
        for match in _word(wording.language).finditer(text, start, end)
    ]
    if wording.language.particles:
        words = _rejoined(text, end, words, wording.language)
    replacements = wording.replacements
    if replacements.keys().isdisjoint([word[1] for word in words]):
        return [
            Token(*match.span(), stem, is_telling)
            for match, stem, has_content, is_telling in words
            if has_content
        ]
    return list(_replaced(text, words, replacements))


_Word = tuple[re.Match[str], str, bool, bool]


@lru_cache(maxsize=16)
def _word(language: Language) -> re.Pattern[str]:
    if language.inclusive is language.negative_beginning is NEVER:
        return WORD
    genders, negation = language.inclusive.pattern, language.negative_beginning.pattern
    word = WORD.pattern
    return re.compile(rf"(?:{negation})|{word}(?:(?:{genders})(?:{word})?)*", re.I)


def _rejoined(
    text: str, end: int, words: list[_Word], language: Language
) -> list[_Word]:
    """Return words with the stem of the whole verb for both of its parts.

    "Führt die Prüfung durch" has the stems of "Durchführung der Prüfung".
    """
    for place, (match, particle, has_content, _) in enumerate(words):
        if particle not in language.particles:
            continue
        is_doubtful = particle in language.prepositions or not has_content
        if is_doubtful and not _ends_phrase(text, match.end(), end, language):
            continue
        for before in range(place - 1, max(-1, place - 1 - FARTHEST), -1):
            verb = particle + words[before][1]
            if verb in language.separable:
                words[before] = (words[before][0], verb, True, False)
                words[place] = (match, verb, True, False)
                break
    return words


def _ends_phrase(text: str, start: int, end: int, language: Language) -> bool:
    rest = text[start : min(end, start + FARTHEST)].split(None, 1)
    return not rest or rest[0][0] in PHRASE_END or rest[0] in language.conjunctions


def _replaced(
    text: str, words: list[_Word], replacements: Replacements
) -> Iterator[Token]:
    place = 0
    while place < len(words):
        match, stem, has_content, is_telling = words[place]
        for old, new, is_capitals in replacements.get(stem, ()):
            after = place + len(old)
            if tuple(word[1] for word in words[place:after]) != old:
                continue
            end = words[after - 1][0].end()
            variant = text[match.start() : end]
            if not is_capitals or variant.removesuffix("s").isupper():
                for part in new:
                    yield Token(match.start(), end, part, is_telling)
                place = after
                break
        else:
            if has_content:
                yield Token(*match.span(), stem, is_telling)
            place += 1


@lru_cache(maxsize=256)
def _replacements(wording: Wording) -> Replacements:
    """Return the stems of variants and of their words, by the variant's first.

    A variant is found with its small words, "take part in": "part" alone is another.
    """
    by_first: Replacements = {}
    for variant, preferred in (*wording.language.phrases.items(), *wording.pairs):
        new = tuple(
            stem
            for stem, has_content, _ in _read_all(preferred, wording.language)
            if has_content
        )
        is_capitals = variant.isupper()
        # The "s" of "KPIs" looks like a part of the word.
        for form in (variant, f"{variant}s") if is_capitals else (variant,):
            old = tuple(stem for stem, *_ in _read_all(form, wording.language))
            known = by_first.setdefault(old[0], []) if old else []
            if new and old != new and (old, new, is_capitals) not in known:
                known.append((old, new, is_capitals))
    for pairs in by_first.values():
        pairs.sort(key=lambda pair: (-len(pair[0]), pair))
    return by_first


def _read_all(words: str, language: Language) -> list[tuple[str, bool, bool]]:
    return [read_word(word, language) for word in _word(language).findall(words)]


def abbreviations(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the short forms that a text explains, each with its words.

    "key performance indicators (KPIs)" and "KPIs (key performance indicators)" explain
    one: its letters begin the words.
    """
    for form in SHORT_FORM.finditer(text):
        start = max(0, form.start() - LONGEST_FORM)
        words = WORD.findall(text, start, form.start())
        letters = form[1].removesuffix("s")
        if long := _spelt_out(letters, words, language):
            yield letters, long
    for form in LONG_FORM.finditer(text):
        letters = form[1].removesuffix("s")
        words = WORD.findall(form[2])
        if len(words) > 1 and _spelt_out(letters, words, language) == " ".join(words):
            yield letters, " ".join(words)


def _spelt_out(letters: str, words: list[str], language: Language) -> str:
    """Return the last of ``words``, if their first letters are ``letters``."""
    rest = list(letters.casefold())
    place = len(words)
    while rest and place:
        place -= 1
        word = words[place].casefold()
        if word[0] == rest[-1]:
            rest.pop()
        elif word not in language.stop_words:
            return ""
    return "" if rest else " ".join(words[place:])


def dice(a: Words, b: Words) -> float:
    """Return how much of two sets of words they have in common, from 0 to 1.

    2 |a ∩ b| / (|a| + |b|): Lee R. Dice, "Measures of the amount of ecologic
    association between species", Ecology 26 (1945).
    """
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


BITS = 16  # no text has more words


class CommonWords:
    """Counts against the words of several texts, by their keys.

    Each word is one whole number with a 1 in the place of each text that has it: sums
    of such numbers count for all texts in one addition a word.
    """

    def __init__(self, words_by_key: Mapping[str, Words]) -> None:
        self.places = {key: place for place, key in enumerate(words_by_key)}
        self._texts: dict[str, int] = defaultdict(int)
        for place, words in enumerate(words_by_key.values()):
            one = 1 << (BITS * place)
            for word in words:
                self._texts[word] += one

    def counts(self, words: Collection[str], less: int = 0) -> memoryview:
        """Return how many of ``words``, all different, each text has, in order."""
        total = sum([self._texts.get(word, 0) for word in words]) - less
        data = total.to_bytes(len(self.places) * BITS // 8, byteorder)
        counts = memoryview(data).cast("H")
        return counts if byteorder == "little" else counts[::-1]

    def most_elsewhere(self, words: Collection[str], key: str) -> int:
        """Return how many of ``words``, all of the text ``key``, any other text has."""
        own = len(words) << (BITS * self.places[key])
        return max(self.counts(words, own), default=0)
