"""Which roles are scored with one: on a large site those that share its rarer words."""

from django.db import connection

from careers.models import SimilarProfile, SimilarState, SimilarWeight
from careers.text.similarity.index import CANDIDATES, MOST_FOUND

from .stored import BATCH, key_of, number_of, profiles_for_scores, with_numbers

ROWS = 10_000  # of one INSERT


def is_large(roles):
    return roles > MOST_FOUND


def was_large():
    """Whether the site was large at the last build."""
    return SimilarState.objects.filter(roles__gt=MOST_FOUND).exists()


def possible(profile):
    """Return the profiles that may be near to one, to be scored with it."""
    profiles = SimilarProfile.objects.all()
    if was_large():
        profiles = profiles.filter(role__in=_nearest(with_numbers(profile).vector))
    return profiles_for_scores(profiles)


def _nearest(vector):
    """Return the roles with the largest products, from words that not too many have."""
    if not vector:
        return []
    table = SimilarWeight._meta.db_table
    values = ", ".join(["(%s, %s)"] * len(vector))
    sql = f"""
        WITH mine (number, weight) AS (VALUES {values})
        SELECT theirs.role, SUM(mine.weight * theirs.weight) AS product
        FROM mine JOIN {table} AS theirs ON theirs.number = mine.number
        GROUP BY theirs.role ORDER BY product DESC, theirs.role LIMIT {CANDIDATES}
    """  # noqa: S608 (names and numbers of our own)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for item in vector.items() for value in item])
        return [role for role, _ in cursor.fetchall()]


def add_weights(profiles, corpus):
    """Let roles be found by their words, on a large site."""
    if not is_large(corpus.roles):
        return
    SimilarWeight.objects.bulk_create(
        (
            SimilarWeight(
                number=number_of(stem), role=key_of(profile.slug), weight=weight
            )
            for profile in profiles
            for stem, weight in profile.vector.items()
            if corpus.roles_with.get(stem, 1) <= MOST_FOUND
        ),
        ROWS,
    )


def drop_weights(profiles):
    """Let roles be found no longer; read by their words, as the table is by words."""
    if not was_large():
        return
    for profile in profiles_for_scores(profiles):
        weights = SimilarWeight.objects.filter(role=key_of(profile.slug))
        numbers = list(profile.vector)
        for start in range(0, len(numbers), BATCH):
            weights.filter(number__in=numbers[start : start + BATCH]).delete()
