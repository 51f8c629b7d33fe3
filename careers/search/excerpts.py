"""Where the words of a search stand in a role, in context and marked."""

import re
from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from careers.models import Dimension, RoleDimensionEntry
from careers.text import fold_letters, one_line
from careers.text.search_words import search_stem, search_words, visible_letters

from .index import search_language
from .query import MAX_LENGTH, Query, read_query

LENGTH = 160  # characters of an excerpt
BEFORE = 40  # of them before the first word that matches
MOST_READ = 20_000  # characters of one text
MOST_TRIED = 2  # texts of a role that may have the words
MOST_WINDOWS = 100  # matches in one text
JOINED = str.maketrans("", "", "-‐‑–/.&+_'’·")


class Piece(NamedTuple):
    """A part of a text, and whether the search asked for it."""

    text: str
    is_match: bool


class Excerpt(NamedTuple):
    """Part of a text of a role, in pieces, and the dimension of the text."""

    dimension: str
    pieces: list[Piece]


class Match(NamedTuple):
    """Where a word of the query is, and which one it is."""

    start: int
    end: int
    word: int


class Marker:
    """Marks the words of a query in texts. A query that was read is not read again."""

    def __init__(self, words: str, query: Query | None = None):
        self.query = query or read_query(words)
        self.language = search_language()
        self.starts = [
            _starts_of(part.stem for m in word.meanings for part in m.parts)
            for word in self.query.words
        ]

    def pieces(self, text: str) -> list[Piece]:
        """Return all of ``text`` in pieces, for a template to mark."""
        return _pieces(
            text, [(match.start, match.end) for match in self._matches(text)]
        )

    def excerpt(self, text: str) -> list[Piece]:
        """Return the part of ``text`` with most of the rarest words; [] for none."""
        text = one_line(text[:MOST_READ])
        matches = self._matches(text)[:MOST_WINDOWS]
        if not matches:
            return []
        windows = [
            (self._worth(match.word for match in in_window(start, matches)), -start)
            for start, *_ in matches[:MOST_WINDOWS]
        ]
        start = _word_start(text, max(0, -max(windows)[1] - BEFORE))
        end = _word_end(text, start + LENGTH)
        spans = [
            (match.start - start, match.end - start)
            for match in matches
            if start <= match.start and match.end <= end
        ]
        pieces = _pieces(text[start:end], spans)
        before = [Piece("… ", False)] if start else []
        after = [Piece(" …", False)] if end < len(text) else []
        return [*before, *pieces, *after]

    def promise(self, text: str) -> float:
        """Return about what ``text`` may be worth, without reading its words."""
        return self._worth(self.places(text))

    def places(self, text: str) -> set[int]:
        """Return which words of the query ``text`` may have, without reading it."""
        folded = text.lower() if text.isascii() else fold_letters(visible_letters(text))
        joined = folded.translate(JOINED)
        return {
            place
            for place, starts in enumerate(self.starts)
            if starts.search(folded) or starts.search(joined)
        }

    def _worth(self, places: Iterable[int]) -> float:
        """Return how much words say, each once: rare ones more."""
        documents = self.query.documents + 1
        return sum(
            (1.0 if word.is_needed else 0.01)
            * documents
            / (documents + word.meanings[0].parts[0].count)
            for word in (self.query.words[place] for place in set(places))
        )

    def _matches(self, text: str) -> list[Match]:
        """Return where words of the query are, those that touch as one."""
        matches: list[Match] = []
        for word in search_words(text):
            stem = search_stem(word.form, self.language)
            place = self._place(word.form, stem)
            if place is None:
                continue
            if matches and word.start < matches[-1].end:
                last = matches.pop()
                start, end = min(last.start, word.start), max(last.end, word.end)
                matches.append(Match(start, end, last.word))
            else:
                matches.append(Match(word.start, word.end, place))
        return matches

    def _place(self, form: str, stem: str) -> int | None:
        for place, word in enumerate(self.query.words):
            for meaning in word.meanings:
                for part in meaning.parts:
                    if stem == part.stem or (
                        part.is_start and form.startswith(part.stem)
                    ):
                        return place
        return None


def with_excerpts(roles, words, query=None):
    """Give each of ``roles`` the ``excerpt`` of its text that matches best, or None.

    The roles are public, and so are the texts: one query for all of them. A ``query``
    is what the words were found to mean.
    """
    roles = list(roles)
    for role in roles:
        role.excerpt = None
    if not words[:MAX_LENGTH].strip() or not roles:
        return roles
    marker, texts = Marker(words, query), defaultdict(list)
    # Not published(), for which SQLite looks at every public role first.
    entries = RoleDimensionEntry.objects.filter(
        role__in=roles, dimension__in=Dimension.objects.published()
    )
    entries = entries.order_by("dimension__position", "dimension__name")
    for key, dimension, text in entries.values_list("role", "dimension__name", "text"):
        if promise := marker.promise(text):
            texts[key].append((promise, dimension, text))
    for role in roles:
        best = nlargest(MOST_TRIED, texts[role.pk], key=itemgetter(0))
        excerpts = (Excerpt(name, marker.excerpt(text)) for _, name, text in best)
        role.excerpt = next((found for found in excerpts if found.pieces), None)
    return roles


def in_window(start: int, matches: list[Match]) -> list[Match]:
    return [match for match in matches if start <= match.start < start + LENGTH]


def _starts_of(stems: Iterable[str]) -> re.Pattern[str]:
    """Return what finds where words may have one of ``stems``: no "cid" in "acid"."""
    # A "y" becomes an "i" in some stems.
    starts = sorted({re.sub("(?<=..)i$", "[iy]", re.escape(stem)) for stem in stems})
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(starts)})")


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces, place = [], 0
    for start, end in spans:
        pieces += [Piece(text[place:start], False), Piece(text[start:end], True)]
        place = end
    pieces.append(Piece(text[place:], False))
    return [piece for piece in pieces if piece.text]


def _word_start(text: str, place: int) -> int:
    """Return where the word at ``place`` starts, if a space is near."""
    if not place:
        return 0
    space = text.find(" ", place - 1, place + BEFORE // 2)
    return place if space < 0 else space + 1


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - BEFORE // 2, place + 1)
    return place if space < 0 else space
