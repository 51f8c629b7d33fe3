"""Texts and profiles of roles, from the database and to it.

Profiles and rows name a role by its slug and its key, "data-engineer 12": ordered as
slugs are, and never the same, also while two roles change slugs.
"""

import json
from array import array
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from itertools import batched

from careers.models import (
    Role,
    RoleDimensionEntry,
    SimilarProfile,
    SimilarState,
    SimilarWord,
)
from careers.text.similarity import Corpus, Profile, RoleText
from careers.text.similarity.words import Phrase

BATCH = 500  # of a query's parameters
WHOLE = "."  # before the stems of a phrase that is whole


def mark_of(slug, key):
    return f"{slug} {key}"


def key_of(mark):
    return int(mark.rpartition(" ")[2])


def role_texts(keys):
    """Return what visitors read of the public ones among these roles."""
    roles = Role.objects.published().filter(pk__in=keys).order_by("slug")
    entries = RoleDimensionEntry.objects.published().filter(role__in=keys)
    return texts_of(roles, entries.order_by("role", "dimension"))


def texts_of(roles, entries):
    texts = defaultdict(list)
    for entry in entries:
        texts[entry.role_id].append(entry.text)
    return [
        RoleText(
            mark_of(role.slug, role.pk),
            (role.name, *role.also_known_as),
            tuple(texts[role.pk]),
        )
        for role in roles
    ]


def kept_corpus(words=()):
    """Return what is known of all roles, with the numbers of these words alone."""
    state = SimilarState.objects.get()
    known = [
        row
        for batch in batched(sorted(words), BATCH)
        for row in SimilarWord.objects.filter(word__in=batch).values_list(
            "word", "roles", "total"
        )
    ]
    return Corpus(
        state.roles,
        {word: roles for word, roles, _ in known},
        {word: total for word, _, total in known},
        state.square,
    )


def profiles_for_scores(profiles):
    """Yield profiles without phrases, and with numbers for their words, one by one."""
    rows = profiles.values_list("slug", "role", "vector", "mean", "spread")
    return (to_profile(*row) for row in rows.iterator(BATCH))


def to_profile(slug, key, packed, mean, spread):
    return Profile(mark_of(slug, key), unpack(packed), mean, spread, {})


def with_numbers(profile):
    """Return a profile that can be scored with those of ``profiles_for_scores``."""
    return replace(profile, vector=unpack(pack(profile.vector)), phrases={})


def pack(vector):
    """Return a vector as bytes, which are read in half the time of JSON."""
    numbers = array("Q", map(number_of, vector))
    return numbers.tobytes() + array("H", vector.values()).tobytes()


def unpack(packed):
    end = len(packed) // 10 * 8  # of the numbers, eight bytes each
    numbers, weights = array("Q"), array("H")
    numbers.frombytes(packed[:end])
    weights.frombytes(packed[end:])
    return dict(zip(numbers, weights, strict=True))


@lru_cache(10_000)
def number_of(word):
    """Return a word's own number; two share one on one of a million sites."""
    return int.from_bytes(blake2b(word.encode(), digest_size=7).digest())


def with_phrases(profiles, roles, among=None):
    """Return ``profiles`` in full, by mark, and a corpus with the means of their words.

    ``roles`` is the number of roles in the corpus. Of their phrases, only those
    ``among`` some.
    """
    read, totals = {}, {}
    for row in profiles:
        phrases, words, weights, numbers = json.loads(row.phrases)
        mark, words = mark_of(row.slug, row.role_id), words.split()
        read[mark] = Profile(
            mark,
            dict(zip(words, weights, strict=True)),
            row.mean,
            row.spread,
            {
                key: to_phrase(quote, phrases[quote])
                for quote in phrases
                for key in [quote.lower()]
                if among is None or key in among
            },
        )
        totals.update(zip(words, numbers, strict=True))
    return read, Corpus(roles, totals=totals)


def to_phrase(quote, stems):
    return Phrase(quote, tuple(stems.removeprefix(WHOLE).split()), stems[0] == WHOLE)


def from_phrase(phrase):
    """Return the stems as one string, which is faster to read than a list."""
    return f"{WHOLE if phrase.is_whole else ''} {' '.join(phrase.stems)}"


def to_row(profile, words, corpus):
    """Return the row of a profile; ``words`` are all that the role has."""
    vector = profile.vector
    phrases = {p.quote: from_phrase(p) for p in profile.phrases.values()}
    totals = [corpus.totals.get(stem, 0) for stem in vector]
    payload = [phrases, " ".join(vector), list(vector.values()), totals]
    return SimilarProfile(
        role_id=key_of(profile.slug),
        slug=profile.slug.rpartition(" ")[0],
        mean=profile.mean,
        spread=profile.spread,
        vector=pack(vector),
        phrases=to_json(payload),
        words=" ".join(sorted(words)),
    )


def to_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
