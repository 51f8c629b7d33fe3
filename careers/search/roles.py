"""Roles found by words."""

from itertools import batched, combinations, islice
from typing import NamedTuple

from django.db.models import Case, CharField, Exists, F, OuterRef, Value, When
from django.db.models.functions import Cast, Concat, StrIndex

from careers.models import ChangedRole, SearchDocument

from . import engine
from .documents import INITIALS, NAME, OTHER_NAME
from .index import refresh_roles, refresh_some
from .query import SHORT, Query, read_query
from .ranking import Ranking
from .waiting import try_to_write

MOST = 300  # roles that one search finds, and documents that are scored for each step
MOST_CHECKED = MOST + 50  # documents, of which MOST are usually of visible roles
MOST_LOOKED_UP = 1_000  # roles of which each is looked for among the matches
FEW_DOCUMENTS = 5_000  # of so few, names and texts are searched at the same time
MOST_IN_TURN = 4  # words of which each is left out in turn
ENOUGH = 100  # roles that have some of the words
FEW = 10  # with fewer roles that have all words, those with some of them count too


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


def find(roles, words, only=None, query=None):
    """Return what ``words`` find among ``roles``, at most MOST.

    With ``only``, a set of keys, roles with others do not count. A ``query`` is what
    the words were just found to mean.
    """
    query, may_be_old = query or read_query(words), False
    if query.is_noted:
        may_be_old = refresh_some()
        query = read_query(words, query.terms)
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
        names = [in_names(word) for word in needed]
        texts = [anywhere(word) for word in needed]
        if self.only is None and self.query.documents <= FEW_DOCUMENTS:
            self._add(names, texts)
        else:
            self._add(names)
            if len(self.matches) < MOST:
                self._add(texts)
        if len(self.matches) < FEW and len(needed) > 1:
            self._add_partial(needed)
        return self.matches

    def _add_partial(self, needed):
        """Leave out one word in turn, then the common ones, then all but one."""
        rarest_first = sorted(needed, key=commonness)
        size = len(needed) - 1
        some = list(combinations(rarest_first, size)) if size < MOST_IN_TURN else []
        some += [rarest_first[:size] for size in range(size, 1, -1)]
        some += [[word] for word in rarest_first]
        steps = [[engine.any_of(in_names(word) for word in needed)]]
        steps += [
            list(map(anywhere, words)) for words in dict.fromkeys(map(tuple, some))
        ]
        at_once = len(steps) if self.query.documents <= FEW_DOCUMENTS else 1
        for these in batched(steps, at_once):
            if len(self.matches) < ENOUGH:
                self._add(*these, enough=ENOUGH)

    def _add(self, *steps, enough=MOST):
        rows = self._rows(steps, enough)
        if rows and self.may_be_old:
            changed = ChangedRole.objects.filter(role__in=[role for _, role, _ in rows])
            try_to_write(refresh_roles, set(changed.values_list("role", flat=True)))
            rows = self._rows(steps, enough)
        self.matches |= {key: (role, words) for key, role, words in rows}

    def _rows(self, steps, enough):
        """Return the first MOST visible documents of each step, until they are enough.

        A step is a list of expressions that all have to match.
        """
        steps = list(map(engine.all_of, steps))
        if self.only is not None:
            return [row for step in steps for row in self._among(step)]
        parts = [self._checked(step, place) for place, step in enumerate(steps)]
        checked = list(parts[0].union(*parts[1:], all=True))
        rows = []
        for place, step in enumerate(steps):
            if len({key for key, _role, _words in rows}) < enough:
                of_step = sorted(row[1:] for row in checked if row[0] == place)
                rows += self._visible(of_step, step)
        return rows

    def _checked(self, expression, place):
        """Return the first documents, without the words of those not visible."""
        keys = engine.keys_with_words(expression, MOST_CHECKED)
        words = Case(When(self.is_visible, then=F("words")))
        first = SearchDocument.objects.order_by().filter(pk__in=keys)
        return first.values_list(Value(place), "pk", "role_id", words)

    def _visible(self, checked, expression):
        """Return the first MOST visible documents.

        The first of all documents are enough, unless most of their roles are hidden.
        """
        rows = [row for row in checked if row[2] is not None][:MOST]
        if len(rows) < MOST and len(checked) == MOST_CHECKED:
            documents = engine.with_words(expression)
            rows = self._first(documents.filter(self.is_visible))
        return rows

    def _among(self, expression):
        """Return the first documents of the roles that count."""
        documents = engine.with_words(expression)
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
        if not (meaning.in_names_only and "" in marks)
        if not any(p.is_start and len(p.stem) <= shortest for p in meaning.parts)
    )
