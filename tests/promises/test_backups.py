"""Promise 11: a backup made while people edit restores to one committed state."""

import gzip
import hashlib
import json
import random
import sqlite3
import subprocess
from contextlib import closing, contextmanager

import pytest

from tests.race import IS_POSTGRESQL
from tests.site_processes import (
    empty_database,
    environment,
    run_code,
    run_manage,
    shell,
    sqlite_url,
    start_manage,
)

# Everyone saves through the matrix, one after the other, and notes what all tables
# hold before it commits.
EDITOR = """
import hashlib, json, os, sys
from pathlib import Path
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from careers.backups import rows
from careers.editorial.workflow.cells import live_version
from careers.models import Dimension, Role
from tests.factories import make_person

folder, name = Path(os.environ["DATA_DIR"]), sys.stdin.readline().strip()
models = rows.models_at(rows.applied())
del models["editorial_securityevent"]
role, dimension = Role.objects.get(slug=name), Dimension.objects.get()
client, version = Client(headers={"host": "127.0.0.1"}), live_version("Soup.")
client.force_login(make_person(name, "Editor"))

def save(count):
    global version
    texts = [{
        "key": f"{role.pk}.{dimension.pk}", "text": f"Soup {count}.", "version": version
    }]
    answer = client.post("/admin/matrix/texts/", {"texts": json.dumps(texts)})
    version = answer.json()["cells"][0]["version"]

count = 0
while not (folder / "over").exists():
    count += 1
    with transaction.atomic():
        list(User.objects.select_for_update().filter(username="first"))
        save(count)
        if count > 1:
            stored = json.dumps(rows.stored(models), sort_keys=True)
            print(hashlib.sha256(stored.encode()).hexdigest(), flush=True)
"""

MAKE = """
from tests.factories import make_dimension, make_person, make_roles
dimension = make_dimension("Tools")
for role in make_roles({editors}):
    role.entries.create(dimension=dimension, text="Soup.")
make_person("first", "Administrator")
"""


DRILL = """
from django.core.management import call_command
call_command("restore", "{}")
call_command("backup", "{}")
"""


def manage(*arguments, folder, url):
    run_manage(*map(str, arguments), variables=variables(folder, url))


def variables(folder, url):
    return environment(folder, DATABASE_URL=url)


def tables_of(backup):
    """Return what the end of a backup says of its tables.

    The security log goes on: it names each backup that was made or restored.
    """
    end = json.loads(gzip.decompress(backup.read_bytes()).splitlines()[-2])["end"]
    del end["editorial_securityevent"]
    return end


@contextmanager
def editing(folder, url, editors):
    """Let people edit; yield what will be the hashes of what each commit stored."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [
        start_manage(shell(EDITOR), variables(folder, url), **pipes)
        for _ in range(editors)
    ]
    for number, process in enumerate(processes, start=1):
        process.stdin.write(f"role-{number:02}\n")
        process.stdin.flush()
    commits = [process.stdout.readline() for process in processes]
    try:
        yield commits
    finally:
        (folder / "over").touch()
        for process in processes:
            commits += process.communicate()[0].splitlines(keepends=True)
            assert process.returncode == 0


@pytest.mark.long
@pytest.mark.parametrize(("editors", "backups"), [(1, 1), (4, 12)])
def test_a_backup_holds_exactly_one_committed_state(
    tmp_path, prepare_site, editors, backups
):
    site, drill = tmp_path / "site", tmp_path / "drill"
    site.mkdir()
    drill.mkdir()
    files = [tmp_path / f"{number}.gz" for number in range(backups)]
    with empty_database(site) as url:
        prepare_site(site, url)
        run_code(MAKE.format(editors=editors), site, url)
        with editing(site, url, editors) as commits:
            for file in files:
                manage("backup", file, folder=site, url=url)

    assert len(commits) > editors  # people went on while backups were made
    for file in files:
        stored = json.dumps(tables_of(file), sort_keys=True).encode()
        assert f"{hashlib.sha256(stored).hexdigest()}\n" in commits
    with empty_database(drill) as url:
        run_code(DRILL.format(files[-1], drill / "again.gz"), drill, url)
    assert tables_of(drill / "again.gz") == tables_of(files[-1])


@pytest.mark.long
@pytest.mark.skipif(IS_POSTGRESQL, reason="a file of SQLite")
def test_no_backup_is_made_of_a_damaged_database(tmp_path, prepare_site):
    url = sqlite_url(tmp_path)
    prepare_site(tmp_path, url)
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        # Without looking at foreign keys, as this client does not.
        database.execute("INSERT INTO auth_user_groups VALUES (1, 99, 99)")
        database.commit()

    with pytest.raises(subprocess.CalledProcessError):
        manage("backup", tmp_path / "backup.gz", folder=tmp_path, url=url)

    assert not (tmp_path / "backup.gz").exists()


WITHOUT_TEXTS = """
from django.contrib.auth.models import User
from careers.models import Role, RoleDimensionEntry
from tests.factories import make_person, make_role
RoleDimensionEntry.objects.all().delete()
make_role("Newer")
User.objects.get(username="first").delete()
"""


@pytest.fixture
def two_states(tmp_path, prepare_site):
    """Yield a URL of a site, a backup of it, and one of what has become of it."""
    older, newer = tmp_path / "older.gz", tmp_path / "newer.gz"
    with empty_database(tmp_path) as url:
        prepare_site(tmp_path, url)
        run_code(MAKE.format(editors=3), tmp_path, url)
        manage("backup", older, folder=tmp_path, url=url)
        run_code(WITHOUT_TEXTS, tmp_path, url)
        manage("backup", newer, folder=tmp_path, url=url)
        yield url, older, newer


def state_of(folder, url):
    file = folder / "now.gz"
    file.unlink(missing_ok=True)
    manage("backup", file, folder=folder, url=url)
    return tables_of(file)


PUBLIC = """
from django.contrib.sessions.models import Session
from django.test import Client
from careers.editorial.models import SecurityEvent
visitor = Client(headers={"host": "127.0.0.1"})
assert not Session.objects.exists()
assert SecurityEvent.objects.filter(kind="restored", about="older.gz").count() == 1
assert "/roles/role-01/" in visitor.get("/roles/?q=soup").content.decode()
for path in ("/roles/role-01/", "/compare/role-01-vs-role-02.json"):
    assert "Soup." in visitor.get(path).content.decode(), path
