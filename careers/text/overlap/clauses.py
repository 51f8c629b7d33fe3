"""Cutting a clause into phrases, and a phrase into what it lists."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from careers.text.languages import NEVER, Language
from careers.text.prose import Span

from .tokens import EDGES, WORD, Token, Wording, fold_word, tokenise

# Before a dash or colon a sentence names its subject, after it a list; a number after
# a colon belongs to what it measures.
# No pattern starts again from each space of a run of white space.
CLAUSE_END = r";\s+|(?<!\s)\s+[—–-]+\s+|—|:(?!\s+[$£€]?\d)\s+|[；：؛]\s*"
# "8 a.m. Then ..." ends a sentence, "8 a.m. on Mondays" and "J. Smith" do not.
INITIAL = r"(?:(?<!\b\w\.)|(?<=\b[ap]\.m\.)(?=\s+[A-Z]))"
SENTENCE_END = r"(?<=[.!?]){initial}{short_forms}\s+|[。！？।॥؟۔]\s*"
COMMA = re.compile(r",\s+|[，、،]\s*")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

HYPHENS = "-‐‑"

MOST_WORDS_OF_A_LEAD = 5
MOST_WORDS_OF_A_LIST = 5  # without a comma
FEWEST_ITEMS = 3  # of a list that nothing opens, ...
MOST_WORDS_OF_A_NAME = 2  # of a list of two after a verb: "HTML and CSS"
MOST_WORDS_OF_AN_ITEM = 4  # ... each of so many words
FEWEST_WORDS_OF_A_CLAUSE = 3  # if no verb begins it
LONGEST_SUBORDINATE = 300  # characters

_START = attrgetter("start")


@dataclass(frozen=True)
class Patterns:
    """What cuts the sentences of a language."""

    sentence_end: re.Pattern[str]
    clause_end: re.Pattern[str]
    conjunction: re.Pattern[str]
    separator: re.Pattern[str]
    leading_conjunction: re.Pattern[str]


@lru_cache(maxsize=16)
def patterns_of(language: Language) -> Patterns:
    short_forms = "".join(
        rf"(?<!\b{re.escape(form)}\.)" for form in language.short_forms
    )
    sentence_end = SENTENCE_END.format(initial=INITIAL, short_forms=short_forms)
    clause_words = "|".join(language.clause_words) or "(?!)"
    conjunctions = "|".join(map(re.escape, language.conjunctions)) or "(?!)"
    conjunction = rf"(?<!\s)\s+(?:{conjunctions})\s+"
    return Patterns(
        re.compile(sentence_end),
        re.compile(rf"{CLAUSE_END}|(?<!\s),?\s+(?=(?:{clause_words})\s)", re.I),
        re.compile(conjunction),
        re.compile(rf"{COMMA.pattern}|{conjunction}"),
        re.compile(rf"(?:{conjunctions})\s+"),
    )


@lru_cache(maxsize=2**14)
def looks_like_verb(word: str, language: Language, *, is_bare: bool) -> bool:
    """Whether a word looks like a verb: of the third person, or bare where it may."""
    folded = language.elisions.sub("", fold_word(word, language))
    return (
        bool(language.verb.search(folded))
        or folded in language.modals
        or folded in language.infinitives
        or (is_bare and language.stem(folded) in language.verbs)
    )


def _mask(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "x" * len(match[0]), text)


class Clauses:
    """A text, of which one sentence after the other, and clause after clause, is cut.

    All spans are places in the text.
    """

    def __init__(self, text: str, wording: Wording) -> None:
        self.text, self.wording, self.language = text, wording, wording.language
        self.masked = text
        for pattern in (self.language.inclusive, self.language.doublets, BRACKETS):
            self.masked = _mask(pattern, self.masked)
        self.patterns = patterns_of(wording.language)
        self.tokens: tuple[Token, ...] = ()  # of the clause
        self.lists: dict[tuple[Span, bool], list[Span]] = {}
        self.verbs: dict[Span, re.Match[str] | None] = {}
        self.sentence = 0  # the start of its first word
        self.is_bare = False  # whether its verbs are, as in "Design ..., review ..."

    def begin(self, sentence: Span) -> None:
        first = WORD.search(self.text, *sentence)
        self.sentence = first.start() if first else sentence[0]
        word = first[0] if first else ""
        self.is_bare = not looks_like_verb(word, self.language, is_bare=False)

    def _is_verb(self, word: str) -> bool:
        return looks_like_verb(word, self.language, is_bare=self.is_bare)

    def read(self, clause: Span) -> None:
        self.tokens = tuple(tokenise(self.text, *clause, self.wording))

    def between(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens of the clause that begin in a span."""
        start, end = span
        first = bisect_left(self.tokens, start, key=_START)
        return self.tokens[first : bisect_left(self.tokens, end, first, key=_START)]

    def _turns(self, span: Span) -> bool:
        """Whether words turn, limit or count what stands after them."""
        return any(map(self.is_turning, self.between(span)))

    def is_turning(self, token: Token) -> bool:
        return token.is_telling and (
            token.stem in self.language.turning or token.stem.isdigit()
        )

    def _turns_back(self, span: Span) -> bool:
        """Whether words turn what stands before them: "prüft die Pläne nicht"."""
        return (
            self.language.turns_back
            and any(
                token.is_telling and token.stem in self.language.turning
                for token in self.between(span)
            )
            and not self._begins_clause(span)
        )

    def trimmed(self, span: Span) -> Span:
        start, end = span
        bare = self.text[start:end].rstrip(EDGES)
        return start + len(bare) - len(bare.lstrip(EDGES)), start + len(bare)

    def parts(self, span: Span, between: re.Pattern[str]) -> list[Span]:
        start, end = span
        edges = [start]
        for match in between.finditer(self.masked, start, end):
            edges += match.span()
        if len(edges) == 1:
            return [span]
        return list(zip(edges[::2], [*edges[1::2], end], strict=True))

    def can_be_cut(self, clause: Span) -> bool:
        """Whether a clause has a comma or a conjunction: else it lists nothing."""
        return bool(self.patterns.separator.search(self.masked, *clause))

    def phrases_of(self, clause: Span) -> list[Span]:
        """Cut a clause where another verb begins: "Owns X, and leads Y"."""
        items = self.listed(clause)
        verbs = sum(self.verb_of(item) is not None for item in items[1:])
        if len(items) > 1 and 2 * verbs >= len(items) - 1:
            return self._unturned(self._joined(items))
        return [clause]

    def opened(self, phrase: Span) -> tuple[int, list[Span]]:
        """Return the end of what opens a list, and its items; or the parts."""
        items = self.listed(phrase)
        if len(items) == 1 and not self.patterns.conjunction.search(
            self.masked, *phrase
        ):
            return phrase[0], [phrase]
        lead_end = self.end_of_lead(items)
        if lead_end and not self._turns((phrase[0], lead_end)):
            *_, last = WORD.findall(self.masked, phrase[0], lead_end)
            listed = self.listed((lead_end, phrase[1]), is_opened=True)
            is_preposition = fold_word(last, self.language) in (
                self.language.prepositions
            )
            if not is_preposition and not all(map(self._is_name, listed)):
                listed = self.listed((lead_end, phrase[1]))
            if len(listed) > 1 and not self._is_described(listed):
                return lead_end, self._unturned(self._with_openers(listed))
        is_list = len(items) >= FEWEST_ITEMS and all(map(self._is_short, items))
        parts = items if is_list and not self.verb_of(items[0]) else self._joined(items)
        return phrase[0], self._unturned(parts)

    def _with_openers(self, items: list[Span]) -> list[Span]:
        """Join what a preposition in an item may open, and not the lead of the list.

        "Ensures uptime and speed of systems through tests, alerts, and drills".
        """
        joined = [items[0]]
        is_opened = self._has_means(items[0])
        for item in items[1:]:
            if is_opened or self._is_adverbial(item):
                joined[-1] = (joined[-1][0], item[1])
            else:
                joined.append(item)
            is_opened = is_opened or self._has_means(item)
        return joined

    def _is_name(self, item: Span) -> bool:
        words = WORD.findall(self.masked, *item)
        return len(words) <= MOST_WORDS_OF_A_NAME and not self.verb_of(item)

    def _has_means(self, item: Span) -> bool:
        words = WORD.findall(self.masked, *item)
        return any(
            fold_word(word, self.language) in self.language.means for word in words
        )

    def _is_described(self, items: list[Span]) -> bool:
        """Whether words only describe the last: "clear, simple goals"."""
        *firsts, last = [WORD.findall(self.masked, *item) for item in items]
        first, second, *others = items
        between = self.masked[first[1] : second[0]]
        is_pair = not others and not between.strip(" ,，、،")
        are_words = all(len(words) == 1 and words[0].islower() for words in firsts)
        return is_pair or (are_words and len(last) > 1 and last[0].islower())

    def _is_short(self, item: Span) -> bool:
        return len(WORD.findall(self.masked, *item)) <= MOST_WORDS_OF_AN_ITEM

    def listed(self, span: Span, *, is_opened: bool = False) -> list[Span]:
        """Return what commas, "and" and "or" separate in ``span``.

        Without two commas, or "and" after one, it is only a list if words open it, and
        if there are few.
        """
        if known := self.lists.get((span, is_opened)):
            return known
        if not self.can_be_cut(span):
            return [self.without_conjunction(span)]
        *items, last = self.parts(span, COMMA)
        if self.patterns.leading_conjunction.match(self.masked, *last):
            tail = [last]
        else:
            most = MOST_WORDS_OF_A_LIST * (2 if is_opened and items else 1)
            is_few = len(self.masked[slice(*last)].split()) <= most
            is_list = len(items) > 1 or (is_few and (items or is_opened))
            tail = self.parts(last, self.patterns.conjunction) if is_list else [last]
            is_no_pair = not items and (len(tail) > 2 or self._has_opener(tail[-1]))
            if is_no_pair or any(self._is_measure(item) for item in tail[:-1]):
                tail = [last]
        listed = [self.without_conjunction(item) for item in [*items, *tail]]
        if self.language.subordinate is not NEVER:
            listed = self._with_subordinate(listed)
        self.lists[span, is_opened] = listed
        return listed

    def _with_subordinate(self, items: list[Span]) -> list[Span]:
        """Join clauses like "das Software entwickelt" to the words they belong to."""
        subordinate = self.language.subordinate
        whole = [items[0]]
        for item in items[1:]:
            start, end = item[0], items[-1][1]
            is_long = end - start > LONGEST_SUBORDINATE
            if not is_long and subordinate.match(self.masked, start, end):
                return [*whole[:-1], (whole[-1][0], end)]
            if subordinate.match(self.masked, *item):
                whole[-1] = (whole[-1][0], item[1])
            else:
                whole.append(item)
        return whole

    def _has_opener(self, item: Span) -> bool:
        """Whether an item has more than a name: "load and safe to change"."""
        openers = self.language.prepositions - self.language.of
        words = islice(WORD.finditer(self.masked, *item), 1, None)
        return any(fold_word(word[0], self.language) in openers for word in words)

    def _is_measure(self, item: Span) -> bool:
        """Whether an item only says how much: "one" of "one or more products"."""
        words = WORD.findall(self.masked, *item)
        return bool(words) and fold_word(words[-1], self.language) in (
            self.language.telling
        )

    def without_conjunction(self, item: Span) -> Span:
        conjunction = self.patterns.leading_conjunction.match(self.masked, *item)
        return (conjunction.end(), item[1]) if conjunction else item

    def _unturned(self, items: list[Span]) -> list[Span]:
        """Join the items that words before them may turn: "no budget or staff"."""
        joined = [items[0]]
        turned_by = self._turning(items[0])
        for item in items[1:]:
            if turned_by and not self._ends_turn(joined[-1], item, turned_by):
                joined[-1] = (joined[-1][0], item[1])
            elif self._turns_back(item):
                while len(joined) > 1 and not self._begins_clause(joined[-1]):
                    joined.pop()
                joined[-1] = (joined[-1][0], item[1])
            else:
                joined.append(item)
                turned_by = set()
            turned_by |= self._turning(item)
        return joined

    def _turning(self, span: Span) -> set[str]:
        return {t.stem for t in self.between(span) if self.is_turning(t)}

    def _ends_turn(self, turned: Span, item: Span, turned_by: set[str]) -> bool:
        """Whether an item is a clause that nothing in the ``turned`` one can turn.

        "Does not travel and works at night", but not "Never travels and works at
        night", nor "cannot sign contracts and hire staff". A number turns no verb.
        """
        if all(map(str.isdigit, turned_by)):
            return self._begins_clause(item)
        conjunction = self.patterns.conjunction.search(
            self.masked, turned[1] - 1, item[0]
        ) or self.patterns.leading_conjunction.search(self.masked, turned[1], item[0])
        if not conjunction or not self._is_finite(item):
            return False
        first = self.tokens[bisect_left(self.tokens, turned[0], key=_START)]
        return not (
            first and self.is_turning(first) and self._is_finite((first.end, turned[1]))
        )

    def _is_finite(self, phrase: Span) -> bool:
        """Whether a phrase begins with a verb that has a subject: "signs", "must"."""
        verb = self.verb_of(phrase)
        folded = fold_word(verb[0], self.language) if verb else ""
        is_inflected = bool(self.language.verb.search(folded))
        return self._begins_clause(phrase) and (
            is_inflected or folded in self.language.modals
        )

    def _joined(self, items: list[Span]) -> list[Span]:
        """Join what cannot stand alone to what is before it."""
        first, *phrases = [part for item in items for part in self._verb_phrases(item)]
        joined = [first]
        for phrase in phrases:
            if self._stands_alone(phrase, joined[-1]):
                joined.append(phrase)
            else:
                joined[-1] = (joined[-1][0], phrase[1])
        return joined

    def _stands_alone(self, phrase: Span, before: Span) -> bool:
        if self._is_adverbial(before) or len(self.between(phrase)) < 2:
            return False
        words = list(islice(WORD.finditer(self.masked, *before), MOST_WORDS_OF_AN_ITEM))
        is_list = 1 < len(words) == len(self.parts(before, COMMA))
        if is_list and all(self._is_verb(word[0]) for word in words):
            return False  # "finds, assesses" of "finds, assesses, and hires people"
        return self._begins_clause(phrase) or (
            all(map(self._is_long, (before, phrase))) and not self._is_adverbial(phrase)
        )

    def _is_long(self, phrase: Span) -> bool:
        words = islice(WORD.finditer(self.masked, *phrase), FEWEST_WORDS_OF_A_CLAUSE)
        return sum(1 for _ in words) == FEWEST_WORDS_OF_A_CLAUSE

    def _begins_clause(self, phrase: Span) -> bool:
        verb = self.verb_of(phrase)
        return verb is not None and bool(
            WORD.search(self.masked, verb.end(), phrase[1])
        )

    def _is_adverbial(self, phrase: Span) -> bool:
        """Whether a preposition begins a phrase: "before the month ends"."""
        word = WORD.search(self.masked, *phrase)
        if not word or self._is_of_measure(word):
            return False
        return fold_word(word[0], self.language) in self.language.prepositions

    def _is_of_measure(self, word: re.Match[str]) -> bool:
        """Whether a preposition only says how much: "at least one cloud"."""
        return bool(self.language.measures.match(self.masked, word.start()))

    def _verb_phrases(self, item: Span) -> Iterator[Span]:
        """Cut "Owns the roadmap and leads its reviews" at its "and"."""
        start = counted = item[0]
        count, is_related = 0, False
        for conjunction in self.patterns.conjunction.finditer(self.masked, *item):
            words = WORD.findall(self.masked, counted, conjunction.start())
            count += len(words)
            # "Teams that own services and run them" are one thing.
            is_related = is_related or any(map(self._is_relative, words))
            counted = conjunction.end()
            is_clause = count >= FEWEST_WORDS_OF_A_CLAUSE or (
                count > 1 and self.verb_of((start, conjunction.start()))
            )
            if is_clause and not is_related and self.verb_of((counted, item[1])):
                yield start, conjunction.start()
                start, count = counted, 0
        yield start, item[1]

    def _is_relative(self, word: str) -> bool:
        return fold_word(word, self.language) in self.language.relatives

    def verb_of(self, item: Span) -> re.Match[str] | None:
        """Return the first word of a phrase if it looks like a verb.

        With a capital inside a sentence it is a name: "or Head of Data".
        """
        if item not in self.verbs:
            self.verbs[item] = self._verb_of(item)
        return self.verbs[item]

    def _verb_of(self, item: Span) -> re.Match[str] | None:
        word = WORD.search(self.masked, *item)
        if word and self.language.adverb.search(word[0]):
            word = WORD.search(self.masked, word.end(), item[1])
        if not word or not self._is_verb(word[0]):
            return None
        is_inside = word.start() > self.sentence
        is_name = word[0][0].isupper() or self._is_plural(word, item[1])
        return None if is_inside and is_name else word

    def _is_plural(self, word: re.Match[str], end: int) -> bool:
        """Whether what follows shows a noun: "networks for schools"."""
        after = WORD.search(self.masked, word.end(), end)
        folded = fold_word(word[0], self.language)
        if not after or self.language.stem(folded) in self.language.verbs:
            return False
        following = fold_word(after[0], self.language)
        return following in self.language.prepositions or bool(
            self.language.adverb.search(following)
        )

    def _takes_object(self, word: str) -> bool:
        """Whether "to" after a verb opens what it is done to: "reports to"."""
        folded = fold_word(word, self.language)
        is_helper = self.language.stem(folded) in self.language.helpers
        return self._is_verb(word) and not is_helper

    def _is_noun(self, word: str) -> bool:
        """Whether a word after "to" is no verb: "the manager", "Head of Data"."""
        folded = fold_word(word, self.language)
        return word[0].isupper() or folded in self.language.stop_words

    def end_of_lead(self, items: list[Span]) -> int:
        """Return the end of the words that open a list or a phrase, 0 without any.

        They end in a preposition ("Reports to"), or are a verb ("Communicates").
        """
        most = MOST_WORDS_OF_A_LEAD if len(items) > 1 else 2
        words = list(islice(WORD.finditer(self.masked, *items[0]), most + 2))
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            folded = fold_word(word[0], self.language)
            if folded not in self.language.prepositions:
                continue
            is_infinitive = folded == self.language.infinitive and not (
                self._takes_object(before[0]) or self._is_noun(after[0])
            )
            is_part = self.masked[word.start() - 1] in HYPHENS  # "sign-on"
            if not (is_infinitive or is_part or self._is_of_measure(word)):
                return word.end()
        verb = self.verb_of(items[0])
        if not verb or len(words) == 1:
            return 0
        is_pair = self.patterns.conjunction.match(self.masked, verb.end())
        return 0 if is_pair else verb.end()
