"""How long visitors wait for pages while editors publish 300 times a minute.

`python -m tests.benchmarks.bursts` asks on SQLite, and with .ci/postgres before it on
PostgreSQL: once while nobody publishes, once while one does, and between these while
one does the same on another site. They share the cores of one machine, so only what the
last adds to the second comes from publications of the own site.
"""

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.site_processes import empty_database

from .pages import MORE_ROLES, comparison
from .server import prepared_site, served, variables_of

SECONDS = 30
VISITS = 40  # a second
PUBLICATIONS = 5  # a second
MOST = SECONDS * PUBLICATIONS

ROLES = 300
SLUGS = [f"role-{number:02}" for number in range(60)]
PATHS = [comparison(SLUGS[start : start + 3]) for start in range(0, 60, 3)]
PATHS += [f"/roles/{slug}/" for slug in SLUGS[::3]]

# Drafts of other roles than those visited, approved, and what is kept of similar roles.
PREPARE = f"""
from django.core.management import call_command
from careers.models import Dimension, Role
from tests.factories import make_approved
dimension = Dimension.objects.published().first()
for role in Role.objects.order_by("-pk")[:{MOST}]:
    make_approved(role, dimension, f"Looks after {{role.name}}.")
call_command("prepare")
"""

# Runs beside the server, as an editor's worker would.
PUBLISH = f"""
import sys, time
from careers.editorial.workflow import Draft
from tests.factories import make_publication
start = time.monotonic()
for number, draft in enumerate(Draft.objects.select_related("role")[:{MOST}], 1):
    make_publication([draft])
    time.sleep(max(start + number / {PUBLICATIONS} - time.monotonic(), 0))
late = time.monotonic() - start - {SECONDS}
print(f"The last publication was {{late:.1f}} s late.", file=sys.stderr)
"""


@contextmanager
def publications(folder, database):
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PUBLISH]
    variables = variables_of(folder, DATABASE_URL=database)
    # Without the notices, which a site without mail prints.
    process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL)
    yield
    if process.wait():
        raise RuntimeError("The publications failed.")


def visits(port):
    """Return the milliseconds that each of many visits took, VISITS a second.

    Each starts at its time, whether or not another one still waits. The times are a
    little random: a clock's would meet every publication or none.
    """
    times, lock = [], threading.Lock()
    chance = random.Random(0)
    dues = [(number + chance.random()) / VISITS for number in range(SECONDS * VISITS)]
    start = time.perf_counter()

    def visit(first):
        connection = HTTPConnection("127.0.0.1", port)
        for number in range(first, len(dues), len(visitors)):
            due = start + dues[number]
            time.sleep(max(due - time.perf_counter(), 0))
            connection.request("GET", PATHS[number % len(PATHS)])
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{response.status}")
            with lock:
                times.append(1_000 * (time.perf_counter() - due))

    visitors = [threading.Thread(target=visit, args=[n]) for n in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return times


@contextmanager
def other_site(content):
    """Prepare the same site once more; yield its folder and database."""
    with (
        TemporaryDirectory() as folder,
        empty_database(Path(folder)) as database,
        prepared_site(content, database) as prepared,
    ):
        yield prepared, database


def report(database):
    content = f"{MORE_ROLES % ROLES}\n{PREPARE}"
    with (
        other_site(content) as other,
        prepared_site(content, database) as folder,
        served(folder, database=database) as (port, _worker),
    ):
        visits(port)  # pages are kept from the second visit
        times = {"calm": visits(port)}
        with publications(*other):
            times["300 a minute elsewhere"] = visits(port)
        with publications(folder, database):
            times["300 publications a minute"] = visits(port)
    name = "PostgreSQL" if database else "SQLite"
    print(f"\n{name}: ms from when a visit is due until its page is there")
    for what, of_visits in times.items():
        median, longest = statistics.median(of_visits), max(of_visits)
        print(f"{what:28}{len(of_visits)} visits, median {median:.1f}", end="")
        print(f", p99 {percentile(of_visits):.1f}, longest {longest:.1f}")
    calm, elsewhere, busy = map(percentile, times.values())
    print(f"p99, busy to calm: {busy / calm:.1f} times,", end=" ")
    print(f"to elsewhere: {busy / elsewhere:.1f} times")


def percentile(times):
    return statistics.quantiles(times, n=100)[98]


if __name__ == "__main__":
    report(os.environ.get("DATABASE_URL", ""))
