"""Promises 8 and 9: no acknowledged edit is lost, and no editor is locked out."""

import json
import random
import sqlite3
import threading
import urllib.request
from contextlib import closing
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode

import psycopg
import pytest

from careers.editorial.workflow.cells import live_version
from tests.race import race
from tests.site_processes import empty_database, environment, run_code, run_manage

from .test_make_run import kill, make_run, server_and_workers, wait_for_new_workers

EDITORS = 8
OTHERS = 4  # who publish, load a file, read and visit
PATIENCE = 60  # seconds; far more than any of this takes

MAKE = f"""
import json, os
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from tests.factories import make_dimension, make_person, make_role
purpose, tools, editors = make_dimension("Purpose"), make_dimension("Tools"), []
for number in range({EDITORS}):
    role = make_role(f"Role {{number}}", texts={{tools: "Soup."}})
    client = Client(headers={{"host": "127.0.0.1"}})
    client.force_login(make_person(f"editor-{{number}}", "Editor"))
    client.get("/admin/matrix/")
    cookies = {{name: morsel.value for name, morsel in client.cookies.items()}}
    token = cookies[settings.CSRF_COOKIE_NAME]
    key = f"{{role.pk}}.{{purpose.pk}}"
    editors.append({{"key": key, "cookies": cookies, "token": token}})
make_role("Role 9", texts={{tools: "Soup."}})
Path(os.environ["DATA_DIR"], "editors.json").write_text(json.dumps(editors))
"""


@pytest.fixture
def site(tmp_path, prepare_site):
    """Yield the URL of a database with roles that wait for texts, and its editors."""
    with empty_database(tmp_path) as url:
        prepare_site(tmp_path, url)
        run_code(MAKE, tmp_path, url)
        yield url, json.loads((tmp_path / "editors.json").read_text())


class Editor:
    """Writes one text again and again, numbered, as the matrix's script does."""

    def __init__(self, address, key, cookies, token):
        self.address, self.key = address, key
        self.headers = {
            "Accept": "application/json",
            "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()),
            "X-CSRFToken": token,
        }
        self.version, self.tried, self.saved = live_version(""), 0, 0
        self.has_saved = threading.Event()

    def write(self, is_over):
        while not is_over.is_set():
            self.tried += 1
            if cell := self.save(f"Text {self.tried}."):
                number = int(cell["text"].strip("Text.") or 0)
                assert self.saved <= number <= self.tried
                self.version, self.saved = cell["version"], number
                self.has_saved.set()

    def save(self, text):
        """Return the cell as it is stored, or None without an answer."""
        texts = [{"key": self.key, "text": text, "version": self.version}]
        request = urllib.request.Request(
            f"{self.address}/admin/matrix/texts/",
            urlencode({"texts": json.dumps(texts)}).encode(),
            self.headers,
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["cells"][0]
        except HTTPError as error:
            if error.code != 409:
                raise
            # The answer to the save before never came, though it was stored.
            return json.load(error)["cells"][0]
        except (OSError, HTTPException):
            return None


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(3, marks=pytest.mark.one_database),
        pytest.param(200, marks=pytest.mark.long),
    ],
)
def test_no_acknowledged_save_is_lost_when_workers_die(tmp_path, site, kills):
    url, [first, *_] = site
    moments, is_over = random.Random(kills), threading.Event()
    with make_run(tmp_path, url) as (make, health):
        editor = Editor(health.removesuffix("/health/live"), **first)
        writer = threading.Thread(target=editor.write, args=[is_over])
        writer.start()
        try:
            for _ in range(kills):
                editor.has_saved.clear()
                assert editor.has_saved.wait(PATIENCE)
                _, workers = server_and_workers(make)
                is_over.wait(moments.uniform(0, 0.05))
                kill(moments.sample(workers, 1))
                wait_for_new_workers(make, workers)
        finally:
            is_over.set()
            writer.join(PATIENCE)

    assert editor.saved >= kills
    number = int(stored_text(url).strip("Text."))
    assert editor.saved <= number <= editor.tried


def stored_text(url):
    """Return the draft as any client of the database reads it."""
    query = "SELECT text FROM editorial_draft"
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:
            return connection.execute(query).fetchone()[0]
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return connection.execute(query).fetchone()[0]


BUSY = """
import json, os, time
from pathlib import Path
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from careers.editorial.workflow.cells import live_version
from careers.models import Dimension, Role
from tests.factories import make_approved, make_publication
folder = Path(os.environ["DATA_DIR"])
editors = json.loads((folder / "editors.json").read_text())

def visitor():
    return Client(headers={"host": "127.0.0.1"})

def edit(number):
    version, editor, client = live_version(""), editors[number], visitor()
    client.force_login(apps.get_model("auth.User").objects.get(username=f"editor-{number}"))
    def save(count):
        nonlocal version
        texts = [{"key": editor["key"], "text": f"Text {count}.", "version": version}]
        answer = client.post("/admin/matrix/texts/", {"texts": json.dumps(texts)})
        assert answer.status_code == 200, answer.content
        version = answer.json()["cells"][0]["version"]
    return save

def publish(count):
    role, tools = Role.objects.get(slug="role-9"), Dimension.objects.get(slug="tools")
    make_publication([make_approved(role, tools, f"Stirs {count} soups.")])

def load(count):
    call_command("loaddata", folder / "loaded.json", verbosity=0)

def read(count):
    for model in apps.get_models():
        list(model._base_manager.iterator())

def visit(count):
    for path in ["/", "/roles/", "/compare/role-0-vs-role-1/"]:
        assert visitor().get(path).status_code == 200

others = [publish, load, read, visit]

def take_turn():
    # Each process takes one of the parts: it makes the file of that part.
    for part in range(len(editors) + len(others)):
        try:
            (folder / f"part-{part}").touch(exist_ok=False)
        except FileExistsError:
            continue
        return part

part = take_turn()
work = edit(part) if part < len(editors) else others[part - len(editors)]
end, times = time.monotonic() + SECONDS, []
while time.monotonic() < end:
    start = time.monotonic()
    work(len(times))
    times.append(time.monotonic() - start)
print(json.dumps([part, sorted(times)]))
"""


@pytest.mark.long
def test_nobody_sees_a_locked_database(tmp_path, site, record_property):
    """Eight edit, one publishes, a file is loaded, all is read, and visitors come."""
    url, _editors = site
    variables = environment(tmp_path, DATABASE_URL=url)
    file = f"--output={tmp_path / 'loaded.json'}"
    natural = ["--natural-primary", "--natural-foreign"]
    run_manage("dumpdata", "careers.role", *natural, file, variables=variables)

    code = BUSY.replace("SECONDS", "60")
    results = dict(map(json.loads, race(code, tmp_path, url, EDITORS + OTHERS)))

    assert sorted(results) == list(range(EDITORS + OTHERS))
    for part, times in sorted(results.items()):
        # Often enough for the others to have met it.
        assert len(times) > 10
        record_property(f"part {part}: turns", len(times))
        record_property(f"part {part}: p99", times[len(times) * 99 // 100])
