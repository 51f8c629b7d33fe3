"""The points of a text: the smallest statements that other texts can make too."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from careers.text.languages import Language
from careers.text.prose import Block, Span, blocks

from .clauses import Clauses
from .tokens import Token, Wording, Words, tokenise

COLON = re.compile("[:：]")
GAP = " … "  # for words left out
LONGEST_REMEMBERED = 4_000  # characters


@dataclass(eq=False)
class Point:
    """The smallest statement of a text: ``text[start:end]``, as published.

    ``lead`` are the words that open its list ("Reports to"), "" without one; the first
    item begins with them. ``tokens`` are its words with content but for those of the
    lead. ``level`` is its verb's on the ladder of its language, 0 without one. What
    ``is_limited`` stands after words that turn it: it cannot be quoted without them.
    ``clause_tokens`` are the words with content of its whole clause.
    """

    text: str
    start: int
    end: int
    clause: int
    tokens: tuple[Token, ...]
    lead: str
    lead_tokens: tuple[Token, ...]
    level: int
    is_limited: bool
    clause_tokens: tuple[Token, ...]
    language: Language

    @property
    def all_tokens(self) -> tuple[Token, ...]:
        return *self.lead_tokens, *self.tokens

    @cached_property
    def core(self) -> Words:
        return frozenset(token.stem for token in self.tokens)

    @cached_property
    def words(self) -> Words:
        return self.core.union(token.stem for token in self.lead_tokens)

    @cached_property
    def claims(self) -> list[Words]:
        """All its words, those of its item alone, and those without its purpose."""
        claims = [self.words, self.core]
        if purpose := self.language.purpose.search(self.text, self.start, self.end):
            claims.append(
                frozenset(t.stem for t in self.all_tokens if t.start < purpose.start())
            )
        return claims

    @cached_property
    def telling(self) -> Words:
        return frozenset(token.stem for token in self.all_tokens if token.is_telling)

    @cached_property
    def sequence(self) -> tuple[str, ...]:
        return tuple(token.stem for token in self.all_tokens)

    @cached_property
    def is_passive(self) -> bool:
        return bool(self.language.passive.search(self.text, self.start, self.end))

    @cached_property
    def turns_into(self) -> bool:
        return bool(self.language.turns_into.search(self.text, self.start, self.end))

    @cached_property
    def bounds(self) -> list[str]:
        """What stands before its numbers: "up to", "over"."""
        bounds = self.language.bounds.findall(self.text, self.start, self.end)
        return [bound.casefold() for bound in bounds]

    @cached_property
    def opening(self) -> str:
        """What opens the quote, "Reports to … ", or "" if nothing is left out."""
        is_first = self.text.startswith(self.lead, self.start)
        return "" if is_first else f"{self.lead}{GAP}"


@dataclass(eq=False)
class Phrase:
    """A clause or a part of one, with all that it lists: ``text[start:end]``.

    ``least`` and ``most`` count the tokens that can open a frame, 0 if nothing can.
    """

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    least: int
    most: int
    level: int


@dataclass(eq=False)
class Reading:
    """A text as the overlap reads it."""

    points: tuple[Point, ...]
    phrases: tuple[Phrase, ...]
    words: Words


def read(text: str, wording: Wording) -> Reading:
    """Cut ``text`` into its points, in order, in time linear in its length."""
    return (_remembered if len(text) <= LONGEST_REMEMBERED else _read)(text, wording)


def _read(text: str, wording: Wording) -> Reading:
    cutter = _Cutter(text, wording)
    points = tuple(cutter.points())
    return Reading(points, tuple(cutter.phrases), frozenset(cutter.words))


# Read once a process, as texts are compared again and again; long ones would fill
# memory.
_remembered = lru_cache(maxsize=2048)(_read)


class _Cutter(Clauses):
    """Cuts one text; ``phrases`` and ``words`` fill while it does."""

    def __init__(self, text: str, wording: Wording) -> None:
        super().__init__(text, wording)
        self.phrases: list[Phrase] = []
        self.words: set[str] = set()
        self.clauses = 0

    def points(self) -> Iterator[Point]:
        all_blocks = [*blocks(self.text), Block((), is_list=False)]
        turned = ""  # by "Not part of the role:" before a list
        for block, following in pairwise(all_blocks):
            turned = turned if block.is_list else ""
            for span in block.spans:
                if self.text.endswith((":", "："), *span):
                    is_last = span == block.spans[-1]
                    tokens = tokenise(self.text, *span, self.wording)
                    words = self._words_that_turn(tokens)
                    if following.is_list if is_last else words:
                        if not words:  # no point, but no other text's alone either
                            self.words.update(token.stem for token in tokens)
                        turned = words
                        continue
                for sentence in self.parts(span, self.patterns.sentence_end):
                    self.begin(sentence)
                    yield from self._of_sentence(sentence, turned)

    def _words_that_turn(self, tokens: Iterable[Token]) -> str:
        """Return the words among tokens that turn what is listed after them."""
        turning = self.language.turning
        return "".join(f"{token.stem} " for token in tokens if token.stem in turning)

    def _of_sentence(self, sentence: Span, turned: str) -> Iterator[Point]:
        before = sentence[0]
        listed = ""  # after "Not responsible for:"
        for clause in self.parts(sentence, self.patterns.clause_end):
            if COLON.search(self.text, before, clause[0]):
                listed = self._words_that_turn(self.tokens)
            yield from self._of_clause(self.trimmed(clause), f"{turned}{listed}")
            before = clause[1]

    def _of_clause(self, clause: Span, turned: str) -> Iterator[Point]:
        self.read(clause)
        if not self.tokens:
            return
        self.clauses += 1
        # What a text denies is another word than what it says.
        self.words.update(f"{turned}{token.stem}" for token in self.tokens)
        if len(self.tokens) == 1 or not self.can_be_cut(clause):
            self._keep_phrase(clause, [self.without_conjunction(clause)], (), turned)
            yield self._point(clause, self.tokens, "", (), turned)
            return
        for phrase in self.phrases_of(clause):
            lead_end, items = self.opened(phrase)
            lead = self.between((phrase[0], lead_end))
            self._keep_phrase(phrase, self.listed(phrase), lead, turned)
            opener = self.text[phrase[0] : lead_end].strip() if lead else ""
            for item in items:
                start, end = self.trimmed(item)
                if core := self.between((start, end)):
                    first = phrase[0] if item is items[0] else start
                    yield self._point((first, end), core, opener, lead, turned)

    def _point(
        self,
        span: Span,
        core: tuple[Token, ...],
        opener: str,
        lead: tuple[Token, ...],
        turned: str,
    ) -> Point:
        return Point(
            self.text,
            *span,
            self.clauses,
            core,
            opener,
            lead,
            self._level((*lead, *core)),
            bool(turned),
            self.tokens,
            self.language,
        )

    def _keep_phrase(
        self,
        span: Span,
        items: list[Span],
        lead: tuple[Token, ...],
        turned: str,
    ) -> None:
        tokens = self.between(span)
        if turned or len(tokens) < 2:  # one word is no frame
            return
        least, most = self._opener(span, items, tokens), len(tokens) - 1
        most = min(len(lead), most) if lead else most
        start, end = self.trimmed(span)
        self.phrases.append(
            Phrase(self.text, start, end, tokens, least, most, self._level(tokens))
        )

    def _level(self, tokens: tuple[Token, ...]) -> int:
        ladder = self.language.ladder
        return next((ladder[t.stem] for t in tokens[:2] if t.stem in ladder), 0)

    def _opener(
        self, phrase: Span, items: list[Span], tokens: tuple[Token, ...]
    ) -> int:
        """Return how many tokens at least open a phrase: its verb, or its lead."""
        if self.verb_of(phrase):
            return next((n for n, t in enumerate(tokens, 1) if not t.is_telling), 0)
        lead_end = self.end_of_lead(items)
        return sum(token.end <= lead_end for token in tokens)
