"""How long search takes as you type, in processor time of the server."""

import statistics

from careers.models import Role

from .search_quality import JOBS, queries
from .server import database_seconds, own_seconds

QUERIES = 40
MOST_TYPED = 12  # letters of a query that are typed one by one
LIMIT = 50  # ms, of the slowest but 5 in 100
SLOWEST = 5


def typed():
    """Return what a visitor has typed after each letter of some queries."""
    return [
        words[:length]
        for words, _ in queries(JOBS)[:: 100 // QUERIES]
        for length in range(1, min(len(words), MOST_TYPED) + 1)
    ]


def search_seconds(words):
    started = own_seconds() + database_seconds()
    list(Role.objects.published().select_related("family").search(words)[:10])
    return own_seconds() + database_seconds() - started


def report():
    search_seconds("any")
    times = {words: search_seconds(words) for words in typed()}
    ordered = sorted(times.values())
    p95 = ordered[int(len(ordered) * 0.95)]
    median = statistics.median(ordered)
    print(f"\n{len(times)} searches, as someone types: median {1000 * median:.0f} ms,")
    print(f"p95 {1000 * p95:.0f} ms (limit {LIMIT})")
    for words in sorted(times, key=times.get)[-SLOWEST:]:
        print(f"    {1000 * times[words]:6.0f} ms  {words!r}")
