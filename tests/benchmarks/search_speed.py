"""How long search takes as you type, among 100,000 roles with 10 texts each."""

import random
import statistics
import time
from itertools import batched

from django.db import connection

from careers.models import Dimension, Family, Role, RoleDimensionEntry

from .onet import Onet
from .search_quality import job_queries

ROLES, TEXTS = 100_000, 10
WORDS = 40  # of a text
LEVELS = ["", "Senior", "Junior", "Lead", "Principal", "Assistant", "Deputy", "Chief"]
BATCH = 2_000  # roles that are made at a time
QUERIES = 40
MOST_TYPED = 12  # letters of a query that are typed one by one


def make_roles(folder, count=ROLES):
    """Make roles whose names and texts are words of O*NET in a random order."""
    onet = Onet(folder)
    chance = random.Random(1)
    titles = [word for title in onet.titles.values() for word in title.split()]
    words = " ".join(text for row in onet.texts.values() for text in row.values())
    words = chance.sample(words.split(), 200_000)
    dimensions = [
        Dimension(name=f"D {n}", slug=f"big-{n}", position=n, is_summary=not n)
        for n in range(TEXTS)
    ]
    families = [Family(name=f"F {n}", slug=f"big-{n}") for n in range(20)]
    Dimension.objects.all().delete()
    Dimension.objects.bulk_create(dimensions)
    Family.objects.bulk_create(families)
    for numbers in batched(range(count), BATCH):
        roles = [
            Role(
                name=" ".join(
                    [chance.choice(LEVELS), *chance.choices(titles, k=3), str(number)]
                ).strip(),
                slug=f"big-{number}",
                family=families[number % 20],
                status="published",
            )
            for number in numbers
        ]
        Role.objects.bulk_create(roles)
        RoleDimensionEntry.objects.bulk_create(
            RoleDimensionEntry(
                role=role,
                dimension=dimension,
                text=" ".join(chance.choices(words, k=WORDS)),
            )
            for role in roles
            for dimension in dimensions
        )


def typed():
    """Return what a visitor has typed after each letter of some queries."""
    return [
        words[:length]
        for words, _ in job_queries()[:: 100 // QUERIES]
        for length in range(1, min(len(words), MOST_TYPED) + 1)
    ]


def search_seconds(words):
    started = time.perf_counter()
    list(Role.objects.published().select_related("family").search(words)[:10])
    return time.perf_counter() - started


def report():
    times = {words: search_seconds(words) for words in typed()}
    ordered = sorted(times.values())
    p95 = ordered[int(len(ordered) * 0.95)]
    median = statistics.median(ordered)
    print(f"{connection.vendor}: {len(times)} searches, as someone types")
    print(f"median {1000 * median:.0f} ms, p95 {1000 * p95:.0f} ms")
    for words in sorted(times, key=times.get)[-8:]:
        print(f"    {1000 * times[words]:6.0f} ms  {words!r}")
