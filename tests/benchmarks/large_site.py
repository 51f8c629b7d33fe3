"""Pages of 100,000 roles with 10 texts each, beside those of 21 roles.

`python -m tests.benchmarks.large_site` does it on SQLite, and with .ci/postgres before
it on PostgreSQL. ROLES is another number of roles. No page is kept, so that each is
made again whenever it is asked for. SIMILAR=SECONDS also finds similar roles, but for
no longer than that.
"""

import os
import tempfile
import time
from contextlib import suppress
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.site_processes import children, cpu_seconds, memory_of, running_server

from .reviewer import COOKIES, log_in
from .server import database_seconds, variables_of

FEW, MANY = 21, 100_000
RUNS = 5
# Only so many times slower with MANY roles than with FEW.
STEADY = {
    "/": 1.3,
    "/roles/role-01/": 1.3,
    "/compare/role-03-vs-role-01-vs-role-02/": 1.3,
}
LIMIT, ADMIN_LIMIT, SITEMAP_LIMIT = 100, 200, 500  # ms
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
DIRECTORY = [
    "/roles/?family=family-3",
    "/roles/?family=family-3&family=family-7&dimension=authority",
    "/roles/?completeness=complete&initial=s",
    "/roles/?q=manager",
    "/roles/?q=senior+manager&family=family-3&initial=s&sort=family",
    "/roles/?after=role-50000",
    "/roles/?sort=changed&after=role-50000",
    "/roles/?start=m",
    "/roles/?q=no+such+thing+xyzzy",
]
ADMIN = [
    "/admin/",
    "/admin/matrix/",
    "/admin/matrix/?state=missing",
    "/admin/matrix/?family=family-3",
    "/admin/matrix/?q=manager",
    "/admin/matrix/?page=900",
    "/admin/careers/role/",
    "/admin/careers/role/?q=manager",
    "/admin/careers/role/?completeness=empty",
    "/admin/careers/role/?p=900",
    "/admin/careers/roledimensionentry/",
    "/admin/careers/roledimensionentry/?q=manager",
    "/admin/careers/roledimensionentry/?state=draft",
    "/admin/careers/roledimensionentry/?p=900",
    "/admin/careers/family/",
    "/admin/careers/dimension/",
    "/admin/texts/role-01/authority/",
    "/admin/roles/names.json?q=manager",
    "/admin/review/",
    "/admin/publish/",
    "/admin/publications/",
    "/admin/history/",
    "/admin/deleted/",
    "/admin/redactions/",
]


def addresses():
    from tests.addresses import CONTENT, ERRORS  # which import models

    return [*CONTENT, *DEEP, *DIRECTORY, *ADMIN, *ERRORS]


def measure(port, worker):
    """Return ``{path: (ms of processor time, bytes)}``, the least of a few runs."""
    http, figures = HTTPConnection("127.0.0.1", port), {}
    for path in addresses():
        times = []
        for _ in range(RUNS):
            before = cpu_seconds(worker) + database_seconds(others=True)
            headers = {"Cookie": COOKIES} if path.startswith("/admin/") else {}
            http.request("GET", path, headers=headers)
            response = http.getresponse()
            size = len(response.read())
            after = cpu_seconds(worker) + database_seconds(others=True)
            times.append(1000 * (after - before))
            is_refused = "login" in response.headers.get("Location", "")
            if response.status >= 500 or is_refused:
                raise RuntimeError(f"{path} answered {response.status}")
        figures[path] = min(times), size
    http.close()
    return figures


def served(folder):
    """Return what ``measure`` does and the worker's megabytes after it."""
    with running_server(folder, os.environ) as (address, process):
        port, worker = int(address.rpartition(":")[2]), children(process.pid)[-1]
        return measure(port, worker), memory_of(worker)


def limit_of(path, few):
    if path in STEADY:
        return STEADY[path] * few[path][0]
    if path.startswith("/admin/"):
        return ADMIN_LIMIT
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

    log_in()
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
        connection.cursor().execute("VACUUM ANALYZE")
    many, memory = served(folder)
    print(f"\n{connection.vendor}, {count:,} roles with 10 texts each:")
    print(f"made in {made - started:.0f} s, indexed in {indexed - made:.0f} s")
    print_table(few, many)
    print(f"A worker then holds {memory:.0f} MB (limit {MOST_MEMORY}).")
    search_speed.report()
    report_similar(float(os.environ.get("SIMILAR") or 0))


def report_similar(limit):
    """Print how far each step of finding similar roles gets in ``limit`` seconds."""
    from careers.search.similar.finding import find

    started, steps = time.perf_counter(), {}

    def progress(step, done, total):
        took = time.perf_counter() - started
        if took > limit:
            raise TimeoutError
        steps[step] = f"{done:,} of {total:,} after {took:.0f} s"

    with suppress(TimeoutError):
        find(progress=progress)
    for step, reached in steps.items():
        print(f"similar roles, {step}: {reached}")


def main():
    if not (onet := os.environ.get("ONET")):
        raise SystemExit("Say where the words are: ONET=<the folder of O*NET>")
    count = int(os.environ.get("ROLES", MANY))
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/db.sqlite3"
        settings = "tests.benchmarks.cold_settings"
        os.environ.update(
            variables_of(folder, DATABASE_URL=url, DJANGO_SETTINGS_MODULE=settings)
        )
        import_module("careers.wsgi")  # sets the site up as a worker of the server does
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        report(Path(folder), onet, count)
        connection.close()


if __name__ == "__main__":
    main()
