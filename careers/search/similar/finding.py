"""The rows of a large site, made in small steps while people use the site.

What waits says what is left, so that the command may be stopped anywhere and run again.
"""

import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from itertools import batched

from django.db import transaction
from django.tasks import task

from careers import content_version
from careers.models import (
    Role,
    SimilarPair,
    SimilarProfile,
    SimilarState,
    SimilarWaiting,
    SimilarWord,
    Term,
)
from careers.search import index
from careers.text.similarity import add_mean, count_words, profile_of, read_role

from . import queue
from .building import all_words
from .candidates import add_weights, is_large
from .stored import kept_corpus, mark_of, role_texts, to_row
from .updating import new_row
from .words import count, forget_unused

# What one transaction does, in a third of a second.
FORGOTTEN, STORED, READ, ROWS, UPDATED = 100, 2_000, 50, 20, 1
PAUSE = 0.1  # seconds; SQLite looks as often whether others may write


def find(*, again=False, progress=lambda step, done, total: None):
    """Make all rows that are missing; with ``again``, or on another site, all."""
    while index.refresh_some(FORGOTTEN):
        time.sleep(PAUSE)
    total = Role.objects.published().count()
    if not is_large(total):
        queue.refresh()
        return
    state, _ = SimilarState.objects.get_or_create(pk=1)
    if again or not is_large(state.roles) or queue.is_other(state, total):
        _forget(progress)
        _count(total, progress)
    # Once there are rows, a new role also has to enter those of others.
    if not SimilarPair.objects.exists():
        _read(progress)
    while _make_rows(progress):
        pass
    _update(progress)


@task
def keep_up():
    """Read the roles that wait, in steps between which editors can write.

    Of a large site it reads a few; more are left to the command.
    """
    while index.refresh_some(FORGOTTEN):
        time.sleep(PAUSE)
    is_at_size = is_large(Role.objects.published().count())
    budget = queue.PUBLISHING if is_at_size else queue.BUDGET
    waiting = SimilarWaiting.objects
    before = None
    while (left := waiting.count()) != before:
        queue.refresh(budget)
        before = left
        time.sleep(PAUSE if left else 0)
    if not is_at_size:
        queue.refresh()  # all anew, if that is due


@contextmanager
def turn():
    """Keep others from changing what is derived of roles, and then let them."""
    with transaction.atomic():
        content_version.lock()
        yield
    time.sleep(PAUSE)


def _forget(progress):
    public = Role.objects.published().values_list("pk", flat=True)
    kept = SimilarProfile.objects.values_list("role", flat=True)
    keys = sorted({*public, *kept})
    for done, batch in enumerate(batched(keys, FORGOTTEN)):
        progress("forget", done * FORGOTTEN, len(keys))
        with turn():
            queue.note(batch)
            queue.forget_pairs(batch)
    with turn():
        SimilarState.objects.update(roles=0, is_outdated=False)
        forget_unused()


def _count(total, progress):
    """Count the words of all roles, but not those of one: unknown words are counted so.

    What only one role says is then kept beside that role alone.
    """

    def words(step):
        for done, role in enumerate(all_words()):
            progress(step, done, total)
            yield role

    corpus = count_words(words("count"))
    shared = {word: roles for word, roles in corpus.roles_with.items() if roles > 1}
    corpus = add_mean(replace(corpus, roles_with=shared), words("weigh"))
    totals = {word: corpus.totals.get(word, 0) for word in shared}
    for batch in batched(shared.items(), STORED):
        with turn():
            SimilarWord.objects.bulk_create(
                (
                    SimilarWord(word=word, roles=roles, total=totals[word])
                    for word, roles in batch
                ),
                update_conflicts=True,
                update_fields=["roles", "total"],
                unique_fields=["word"],
            )
    square = sum(total * total for total in totals.values())
    SimilarState.objects.update(roles=corpus.roles, square=square)


def _read(progress):
    """Make the profiles of the roles that wait."""
    corpus = kept_corpus(SimilarWord.objects.values_list("word", flat=True))
    wording = Term.objects.wording()
    unread = SimilarWaiting.objects.order_by("role").exclude(
        role__in=SimilarProfile.objects.values("role")
    )
    keys = list(unread.values_list("role", flat=True))
    for done, batch in enumerate(batched(keys, READ)):
        progress("read", done * READ, len(keys))
        with turn():
            roles = [read_role(text, wording) for text in role_texts(batch)]
            profiles = [profile_of(role, corpus) for role in roles]
            SimilarProfile.objects.bulk_create(
                to_row(profile, role.counts, corpus)
                for role, profile in zip(roles, profiles, strict=True)
            )
            add_weights(profiles, corpus)
            count(Counter(word for role in roles for word in role.counts))


def _make_rows(progress):
    """Make the rows of roles that are read. Return whether there were any.

    The last ones are left to ``_update``: as long as more wait than a publication
    reads, nothing is added while a row is made.
    """
    most = max(SimilarWaiting.objects.count() - queue.MOST_ON_LARGE, 0)
    waiting = SimilarWaiting.objects.values("role")
    profiles = SimilarProfile.objects.filter(role__in=waiting).order_by("role")
    roles = list(profiles.values_list("role", "slug")[:most])
    corpus = kept_corpus()
    for done, batch in enumerate(batched(roles, ROWS)):
        progress("rows", done * ROWS, len(roles))
        rows = {}
        for key, slug in batch:
            try:
                rows[key] = new_row(mark_of(slug, key), corpus)
            except KeyError:
                continue  # one of its roles has changed just now
        with turn():
            _keep(rows)
    return bool(roles)


def _keep(rows):
    """Keep the rows whose roles are all as they were when the rows were made."""
    ends = {pair.other_id for row in rows.values() for pair in row}
    read = SimilarProfile.objects.filter(role__in=ends | rows.keys())
    read = set(read.values_list("role", flat=True))
    rows = {
        key: row
        for key, row in rows.items()
        if {key, *(pair.other_id for pair in row)} <= read
    }
    SimilarPair.objects.filter(role__in=rows).delete()
    SimilarPair.objects.bulk_create(pair for row in rows.values() for pair in row)
    SimilarWaiting.objects.filter(role__in=rows).delete()


def _update(progress):
    """Read the roles that changed in the course of this, and the last ones."""
    waiting = SimilarWaiting.objects.order_by("role").values_list("role", flat=True)
    total, done = waiting.count(), 0
    while keys := list(waiting[:UPDATED]):
        progress("update", min(done, total), total)
        with turn():
            queue.read(keys)
        done += UPDATED
