"""What a page costs beside more roles and more workers, and the memory of a worker.

`python -m tests.benchmarks.capacity` asks on SQLite, and with .ci/postgres before it on
PostgreSQL. Every page is made again.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import permutations

from tests.site_processes import memory_of

from .pages import ROLES, ROUNDS, Page, comparison, measure, warm_up
from .server import COLD_SETTINGS, prepared_site, served

TIMES = 100  # as many roles as the fixtures have
SHOWN = [comparison(roles) for roles in permutations(ROLES[:5], 3)]
CLIENTS = 8
REQUESTS = 400  # of all clients, one round

# The texts of the fixtures, of each role TIMES times.
MORE_ROLES = f"""
from django.core.management import call_command
from careers.models import Role, RoleDimensionEntry
texts = {{role: list(role.entries.all()) for role in Role.objects.published()}}
for number in range(1, {TIMES}):
    for role, entries in texts.items():
        name = f"{{role.name}} {{number}}"
        copy = Role.objects.create(
            name=name, slug=f"{{role.slug}}-{{number}}", family_id=role.family_id,
            status=role.status,
        )
        RoleDimensionEntry.objects.bulk_create(
            RoleDimensionEntry(
                role=copy, dimension_id=entry.dimension_id, text=entry.text
            )
            for entry in entries
        )
call_command("prepare")
"""


def comparison_with(code, database):
    """Return the seconds of the server for a comparison, and its worker's megabytes."""
    page = Page("comparison of 3", SHOWN)
    with (
        prepared_site(code, database) as folder,
        served(folder, COLD_SETTINGS, database) as server,
    ):
        warm_up([page], {False: server})
        for _ in range(ROUNDS):
            measure(page, *server)
        return min(page.server), memory_of(server[1], "VmHWM")


def rate_of(port):
    """Return how many comparisons a second CLIENTS get."""

    def ask(number):
        connection = HTTPConnection("127.0.0.1", port)
        for place in range(REQUESTS // CLIENTS):
            connection.request("GET", SHOWN[(place + number) % len(SHOWN)])
            connection.getresponse().read()

    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(ask, range(CLIENTS)))
    return REQUESTS / (time.perf_counter() - started)


def rates(database):
    """Return the best rate for each number of workers, up to that of cores."""
    best = {}
    with prepared_site(database=database) as folder:
        for workers in range(1, os.cpu_count() + 1):
            with served(folder, COLD_SETTINGS, database, workers) as (port, _worker):
                best[workers] = max(rate_of(port) for _ in range(ROUNDS))
    return best


def report(database):
    print(f"\n{'PostgreSQL' if database else 'SQLite'}, comparisons of 3, cold")
    few, memory_with_few = comparison_with("", database)
    many, memory_with_many = comparison_with(MORE_ROLES, database)
    print(
        f"with {TIMES} times as many roles: {many / few:.2f} times the processor time"
    )
    print(f"a worker held {memory_with_few:.0f} MB, then {memory_with_many:.0f} MB")
    best = rates(database)
    for workers, rate in best.items():
        print(f"{workers} workers: {rate:.0f} a second, {rate / best[1]:.2f} times one")
    print(f"({CLIENTS} clients, on the same cores)")


if __name__ == "__main__":
    report(os.environ.get("DATABASE_URL", ""))