assert "Newer" not in visitor.get("/roles/").content.decode()
"""


@pytest.mark.long
def test_a_backup_replaces_a_full_site(tmp_path, two_states):
    url, older, newer = two_states
    sign_in = "from django.test import Client; from django.contrib.auth.models import *"
    sign_in = f"{sign_in}; Client().force_login(User.objects.first())"
    run_code("from tests.factories import *; make_person('last')", tmp_path, url)
    run_code(sign_in, tmp_path, url)

    manage("restore", older, "--yes", folder=tmp_path, url=url)

    assert state_of(tmp_path, url) == tables_of(older) != tables_of(newer)
    run_code(PUBLIC, tmp_path, url)


@pytest.mark.long
def test_a_check_of_a_backup_changes_nothing(tmp_path, two_states):
    url, older, newer = two_states

    manage("restore", older, "--check", folder=tmp_path, url=url)

    assert state_of(tmp_path, url) == tables_of(newer)


@pytest.mark.long
def test_someone_has_to_say_yes(tmp_path, two_states):
    url, older, newer = two_states
    answers = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    for answer in ("", "no\n", "y\n"):
        command = ["restore", str(older)]
        process = start_manage(command, variables(tmp_path, url), **answers)
        _, errors = process.communicate(answer)
        assert "Write yes when asked" in errors

    assert state_of(tmp_path, url) == tables_of(newer)


# Whole, but of rows that no site can hold: whoever made the file.
BROKEN = """
import gzip, json, os
from pathlib import Path
from django.core.management import CommandError, call_command
from careers.backups import files, rows
folder = Path(os.environ["DATA_DIR"])
head, *lines = map(json.loads, gzip.open(folder / "older.gz").readlines()[:-2])
entries = next(i for i, line in enumerate(lines)
    if isinstance(line, dict) and line["table"] == "careers_roledimensionentry") + 1

def broken_by(place, value):
    row = lines[entries]
    return [*lines[:entries], [*row[:place], value, *row[place + 1:]],
            *lines[entries + 1:]]

columns = lines[entries - 1]["columns"]
for number, broken in enumerate([
    broken_by(columns.index("role_id"), 999),
    broken_by(columns.index("text"), " "),
    broken_by(columns.index("updated_at"), "yesterday"),
    broken_by(0, lines[entries + 1][0]),
    [*lines[:entries], lines[entries][:-1], *lines[entries + 1:]],
    [*lines[:entries - 1], {**lines[entries - 1], "columns": []}, *lines[entries:]],
    [line for line in lines[:entries - 1]],
]):
    with open(folder / "broken.gz", "wb") as file:
        files.write(file, head, map(rows.line, broken))
    try:
        call_command("restore", folder / "broken.gz", yes=True)
    except CommandError as error:
        assert "Nothing was restored." in str(error)
    else:
        raise AssertionError(number)
"""


@pytest.mark.long
def test_a_backup_of_impossible_rows_changes_nothing(tmp_path, two_states):
    url, _, newer = two_states

    run_code(BROKEN, tmp_path, url)

    assert state_of(tmp_path, url) == tables_of(newer)


@pytest.mark.long
def test_a_restore_that_is_killed_changes_all_or_nothing(tmp_path, two_states):
    url, *backups = two_states
    states, moments = [tables_of(file) for file in backups], random.Random(11)
    for number in range(12):
        command = ["restore", str(backups[number % 2]), "--yes"]
        process = start_manage(command, variables(tmp_path, url))
        try:
            process.wait(moments.uniform(1, 5))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert state_of(tmp_path, url) in states


@pytest.mark.long
@pytest.mark.skipif(not IS_POSTGRESQL, reason="goes from one engine to the other")
def test_a_site_moves_from_one_database_to_the_other(tmp_path, two_states):
    url, older, _ = two_states
    folder = tmp_path / "moved"
    folder.mkdir()

    manage("restore", older, folder=folder, url=sqlite_url(folder))
    assert state_of(folder, sqlite_url(folder)) == tables_of(older)
    manage("restore", folder / "now.gz", "--yes", folder=tmp_path, url=url)

    assert state_of(tmp_path, url) == tables_of(older)
