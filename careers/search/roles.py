"""Roles found by words."""

from itertools import combinations, islice
from typing import NamedTuple

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat, StrIndex

from careers.models import ChangedRole, SearchDocument

from . import engine
from .documents import INITIALS, NAME, OTHER_NAME
from .index import MOST_AT_ONCE, refresh, refresh_roles
from .query import SHORT, Query, read_query
from .ranking import Ranking

MOST = 300  # roles that one search finds, and documents that are scored for each step
MOST_CHECKED = 2 * MOST  # documents, of which MOST are usually of visible roles
MOST_LOOKED_UP = 1_000  # roles of which each is looked for among the matches
MOST_IN_TURN = 4  # words of which each is left out in turn
ENOUGH = 100  # roles that have some of the words
FEW = 5  # with fewer roles that have all words, those with some of them count too


def search_roles(roles, words):
    """Return the ``roles`` that match best, best first, at most MOST of them.

    Without any words all roles match, and with signs alone none does. Adds ``rank``.
    """
    if not words.strip():
        return roles
    return ranked(roles, find(roles, words).keys)


class Found(NamedTuple):
    """The keys of the roles that match best, best first, and what was looked for."""

    keys: list[int]
    query: Query


def find(roles, words, only=None):
    """Return what ``words`` find among ``roles``, at most MOST.

    With ``only``, a set of keys, roles with others do not count.
    """
    may_be_old = refresh(MOST_AT_ONCE)
    query = read_query(words)
    return Found(ranked_keys(Candidates(roles, query, may_be_old, only)), query)


def ranked(roles, keys):
    """Return those of ``roles`` that have the keys, in their order. Adds ``rank``."""
    places = Value(f",{','.join(map(str, keys))},")
    key = Concat(Value(","), Cast("pk", CharField()), Value(","))
    matches = roles.filter(pk__in=keys).annotate(rank=StrIndex(places, key))
    return matches.order_by("rank")


def ranked_keys(candidates):
    """Return the keys of the roles that match best, the best first."""
    ranking = Ranking(candidates.query)
    scored = [
        (-ranking.score(key, words), key, role)
        for key, (role, words) in candidates.documents().items()
    ]
    return [role for score, _key, role in sorted(scored)[:MOST] if score]


class Candidates:
    """Finds the documents that may match best, in a few steps.

    If some ``may_be_old``, those that are found and changed are read again.
    """

    def __init__(self, roles, query, may_be_old=False, only=None):
        self.query, self.may_be_old, self.only = query, may_be_old, only
        visible = roles.order_by().filter(pk=OuterRef("role_id"))
        self.is_visible = Exists(visible)
        self.matches = {}

    def documents(self):
        needed = self.query.needed
        if not needed:
            return {}
        self._add([in_names(word) for word in needed])
        if len(self.matches) < MOST:
            self._add([anywhere(word) for word in needed])
        if len(self.matches) < FEW and len(needed) > 1:
            self._add_partial(needed)
        return self.matches

    def _add_partial(self, needed):
        """Leave out one word in turn, then the common ones, then all but one."""
        self._add([engine.any_of(in_names(word) for word in needed)])
        rarest_first = sorted(needed, key=commonness)
        size = len(needed) - 1
        some = list(combinations(rarest_first, size)) if size < MOST_IN_TURN else []
        some += [rarest_first[:size] for size in range(size, 1, -1)]
        some += [[word] for word in rarest_first]
        for words in dict.fromkeys(map(tuple, some)):
            if len(self.matches) >= ENOUGH:
                break
            self._add([anywhere(word) for word in words])

    def _add(self, expressions):
        rows = self._rows(expressions)
        if rows and self.may_be_old:
            changed = ChangedRole.objects.filter(role__in=[role for _, role, _ in rows])
            refresh_roles(set(changed.values_list("role", flat=True)))
            rows = self._rows(expressions)
        self.matches |= {key: (role, words) for key, role, words in rows}

    def _rows(self, expressions):
        """Return the first MOST visible documents.

        The first of all documents are enough, unless most of their roles are hidden.
        """
        documents = engine.with_words(engine.all_of(expressions))
        if self.only is not None:
            return self._among(documents)
        keys = list(documents.values_list("pk", flat=True)[:MOST_CHECKED])
        first = SearchDocument.objects.filter(pk__in=keys).order_by("pk")
        rows = self._first(first.filter(self.is_visible))
        if len(rows) < MOST and len(keys) == MOST_CHECKED:
            rows = self._first(documents.filter(self.is_visible))
        return rows

    def _among(self, documents):
        """Return the first documents of the roles that count."""
        if len(self.only) <= MOST_LOOKED_UP:
            return self._first(documents.filter(role__in=self.only))
        return self._first(self._first_of_many(documents))

    @staticmethod
    def _first(documents):
        return list(documents.values_list("pk", "role_id", "words")[:MOST])

    def _first_of_many(self, documents):
        """Return the first documents whose roles count, reading few words."""
        pairs = documents.values_list("pk", "role_id").iterator(chunk_size=500)
        keys = islice((key for key, role in pairs if role in self.only), MOST)
        return SearchDocument.objects.filter(pk__in=list(keys)).order_by("pk")


def commonness(word):
    return max(min(part.count for part in meaning.parts) for meaning in word.meanings)


def in_names(word):
    return either(word, [NAME, OTHER_NAME, INITIALS], shortest=0)


def anywhere(word):
    return either(word, [""], shortest=SHORT)


def choices_of(part, *, in_texts):
    """Return the words, or starts of words, that the engine looks for."""
    if in_texts and part.words:
        return [(word, False) for word in part.words]
    return [(part.stem, part.is_start)]


def either(word, marks, shortest):
    """Return the expression of any meaning of a word, with one of the marks.

    Starts of ``shortest`` letters, or fewer, do not count.
    """
    return engine.any_of(
        engine.all_of(
            engine.any_of(
                engine.word(f"{mark}{stem}", is_start=is_start)
                for mark in marks
                for stem, is_start in choices_of(part, in_texts=not mark)
            )
            for part in meaning.parts
        )
        for meaning in word.meanings
        if not any(p.is_start and len(p.stem) <= shortest for p in meaning.parts)
    )
