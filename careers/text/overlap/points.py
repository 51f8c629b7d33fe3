"""Cutting a text into its points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from careers.text.languages import en as language
from careers.text.prose import Span, blocks

from .tokens import WORD, is_telling, stem

SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b\w\.)"
    + "".join(rf"(?<!\b{re.escape(form)}\.)" for form in language.SHORT_FORMS.split())
    + r"\s+"
)
# Before a dash or colon a sentence names its subject, after it a list.
# No pattern starts again from each space of a run of white space.
CLAUSE_END = re.compile(r";\s+|(?<!\s)\s+[—–-]+\s+|—|:\s+")
COMMA = re.compile(r",\s+")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
IN_LINE = frozenset("—–-:,;")
GAP = " … "  # for words left out
EDGES = " \t\r\n.,;:"

MOST_WORDS_OF_A_LEAD = 5
LONGEST_REMEMBERED = 4_000  # characters
MOST_WORDS_OF_A_LIST = 5  # without a comma


@dataclass(frozen=True, slots=True)
class Point:
    """The smallest statement of a text: ``text[start:end]``, as published.

    ``lead`` opens its list or phrase ("Reports to"), "" without one. It may be far
    before the point, or in it: then the rest begins at ``core``.
    """

    text: str
    start: int
    end: int
    lead: str = ""
    core: int = 0

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]

    @property
    def is_led(self) -> bool:
        return self.text[: self.start].rstrip().endswith(self.lead.split(GAP)[-1])

    @property
    def opening(self) -> str:
        """What opens the quote: "Reports to … ", or "" with nothing to add."""
        if not self.lead or self.core > self.start:
            return ""
        return f"{self.lead} " if self.is_led else f"{self.lead}{GAP}"


def cut(text: str) -> tuple[Point, ...]:
    """Return the points of ``text`` in order, in time linear in its length.

    A bullet is one point. A sentence is cut at dashes, colons and semicolons, and each
    thing that it lists is a point.
    """
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _cut(text)


def _cut(text: str) -> tuple[Point, ...]:
    masked = BRACKETS.sub(lambda match: "x" * len(match[0]), text)
    return tuple(
        point
        for block in blocks(text)
        for span in block.spans
        for point in (
            _whole(text, span) if block.is_list else _of_paragraph(text, masked, span)
        )
    )


# Cut once a process, as texts are read again and again; long ones would fill memory.
_remembered = lru_cache(maxsize=1024)(_cut)


def _whole(text: str, span: Span, lead: str = "", core: int = 0) -> Iterator[Point]:
    start, end = _trimmed(text, span)
    if WORD.search(text, start, end):
        yield Point(text, start, end, lead, max(start, core))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    bare = text[start:end].rstrip(EDGES)
    return start + len(bare) - len(bare.lstrip(EDGES)), start + len(bare)


def _parts(masked: str, span: Span, between: re.Pattern[str]) -> list[Span]:
    start, end = span
    edges = [start]
    for match in between.finditer(masked, start, end):
        edges += match.span()
    return list(zip(edges[::2], [*edges[1::2], end], strict=True))


def _of_paragraph(text: str, masked: str, span: Span) -> Iterator[Point]:
    for sentence in _parts(masked, span, SENTENCE_END):
        for clause in _parts(masked, sentence, CLAUSE_END):
            yield from _of_clause(text, masked, _trimmed(text, clause))


def _of_clause(text: str, masked: str, clause: Span) -> Iterator[Point]:
    start, end = clause
    *_, last = [None, *language.AUDIENCE.finditer(masked, start, end)]
    if last and _has_object(masked[start : last.start()]):
        yield from _of_list(text, masked, (start, last.start()))
        verb = _governing(masked, (start, last.start()))
        yield from _of_list(text, masked, (last.end(), end), lead=f"{verb}{GAP}to")
    else:
        yield from _of_list(text, masked, clause)


def _governing(masked: str, span: Span) -> str:
    *_, last = _parts(masked, span, COMMA)
    verb = _verb(masked, _without_conjunction(masked, last))
    return (verb or WORD.search(masked, *span) or [""])[0]


def _has_object(before: str) -> bool:
    """Whether "to" after these words names an audience, not a place or purpose."""
    words = before.casefold().split()
    return (
        len(words) > 2
        and words[-1] not in language.PREPOSITIONS
        and language.NO_AUDIENCE.isdisjoint(words)
    )


def _of_list(text: str, masked: str, span: Span, lead: str = "") -> Iterator[Point]:
    items = _items(masked, span, is_short_list=bool(lead))
    if not lead and _are_of_verbs(masked, items):
        for item in items:
            yield from _phrase(text, masked, item)
        return
    if not lead and (core := _end_of_lead(masked, items)):
        lead = text[items[0][0] : core].strip()
        items = _items(masked, (core, span[1]), is_short_list=True)
        if len(items) == 1:
            yield from _whole(text, span, lead, core)
            return
    for item in items:
        yield from _whole(text, item, lead)


def _items(masked: str, span: Span, *, is_short_list: bool = False) -> list[Span]:
    """Return what commas, "and" and "or" separate in ``span``.

    Without two commas, or "and" after one, it is only a list if ``is_short_list`` and
    there are few words.
    """
    *items, last = _parts(masked, span, COMMA)
    if not language.LEADING_CONJUNCTION.match(masked, *last):
        is_few = len(masked[slice(*last)].split()) <= MOST_WORDS_OF_A_LIST
        is_list = len(items) > 1 or (is_few and (items or is_short_list))
        tail = _parts(masked, last, language.CONJUNCTION) if is_list else [last]
        if len(items) == 1 and len(tail) == 1:
            return [span]
    else:
        tail = [last]
    return [_without_conjunction(masked, item) for item in [*items, *tail]]


def _without_conjunction(masked: str, item: Span) -> Span:
    conjunction = language.LEADING_CONJUNCTION.match(masked, *item)
    return (conjunction.end(), item[1]) if conjunction else item


def _are_of_verbs(masked: str, items: list[Span]) -> bool:
    return all(_verb(masked, item) for item in items) and any(
        " " in masked[slice(*item)].strip() for item in items[1:]
    )


def _verb(masked: str, item: Span) -> re.Match[str] | None:
    """Return the first word of a phrase if it looks like a verb in the third person.

    With a capital inside a sentence, it is a name: "— Kubernetes clusters, portals".
    """
    word = WORD.search(masked, *item)
    if not word or not language.THIRD_PERSON.search(word[0]):
        return None
    is_name = word[0][0].isupper() and masked[: word.start()].rstrip()[-1:] in IN_LINE
    return None if is_name else word


def _phrase(text: str, masked: str, item: Span) -> Iterator[Point]:
    ends = [word.end() for word in WORD.finditer(masked, *item)]
    core = ends[0] if len(ends) > 1 else item[0]
    if len(ends) > 2 and masked[ends[0] : ends[1]].strip() in language.PREPOSITIONS:
        core = ends[1]
    yield from _whole(text, item, text[item[0] : core].strip(), core)


def _end_of_lead(masked: str, items: list[Span]) -> int:
    """Return the end of the words that open a list or a phrase, 0 without any.

    They end in a preposition ("Reports to"), or are a verb ("Communicates", "may
    manage") of which the other items have none.
    """
    words = list(WORD.finditer(masked, *items[0]))
    most = MOST_WORDS_OF_A_LEAD if len(items) > 1 else 2
    for before, word in pairwise(words[:-1][:most]):
        if word[0].casefold() in language.LEADING and not is_telling(stem(before[0])):
            return word.end()
    if len(words) > 2 and words[0][0].casefold() in language.MODALS:
        return words[1].end()
    is_followed = len(words) > 1 and not language.CONJUNCTION.match(
        masked, words[0].end()
    )
    return words[0].end() if is_followed and _verb(masked, items[0]) else 0
