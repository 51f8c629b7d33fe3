"""Words in one order that points of several texts share, where the rest differs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from careers.text.languages import Language

from .matching import HELPS, MOST_PAIRS, Form

# So many words make a run, if they are a phrase of their own in both texts.
FEWEST_WORDS = 3
# So many need nothing before them that parts them from the rest.
MANY_WORDS = 6
# A number so many words after a run limits it: "approves orders up to 50".
NEAR = 2


@dataclass
class Run:
    """Words that several forms share: ``length`` of them, from a place in each."""

    length: int
    places: dict[int, int]


@dataclass(frozen=True, order=True)
class _Pair:
    """The longest run of two forms around some words, from a place in both."""

    length: int
    forms: tuple[int, int]
    places: tuple[int, int]


def runs_of(forms: Sequence[Form], language: Language) -> list[Run]:
    """Return the runs that forms share, the longest first; forms by their number."""
    runs: list[Run] = []
    of_form: dict[int, list[Run]] = defaultdict(list)
    for pair in sorted(_pairs(forms, language), key=lambda run: (-run.length, run)):
        known = [run for number in pair.forms for run in of_form[number]]
        if not any(_join(run, pair, forms, of_form) for run in known):
            runs.append(
                Run(pair.length, dict(zip(pair.forms, pair.places, strict=True)))
            )
            for number in pair.forms:
                of_form[number].append(runs[-1])
    return runs


def _join(
    run: Run, pair: _Pair, forms: Sequence[Form], of_form: dict[int, list[Run]]
) -> bool:
    """Add the other form of a pair to a run of one; whether both are in it now."""
    a, b = pair.forms
    at, bt = pair.places
    for known, new, start, other in ((a, b, at, bt), (b, a, bt, at)):
        if known not in run.places:
            continue
        shift = start - run.places[known]
        low, high = max(shift, 0), min(shift + pair.length, run.length)
        if high - low < FEWEST_WORDS:
            continue
        if new in run.places:
            return True
        keys = {key for number in run.places for key in forms[number].points}
        if high - low == run.length and keys.isdisjoint(forms[new].points):
            run.places[new] = other - shift
            of_form[new].append(run)
            return True
    return False


def _pairs(forms: Sequence[Form], language: Language) -> Iterator[_Pair]:
    words = [tuple(token.stem for token in form.point.tokens) for form in forms]
    ends: dict[tuple[int, int, int], int] = {}
    for places in _repeated(words):
        for (a, at), (b, bt) in combinations(places, 2):
            diagonal = (a, b, at - bt)
            if a == b or at < ends.get(diagonal, 0):
                continue
            if forms[a].is_of_one_text_with(forms[b]):
                continue
            back, length = _extent(words[a], at, words[b], bt)
            ends[diagonal] = at - back + length
            pair = _Pair(length, (a, b), (at - back, bt - back))
            if _is_of_one_rank(pair, forms) and all(
                _is_phrase(forms[number], place, length, language)
                for number, place in zip(pair.forms, pair.places, strict=True)
            ):
                yield pair


def _is_of_one_rank(pair: _Pair, forms: Sequence[Form]) -> bool:
    """Whether no verb of another rank opens the object of one that begins a run.

    "Audits suppliers" is not "helps to audit suppliers".
    """
    a, b = (forms[number].point.level for number in pair.forms)
    at, bt = pair.places
    is_helped = (at and not bt and a in HELPS) or (bt and not at and b in HELPS)
    is_ranked = set(pair.places) == {0, 1} and a and b
    return a == b or not (is_helped or is_ranked)


def _repeated(words: Sequence[tuple[str, ...]]) -> list[list[tuple[int, int]]]:
    """Return the places of each few words in a row that stand in two forms or more."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, sequence in enumerate(words):
        for place in range(len(sequence) - FEWEST_WORDS + 1):
            places[sequence[place : place + FEWEST_WORDS]].append((number, place))
    repeated = [numbers for numbers in places.values() if len(numbers) > 1]
    is_too_much = sum(len(numbers) ** 2 for numbers in repeated) > 2 * MOST_PAIRS
    return [] if is_too_much else repeated


def _extent(
    a: tuple[str, ...], at: int, b: tuple[str, ...], bt: int
) -> tuple[int, int]:
    """Return how far a run goes back from two places, and its length."""
    back = 0
    while back < min(at, bt) and a[at - back - 1] == b[bt - back - 1]:
        back += 1
    after = 0
    while after < min(len(a) - at, len(b) - bt) and a[at + after] == b[bt + after]:
        after += 1
    return back, back + after


def _is_phrase(form: Form, place: int, length: int, language: Language) -> bool:
    """Whether something parts a run from the words around it, and nothing turns it."""
    tokens, text = form.point.tokens, form.point.text
    after = place + length
    if len({token.start for token in tokens[place:after]}) < FEWEST_WORDS:
        return False  # a short form, spelt out
    if place and tokens[place - 1].is_telling:
        return False
    if any(token.stem[0].isdigit() for token in tokens[after : after + NEAR]):
        return False
    if place and length < MANY_WORDS:
        before = text[tokens[place - 1].end : tokens[place].start]
        if before.isspace() or not language.relatives.isdisjoint(before.split()):
            return False
    if after == len(tokens) or tokens[after].is_telling:
        return True
    behind = text[tokens[after - 1].end : tokens[after].start]
    return not behind.isspace() and language.of.isdisjoint(behind.casefold().split())
