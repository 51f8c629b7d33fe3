"""How long public pages take, as ratios to a view that does nothing."""

import statistics
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection

from .server import cpu_seconds, measured_site

ROUNDS = 7
BARE_REQUESTS = 1_000
PAGE_REQUESTS = 150

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


@dataclass
class Page:
    name: str
    path: str
    requests: int = PAGE_REQUESTS
    headers: dict = field(default_factory=dict)
    status: int = 200
    size: int = 0
    server: list = field(default_factory=list)
    answer: list = field(default_factory=list)


def comparison(count):
    return f"/compare/{'-vs-'.join(ROLES[:count])}/"


def plain(count):
    return comparison(count).replace("/compare/", "/plain/")


def pages():
    compressed = {"Accept-Encoding": "gzip"}
    return [
        Page("a bare view", "/bare/", BARE_REQUESTS),
        Page("comparison of 2", comparison(2)),
        Page("comparison of 3", comparison(3)),
        Page("comparison of 3, not counted", plain(3)),
        Page("comparison of 3, every option", f"{comparison(3)}{OPTIONS}"),
        Page("comparison of 3, compressed", comparison(3), headers=compressed),
        Page("comparison of 3, not modified", comparison(3), status=304),
        Page("comparison of 12", comparison(12)),
        Page("comparison of 12, not counted", plain(12)),
        Page("a role", "/roles/agent-architect/"),
        Page("the directory", "/roles/"),
    ]


def ask(connection, page):
    connection.request("GET", page.path, headers=page.headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != page.status:
        raise RuntimeError(f"{page.path} answered {response.status}")
    return response, len(body)


def measure(connection, page, worker):
    """Request a page many times, and add the average seconds of one response."""
    before, started = cpu_seconds(worker), time.perf_counter()
    for _ in range(page.requests):
        _, page.size = ask(connection, page)
    page.answer.append((time.perf_counter() - started) / page.requests)
    page.server.append((cpu_seconds(worker) - before) / page.requests)


def remember_tags(connection, pages):
    """Give the pages that expect 304 the ETag of an earlier response."""
    for page in pages:
        if page.status == 304:
            response, _ = ask(connection, Page(page.name, page.path))
            page.headers["If-None-Match"] = response.headers["ETag"]


def ratio(ours, bare):
    return statistics.median(a / b for a, b in zip(ours, bare, strict=True))


def report():
    """Print the times; return the bare view's, in seconds of the server."""
    with measured_site() as (port, worker):
        connection = HTTPConnection("127.0.0.1", port)
        measured = pages()
        remember_tags(connection, measured)
        for page in measured:
            ask(connection, page)
        for _ in range(ROUNDS):
            for page in measured:
                measure(connection, page, worker)
        connection.close()
    print_table(measured)
    return statistics.median(measured[0].server)


def print_table(measured):
    bare = measured[0]
    print(f"{'':32}{'server':>9}{'answer':>9}{'bytes':>9}   (times the bare view)")
    for page in measured:
        server, answer = (
            ratio(page.server, bare.server),
            ratio(page.answer, bare.answer),
        )
        print(f"{page.name:32}{server:9.1f}{answer:9.1f}{page.size:9,}")
    per_second = 1 / statistics.median(bare.answer)
    print(f"The bare view answered {per_second:,.0f} times a second, one at a time.")
