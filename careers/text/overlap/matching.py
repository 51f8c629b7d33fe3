"""Matching the points of several texts: the same, or the same but for a word or two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil

from .points import Point
from .tokens import MOST_PAIRS, Words

# How alike points are at least that are the same but for a word or two, after Dice, ...
NEARLY = 0.5
# ... how many words of either may be missing in the other, one more where they are
# this much alike, ...
MOST_DIFFERENT = 2
CLOSE = 0.7
# ... and how many words are in both.
FEWEST_COMMON = 2
# So few words say something else in another order: "reports to the CEO".
FEW_IN_ORDER = 2
# Ranks of the ladder on which a role does less than the thing itself.
HELPS = frozenset([1, 2])
# The least part of either's words that such points share: 2 s a / (a + b) is at least
# NEARLY only if s is at least NEARLY / (2 - NEARLY).
LEAST_SHARED = NEARLY / (2 - NEARLY)

Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Form:
    """The points of several texts, by key, that use the same words in one order."""

    points: dict[str, Point]

    @cached_property
    def point(self) -> Point:
        return next(iter(self.points.values()))

    @cached_property
    def only_key(self) -> str | None:
        return next(iter(self.points)) if len(self.points) == 1 else None

    def is_of_one_text_with(self, other: "Form") -> bool:
        return self.only_key is not None and self.only_key == other.only_key


def forms_of(by_key: Mapping[str, Iterable[Point]]) -> list[Form]:
    """Return the points that can be quoted, those of the same words together."""
    forms: dict[tuple[object, ...], dict[str, Point]] = {}
    for key, points in by_key.items():
        for point in points:
            if not point.is_limited:
                words = (len(point.lead_tokens), point.sequence)
                forms.setdefault(words, {}).setdefault(key, point)
    return [Form(points) for points in forms.values()]


def is_same(a: Point, b: Point) -> bool:
    """Whether two points say the same in the same words.

    What opens one of them may be missing in the other, unless it says how much of it a
    role does: "Assists with ... payroll" is not "Payroll".
    """
    if a.words == b.words:
        is_turned = a.is_passive != b.is_passive or a.bounds != b.bounds
        return not is_turned and _is_one_order(a, b)
    if a.core != b.core or (a.lead and b.lead):
        return False
    led, other = (a, b) if a.lead else (b, a)
    is_turned = any(token.is_telling for token in led.lead_tokens)
    return not is_turned and (not led.level or led.level == other.level)


def similarity(a: Point, b: Point, negations: Words) -> float:
    """Return 1 for points that say the same, NEARLY or more if nearly, else 0."""
    common = len(a.words & b.words)
    alike = 2 * common / (len(a.words) + len(b.words))
    if alike < NEARLY and a.core != b.core:
        return 0.0
    if is_same(a, b):
        return 1.0
    is_other = a.words == b.words or (a.words ^ b.words) & negations
    if alike < NEARLY or is_other:
        return 0.0
    if a.opening or b.opening or a.core == b.core:
        is_alike = _is_led_alike(a, b)
    else:
        is_alike = _is_nearly(a, b, common, alike) and not (
            _has_next_item(a, b) or _has_next_item(b, a)
        )
    return alike if is_alike and _is_one_order(a, b) else 0.0


def _has_next_item(a: Point, b: Point) -> bool:
    """Whether ``a`` has a word that ``b`` lacks and its list goes on with.

    "Replies to emails" of "Replies to emails, calls, and letters" does not lack the
    calls of "Replies to emails and calls".
    """
    following = next((t.stem for t in b.clause_tokens if t.start >= b.end), "")
    return following in a.words and following not in b.words


def _is_nearly(a: Point, b: Point, common: int, alike: float) -> bool:
    """Whether two points differ in a word or two, and in nothing that turns them.

    Not if all that follows their first words differs, which makes a frame. Nor where a
    verb is of another rank, or another one with few words in common, or where both a
    word that says how much and another differ.
    """
    ranks = {a.level, b.level}
    most = MOST_DIFFERENT + (alike >= CLOSE)
    first = {*a.sequence[:common], *b.sequence[:common]}
    is_frame = first == a.words & b.words and common < min(len(a.words), len(b.words))
    is_ranked = len(ranks) > 1 and (0 not in ranks or bool(ranks & HELPS))
    is_long = max(len(a.words), len(b.words)) > common + most
    if is_frame or is_ranked or is_long or common < FEWEST_COMMON:
        return False
    telling = a.telling ^ b.telling
    is_doubtful = bool(telling and (a.words ^ b.words) - telling) or (
        common == FEWEST_COMMON and _begin_apart(a, b)
    )
    return alike >= CLOSE or not is_doubtful


def _begin_apart(a: Point, b: Point) -> bool:
    """Whether each begins with a word that the other lacks: mostly another verb."""
    return a.sequence[0] not in b.words and b.sequence[0] not in a.words


def _is_led_alike(a: Point, b: Point) -> bool:
    """Whether two items differ in what opens them, or in words that say how much.

    "Typically reports to … the CEO" and "Reports to … often the CEO".
    """
    if not a.lead or not b.lead:
        return a.core == b.core
    leads = (a.words - a.core) & (b.words - b.core)
    is_measured = (a.core ^ b.core) <= (a.telling ^ b.telling)
    return bool(leads) and a.level == b.level and is_measured


def _is_one_order(a: Point, b: Point) -> bool:
    """Whether words that say how much stand before the same words in both.

    "A small team and a large budget" is not "a large team and a small budget".
    """
    if a.sequence == b.sequence:
        return True
    common = a.words & b.words
    if len(common) <= FEW_IN_ORDER or a.turns_into or b.turns_into:
        ours, theirs = (
            [word for word in point.sequence if word in common] for point in (a, b)
        )
        if ours != theirs:
            return False
    both = a.telling & b.telling
    return not both or _measured(a, both) == _measured(b, both)


def _measured(point: Point, telling: Words) -> set[tuple[str, str]]:
    return {pair for pair in pairwise(point.sequence) if pair[0] in telling}


def groups_of(forms: Sequence[Form], negations: Words) -> list[list[int]]:
    """Return the numbers of forms that say the same or nearly, the nearest first.

    All forms of a group are similar, and a text has at most one point in it. A pair
    that fits no group of more is one, if neither's point has one of the other's text.
    The order of the texts makes no difference.
    """
    groups = [[number] for number in range(len(forms))]
    alike = {
        pair: same
        for pair in candidates(forms)
        if (same := similarity(forms[pair[0]].point, forms[pair[1]].point, negations))
    }

    def nearest_first(pair: Pair) -> tuple[float, int, Pair]:
        common = forms[pair[0]].point.words & forms[pair[1]].point.words
        return -alike[pair], -len(common), pair

    left = []
    for a, b in sorted(alike, key=nearest_first):
        ours, theirs = groups[a], groups[b]
        if ours is theirs:
            continue
        if _can_join(ours, theirs, forms, alike):
            ours += theirs
            for number in theirs:
                groups[number] = ours
        else:
            left.append((a, b))
    joined = [
        sorted(group) for first, group in enumerate(groups) if first == min(group)
    ]
    return joined + list(_pairs_left(left, groups, forms))


def _can_join(
    ours: list[int],
    theirs: list[int],
    forms: Sequence[Form],
    alike: Mapping[Pair, float],
) -> bool:
    return {key for n in ours for key in forms[n].points}.isdisjoint(
        key for n in theirs for key in forms[n].points
    ) and all((min(a, b), max(a, b)) in alike for a in ours for b in theirs)


def _pairs_left(
    pairs: list[Pair], groups: Sequence[list[int]], forms: Sequence[Form]
) -> Iterator[list[int]]:
    partners = {
        (number, key)
        for number, group in enumerate(groups)
        for other in group
        for key in forms[other].points
    }
    for a, b in pairs:
        both = {(a, key) for key in forms[b].points}
        both |= {(b, key) for key in forms[a].points}
        if partners.isdisjoint(both):
            partners |= both
            yield [a, b]


def candidates(forms: Sequence[Form]) -> set[Pair]:
    """Return the pairs of forms of two texts that may be similar, if not too many.

    Two sets can only be that similar if they share one of their rarest words: the
    prefix filter of Chaudhuri, Ganti and Kaushik ("A primitive operator for similarity
    joins in data cleaning", 2006). Fewer words do where each set looks for shorter
    ones: Bayardo, Ma and Srikant ("Scaling up all pairs similarity search", 2007).
    """
    counts = Counter(word for form in forms for word in form.point.words)
    rarest_first = sorted(counts, key=lambda word: (counts[word], word))
    rarity = {word: place for place, word in enumerate(rarest_first)}
    shorter: dict[str | Words, list[int]] = defaultdict(list)
    pairs: set[Pair] = set()
    for number in sorted(range(len(forms)), key=lambda n: len(forms[n].point.words)):
        form = forms[number]
        words, core = form.point.words, form.point.core
        rarest = sorted(words, key=rarity.__getitem__)
        others = set(shorter[core])
        others.update(*(shorter[word] for word in _first(rarest, LEAST_SHARED)))
        pairs.update(
            (min(number, other), max(number, other))
            for other in others
            if not form.is_of_one_text_with(forms[other])
        )
        if len(pairs) > MOST_PAIRS:
            return set()
        shorter[core].append(number)
        for word in _first(rarest, NEARLY):
            shorter[word].append(number)
    return pairs


def _first(words: Sequence[str], shared: float) -> Sequence[str]:
    """Return the first words: any so large a share of all has one of them.

    >>> _first(["kernel", "server", "runs", "keeps"], 0.5)
    ['kernel', 'server', 'runs']
    """
    return words[: len(words) - ceil(shared * len(words)) + 1]
