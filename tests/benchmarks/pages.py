"""How many times a second one worker answers with a page, one request at a time.

`python -m tests.benchmarks.pages` asks on SQLite, and with .ci/postgres before it on
PostgreSQL. A page is "cold" where no finished page is kept. JSON=FILE adds the figures
to a file as a line, and PEERS=1 other servers to the pages.
"""

import json
import os
import statistics
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import cycle, permutations
from pathlib import Path

from tests.site_processes import cpu_seconds

from . import peers
from .reviewer import COOKIES
from .server import COLD_SETTINGS, SETTINGS, prepared_site, served

ROUNDS = 7
FAST_REQUESTS = 500
PAGE_REQUESTS = 60
FEW_REQUESTS = 3  # of the longest page

BARE, PLAIN, COLD = "bare view", "plain page of 3", "comparison of 3, cold"

ROLES = [
    "agent-architect",
    "mlops-engineer",
    "site-reliability-engineer",
    "devops-engineer",
    "platform-engineer",
    "data-engineer",
    "data-scientist",
    "analytics-engineer",
    "backend-engineer",
    "frontend-engineer",
    "product-manager",
    "hr-business-partner",
]
OPTIONS = f"?mark=differences&sort=distinct&baseline={ROLES[0]}"
MOST = 50

# Roles whose texts are those of the fixtures, in other sets.
MORE_ROLES = """
from careers.models import Dimension, Role
from tests.benchmarks.reviewer import log_in
from tests.factories import make_role
log_in()
columns = {
    dimension: [entry.text for entry in dimension.entries.order_by("role")]
    for dimension in Dimension.objects.published()
}
for number in range(%d):
    texts = {
        dimension: texts[number * (place + 1) %% len(texts)]
        for place, (dimension, texts) in enumerate(columns.items())
        if texts
    }
    make_role(f"Role {number:02}", texts=texts)
"""
MADE_ROLES = [f"role-{number:02}" for number in range(MOST)]


@dataclass
class Page:
    name: str
    paths: list
    requests: int = PAGE_REQUESTS
    is_kept: bool = False
    headers: dict = field(default_factory=dict)
    status: int = 200
    size: int = 0
    answer: list = field(default_factory=list)  # seconds until an answer is there
    server: list = field(default_factory=list)  # seconds of the worker's processor

    def __post_init__(self):
        self.next_path = cycle(self.paths)


def address(slugs):
    return "-vs-".join(slugs)


def comparison(roles):
    return f"/compare/{address(roles)}/"


def pages():
    three, fifty = ROLES[:3], MADE_ROLES
    path = comparison(three)
    sets = [comparison(roles) for roles in permutations(ROLES[:5], 3)]
    kept = {"requests": FAST_REQUESTS, "is_kept": True}
    return [
        Page(BARE, ["/bare/"], FAST_REQUESTS),
        Page(PLAIN, [f"/plain/{address(three)}/"]),
        Page(COLD, [path]),
        Page(f"comparison of 3, cold, {len(sets)} sets", sets),
        Page("comparison of 3, cold, options", [path + OPTIONS]),
        Page("comparison of 3, kept", [path], **kept),
        Page("comparison of 3, not modified", [path], **kept, status=304),
        Page("comparison of 2, cold", [comparison(fifty[:2])]),
        Page("comparison of 10, cold", [comparison(fifty[:10])], FEW_REQUESTS),
        Page("comparison of 50, cold", [comparison(fifty)], FEW_REQUESTS),
        Page("plain page of 50", [f"/plain/{address(fifty)}/"], FEW_REQUESTS),
        Page("role, cold", ["/roles/agent-architect/"]),
        Page("directory, cold", ["/roles/"]),
        Page("search, cold", ["/roles/?q=data+engineer"]),
        Page("export, cold", [f"{path.rstrip('/')}.csv"]),
        Page("admin matrix", ["/admin/matrix/"], headers={"Cookie": COOKIES}),
    ]


def ask(connection, page):
    path = next(page.next_path)
    connection.request("GET", path, headers=page.headers)
    response = connection.getresponse()
    page.size = len(response.read())
    if response.status != page.status:
        raise RuntimeError(f"{path} answered {response.status}")
    return response


