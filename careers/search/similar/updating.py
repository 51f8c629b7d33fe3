"""The rows that one role changes, exactly as if all were made again."""

from collections import Counter

from django.db.models import Count, Min, Q

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
    new = set(keys) - known.keys()
    waiting = SimilarWaiting.objects.exclude(
        role__in=SimilarProfile.objects.values("role")
    )
    unread = new | set(waiting.values_list("role", flat=True))
    for text in role_texts(new):
        _add(read_role(text, wording), unread)
        unread.discard(key_of(text.slug))


def _add(words, unread):
    corpus = kept_corpus(words.counts)
    profile = profile_of(words, corpus)
    found = scores(with_numbers(profile), possible(profile), corpus)
    SimilarProfile.objects.bulk_create([to_row(profile, words.counts, corpus)])
    add_weights([profile], corpus)
    count(Counter(words.counts.keys()))
    mark, row = profile.slug, nearest(found)
    rows, pairs = _rows_below(found, unread)
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
    key = key_of(mark)
    _keep(
        [
            *(_pair(mark, near, quotes[near.slug]) for near in row),
            *(_pair(other, near, quotes[other]) for other, near in joined.items()),
        ],
        instead_of=SimilarPair.objects.filter(Q(role=key) | Q(other=key)),
    )
    for other in short:
        _make_row(other)


def _make_row(mark):
    row = new_row(mark, kept_corpus())
    _keep(row, instead_of=SimilarPair.objects.filter(role=key_of(mark)))


def _keep(pairs, *, instead_of):
    """Replace what is kept; most pairs are the same, with another score."""
    ends = {(pair.role_id, pair.other_id) for pair in pairs}
    kept = instead_of.values_list("pk", "role", "other")
    gone = [pk for pk, *of in kept if tuple(of) not in ends]
    SimilarPair.objects.filter(pk__in=gone).delete()
    SimilarPair.objects.bulk_create(
        pairs,
        update_conflicts=True,
        update_fields=["score", "quotes"],
        unique_fields=["role", "other"],
    )


def new_row(mark, corpus):
    """Return the pairs of a role whose profile is kept, from all profiles."""
    row = SimilarProfile.objects.filter(role=key_of(mark))
    profiles, _ = with_phrases(row, corpus.roles)
    profile = profiles[mark]
    near = nearest(scores(with_numbers(profile), possible(profile), corpus))
    quotes = _quotes(profile, {other.slug for other in near}, corpus)
    return [_pair(mark, other, quotes[other.slug]) for other in near]


def _rows_below(found, unread):
    """Return the rows of the roles that may take in one with these scores.

    Also the keys of their pairs. Roles that wait are left out: theirs are made again.
    So are pairs with roles that are ``unread``, the new one among them.
    """
    true = SimilarPair.objects.exclude(other__in=unread)
    ends = true.order_by().values_list("role")
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
    known = true.filter(role__in=marks).values_list(
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
