"""How many public roles have each word."""

from itertools import batched

from careers.models import SimilarWord

from .stored import BATCH


def count(changes):
    """Add to the number of roles that have each word. New words are remembered."""
    words = sorted(word for word, change in changes.items() if change)
    for batch in batched(words, BATCH):
        rows = SimilarWord.objects.in_bulk(batch)
        new = [SimilarWord(word=word) for word in batch if word not in rows]
        for row in (*rows.values(), *new):
            row.have += changes[row.word]
        SimilarWord.objects.bulk_create(
            [*rows.values(), *new],
            update_conflicts=True,
            update_fields=["have"],
            unique_fields=["word"],
        )


def forget_unused(words=None):
    """Forget the words that no role has, or those among ``words``."""
    unused = SimilarWord.objects.filter(have__lte=0)
    if words is None:
        unused.delete()
        return
    for batch in batched(words, BATCH):
        unused.filter(word__in=batch).delete()