def measure(page, port, worker):
    """Request a page many times, and add the average seconds of one answer."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.connect()
    before, started = cpu_seconds(worker), time.perf_counter()
    for _ in range(page.requests):
        ask(connection, page)
    page.answer.append((time.perf_counter() - started) / page.requests)
    page.server.append((cpu_seconds(worker) - before) / page.requests)
    connection.close()


def warm_up(pages, servers):
    """Request each page once, and give those that expect 304 the ETag."""
    for page in pages:
        port, _worker = servers[page.is_kept]
        connection = HTTPConnection("127.0.0.1", port)
        for path in page.paths:
            response = ask(connection, Page(page.name, [path], headers=page.headers))
        if page.status == 304:
            page.headers["If-None-Match"] = response.headers["ETag"]
        connection.close()


def first_of_a_process(folder, database):
    """Return the first page that each of some processes makes."""
    page = Page("comparison of 3, empty process", [comparison(ROLES[:3])], requests=1)
    for _ in range(ROUNDS):
        with served(folder, COLD_SETTINGS, database) as (port, worker):
            measure(page, port, worker)
    return page


def measured_pages(database):
    measured = pages()
    with prepared_site(MORE_ROLES % MOST, database) as folder:
        with ExitStack() as running:
            cold = running.enter_context(served(folder, COLD_SETTINGS, database))
            kept = running.enter_context(served(folder, SETTINGS, database))
            warm_up(measured, {False: cold, True: kept})
            servers = [kept if page.is_kept else cold for page in measured]
            for page, peer in peers_of(folder, database, kept):
                measured.append(page)
                servers.append(running.enter_context(peer))
            for _ in range(ROUNDS):
                for page, server in zip(measured, servers, strict=True):
                    measure(page, *server)
        return [*measured, first_of_a_process(folder, database)]


def peers_of(folder, database, kept):
    """Yield pages of other servers with the same content, if asked for (PEERS=1)."""
    if not os.environ.get("PEERS"):
        return
    missing = peers.missing()
    if missing:
        print(f"Left out, as not installed: {', '.join(missing)}")
    if "nginx" not in missing:
        body = peers.body_of(kept[0], comparison(ROLES[:3]))
        yield Page(peers.NGINX, ["/"], FAST_REQUESTS), peers.nginx(folder, body)
    if "Wagtail" not in missing:
        page = Page(peers.WAGTAIL, ["/"])
        yield page, peers.wagtail(folder, database, ROLES[:3])


def figures_of(measured):
    """Return ``{name: figures}``; those of one round are compared with each other."""
    by_name = {page.name: page for page in measured}
    bare, plain = by_name[BARE], by_name[PLAIN]
    return {
        page.name: {
            "requests_per_second": round(1 / statistics.median(page.answer), 1),
            "of_the_bare_view": ratio(bare.answer, page.answer),
            "of_the_plain_page": ratio(plain.answer, page.answer),
            "server_ms": round(1000 * statistics.median(page.server), 3),
            "bytes": page.size,
        }
        for page in measured
    }


def ratio(theirs, ours):
    ratios = (a / b for a, b in zip(theirs, ours, strict=True))
    return round(statistics.median(ratios), 3)


def print_table(database, figures):
    print(f"\n{database:34}{'per second':>11}{'x bare':>8}{'x plain':>8}", end="")
    print(f"{'server ms':>11}{'bytes':>11}")
    for name, (rate, of_bare, of_plain, server, size) in (
        (name, row.values()) for name, row in figures.items()
    ):
        print(f"{name:34}{rate:11,.1f}{of_bare:8.3f}{of_plain:8.3f}", end="")
        print(f"{server:11.3f}{size:11,}")
    few, many = (figures[f"comparison of {n}, cold"]["server_ms"] for n in (10, 50))
    print(f"50 roles take {many / few:.1f} times as long as 10.")


def report(database):
    name = "PostgreSQL" if database else "SQLite"
    figures = figures_of(measured_pages(database))
    print_table(name, figures)
    if file := os.environ.get("JSON"):
        with Path(file).open("a") as lines:
            print(json.dumps({"database": name, "pages": figures}), file=lines)


if __name__ == "__main__":
    report(os.environ.get("DATABASE_URL", ""))
