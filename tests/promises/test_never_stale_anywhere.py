"""Promise 17: nobody gets old content, by any server and through any HTTP cache."""

import gzip
import http.client
import random
import re
import sqlite3
from contextlib import ExitStack, closing

import brotli
import psycopg
import pytest

from tests.http_cache import Answer, SharedCache
from tests.site_processes import (
    empty_database,
    environment,
    run_code,
    running_server,
)

CONTENT = """
from tests.factories import make_dimension, make_role
purpose = make_dimension("Purpose")
for number in (1, 2, 3):
    make_role(f"Role {number}", texts={purpose: "Text 0 of it."})
"""
SEARCH = "/roles/?q=text"
# Each with the roles whose texts it shows.
PAGES = {
    "/roles/role-1/": [1],
    "/roles/role-2.json": [2],
    "/roles/role-3/": [3],
    "/compare/role-1-vs-role-2/": [1, 2],
    "/compare/role-2-vs-role-3.csv": [2, 3],
    "/compare/role-1-vs-role-2-vs-role-3.md": [1, 2, 3],
    "/dimensions/purpose/": [1, 2, 3],
    SEARCH: [1, 2, 3],
}
ENCODINGS = ["", "br", "gzip"]
DECODE = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}
MINUTE = 60  # seconds


class Model:
    """What visitors should read, and the acts that change it."""

    def __init__(self, connection, servers):
        self.connection, self.texts = connection, dict.fromkeys((1, 2, 3), 0)
        self.is_public, self.count = True, 0
        self.is_behind = True  # the search, until somebody reads a page
        self.caches = [SharedCache(self.ask) for _ in range(2)]
        self.servers = servers

    def ask(self, path, headers):
        server = random.choice(self.servers)
        server.request("GET", path, headers=headers)
        response = server.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())

    def read(self, *, is_held=False):
        """Read a page. While the database ``is_held``, a search cannot catch up."""
        path = random.choice(list(PAGES))
        headers = {"accept-encoding": random.choice(ENCODINGS)}
        answer = random.choice(self.caches).get(path, headers)
        shown = [n for n in PAGES[path] if n != 3 or self.is_public]
        may_miss = is_held and self.is_behind and path == SEARCH
        self.is_behind = is_held and self.is_behind
        if answer.status != 200:
            assert shown != PAGES[path], (path, answer.status)
            return
        encoding = answer.headers.get("content-encoding", "")
        words = DECODE[encoding](answer.body).decode()
        found = set(map(int, re.findall(r"Text(?:</mark>)? (\d+)", words)))
        expected = {self.texts[number] for number in shown}
        assert found <= expected, path
        assert found == expected or may_miss, path

    def publish(self):
        number = random.choice(list(self.texts))
        self.write(number)
        self.connection.commit()
        self.texts[number], self.is_behind = self.count, True

    def roll_back(self):
        self.write(random.choice(list(self.texts)))
        self.read(is_held=True)
        self.connection.rollback()

    def write(self, number):
        self.count += 1
        role = f"(SELECT id FROM careers_role WHERE slug = 'role-{number}')"
        self.execute(
            f"UPDATE careers_roledimensionentry SET text = 'Text {self.count} of it.'"
            f" WHERE role_id = {role}"
        )

    def hide_or_show(self):
        self.is_public, self.is_behind = not self.is_public, True
        status = "published" if self.is_public else "archived"
        self.execute(
            f"UPDATE careers_role SET status = '{status}' WHERE slug = 'role-3'"
        )
        self.connection.commit()

    def expire(self):
        cache = random.choice(self.caches)
        cache.now += random.randrange(MINUTE)
        cache.forget(random.choice(list(PAGES)))

    def execute(self, sql):
        self.connection.execute(sql)


def connected(url):
    if url.startswith("sqlite"):
        return sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)
    return psycopg.connect(url)


@pytest.mark.parametrize(
    "steps", [100, pytest.param(10_000, marks=pytest.mark.long)], ids="{} steps".format
)
def test_two_processes_and_two_caches_never_show_what_was(
    tmp_path, prepare_site, steps
):
    with ExitStack() as site:
        url = site.enter_context(empty_database(tmp_path))
        variables = environment(tmp_path, DATABASE_URL=url)
        prepare_site(tmp_path, url)
        run_code(CONTENT, tmp_path, url)
        servers = []
        for _ in range(2):
            address, _process = site.enter_context(running_server(tmp_path, variables))
            server = http.client.HTTPConnection(address.removeprefix("http://"))
            servers.append(site.enter_context(closing(server)))
        model = Model(site.enter_context(closing(connected(url))), servers)
        acts = [model.read, model.publish, model.roll_back, model.expire]
        acts.append(model.hide_or_show)
        for act in random.choices(acts, weights=[12, 3, 1, 3, 1], k=steps):
            act()
