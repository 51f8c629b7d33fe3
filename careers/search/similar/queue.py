"""Roles that have changed: forgotten at once, and read again as time allows."""

from collections import Counter

from django.db import transaction
from django.db.models import Count, Q

from careers import content_version
from careers.models import (
    Role,
    SimilarPair,
    SimilarProfile,
    SimilarState,
    SimilarWaiting,
    Term,
)
from careers.search.waiting import NO_PATIENCE, try_to_write
from careers.text.similarity import SHOWN

from .building import build
from .candidates import drop_weights, is_large, was_large
from .updating import add
from .words import count, forget_unused

# What may be done at once, as a number of roles that are built, about 8 ms each.
BUDGET = 100  # while a visitor waits
PUBLISHING = 1_000  # after a publication on a large site
UPDATE = 4  # what one role costs that is added to the others
SMALL = 100  # roles of a site where each change makes every row again
LARGE_UPDATE = 40  # UPDATE, on a large site
# More than so many wait for `manage.py find_similar_roles` on a large site.
MOST_ON_LARGE = PUBLISHING // LARGE_UPDATE


def note(keys):
    """Forget what is kept of these roles. Those that are public wait to be read.

    Until then their pairs stay, unread, but for a large site's, where they could wait
    for days: most come back, and to delete them would change as many pages of the
    database as all the rest of a publication.
    """
    profiles = SimilarProfile.objects.filter(role__in=keys)
    changes = Counter()
    for words in profiles.values_list("words", flat=True):
        changes.subtract(words.split())
    count(changes)
    if was_large():
        forget_unused(changes)  # or they would be kept as long as any role waits
    drop_weights(profiles)
    profiles.delete()
    holders = SimilarPair.objects.filter(other__in=keys).exclude(role__in=keys)
    holders = set(holders.values_list("role", flat=True))
    public = Role.objects.published().filter(pk__in=keys)
    public = set(public.values_list("pk", flat=True))
    forget_pairs(keys if was_large() else set(keys) - public)
    waiting = [SimilarWaiting(role=key) for key in {*public, *_short(holders)}]
    SimilarWaiting.objects.bulk_create(waiting, ignore_conflicts=True)


def forget_pairs(keys):
    SimilarPair.objects.filter(Q(role__in=keys) | Q(other__in=keys)).delete()


def _short(keys):
    """Return the roles that have lost too many of the roles near to them."""
    sizes = SimilarPair.objects.of_read().filter(role__in=keys).values_list("role")
    sizes = dict(sizes.annotate(Count("pk")))
    return {key for key in keys if sizes.get(key, 0) < SHOWN}


def refresh_if_free():
    """Read roles that wait, while a page does, unless somebody else may be doing it.

    Pages that show other roles for it are made again once it is done.
    """
    try_to_write(refresh, BUDGET, patience=NO_PATIENCE)


@transaction.atomic
def refresh(budget=None):
    """Read the roles that wait, or all of them anew. Without a budget none is left.

    On a large site neither is done here: ``finding`` does it.
    """
    content_version.lock()
    state, _ = SimilarState.objects.get_or_create(pk=1)
    keys = SimilarWaiting.objects.order_by("role").values_list("role", flat=True)
    total = Role.objects.published().count()
    if is_large(total):
        most = MOST_ON_LARGE if budget is None else budget // LARGE_UPDATE
        most = min(most, MOST_ON_LARGE)
        keys = list(keys[: most + 1])
        if len(keys) > most:
            return
    else:
        keys = list(keys)
        if is_due(state, len(keys), total) and (budget is None or total <= budget):
            build()
            content_version.renew(keys)
            return
        keys = keys[: None if budget is None else budget // UPDATE]
    if state.roles:  # without knowing other roles, nothing is rare
        read(keys)


def is_left_to_command():
    """Whether more roles of a large site wait than are read in passing."""
    total = Role.objects.published().count()
    return is_large(total) and SimilarWaiting.objects.count() > MOST_ON_LARGE


def read(keys):
    """Make the rows of roles that wait.

    Pages of other roles may show theirs a little later, but those of these had none.
    """
    waiting = SimilarWaiting.objects.all()
    waiting.filter(role__in=keys).delete()
    add(keys, Term.objects.wording())
    content_version.renew(keys)
    if not waiting.exists():
        forget_unused()


def is_due(state, waiting, total):
    """Whether it is time to make all rows again."""
    if total <= SMALL:
        return bool(waiting) or state.is_outdated or state.roles != total
    if not state.roles or waiting * UPDATE > total:
        return True
    return state.is_outdated or is_other(state, total)


def is_other(state, total):
    """Whether the number of roles is another than when all rows were made."""
    return not state.roles / 1.5 <= total <= state.roles * 1.5
