"""Roles as short vectors, and what is known of all roles together."""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import fsum, log, sqrt

from .words import Phrase, RoleWords

# A vector has this length. Its weights are whole numbers: sums of their products are
# the same in any order, and in any database.
LENGTH = 10_000
MOST_WORDS = 200  # of a vector, its heaviest
MOST_SINGLE, MOST_PHRASES = 100, 150  # of a profile: words, and longer phrases
# Between 1/2 and 1: said twice is more than once, and less than twice as much.
REPETITION = 2 / 3
# The mean of so many roles or fewer says little: it is drawn towards nothing, as if
# this many roles without words stood beside them.
EMPTY_ROLES = 10

Vector = dict[str, int]


@dataclass(frozen=True)
class Corpus:
    """All roles of a site: in how many a word is, and the sum of their vectors.

    It changes slowly: keep one, and count again once in a while. Until then a word that
    it lacks counts as one that a single role has. The mappings may hold only the words
    of the roles at hand.
    """

    roles: int = 0
    roles_with: Mapping[str, int] = field(default_factory=dict)
    totals: Mapping[str, int] = field(default_factory=dict)
    square: int = 0  # of the length of ``totals``

    @cached_property
    def mean_square(self) -> float:
        return self.square / (self.roles + EMPTY_ROLES) ** 2

    def rarity(self, stem: str) -> float:
        """Return ln((1 + roles) / (1 + roles with the word)) + 1."""
        return log((1 + self.roles) / (1 + self.roles_with.get(stem, 1))) + 1

    def mean(self, stem: str) -> float:
        return self.totals.get(stem, 0) / (self.roles + EMPTY_ROLES)

    def is_boilerplate(self, stem: str) -> bool:
        """Whether most roles have a word."""
        return self.roles_with.get(stem, 1) > max(2, self.roles / 2)


@dataclass(frozen=True)
class Profile:
    """What is kept of a role: its vector, where the mean stands to it, phrases.

    ``mean`` is the product of the vector with the mean of all; ``spread`` is how far
    the vector is from it.
    """

    slug: str
    vector: Vector
    mean: float
    spread: float
    phrases: dict[str, Phrase]


def profiles_of(roles: Iterable[RoleWords]) -> tuple[Corpus, dict[str, Profile]]:
    """Count all roles of a site, and return their profiles by slug."""
    words = sorted(roles, key=lambda role: role.slug)
    corpus = add_mean(count_words(words), words)
    return corpus, {role.slug: profile_of(role, corpus) for role in words}


def count_words(roles: Iterable[RoleWords]) -> Corpus:
    """Return a corpus without its mean; ``roles`` are read one by one."""
    number = 0
    roles_with: Counter[str] = Counter()
    for role in roles:
        number += 1
        roles_with.update(role.counts.keys())
    return Corpus(number, roles_with)


def add_mean(corpus: Corpus, roles: Iterable[RoleWords]) -> Corpus:
    """Return a corpus with the mean of the same roles; they are read one by one."""
    totals: Counter[str] = Counter()
    for role in roles:
        totals.update(vector_of(role, corpus))
    square = sum(total * total for total in totals.values())
    return replace(corpus, totals=totals, square=square)


def profile_of(role: RoleWords, corpus: Corpus) -> Profile:
    vector = vector_of(role, corpus)
    mean = fsum(weight * corpus.mean(stem) for stem, weight in vector.items())
    own = sum(weight * weight for weight in vector.values())
    spread = sqrt(max(0.0, own - 2 * mean + corpus.mean_square))
    return Profile(role.slug, vector, mean, spread, _phrases(role, vector, corpus))


def vector_of(role: RoleWords, corpus: Corpus) -> Vector:
    """Return the heaviest words of a role: count ** REPETITION x sqrt(rarity)."""
    weights = {
        stem: count**REPETITION * sqrt(corpus.rarity(stem))
        for stem, count in role.counts.items()
    }
    heaviest = heapq.nsmallest(
        MOST_WORDS, weights.items(), key=lambda item: (-item[1], item[0])
    )
    length = sqrt(fsum(weight * weight for _, weight in heaviest))
    rounded = {stem: round(LENGTH * weight / length) for stem, weight in heaviest}
    return {stem: weight for stem, weight in rounded.items() if weight}


def _phrases(role: RoleWords, vector: Vector, corpus: Corpus) -> dict[str, Phrase]:
    """Return the heaviest phrases of known words, and as many single words."""
    telling = {stem for stem in vector if not corpus.is_boilerplate(stem)}
    weights: tuple[dict[str, int], dict[str, int]] = {}, {}
    for key, (_, stems, _) in role.phrases.items():
        if all(stem in vector for stem in stems) and not telling.isdisjoint(stems):
            weight = sum(vector[stem] for stem in set(stems))
            weights[len(stems) > 1][key] = weight
    return {
        key: role.phrases[key]
        for kind, most in zip(weights, (MOST_SINGLE, MOST_PHRASES), strict=True)
        for key in heapq.nsmallest(most, kind, key=lambda key: (-kind[key], key))
    }
