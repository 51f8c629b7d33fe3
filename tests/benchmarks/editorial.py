"""How long editors' pages take with 1,000 roles x 10 dimensions."""

import json
import os
import re
import statistics
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

from .reviewer import COOKIES
from .server import measured_site

ROUNDS = 30
CELL = "/admin/texts/role-0001/dimension-1/?role=role-0001&role=role-0002"

FILL = """
from careers.models import Dimension, Family, Role, RoleDimensionEntry
from tests.benchmarks.reviewer import log_in
texts = "Plans, directs, and reviews the work of a team that " * 6
dimensions = [
    Dimension(name=f"Dimension {n}", slug=f"dimension-{n}", position=100 + n)
    for n in range(1, 11)
]
families = [Family(name=f"Family {n}", slug=f"family-{n}") for n in range(1, 6)]
Dimension.objects.all().delete()
Dimension.objects.bulk_create(dimensions)
Family.objects.bulk_create(families)
roles = [
    Role(name=f"Role {n:04}", slug=f"role-{n:04}", family=families[n % 5],
         status="published")
    for n in range(1, 1001)
]
Role.objects.bulk_create(roles)
RoleDimensionEntry.objects.bulk_create(
    RoleDimensionEntry(role=role, dimension=dimension, text=f"{texts}{role.name}.")
    for role in roles for dimension in dimensions
)
log_in()
"""

# Approved by the person whose pages are measured, and written by another.
READY = """
from careers.search.index import refresh
from careers.editorial.workflow import DraftEdit, drafting, load_cells
from careers.models import Dimension, Role
from django.contrib.auth.models import User
from tests.factories import make_person
writer, reviewer = make_person("writer", "Editor"), User.objects.get(username="bench")
roles = Role.objects.filter(slug__gt="role-0100").order_by("slug")[:100]
cells = load_cells(list(roles), list(Dimension.objects.not_archived())).values()
edits = [
    DraftEdit(cell.role, cell.dimension, f"Leads {cell.role.name}.", cell.version)
    for cell in cells
]
cells = drafting.save_all(edits=edits, by=writer)
drafts = drafting.submit(versions=[cell.draft.version for cell in cells], by=writer)
drafting.approve(versions=[draft.version for draft in drafts], by=reviewer)
refresh()
"""

PAGES = {
    "a bare view": "/bare/",
    "the matrix, 200 roles x 10": "/admin/matrix/?family=family-1",
    "the matrix, 1,000 roles x 10": "/admin/matrix/",
    "the text of a cell": CELL,
    "the admin's home": "/admin/",
    "the review queue": "/admin/review/",
}
SAVING = "saving a cell"
PASTED, READY_TEXTS = 400, 1_000
PASTING = f"saving {PASTED} pasted texts"
PUBLISHING = f"publishing {READY_TEXTS:,} texts"
WHY = {"why": "Yearly review"}
JSON = "application/json"


def ask(connection, path, data=None, done=200):
    headers = {"Cookie": COOKIES, "Accept": "text/html" if data is None else JSON}
    if data is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    method = "GET" if data is None else "POST"
    connection.request(method, path, urlencode(data or {}), headers)
    response = connection.getresponse()
    content = response.read().decode()
    if response.status != done:
        raise RuntimeError(f"{path} answered {response.status}: {content[:200]}")
    return content


def save(connection, number, state):
    """Save the cell again, as a browser does while an editor types."""
    token = {"csrfmiddlewaretoken": state["token"], "act": "save"}
    text = f"Plans the work of a team, in its version {number}."
    content = ask(
        connection, CELL, {**token, "text": text, "version": state["version"]}
    )
    state["version"] = re.search(r'"version": "([^"]+)"', content)[1]


def begin(connection):
    """Return the token and the version that a browser needs to save the cell."""
    page = ask(connection, CELL)
    return {
        name: re.search(rf'name="{field}" value="([^"]+)"', page)[1]
        for name, field in [("token", "csrfmiddlewaretoken"), ("version", "version")]
    }


def paste(connection):
    """Return the milliseconds of saving 400 texts: those of two pages of the matrix."""
    token = begin(connection)["token"]
    changes = [
        {"key": key, "text": f"Pasted into {key}", "version": version}
        for page in (1, 2)
        for key, version in cells_of(connection, page)
    ]
    assert len(changes) == PASTED
    data = {"csrfmiddlewaretoken": token, "texts": json.dumps(changes)}
    return timed(lambda: ask(connection, "/admin/matrix/texts/", data))


def cells_of(connection, page):
    content = ask(connection, f"/admin/matrix/?page={page}")
    return re.findall(r'data-key="([0-9.]+)"[^>]*data-version="([^"]*)"', content)


def publish(connection):
    """Return the milliseconds of publishing all that is ready, on every page."""
    page, choices = ask(connection, "/admin/publish/"), {"scope": "all", "when": "now"}
    page = ask(connection, "/admin/publish/", hidden(page) | choices | WHY)
    data = hidden(page) | choices | WHY  # and what was counted for it
    return timed(lambda: ask(connection, "/admin/publish/", data, done=302))


def hidden(page):
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def timed(function):
    """Return the milliseconds that a call takes."""
    started = time.perf_counter()
    function()
    return 1000 * (time.perf_counter() - started)


def report(database):
    with measured_site(FILL + READY, database) as (port, _):
        connection = HTTPConnection("127.0.0.1", port)
        state = begin(connection)
        times = {name: [] for name in [*PAGES, SAVING]}
        for number in range(ROUNDS):
            for name, path in PAGES.items():
                repeats = 100 if path == "/bare/" else 1
                for _ in range(repeats):
                    times[name].append(timed(lambda path=path: ask(connection, path)))
            times[SAVING].append(
                timed(lambda number=number: save(connection, number, state))
            )
        times[PASTING] = [paste(connection)]
        times[PUBLISHING] = [publish(connection)]
        connection.close()
    print_table("PostgreSQL" if database else "SQLite", times)


def print_table(database, times):
    bare = statistics.median(times["a bare view"])
    title = f"The editors’ pages, {database}"
    print(f"\n{title:32}{'response':>9}{'median':>11}{'worst':>11}")
    for name, waits in times.items():
        median = statistics.median(waits)
        print(f"{name:32}{median / bare:9.0f}{median:8.1f} ms{max(waits):8.1f} ms")


if __name__ == "__main__":
    report(os.environ.get("DATABASE_URL", ""))
