"""What is kept of similar roles, beside what a new build would give."""

import json
from collections import Counter

from careers.models import (
    Role,
    SimilarPair,
    SimilarProfile,
    SimilarState,
    SimilarWaiting,
    SimilarWord,
    Term,
)
from careers.search.similar.stored import key_of, role_texts
from careers.text.similarity import (
    Corpus,
    Index,
    profile_of,
    read_role,
    rows,
    shared_phrases,
)


def kept_rows():
    """Return {role: [(other, score, quotes)]}, the best first."""
    slugs = dict(SimilarProfile.objects.values_list("role", "slug"))
    kept = {key: [] for key in slugs}
    for pair in SimilarPair.objects.all():
        quotes = json.loads(pair.quotes)
        kept[pair.role_id].append((pair.other_id, pair.score, quotes))
    for row in kept.values():
        row.sort(key=lambda near: (-near[1], slugs[near[0]]))
    return kept


def kept_corpus():
    state, words = SimilarState.objects.get(), SimilarWord.objects.all()
    return Corpus(
        state.roles,
        {word.word: word.roles for word in words},
        {word.word: word.total for word in words},
        state.square,
    )


def new_rows():
    """Return the same as ``kept_rows``, of a new build with the kept corpus."""
    wording, corpus = Term.objects.wording(), kept_corpus()
    keys = Role.objects.published().values_list("pk", flat=True)
    profiles = {
        text.slug: profile_of(read_role(text, wording), corpus)
        for text in role_texts(list(keys))
    }
    return {
        key_of(mark): [
            (
                key_of(near.slug),
                near.score,
                shared_phrases(profiles[mark], profiles[near.slug], corpus),
            )
            for near in row
        ]
        for mark, row in Index(profiles.values(), corpus).rows().items()
    }


def assert_exact():
    """Check that each row is the beginning of the true one, with all that is shown."""
    assert not SimilarWaiting.objects.exists()
    kept, new = kept_rows(), new_rows()
    assert kept.keys() == new.keys()
    for key, row in new.items():
        assert kept[key] == row[: len(kept[key])]
        assert len(kept[key]) >= min(len(row), rows.SHOWN)
    assert words_kept() == words_published()
    assert_quotes_are_published()


def words_kept():
    return dict(SimilarWord.objects.values_list("word", "have"))


def words_published():
    wording = Term.objects.wording()
    counts = Counter()
    for text in role_texts(list(Role.objects.values_list("pk", flat=True))):
        counts.update(read_role(text, wording).counts.keys())
    return dict(counts)


def assert_quotes_are_published():
    keys = list(Role.objects.values_list("pk", flat=True))
    texts = {
        key_of(text.slug): "\n".join([*text.names, *text.texts]).lower()
        for text in role_texts(keys)
    }
    for pair in SimilarPair.objects.all():
        for quote in json.loads(pair.quotes):
            assert quote.lower() in texts[pair.role_id]
            assert quote.lower() in texts[pair.other_id]
