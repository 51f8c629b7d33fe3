"""The roles near to some, as pages show them."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, Subquery

from careers.models import (
    ChangedRole,
    Role,
    SimilarProfile,
    SimilarState,
    SimilarWaiting,
)
from careers.models.role import title_of
from careers.paths import path_to
from careers.search import index
from careers.text.similarity import (
    SHOWN,
    Corpus,
    Index,
    profiles_of,
    read_role,
    shared_phrases,
    steps_between,
)

from . import candidates, queue
from .stored import key_of, texts_of, to_profile, to_row, with_phrases

MOST_LISTED = 6  # on a page
MOST_CONSIDERED = 3  # below a comparison
MOST_QUOTED = 3  # words of each


class NearRole(NamedTuple):
    """What a page names of a role: a model instance takes several times as long."""

    pk: int
    name: str
    qualifier: str
    slug: str

    @property
    def title(self):
        return title_of(self.name, self.qualifier)

    def get_absolute_url(self):
        return path_to("careers:role", self.slug)


class Match(NamedTuple):
    """A role near to another, and words that stand in both."""

    role: Role | NearRole
    score: float
    quotes: list[str]


@dataclass(frozen=True)
class Suggestion:
    """A role near to some of a set, with words that it shares with the roles ``to``."""

    role: Role | NearRole
    to: frozenset[int]
    quotes: list[str]


class Step(NamedTuple):
    """A role between two, with words that it shares with each."""

    role: Role | NearRole
    first: list[str]
    second: list[str]


class Neighbours:
    """The roles near to each of some, best first, from what is kept of all."""

    def __init__(self, keys):
        self.keys = list(dict.fromkeys(keys))
        rows = self._rows()
        if rows[0][0] if rows else is_old():
            index.refresh_some()
            queue.refresh_if_free()
            rows = self._rows()
        self.matches = defaultdict(list)
        for _is_old, to, score, quotes, *role in rows:
            match = Match(NearRole(*role), score, json.loads(quotes))
            self.matches[to].append(match)
        for matches in self.matches.values():
            matches.sort(key=lambda match: (-match.score, match.role.slug))

    def _rows(self):
        sql, parameters = rows_query(len(self.keys))
        keys = dict(enumerate(self.keys, -len(self.keys)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [keys.get(value, value) for value in parameters])
            return cursor.fetchall()

    def similar_to(self, role):
        return self.matches[role.pk][:SHOWN]

    def listed(self, role):
        """Return the few roles that a page names, each with words to quote."""
        matches = [match for match in self.similar_to(role) if is_shown(match)]
        return [
            match._replace(quotes=match.quotes[:MOST_QUOTED])
            for match in matches[:MOST_LISTED]
        ]

    def suggestions(self):
        """Return the roles nearest to the whole set that are not in it."""
        found = defaultdict(dict)
        for key in self.keys:
            for match in self.matches[key][:SHOWN]:
                if match.role.pk not in self.keys and is_shown(match):
                    found[match.role.pk][key] = match
        best = sorted(
            found.values(),
            key=lambda near: (
                -sum(match.score for match in near.values()),
                next(iter(near.values())).role.slug,
            ),
        )
        return [suggestion_of(near) for near in best[:MOST_CONSIDERED]]

    def step(self):
        """Return the best role between two, or None."""
        first, second = self.keys
        near = {
            match.role.pk: match.role
            for key in self.keys
            for match in self.matches[key]
        }
        rows, corpus = self._profiles([first, second, *near])
        if not {first, second} <= rows.keys():
            return None
        profiles = {
            key: to_profile(row.slug, key, row.vector, row.mean, row.spread)
            for key, row in rows.items()
        }
        a, b = profiles.pop(first), profiles.pop(second)
        for step in steps_between(a, b, profiles.values(), corpus):
            key = key_of(step.slug)
            trio = [rows[first], rows[key], rows[second]]
            read, means = with_phrases(trio, corpus.roles)
            quotes = [
                shared_phrases(read[step.slug], read[end.slug], means, MOST_QUOTED)
                for end in (a, b)
            ]
            if all(quotes):
                return Step(near[key], *quotes)
        return None

    def _profiles(self, keys):
        """Return the rows of profiles by their roles, and what scoring them needs."""
        state = SimilarState.objects.order_by()
        rows = SimilarProfile.objects.filter(role__in=keys).defer("words")
        rows = {
            row.role_id: row
            for row in rows.annotate(
                roles=Subquery(state.values("roles")),
                square=Subquery(state.values("square")),
            )
        }
        row = next(iter(rows.values()), None)
        return rows, Corpus(row.roles, square=row.square) if row else Corpus()


class ProposedNeighbours(Neighbours):
    """The same if ``roles`` were the public ones, with these texts. For small sites."""

    def __init__(self, keys, roles, entries, wording):
        self.keys = list(dict.fromkeys(keys))
        by_key = {role.pk: role for role in roles}
        words = [read_role(text, wording) for text in texts_of(roles, entries)]
        self.corpus, profiles = profiles_of(words)
        self.read = {key_of(mark): profile for mark, profile in profiles.items()}
        rows = Index(profiles.values(), self.corpus)
        self.matches = {
            key: [
                Match(
                    by_key[key_of(near.slug)],
                    near.score,
                    shared_phrases(self.read[key], profiles[near.slug], self.corpus),
                )
                for near in rows.row(self.read[key])
            ]
            for key in self.keys
        }

    def _profiles(self, keys):
        rows = {key: to_row(self.read[key], (), self.corpus) for key in keys}
        return rows, self.corpus


@cache
def rows_query(count):
    """Return the SQL that reads the rows of so many roles, and its parameters.

    Negative numbers, up to -1, stand for their keys. To build this query takes Django
    ten times as long as it takes the database to answer.
    """
    changed = ChangedRole.objects.order_by()
    roles = Role.objects.published().filter(similar_to__role__in=range(-count, 0))
    roles = roles.annotate(to=F("similar_to__role"), is_old=was_changed())
    # None that has changed since it was read.
    profiles = SimilarProfile.objects.order_by()
    for end in ("pk", "to"):
        roles = roles.exclude(Exists(changed.filter(role=OuterRef(end))))
        roles = roles.filter(Exists(profiles.filter(role=OuterRef(end))))
    pair = ["similar_to__score", "similar_to__quotes"]
    rows = roles.order_by().values_list("is_old", "to", *pair, *NearRole._fields)
    return rows.query.sql_with_params()


def is_shown(match):
    """Whether two roles are more alike than any two, and words can be quoted."""
    return match.score > 0 and bool(match.quotes)


def suggestion_of(near):
    """Return the words that say most: many, and shared with many of the set."""
    quotes, roles = defaultdict(list), defaultdict(set)
    for key, match in sorted(near.items(), key=lambda item: -item[1].score):
        for quote in match.quotes:
            quotes[quote.lower()].append(quote)
            roles[quote.lower()].add(key)
    words = defaultdict(list)
    for quote, (first, *_) in quotes.items():
        words[frozenset(roles[quote])].append(first)
    to = max(words, key=lambda keys: len(keys) * min(len(words[keys]), MOST_QUOTED))
    return Suggestion(next(iter(near.values())).role, to, words[to][:MOST_QUOTED])


def was_changed():
    """Whether anything is to be read again that a visitor need not wait long for."""
    small_site = index.SearchState.objects.filter(count__lte=candidates.MOST_FOUND)
    state = SimilarState.objects.filter(is_outdated=True, roles__lte=queue.SMALL)
    return (
        Exists(ChangedRole.objects.order_by())
        | (Exists(SimilarWaiting.objects.order_by()) & Exists(small_site))
        | Exists(state)
    )


def is_old():
    search_state = index.SearchState.objects.annotate(is_old=was_changed())
    return search_state.filter(is_old=True).exists()
