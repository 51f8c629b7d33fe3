"""The roles nearest to a role: scored, ranked, and brought up to date."""

import heapq
from bisect import insort
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .profiles import Corpus, Profile, Vector

SHOWN = 24
# More are stored, so that a row is still right when some of them leave it.
MOST_STORED = 32
DIGITS = 4  # of a score


class Near(NamedTuple):
    """A role near to another: 1 the same, 0 as alike as any two, and below it less."""

    slug: str
    score: float


Row = tuple[Near, ...]


def product(a: Vector, b: Vector) -> int:
    return sum([a[stem] * b[stem] for stem in a.keys() & b.keys()])


def score(a: Profile, b: Profile, shared: int, corpus: Corpus) -> float:
    """Return the cosine of two vectors from the mean of all; ``shared`` is a · b.

    (a - m) · (b - m) / (|a - m| |b - m|): Ikumi Suzuki et al., "Centering similarity
    measures to reduce hubs", EMNLP 2013.
    """
    if not a.spread or not b.spread:
        return 0.0
    centred = shared - (a.mean + b.mean) + corpus.mean_square
    return round(centred / (a.spread * b.spread), DIGITS)


def scores(
    profile: Profile, others: Iterable[Profile], corpus: Corpus
) -> dict[str, float]:
    """Return the scores of those of ``others`` that share a word with a role."""
    return {
        other.slug: score(profile, other, shared, corpus)
        for other in others
        if other.slug != profile.slug
        and (shared := product(profile.vector, other.vector))
    }


def nearest(scores: Mapping[str, float]) -> Row:
    """Return the row of a role from the scores of all others."""
    places = [(-score, slug) for slug, score in scores.items()]
    best = heapq.nsmallest(MOST_STORED, places)
    return tuple(Near(slug, -negative) for negative, slug in best)


def changed_rows(
    slug: str,
    profiles: Mapping[str, Profile],
    rows: Mapping[str, Row],
    corpus: Corpus,
) -> dict[str, Row]:
    """Return the rows that one role changes, its own too, if it is not gone.

    ``profiles`` are those of all roles after the change, ``rows`` as they were before.
    """
    changed: dict[str, Row] = {}
    new: dict[str, float] = {}
    if slug in profiles:
        new = scores(profiles[slug], profiles.values(), corpus)
        changed[slug] = nearest(new)
    others = {other: row for other, row in rows.items() if other != slug}
    updated, short = updated_rows(slug, new, others)
    changed |= updated
    for other in short:
        changed[other] = nearest(scores(profiles[other], profiles.values(), corpus))
    return changed


def updated_rows(
    slug: str, scores: Mapping[str, float], rows: Mapping[str, Row]
) -> tuple[dict[str, Row], list[str]]:
    """Return what changes in ``rows`` of others, and whose row is too short now.

    ``scores`` are those of the role that changed, none if it is gone. A row stays the
    beginning of what ``nearest`` would return for it. Make a short one with that.
    """
    changed: dict[str, Row] = {}
    short: list[str] = []
    for other, row in rows.items():
        new = _updated(row, slug, scores.get(other))
        if new != row:
            changed[other] = new
        if len(new) < SHOWN and (new != row or other in scores):
            short.append(other)
    return {other: changed[other] for other in sorted(changed)}, sorted(short)


def _updated(row: Row, slug: str, score: float | None) -> Row:
    rest = [near for near in row if near.slug != slug]
    if score is not None:
        near = Near(slug, score)
        # Behind the last one may stand others that were not stored.
        if rest and _place(near) < _place(rest[-1]):
            insort(rest, near, key=_place)
    return tuple(rest[:MOST_STORED])


def _place(near: Near) -> tuple[float, str]:
    return -near.score, near.slug
