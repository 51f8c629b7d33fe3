"""The rows of all roles at once."""

from functools import cache
from itertools import batched

from careers.models import (
    Role,
    SimilarPair,
    SimilarProfile,
    SimilarState,
    SimilarWaiting,
    SimilarWeight,
    SimilarWord,
    Term,
)
from careers.text.similarity import (
    Index,
    add_mean,
    count_words,
    profile_of,
    profiles_of,
    read_role,
    shared_phrases,
)

from .candidates import add_weights, is_large
from .stored import BATCH, key_of, mark_of, role_texts, to_json, to_row
from .updating import new_row

ROWS = 5_000  # of one INSERT


def build():
    """Make every row again, and what is known of all roles together."""
    total = Role.objects.published().count()
    if is_large(total):
        _build_one_by_one()
        return
    words = {role.slug: role for role in _words()}
    corpus, profiles = profiles_of(words.values())
    pairs = rows_of(corpus, profiles)
    clear()
    _keep(corpus)
    SimilarProfile.objects.bulk_create(
        (
            to_row(profile, words[mark].counts, corpus)
            for mark, profile in profiles.items()
        ),
        ROWS,
    )
    SimilarPair.objects.bulk_create(pairs, ROWS)


def _build_one_by_one():
    """Do the same with a few roles in memory at a time, on a large site."""
    corpus = add_mean(count_words(_words()), _words())
    clear()
    _keep(corpus)
    for batch in batched(_words(), BATCH):
        profiles = [profile_of(words, corpus) for words in batch]
        SimilarProfile.objects.bulk_create(
            to_row(profile, words.counts, corpus)
            for words, profile in zip(batch, profiles, strict=True)
        )
        add_weights(profiles, corpus)
    keys = SimilarProfile.objects.values_list("slug", "role").order_by("role")
    marks = (mark_of(slug, key) for slug, key in keys.iterator())
    for batch in batched(marks, BATCH):
        pairs = (pair for mark in batch for pair in new_row(mark, corpus))
        SimilarPair.objects.bulk_create(pairs, ROWS)


def _words():
    """Yield the words of every public role."""
    wording = Term.objects.wording()
    keys = list(Role.objects.published().order_by("pk").values_list("pk", flat=True))
    for batch in batched(keys, BATCH):
        for text in role_texts(batch):
            yield read_role(text, wording)


def _keep(corpus):
    SimilarState.objects.create(pk=1, roles=corpus.roles, square=corpus.square)
    SimilarWord.objects.bulk_create(
        (
            SimilarWord(
                word=word, roles=roles, total=corpus.totals.get(word, 0), have=roles
            )
            for word, roles in corpus.roles_with.items()
        ),
        ROWS,
    )


def clear(using=None):
    for model in (
        SimilarPair,
        SimilarProfile,
        SimilarState,
        SimilarWaiting,
        SimilarWeight,
        SimilarWord,
    ):
        model.objects.using(using).all().delete()


def rows_of(corpus, profiles):
    """Yield the pairs of every row."""

    @cache
    def quotes(first, second):
        return to_json(shared_phrases(profiles[first], profiles[second], corpus))

    for mark, row in Index(profiles.values(), corpus).rows().items():
        for near in row:
            yield SimilarPair(
                role_id=key_of(mark),
                other_id=key_of(near.slug),
                score=near.score,
                quotes=quotes(*sorted([mark, near.slug])),
            )
