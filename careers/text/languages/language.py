"""What the overlap and the search have to know of a language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

NO_WORDS: frozenset[str] = frozenset()
NEVER = re.compile(r"(?!)")

SHORTEST_VERB = 3  # letters of its stem
LONGEST_PLACEHOLDER = 40  # characters
_WORD = re.compile(r"\w+")


def identity(word: str) -> str:
    return word


@dataclass(frozen=True, eq=False)
class Language:
    """One language. All words are folded: lower case, "'" for apostrophes.

    A language without ``can_match_nearly`` is compared by whole clauses alone: nothing
    is known of its words that turn a meaning.
    """

    code: str
    # Folded word to the form that its inflections share.
    stem: Callable[[str], str] = identity
    drops_accents: bool = False
    can_match_nearly: bool = False
    # Words that only connect others: no content.
    stop_words: frozenset[str] = NO_WORDS
    # Words that turn what follows them in a clause, and words that narrow it.
    negations: frozenset[str] = NO_WORDS
    limits: frozenset[str] = NO_WORDS
    # Whether a word may also turn what stands before it: "prüft die Pläne nicht".
    turns_back: bool = False
    # Endings of words that negate, "n't", and what negates at their beginning, "n'".
    negative_endings: tuple[str, ...] = ()
    negative_beginning: re.Pattern[str] = NEVER
    # Beginnings of words without content, "l'".
    elisions: re.Pattern[str] = NEVER
    # Both genders: as endings, "Autor:in", and as two words, "Autorinnen und Autoren".
    inclusive: re.Pattern[str] = NEVER
    doublets: re.Pattern[str] = NEVER
    # Beginnings of verbs that may stand apart from them, and the stems of such verbs:
    # "führt die Prüfung durch".
    particles: frozenset[str] = NO_WORDS
    separable: frozenset[str] = NO_WORDS
    modals: frozenset[str] = NO_WORDS
    # Words that say how much, how many, how often, or how high.
    scale: frozenset[str] = NO_WORDS
    # Small words that say the same as another: "every" as "each", "two" as "2".
    canonical: Mapping[str, str] = field(default_factory=dict)
    # Phrases that say the same as another, as a glossary's variants do.
    phrases: Mapping[str, str] = field(default_factory=dict)
    # What people call a duty, and the words of texts: "look after" is "care" or "tend".
    everyday: Mapping[str, str] = field(default_factory=dict)
    # What makes of a verb's stem the one who does it: "repair" and "er".
    doer_endings: tuple[str, ...] = ()
    # Verbs by how far they go: 1 assists, 2 contributes, 3 performs, 4 leads.
    ladder: Mapping[str, int] = field(default_factory=dict)
    # What a verb of the third person looks like, at the start of a phrase; and stems
    # of verbs in their bare form, which are none in a sentence that begins with one of
    # the third person: "Participates in sprint planning, design critiques".
    verb: re.Pattern[str] = NEVER
    verbs: frozenset[str] = NO_WORDS
    # Infinitives that are no other word: "valider".
    infinitives: frozenset[str] = NO_WORDS
    adverb: re.Pattern[str] = NEVER
    conjunctions: tuple[str, ...] = ()
    # Words that begin a clause of their own: "but", "while".
    clause_words: tuple[str, ...] = ()
    # A clause after a comma that belongs to the words before it, all of it.
    subordinate: re.Pattern[str] = NEVER
    # Words that open a list or an object: "to", "with", "over".
    prepositions: frozenset[str] = NO_WORDS
    # Those that open a list in the middle of another: "through tests, and drills".
    means: frozenset[str] = NO_WORDS
    # Phrases with one that open nothing: "at least".
    measures: re.Pattern[str] = NEVER
    # Those between two names: "Head of Data".
    of: frozenset[str] = NO_WORDS
    # Those that make another verb of the one before them: "finds out".
    phrasal: frozenset[str] = NO_WORDS
    # The preposition that also stands before a verb, "to": after a verb it opens.
    infinitive: str = ""
    # Stems of the verbs that a second verb follows: "helps to maintain".
    helpers: frozenset[str] = NO_WORDS
    # What stands before a number and bounds it: "up to".
    bounds: re.Pattern[str] = NEVER
    # What shows that something is done to the subject: "is managed".
    passive: re.Pattern[str] = NEVER
    # What begins a clause that says what for.
    purpose: re.Pattern[str] = NEVER
    # What makes one thing of another: "turns plans into goals" has an order.
    turns_into: re.Pattern[str] = NEVER
    # Words that begin a clause about the word before them: "that", "who".
    relatives: frozenset[str] = NO_WORDS
    # No sentence ends after these.
    short_forms: tuple[str, ...] = ()
    placeholders: frozenset[str] = NO_WORDS

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that turn, limit or measure what others say."""
        return self.negations | self.limits | self.modals | self.scale

    @cached_property
    def turning(self) -> frozenset[str]:
        """The words without which nothing after them in a clause can be quoted."""
        return self.negations | self.limits | self.modals

    def doers(self, stem: str) -> list[str]:
        """Return what the one who does a verb may be called: "runner"."""
        if len(stem) < SHORTEST_VERB:
            return []
        return [
            f"{form}{ending}"
            for form in (stem, f"{stem}{stem[-1]}")
            for ending in self.doer_endings
        ]

    def is_placeholder(self, text: str) -> bool:
        """Whether a text only holds the place of one: "-", "N/A", "TBD"."""
        if len(text) > LONGEST_PLACEHOLDER:
            return False
        return " ".join(_WORD.findall(text)).casefold() in self.placeholders
