"""What the answers of several roles to one question share, and where they part."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from statistics import fmean
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache, cached

from .frames import Frame, find_frames
from .points import GAP, Point, Span, read
from .shared import Kind, Quote, Shared, find_shared, quote_point
from .tokens import EDGES, WORD, CommonWords, Wording

# From these likenesses of all their words on, texts are nearly the same, or partly
# shared. Measured: see tests/careers/text/overlap/test_quality.py.
NEARLY_THE_SAME = 0.72
PARTLY_SHARED = 0.2
# At most one of so many characters is marked, unless a visitor asks for more.
MARKED_PART = 3
# A point is only here if less than this part of its words stands in any other text.
ONLY_HERE = 0.5
# Rows are the same for visitor after visitor. So many characters of them take up to
# 100 MB of memory.
MOST_REMEMBERED = 1_500_000

PLAIN_ENGLISH = Wording.of("en")


class Label(StrEnum):
    NEARLY_THE_SAME = "nearly-the-same"
    PARTLY_SHARED = "partly-shared"
    DISTINCT = "distinct"


def compare_texts(texts: Mapping[str, str], wording: Wording) -> "Overlap":
    """Return the overlap of texts by their keys, from memory if it is there."""
    return _remembered(tuple(sorted(texts.items())), wording)


def characters(row: "Overlap") -> int:
    return sum(map(len, row.texts.values()))


@cached(LRUCache(MOST_REMEMBERED, getsizeof=characters), lock=Lock())
def _remembered(texts: tuple[tuple[str, str], ...], wording: Wording) -> "Overlap":
    return Overlap(dict(texts), wording)


def is_only_here(point: Point, texts: CommonWords, key: str) -> bool:
    """Whether no text but that of ``key`` has much of what a point claims."""
    return all(
        texts.most_elsewhere(words, key) < ONLY_HERE * len(words)
        for words in point.claims
    )


class Overlap:
    """What the answers of several roles to one question have in common.

    ``texts`` are the answers by the keys of their roles, "" without an answer. The
    order of the keys makes no difference. ``wording`` is that of the site.
    """

    def __init__(
        self, texts: Mapping[str, str], wording: Wording = PLAIN_ENGLISH
    ) -> None:
        in_order = {key: texts[key] for key in sorted(texts)}
        self.wording = wording.fitted_to(in_order.values())
        language = self.wording.language
        self.texts = {
            key: "" if language.is_placeholder(text) else text
            for key, text in in_order.items()
        }
        self.readings = {
            key: read(text, self.wording) for key, text in self.texts.items()
        }

    @cached_property
    def answered(self) -> list[str]:
        return [key for key, text in self.texts.items() if text]

    @cached_property
    def is_counted(self) -> bool:
        """Whether the words of the texts can be counted and compared one by one."""
        return self.wording.language.can_match_nearly

    @cached_property
    def shared(self) -> list[Shared]:
        return find_shared(self.readings, self.wording)

    @property
    def in_all(self) -> list[Shared]:
        return [s for s in self.shared if len(s.quotes) == len(self.texts)]

    @property
    def in_some(self) -> list[Shared]:
        return [s for s in self.shared if len(s.quotes) < len(self.texts)]

    @cached_property
    def frames(self) -> list[Frame]:
        return find_frames(self.readings, self.shared, self.wording)

    @cached_property
    def only(self) -> dict[str, list[Point]]:
        """The points that one answer alone makes, by its key.

        In doubt a point is neither shared nor only here.
        """
        if not self.is_counted:
            return {key: [] for key in self.texts}
        return {
            key: [
                point
                for point in reading.points
                if not point.is_limited
                and is_only_here(point, self._common_words, key)
                and not self._is_shared(point, self._shared_by[key], key)
            ]
            for key, reading in self.readings.items()
        }

    def _is_shared(self, point: Point, shared: list[Shared], key: str) -> bool:
        return any(
            item.quotes[key].start < point.end and point.start < item.quotes[key].end
            for item in shared
        )

    @cached_property
    def _shared_by(self) -> dict[str, list[Shared]]:
        by_key: dict[str, list[Shared]] = {key: [] for key in self.texts}
        for shared in self.shared:
            for key in shared.quotes:
                by_key[key].append(shared)
        return by_key

    @cached_property
    def _common_words(self) -> CommonWords:
        return CommonWords({key: r.words for key, r in self.readings.items()})

    @cached_property
    def light_marks(self) -> dict[str, "Marks"]:
        return {key: _mark_lightly(self, key) for key in self.texts}

    def is_word_of_one(self, word: str, key: str) -> bool:
        return not self._common_words.most_elsewhere([word], key)

    def alone(self, key: str) -> list[Quote]:
        return [quote_point(point) for point in self.only[key]]

    def lacks(self, key: str, other: str) -> list[Quote]:
        """Return what ``other`` says and ``key`` does not."""
        both = [item for item in self._shared_by[other] if key in item.quotes]
        words = self.readings[key].words
        return [
            quote_point(point)
            for point in self.readings[other].points
            if self.is_counted
            and not point.is_limited
            and all(len(part & words) < ONLY_HERE * len(part) for part in point.claims)
            and not self._is_shared(point, both, other)
        ]

    def has_common(self, key: str, other: str) -> bool:
        return self.texts[key] == self.texts[other] or any(
            other in shared.quotes for shared in self._shared_by[key]
        )

    def is_same(self, key: str, other: str) -> bool:
        words = [
            {point.sequence for point in self.readings[k].points} for k in (key, other)
        ]
        return words[0] == words[1]

    def is_nearly_same(self, key: str, other: str) -> bool:
        pair = (min(key, other), max(key, other))
        return (self.pairs[pair] or 0) >= NEARLY_THE_SAME

    @cached_property
    def pairs(self) -> dict[tuple[str, str], float | None]:
        """The likeness of each two answers, from 0 to 1; None if one is missing.

        It is the share of words that both have, after Dice (see ``matching.dice``).
        """
        sizes = {key: len(reading.words) for key, reading in self.readings.items()}
        pairs: dict[tuple[str, str], float | None]
        pairs = dict.fromkeys(combinations(self.texts, 2))
        for key in self.answered:
            counts = self._common_words.counts(self.readings[key].words)
            by_key = dict(zip(self._common_words.places, counts, strict=True))
            for other in self.answered:
                if key < other and self.texts[key] == self.texts[other]:
                    pairs[key, other] = 1.0
                elif key < other and self.is_counted:
                    total = sizes[key] + sizes[other]
                    pairs[key, other] = 2 * by_key[other] / total if total else 0.0
        return pairs

    @cached_property
    def counts(self) -> dict[tuple[str, str], list[int]]:
        """How much each two answers share: the same, and the same but for a word."""
        counts = {pair: [0, 0] for pair in combinations(self.texts, 2)}
        for shared in self.shared:
            for pair in combinations(sorted(shared.quotes), 2):
                counts[pair][shared.kind is not Kind.SAME] += 1
        return counts

    @cached_property
    def similarity(self) -> float | None:
        """The mean of all pairs, from 0 to 1; None where nothing can be compared.

        An answer and a missing one count as 0; two missing ones do not count.
        """
        pairs = [
            alike or 0.0
            for pair, alike in self.pairs.items()
            if not set(pair).isdisjoint(self.answered)
        ]
        is_same = len(set(self.texts.values())) == 1
        if len(self.answered) < 2 or not (self.is_counted or is_same):
            return None
        return fmean(pairs)

    @property
    def label(self) -> Label | None:
        if self.similarity is None:
            return None
        is_nearly = self.similarity >= NEARLY_THE_SAME
        # "Approves orders" and "doesn't approve orders" have their words in common.
        if is_nearly and (self.shared or self.similarity == 1):
            return Label.NEARLY_THE_SAME
        is_partly = self.similarity >= PARTLY_SHARED or self.shared
        return Label.PARTLY_SHARED if is_partly else Label.DISTINCT


class Marks(NamedTuple):
    """The spans to mark; none where ``is_all`` of the text would be marked.

    Readers remember the marked parts, and only them (Lorch, "Text-signaling devices
    and their effects", 1989): a text marked as a whole has none. ``different`` are
    spans of words that differ where the rest of a point is the same.
    """

    spans: tuple[Span, ...] = ()
    is_all: bool = False
    different: frozenset[Span] = frozenset()


def _mark_lightly(row: Overlap, key: str) -> Marks:
    """Mark what all texts share, and the words in which a point of most differs.

    At most a third of the text: points in the same words come first, what does not fit
    is left out.
    """
    same, different, alike = [], [], []
    for shared in row.shared:
        if key not in shared.quotes or 2 * len(shared.quotes) <= len(row.texts):
            continue
        different += _different(row, key, shared.quotes[key])
        if len(shared.quotes) < len(row.texts):
            continue
        start, end = _item(shared, key)
        if shared.kind is Kind.SAME:
            same.append((start, end))
        else:
            parts = _alike(shared.quotes[key])
            alike += [part for part in parts if part[0] >= start]
    room = len(row.texts[key]) // MARKED_PART
    spans: list[Span] = []
    for first, last in (*sorted(same), *sorted(different), *sorted(alike)):
        is_apart = all(last <= start or end <= first for start, end in spans)
        if is_apart and last - first <= room:
            spans.append((first, last))
            room -= last - first
    return Marks(
        tuple(sorted(spans)), different=frozenset(different).intersection(spans)
    )


def _item(shared: Shared, key: str) -> Span:
    """Return the span of a quote without what opens the list in other texts.

    "Reports to CTO" is marked as "CTO" where another text has it as its third item.
    """
    quote = shared.quotes[key]
    openings = {other.opening.removesuffix(GAP) for other in shared.quotes.values()}
    words = quote.quote.casefold()
    lead = max(
        (len(o) for o in openings if o and words.startswith(f"{o.casefold()} ")),
        default=0,
    )
    rest = quote.quote[lead:]
    return quote.start + lead + len(rest) - len(rest.lstrip()), quote.end


def mark_differences(row: Overlap, key: str, against: str = "") -> Marks:
    """Mark the points of ``key`` alone, or those that ``against`` does not make.

    In a point that others make in nearly the same words, mark the words that differ.
    """
    if against == key:
        return Marks()
    alone = row.lacks(against, key) if against else row.alone(key)
    spans = [(point.start, point.end) for point in alone]
    if spans and len(spans) == len(row.readings[key].points):
        return Marks(is_all=True)
    for quote in _shared(row, key, against):
        spans += quote.different if against else _different(row, key, quote)
    return Marks(tuple(_united(spans)))


def _different(row: Overlap, key: str, quote: Quote) -> list[Span]:
    """Return the spans of the words in which a quote differs, and no text is like it.

    "Meetings" is not marked where a third text has the word too.
    """
    starts = {
        token.start for token in quote.tokens if row.is_word_of_one(token.stem, key)
    }
    return [span for span in quote.different if span[0] in starts]


def mark_shared(row: Overlap, key: str, against: str = "") -> Marks:
    """Mark what others say too, without the words in which it differs."""
    if against == key:
        return Marks()
    quotes = _shared(row, key, against)
    spans = _united([span for quote in quotes for span in _alike(quote)])
    whole = _united([(quote.start, quote.end) for quote in quotes])
    is_all = not any(quote.different for quote in quotes) and all(
        any(start <= point.start and point.end <= end for start, end in whole)
        for point in row.readings[key].points
    )
    return Marks(is_all=True) if spans and is_all else Marks(tuple(spans))


def _shared(row: Overlap, key: str, against: str) -> list[Quote]:
    return [
        shared.quotes[key]
        for shared in row.shared
        if key in shared.quotes and (not against or against in shared.quotes)
    ]


def _alike(quote: Quote) -> Iterator[Span]:
    """Yield the spans between the words in which a quote differs."""
    start = quote.start
    for span in (*quote.different, (quote.end, quote.end)):
        part = quote.text[start : span[0]]
        if WORD.search(part):
            bare = part.strip(EDGES)
            first = start + part.index(bare)
            yield first, first + len(bare)
        start = span[1]


def _united(spans: list[Span]) -> list[Span]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united
