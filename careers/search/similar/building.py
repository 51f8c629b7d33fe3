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
    profiles_of,
    read_role,
    shared_phrases,
)

from .stored import BATCH, key_of, role_texts, to_json, to_row

ROWS = 5_000  # of one INSERT


def build():
    """Make every row again, and what is known of all roles together.

    All profiles are in memory at once: for a large site see ``finding``.
    """
    words = {role.slug: role for role in all_words()}
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


def all_words():
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


def clear():
    for model in (
        SimilarPair,
        SimilarProfile,
        SimilarState,
        SimilarWaiting,
        SimilarWeight,
        SimilarWord,
    ):
        model.objects.all().delete()


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
