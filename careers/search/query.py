"""What the words of a visitor may mean, by what the published roles say."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import pairwise
from operator import or_

from django.db.models import Exists, F, Q, QuerySet, Value
from django.db.models.functions import Concat
from rapidfuzz import process
from rapidfuzz.distance import OSA

from careers.models import ChangedRole, SearchState, SearchWord, Term
from careers.text.languages import Language
from careers.text.search_words import last_character, search_stem, search_words

from .index import search_language

MAX_WORDS = 10
MAX_LENGTH = 400  # characters; the rest is ignored
SHORT = 2  # letters: a start this short is looked for in names only
UNFIT = 3  # letters: with so few, texts are searched for the commonest words
MOST_STARTS = 20  # words with the same start that are counted
MOST_NEAR = 3  # words that a mistyped one may be
MOST_COMPARED = 10_000  # words with the same first letter
MOST_EVERYDAY = 5_000  # texts; with more, "maintain" for "fix" says too little
MOST_BETWEEN = 3  # words between two of "keep running"
LONGEST_ENDING = 3  # letters that an inflection, half typed, adds to a stem

# What is no word, in the place of one.
STATE, NOTED = "", " "

# How much a match is worth, beside the word itself.
TERM, JOINED, LAST_START, START, SPLIT, ENDING, NEAR = 0.9, 1, 0.8, 0.6, 0.7, 0.8, 0.6
EVERYDAY = 0.5  # less than the exact word of a summary, also in a name


@dataclass(frozen=True)
class Part:
    """A stem that a document may have, or the start of one."""

    stem: str
    count: int  # public documents that have it
    is_start: bool = False
    # The words with this start, if they are few or the start is short.
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meaning:
    """Stems that a document must all have to have a word."""

    parts: tuple[Part, ...]
    worth: float
    in_names_only: bool = False


@dataclass(frozen=True)
class QueryWord:
    form: str
    meanings: tuple[Meaning, ...]
    is_needed: bool


@dataclass(frozen=True)
class Query:
    words: tuple[QueryWord, ...]
    documents: int  # how many public ones there are
    is_noted: bool = False  # roles have changed that the documents do not know yet
    # The glossary, as (preferred, variants); None if it was not read.
    terms: tuple[tuple[str, str], ...] | None = None

    @property
    def needed(self) -> list[QueryWord]:
        return [word for word in self.words if word.is_needed]


class Reader:
    """Reads the words of a query, with few looks into the vocabulary."""

    def __init__(self, text: str, terms: tuple[tuple[str, str], ...] | None = None):
        self.terms = terms
        self.language = search_language()
        self.forms = list(dict.fromkeys(plain_forms(text[:MAX_LENGTH])))[:MAX_WORDS]
        self.stems = [self.stem(form) for form in self.forms]
        self.counts: dict[str, int] = {}
        self.commonest: dict[str, int] = {}  # words with the start that comes last
        self.synonyms: list[list[Meaning]] = [[] for _ in self.forms]
        self.everyday = everyday_words(self.stems, self.language)

    def stem(self, form: str) -> str:
        return search_stem(form, self.language)

    def read(self) -> Query:
        if not self.forms:
            return Query((), 0)
        documents, is_noted = self._count()
        self._add_synonyms()
        self._add_everyday()
        self._add_joined()
        content = [form not in self.language.stop_words for form in self.forms]
        words = [
            QueryWord(
                self.forms[place],
                tuple(self._meanings(place)),
                is_needed=content[place] or not any(content),
            )
            for place in range(len(self.forms))
        ]
        return Query(tuple(words), documents, is_noted, self.terms)

    def _count(self) -> tuple[int, bool]:
        """Look up the stems that the words may turn out to mean, and the glossary.

        Return how many documents there are, and whether changed roles are noted. One
        query reads all.
        """
        wanted = set(self.stems)
        wanted.update(self.stem(a + b) for a, b in pairwise(self.forms))
        for form in self.forms:
            wanted.update(form[:-size] for size in range(1, LONGEST_ENDING + 1))
            for before, after in splits(form):
                wanted.update([self.stem(before), self.stem(after)])
            wanted.update(letters_of(form))
        wanted.update(*self.everyday.values())
        last = self.forms[-1]
        start = starting_with(last).values("pk")[:MOST_STARTS]
        label = SearchWord.word.field
        state = SearchState.objects.order_by()
        # Any role, found in the index: without a condition, the table would be read.
        noted = state.filter(Exists(ChangedRole.objects.filter(role__gt=0)))
        others = [
            SearchWord.objects.filter(pk__in=start).values_list("word", "count"),
            state.values_list(Value(STATE, label), "count"),
            noted.values_list(Value(NOTED, label), "count"),
        ]
        if self.terms is None:
            others.append(glossary_rows())
        rows = list(with_counts(wanted).union(*others, all=True))
        if self.terms is None:
            terms = sorted((-key, term) for term, key in rows if key < 0)
            lines = (term.partition("\n") for _key, term in terms)
            self.terms = tuple((word, variants) for word, _, variants in lines)
        counts = {word: count for word, count in rows if count >= 0}
        documents = counts.pop(STATE, 0)
        is_noted = counts.pop(NOTED, None) is not None
        starting = sorted(
            (-count, word) for word, count in counts.items() if word.startswith(last)
        )
        self.commonest = {word: -count for count, word in starting[:MOST_STARTS]}
        self.counts = {word: n for word, n in counts.items() if word in wanted}
        return documents, is_noted

    def _part(self, stem: str) -> Part:
        return Part(stem, self.counts.get(stem, 0))

    def _add_synonyms(self) -> None:
        groups = [
            (group, found)
            for group in synonym_phrases(self.terms or (), self.language)
            if any(found := [places_of(phrase, self.stems) for phrase in group])
        ]
        if not groups:
            return
        stems = {stem for group, _ in groups for phrase in group for stem in phrase}
        self.counts |= dict(with_counts(stems))
        for group, found in groups:
            for phrase, places in zip(group, found, strict=True):
                others = [other for other in group if other != phrase]
                meanings = [Meaning(tuple(map(self._part, x)), TERM) for x in others]
                for place in places:
                    for at in range(place, place + len(phrase)):
                        self.synonyms[at] += meanings

    def _add_everyday(self) -> None:
        """Let "keeps servers running" also be "maintains servers"."""
        for place, stems in self.everyday.items():
            parts = [part for part in map(self._part, stems) if part.count]
            self.synonyms[place] += [
                Meaning((part,), EVERYDAY, part.count > MOST_EVERYDAY) for part in parts
            ]

    def _add_joined(self) -> None:
        """Let neighbours also be one word: "ml ops" is "mlops"."""
        for place, (before, after) in enumerate(pairwise(self.forms)):
            joined = self._part(self.stem(before + after))
            if joined.count:
                meaning = Meaning((joined,), JOINED)
                self.synonyms[place].append(meaning)
                self.synonyms[place + 1].append(meaning)

    def _meanings(self, place: int) -> list[Meaning]:
        form, stem = self.forms[place], self.stems[place]
        is_last = place == len(self.forms) - 1
        itself = self._part(stem)
        meanings = [Meaning((itself,), 1), *self.synonyms[place]]
        if not is_last and len(form) <= SHORT:
            return meanings
        count = itself.count
        words: tuple[str, ...] = ()
        if is_last or not count:
            counts = self.commonest if is_last else commonest_words(form)
            count = max(count, sum(counts.values()))
            if len(form) <= UNFIT or len(counts) < MOST_STARTS:
                words = tuple(counts)
        start = Part(form, count, is_start=True, words=words)
        meanings.append(Meaning((start,), LAST_START if is_last else START))
        if not count and not self.synonyms[place]:
            meanings += self._guesses(form, stem)
        return meanings

    def _guesses(self, form: str, stem: str) -> list[Meaning]:
        """Return what a word that no role has may mean."""
        guesses = [
            Meaning((self._part(form[:-size]),), ENDING)
            for size in range(1, LONGEST_ENDING + 1)
            if len(form) - size > LONGEST_ENDING and form[:-size] in self.counts
        ][:1]
        pairs = [
            (self._part(self.stem(before)), self._part(self.stem(after)))
            for before, after in splits(form)
        ]
        # Two that are both short are abbreviations: "cicd" is no "CI" and "CD".
        pairs = [
            pair
            for pair in pairs
            if all(part.count for part in pair)
            and max(len(part.stem) for part in pair) > SHORT
        ]
        if pairs:
            best = max(pairs, key=lambda pair: min(part.count for part in pair))
            guesses.append(Meaning(best, SPLIT))
        letters = letters_of(form)
        letters = [x for x in letters if x not in self.language.stop_words] or letters
        if letters:
            guesses.append(Meaning(tuple(map(self._part, letters)), SPLIT))
        near = [Meaning((part,), NEAR) for part in near_words(stem)]
        starts = [] if near else split_starts(stem)
        return guesses + near + [Meaning(parts, START) for parts in starts]


def read_query(text: str, terms: tuple[tuple[str, str], ...] | None = None) -> Query:
    """Read a query; ``terms`` is the glossary, if it is at hand."""
    return Reader(text, terms).read()


def with_counts(words: Iterable[str]) -> QuerySet[SearchWord, tuple[str, int]]:
    known = SearchWord.objects.filter(word__in=sorted(words))
    return known.values_list("word", "count")


def glossary_rows() -> QuerySet[Term]:
    """Return each published term in a row like those of words, its key below zero."""
    word = SearchWord.word.field
    words = Concat("preferred", Value("\n"), "variants", output_field=word)
    return Term.objects.published().order_by().values_list(words, -F("pk"))


def synonym_phrases(
    terms: Iterable[tuple[str, str]], language: Language
) -> list[list[tuple[str, ...]]]:
    """Return the stems of each phrase of each term of the glossary."""
    return [
        [
            phrase
            for words in (preferred, *variants.splitlines())
            if (phrase := stems_of(words, language))
        ]
        for preferred, variants in terms
    ]


def plain_forms(text: str) -> list[str]:
    return [word.form for word in search_words(text) if not word.is_extra]


@lru_cache(4_096)
def stems_of(phrase: str, language: Language) -> tuple[str, ...]:
    words = plain_forms(phrase)
    content = [word for word in words if word not in language.stop_words]
    return tuple(search_stem(word, language) for word in content or words)


def places_of(phrase: tuple[str, ...], stems: list[str]) -> list[int]:
    """Return where a phrase begins among stems."""
    size = len(phrase)
    return [
        place
        for place in range(len(stems) - size + 1)
        if tuple(stems[place : place + size]) == phrase
    ]


def everyday_words(stems: list[str], language: Language) -> dict[int, list[str]]:
    """Return the stems that texts may have for the word at a place.

    A duty begins with its verb, and a name may have who does it: "design", "designer".
    """
    words: dict[int, list[str]] = defaultdict(list)
    for phrase, others in everyday_phrases(language):
        for place in places_apart(phrase, stems):
            words[place] += others
    if len(stems) > 1:
        words[0] += language.doers(stems[0])
    return words


@cache
def everyday_phrases(language: Language) -> list[tuple[list[str], list[str]]]:
    """Return the stems of everyday phrases, each with what texts may have for it."""
    return [
        (
            [search_stem(form, language) for form in plain_forms(phrase)],
            [
                other
                for word in words.split()
                for stem in [search_stem(word, language)]
                for other in [stem, *language.doers(stem)]
            ],
        )
        for phrase, words in language.everyday.items()
    ]


def places_apart(phrase: list[str], stems: list[str]) -> list[int]:
    """Return where the words of a phrase are, in its order with few others between."""
    places: list[int] = []
    for stem in phrase:
        start = places[-1] + 1 if places else 0
        end = start + 1 + MOST_BETWEEN if places else len(stems)
        if stem not in stems[start:end]:
            return []
        places.append(stems.index(stem, start))
    return places


def splits(form: str) -> list[tuple[str, str]]:
    """Return a word as two words of at least two letters, in every way."""
    return [(form[:place], form[place:]) for place in range(2, len(form) - 1)]


def letters_of(form: str) -> list[str]:
    """Return the letters of "a/b": "A / B" may also be two words."""
    letters = re.split("[&/]", form)
    return letters if len(letters) == 2 else []


def split_starts(form: str) -> list[tuple[Part, Part]]:
    """Return a word as the starts of two, if there are any: "sysadmin"."""
    for place in range(SHORT + 1, len(form) - SHORT):
        before = start_part(form[:place])
        if not before.count:
            return []  # nor does any word have a longer start
        after = start_part(form[place:])
        if after.count:
            return [(before, after)]
    return []


def start_part(start: str) -> Part:
    counts = commonest_words(start)
    return Part(start, sum(counts.values()), is_start=True, words=tuple(counts))


def starting_with(*starts: str) -> QuerySet[SearchWord]:
    ranges = (Q(word__gte=s, word__lt=f"{s}{last_character()}") for s in starts)
    words = SearchWord.objects.filter(reduce(or_, ranges))
    return words.order_by("-count", "word")


def commonest_words(*starts: str, most: int = MOST_STARTS) -> dict[str, int]:
    return dict(starting_with(*starts).values_list("word", "count")[:most])


def near_words(stem: str) -> list[Part]:
    """Return the words that a mistyped one is nearest to.

    Their first letter is the same, or the second if the first two changed places.
    """
    if len(stem) <= LONGEST_ENDING:
        return []
    cutoff = 1 if len(stem) <= 5 else 2
    counts = commonest_words(*dict.fromkeys(stem[:2]), most=MOST_COMPARED)
    words = [word for word in counts if len(word) > LONGEST_ENDING]
    matches = process.extract(
        stem, words, scorer=OSA.distance, score_cutoff=cutoff, limit=None
    )
    matches.sort(key=lambda match: (match[1], -counts[match[0]], match[0]))
    nearest = [match for match in matches if match[1] == matches[0][1]]
    return [Part(word, counts[word]) for word, _, _ in nearest[:MOST_NEAR]]
