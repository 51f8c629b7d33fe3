"""The rows that one role changes, exactly as if all were made again."""

from collections import Counter

from django.db.models import Count, Min

from careers.models import SimilarPair, SimilarProfile, SimilarWaiting
from careers.text.similarity import (
    SHOWN,
    Near,
    nearest,
    profile_of,
    read_role,
    scores,
    shared_phrases,
    updated_rows,
)

from .candidates import add_weights, possible
from .stored import (
    BATCH,
    kept_corpus,
    key_of,
    mark_of,
    role_texts,
    to_json,
    to_row,
    with_numbers,
    with_phrases,
)
from .words import count


def add(keys, wording):
    """Make the rows of these roles. What is kept of them, but a row, has to be gone."""
    known = SimilarProfile.objects.filter(role__in=keys)
    known = {key: mark_of(slug, key) for key, slug in known.values_list("role", "slug")}
    for mark in known.values():
        _make_row(mark)
    for text in role_texts(set(keys) - known.keys()):
        _add(read_role(text, wording))


def _add(words):
    corpus = kept_corpus(words.counts)
    profile = profile_of(words, corpus)
    found = scores(with_numbers(profile), possible(profile), corpus)
    SimilarProfile.objects.bulk_create([to_row(profile, words.counts, corpus)])
    add_weights([profile], corpus)
    count(Counter(words.counts.keys()))
    mark, row = profile.slug, nearest(found)
    rows, pairs = _rows_below(found)
    changed, short = updated_rows(mark, found, rows)
    joined = {
        other: near
        for other, new in changed.items()
        for near in new
        if near.slug == mark
    }
    quotes = _quotes(profile, {near.slug for near in row} | joined.keys(), corpus)
    left = [
        pairs[other, near.slug]
        for other, new in changed.items()
        for near in set(rows[other]).difference(new)
    ]
    SimilarPair.objects.filter(pk__in=left).delete()
    SimilarPair.objects.bulk_create(
        [
            *(_pair(mark, near, quotes[near.slug]) for near in row),
            *(_pair(other, near, quotes[other]) for other, near in joined.items()),
        ]
    )
    for other in short:
        _make_row(other)


def _make_row(mark):
    corpus = kept_corpus()
    SimilarPair.objects.filter(role=key_of(mark)).delete()
    SimilarPair.objects.bulk_create(new_row(mark, corpus))


def new_row(mark, corpus):
    """Return the pairs of a role whose profile is kept, from all profiles."""
    row = SimilarProfile.objects.filter(role=key_of(mark))
    profiles, _ = with_phrases(row, corpus.roles)
    profile = profiles[mark]
    near = nearest(scores(with_numbers(profile), possible(profile), corpus))
    quotes = _quotes(profile, {other.slug for other in near}, corpus)
    return [_pair(mark, other, quotes[other.slug]) for other in near]


def _rows_below(found):
    """Return the rows of the roles that may take in one with these scores.

    Also the keys of their pairs. Roles that wait are left out: theirs are made again.
    """
    ends = SimilarPair.objects.order_by().values_list("role")
    waiting = SimilarWaiting.objects.values_list("role", flat=True)
    if len(found) <= BATCH:
        keys = [key_of(mark) for mark in found]
        ends, waiting = ends.filter(role__in=keys), waiting.filter(role__in=keys)
    waiting = set(waiting)
    ends = {
        key: (size, lowest)
        for key, size, lowest in ends.annotate(Count("pk"), Min("score"))
    }
    rows = {
        mark: []
        for mark, score in found.items()
        for key in [key_of(mark)]
        for size, lowest in [ends.get(key, (0, 0))]
        if key not in waiting and (size < SHOWN or score >= lowest)
    }
    marks = {key_of(mark): mark for mark in rows}
    known = SimilarPair.objects.filter(role__in=marks).values_list(
        "pk", "role", "other", "other__similar_profile__slug", "score"
    )
    pairs = {}
    for pk, key, other, slug, score in known:
        near = Near(mark_of(slug, other), score)
        rows[marks[key]].append(near)
        pairs[marks[key], near.slug] = pk
    return {mark: in_order(row) for mark, row in rows.items()}, pairs


def in_order(row):
    return tuple(sorted(row, key=lambda near: (-near.score, near.slug)))


def _quotes(profile, others, corpus):
    keys = [key_of(other) for other in (profile.slug, *others)]
    rows = SimilarProfile.objects.filter(role__in=keys)
    rows = rows.only("slug", "mean", "spread", "phrases")
    profiles, means = with_phrases(rows, corpus.roles, among=profile.phrases)
    return {other: shared_phrases(profile, profiles[other], means) for other in others}


def _pair(mark, near, quotes):
    return SimilarPair(
        role_id=key_of(mark),
        other_id=key_of(near.slug),
        score=near.score,
        quotes=to_json(quotes),
    )
