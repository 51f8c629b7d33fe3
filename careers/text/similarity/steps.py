"""Roles that lie between two others."""

from collections.abc import Iterable
from typing import NamedTuple

from .profiles import Corpus, Profile
from .rows import product, score


class Step(NamedTuple):
    """A role between two, and its score with each."""

    slug: str
    to_first: float
    to_second: float


def steps_between(
    a: Profile, b: Profile, candidates: Iterable[Profile], corpus: Corpus
) -> list[Step]:
    """Return the candidates nearer to each of two roles than these are to each other.

    The best first: the one whose longer half is shortest.
    """
    apart = max(0.0, _score(a, b, corpus))
    steps = [
        Step(role.slug, _score(role, a, corpus), _score(role, b, corpus))
        for role in candidates
        if role.slug not in {a.slug, b.slug}
    ]
    between = [step for step in steps if min(step.to_first, step.to_second) > apart]
    return sorted(
        between,
        key=lambda step: (
            -min(step.to_first, step.to_second),
            -max(step.to_first, step.to_second),
            step.slug,
        ),
    )


def _score(a: Profile, b: Profile, corpus: Corpus) -> float:
    return score(a, b, product(a.vector, b.vector), corpus)
