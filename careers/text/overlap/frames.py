"""Frames: what several texts do in the same way to different things."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from .clauses import patterns_of
from .points import Phrase, Reading
from .shared import Quote, Shared
from .tokens import EDGES, MOST_PAIRS, Token, Wording, Words, dice

# Objects of verbs of two ranks are one if their heads are, and this much alike, ...
ALIKE_WITH_ONE_HEAD = 0.5
# ... or if they are this much alike, and have so many words in common.
ALIKE = 0.6
FEWEST_COMMON = 2


Place = tuple[str, int]  # the key of a text, and a place in it


@dataclass(frozen=True)
class Frame:
    """An opener and what follows it in each text, by key: "Owns: X | Y".

    On the ladder, with verbs of several ranks, ``opener`` is "" and each quote has its
    verb: "Leads the strategy | contributes to the strategy".
    """

    opener: str
    quotes: dict[str, Quote]


def find_frames(
    readings: Mapping[str, Reading], shared: list[Shared], wording: Wording
) -> list[Frame]:
    """Return the frames of what the texts do not share, those of most texts first."""
    if not wording.language.can_match_nearly:
        return []
    together: dict[Place, list[set[Place]]] = defaultdict(list)
    for item in shared:
        places = {(key, quote.start) for key, quote in item.quotes.items()}
        for place in places:
            together[place].append(places)
    frames = [*_of_openers(readings, wording), *_of_ladder(readings, wording)]
    frames.sort(key=lambda frame: -len(frame.quotes))
    kept: list[Frame] = []
    for frame in frames:
        phrases = {(key, phrase.start) for key, phrase in frame.phrases.items()}
        around = together[min(phrases)]
        if not any(phrases <= places for places in around):
            for place in phrases:
                together[place].append(phrases)
            kept.append(Frame(frame.opener, frame.quotes))
    return kept


@dataclass(frozen=True)
class _Candidate(Frame):
    phrases: dict[str, Phrase]


def _of_openers(
    readings: Mapping[str, Reading], wording: Wording
) -> Iterator[_Candidate]:
    begins = patterns_of(wording.language).leading_conjunction
    phrasal = wording.language.phrasal
    by_opener: dict[tuple[str, ...], dict[str, Phrase]] = defaultdict(dict)
    for key, reading in readings.items():
        for phrase in reading.phrases:
            if 0 < phrase.least <= phrase.most:
                stems = tuple(token.stem for token in phrase.tokens[: phrase.least])
                by_opener[stems].setdefault(key, phrase)
    for phrases in by_opener.values():
        if len(phrases) > 1:
            frame = _opened(phrases)
            # "and maintains" is no object of "Builds", nor ", coaches" of "Hires", nor
            # "out what users need" of "Finds".
            if not any(
                begins.match(q.text, q.start)
                or q.text[q.start] in EDGES
                or q.quote.split(None, 1)[0].casefold() in phrasal
                for q in frame.quotes.values()
            ):
                yield frame


def _opened(phrases: dict[str, Phrase]) -> _Candidate:
    """Split phrases after the words that open all of them."""
    most = min(phrase.most for phrase in phrases.values())
    count = min(_common(phrases), most)
    starts = {key: phrase.tokens[count].start for key, phrase in phrases.items()}
    # "the" of "Owns the roadmap" is the opener's where it is in all of them.
    small = {
        key: phrase.text[phrase.tokens[count - 1].end : starts[key]].casefold()
        for key, phrase in phrases.items()
    }
    if len(set(small.values())) > 1:
        starts = {
            key: phrase.tokens[count - 1].end + _gap(small[key])
            for key, phrase in phrases.items()
        }
    quotes = {
        key: Quote(phrase.text, starts[key], phrase.end)
        for key, phrase in phrases.items()
    }
    first = phrases[min(phrases)]
    opener = first.text[first.start : starts[min(phrases)]].strip()
    return _Candidate(opener, quotes, phrases)


def _gap(small: str) -> int:
    return len(small) - len(small.lstrip())


def _common(phrases: Mapping[str, Phrase]) -> int:
    """Return how many tokens from their start on all phrases have in common."""
    stems = ([token.stem for token in phrase.tokens] for phrase in phrases.values())
    columns = zip(*stems, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _of_ladder(
    readings: Mapping[str, Reading], wording: Wording
) -> Iterator[_Candidate]:
    ranked = _ranked(readings, wording)
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, (*_, aim) in enumerate(ranked):
        for word in set(aim.words):
            by_word[word].append(number)
    if sum(len(by_word[aim.words[-1]]) for *_, aim in ranked) > MOST_PAIRS:
        return
    together = [
        {
            other: dice(Words(aim.words), Words(ranked[other][2].words))
            for other in by_word[aim.words[-1]]
            if _is_one_aim(aim, ranked[other][2])
        }
        for *_, aim in ranked
    ]
    # The most texts first, then what is most alike.
    together.sort(key=lambda alike: (-len(alike), -sum(alike.values()), [*alike]))
    used: set[int] = set()
    for numbers in together:
        frame: dict[str, Phrase] = {}
        for number in numbers:
            key, phrase, _aim = ranked[number]
            if number not in used:
                frame.setdefault(key, phrase)
        if len({phrase.level for phrase in frame.values()}) > 1:
            used.update(numbers)
            quotes = {key: Quote(p.text, p.start, p.end) for key, p in frame.items()}
            yield _Candidate("", quotes, frame)


class _Aim(NamedTuple):
    """The words of a verb's object, and whether its last, a plural, counts things."""

    words: tuple[str, ...]
    is_several: bool


def _ranked(
    readings: Mapping[str, Reading], wording: Wording
) -> list[tuple[str, Phrase, _Aim]]:
    """Return the phrases with a verb of a rank, each with its key and its object."""
    distinct: dict[tuple[str, int, _Aim], Phrase] = {}
    for key, reading in readings.items():
        for phrase in reading.phrases:
            if phrase.level and (tokens := list(_object(phrase, wording))):
                last = tokens[-1]
                is_plural = phrase.text.endswith("s", last.start, last.end)
                words = tuple(token.stem for token in tokens)
                aim = _Aim(words, is_plural and not last.stem.endswith("s"))
                distinct.setdefault((key, phrase.level, aim), phrase)
    return [(key, phrase, aim) for (key, _level, aim), phrase in distinct.items()]


def _object(phrase: Phrase, wording: Wording) -> Iterator[Token]:
    """Yield the words of the object of a phrase's verb, up to what follows it."""
    ladder = wording.language.ladder
    verb = next(n for n, token in enumerate(phrase.tokens) if token.stem in ladder)
    before: Token | None = None
    for token in phrase.tokens[verb + 1 :]:
        if before and not phrase.text[before.end : token.start].isspace():
            return
        yield token
        before = token


def _is_one_aim(a: _Aim, b: _Aim) -> bool:
    """Whether two objects are one: "technical strategy" and "strategy for teams".

    "Budget reviews" and "garden reviews" are several things, and not the same.
    """
    ours, theirs = Words(a.words), Words(b.words)
    if a.is_several and b.is_several and ours - theirs and theirs - ours:
        return False
    alike = dice(ours, theirs)
    return (a.words[-1] == b.words[-1] and alike >= ALIKE_WITH_ONE_HEAD) or (
        alike >= ALIKE and len(ours & theirs) >= FEWEST_COMMON
    )
