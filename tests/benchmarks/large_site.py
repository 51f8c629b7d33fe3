"""Public pages of 100,000 roles with 10 texts each, beside those of 21 roles.

`python -m tests.benchmarks.large_site` does it on SQLite, and with .ci/postgres before
it on PostgreSQL. ROLES is another number of roles.
"""

import os
import tempfile
import time
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.site_processes import running_server

from .server import (
    database_seconds,
    memory_of,
    threads_seconds,
    variables_of,
    worker_of,
)

FEW, MANY = 21, 100_000
RUNS = 5
# Only so many times slower with MANY roles than with FEW.
STEADY = {
    "/": 1.3,
    "/roles/role-01/": 1.3,
    "/compare/role-03-vs-role-01-vs-role-02/": 1.3,
}
LIMIT, SITEMAP_LIMIT = 100, 500  # ms
MOST_BYTES = 1_000_000  # but of exports and comparisons
MOST_MEMORY = 300  # MB of a worker

DEEP = [
    "/roles.json?after=role-50000",
    "/llms.txt?after=role-50000",
    "/dimensions/primary-role/?after=role-50000",
    "/dimensions/primary-role/?before=role-50000",
    "/sitemap-roles.xml?p=30",
    "/sitemap-comparisons.xml?p=30",
    "/roles/senior-manager-role/",
]


def addresses():
    from tests.addresses import CONTENT, ERRORS  # which import models

    return [*CONTENT, *DEEP, *ERRORS]


def measure(port, worker):
    """Return ``{path: (ms of processor time, bytes)}``, the least of a few runs."""
    http, figures = HTTPConnection("127.0.0.1", port), {}
    for path in addresses():
        times = []
        for _ in range(RUNS):
            before = threads_seconds(worker) + database_seconds(others=True)
            http.request("GET", path)
            response = http.getresponse()
            size = len(response.read())
            after = threads_seconds(worker) + database_seconds(others=True)
            times.append(1000 * (after - before))
            if response.status >= 500:
                raise RuntimeError(f"{path} answered {response.status}")
        figures[path] = min(times), size
    http.close()
    return figures


def served(folder):
    """Return what ``measure`` does and the worker's megabytes after it."""
    with running_server(folder, os.environ) as (address, process):
        port, worker = int(address.rpartition(":")[2]), worker_of(process.pid)
        return measure(port, worker), memory_of(worker)


def limit_of(path, few):
    if path in STEADY:
        return STEADY[path] * few[path][0]
    return SITEMAP_LIMIT if path.startswith("/sitemap") else LIMIT


def print_table(few, many):
    print(f"{'processor time, in ms':58}{FEW:>8}{'many':>9}{'limit':>8}{'bytes':>11}")
    for path, (time_, size) in many.items():
        limit = limit_of(path, few)
        is_large = size > MOST_BYTES and not path.startswith("/compare/")
        mark = " over" if time_ > limit or is_large else ""
        before = few[path][0]
        print(
            f"{path[:57]:58}{before:8.1f}{time_:9.1f}{limit:8.1f}{size:11,}{mark}",
            flush=True,
        )


def report(folder, onet, count):
    # These import models, which need a site.
    from careers.search.index import refresh

    from . import search_speed
    from .large_content import Maker

    maker = Maker(onet)
    maker.make(range(1, FEW + 1))
    refresh()
    few, _memory = served(folder)
    started = time.perf_counter()
    maker.make(range(FEW + 1, count + 1))
    made = time.perf_counter()
    refresh()
    indexed = time.perf_counter()
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    many, memory = served(folder)
    print(f"\n{connection.vendor}, {count:,} roles with 10 texts each:")
    print(f"made in {made - started:.0f} s, indexed in {indexed - made:.0f} s")
    print_table(few, many)
    print(f"A worker then holds {memory:.0f} MB (limit {MOST_MEMORY}).")
    search_speed.report()


def main():
    if not (onet := os.environ.get("ONET")):
        raise SystemExit("Say where the words are: ONET=<the folder of O*NET>")
    count = int(os.environ.get("ROLES", MANY))
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/db.sqlite3"
        os.environ.update(variables_of(folder, DATABASE_URL=url))
        import_module("careers.wsgi")  # sets the site up as a worker of the server does
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        report(Path(folder), onet, count)
        connection.close()


if __name__ == "__main__":
    main()
