"""The documents of the roles, written again when something in a role has changed."""

from collections import Counter, defaultdict
from itertools import batched

from django.conf import settings
from django.db import transaction

from careers import content_version
from careers.models import (
    PUBLIC_STATUSES,
    ChangedRole,
    Role,
    RoleDimensionEntry,
    SearchDocument,
    SearchState,
    SearchWord,
)
from careers.text.languages import LANGUAGES, OTHER

from .documents import Content, document, key_of, plain_words
from .listing import list_roles
from .similar import queue
from .waiting import try_to_write

BATCH = 2_000  # roles whose texts are in memory at a time
MOST_AT_ONCE = 1_000  # changed roles that one search reads again, in about a second
ROWS = 10_000  # of one INSERT


def search_language():
    return LANGUAGES.get(settings.CONTENT_LANGUAGE, OTHER)


def refresh():
    """Read all changed roles again."""
    for batch in batched(changed_roles(), BATCH):
        refresh_roles(batch)
    queue.refresh()


def refresh_some(most=None):
    """Read some changed roles again while a page waits. Return whether any are left."""
    most = MOST_AT_ONCE if most is None else most
    keys = list(changed_roles()[:most])
    if keys and not try_to_write(refresh_roles, keys):
        return True
    return len(keys) == most


def changed_roles():
    keys = ChangedRole.objects.order_by("role").values_list("role", flat=True)
    return keys.distinct()


@transaction.atomic
def refresh_roles(keys):
    """Read these roles again, whatever was noted of others."""
    # One at a time, or two would count the same words.
    content_version.lock()
    state = SearchState.objects.get()
    # Before the roles are read: a note that comes later is about a later change.
    ChangedRole.objects.filter(role__in=keys).delete()
    old = SearchDocument.objects.filter(role__in=keys)
    counts = Counter()
    for words in old.filter(is_public=True).values_list("words", flat=True):
        counts.subtract(plain_words(words))
        state.count -= 1
    old.delete()
    documents = _documents(keys)
    for made in documents:
        if made.is_public:
            counts.update(plain_words(made.words))
            state.count += 1
    SearchDocument.objects.bulk_create(documents)
    state.save(update_fields=["count"])
    _count(counts)
    list_roles(keys)
    queue.note(keys)


def _documents(keys):
    roles = Role.objects.filter(pk__in=keys).select_related("family")
    roles = list(roles.prefetch_related("former_slugs"))
    texts = defaultdict(list)
    summaries = {}
    entries = RoleDimensionEntry.objects.filter(
        role__in=roles, dimension__status__in=PUBLIC_STATUSES
    ).order_by("role", "dimension")
    for key, is_summary, text in entries.values_list(
        "role", "dimension__is_summary", "text"
    ):
        texts[key].append(text)
        if is_summary:
            summaries[key] = text
    contents = {
        role: Content(
            name=role.name,
            slug=role.slug,
            other_names=[
                *role.also_known_as,
                *(s.slug for s in role.former_slugs.all()),
            ],
            family=role.family.name if role.family else "",
            summary=summaries.get(role.pk, ""),
            texts=texts[role.pk],
        )
        for role in sorted(roles, key=lambda role: role.slug)
    }
    language = search_language()
    return [
        SearchDocument(
            id=key,
            role=role,
            is_public=role.is_published,
            words=document(contents[role], language),
        )
        for role, key in _free_keys(contents).items()
    ]


def _free_keys(contents):
    """Return a key of its own for each role; few have to move on to the next."""
    wanted = {role: key_of(content) for role, content in contents.items()}
    taken = SearchDocument.objects.filter(pk__in=wanted.values())
    taken = set(taken.values_list("pk", flat=True))
    for role, first in wanted.items():
        key = first
        while key in taken:
            key += 1
            if SearchDocument.objects.filter(pk=key).exists():
                taken.add(key)
        taken.add(key)
        wanted[role] = key
    return wanted


def _count(counts):
    """Add to the counts of words, and forget those that are in no document."""
    changed = sorted((word, count) for word, count in counts.items() if count)
    for batch in batched(changed, ROWS):
        known = SearchWord.objects.in_bulk([word for word, _ in batch])
        made, altered = [], []
        for word, count in batch:
            if word in known:
                known[word].count += count
                altered.append(known[word])
            else:
                made.append(SearchWord(word=word, count=count))
        SearchWord.objects.bulk_create(made)
        SearchWord.objects.bulk_create(
            altered,
            update_conflicts=True,
            update_fields=["count"],
            unique_fields=["word"],
        )
    SearchWord.objects.filter(count=0).delete()
