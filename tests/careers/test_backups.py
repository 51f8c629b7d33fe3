"""The files of backups: how they are kept, and which of them are refused."""

import gzip
import io
import json
import random
from datetime import UTC, datetime

import pyrage
import pytest
from django.core.management import CommandError, call_command

from careers.backups import files, rows
from careers.backups.errors import BackupError

pytestmark = pytest.mark.one_database

HEAD = {
    "version": "0.1.0",
    "made_at": "2026-11-28T00:00:00+00:00",
    "key": "0",
    "migrations": [["careers", "0001_initial"]],
}
LINES = [
    {"table": "soups", "columns": ["id", "name"], "last_key": 9},
    *([number, f"Soup {number * 7919 % 97}"] for number in range(500)),
    {"table": "spoons", "columns": ["id"], "last_key": None},
]


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def written(head=HEAD, lines=LINES):
    file = io.BytesIO()
    files.write(file, head, map(rows.line, lines))
    return file


def restore(content, tmp_path, **options):
    path = tmp_path / "backup"
    path.write_bytes(content)
    call_command("restore", path, yes=True, **options)


def test_a_backup_says_what_it_holds():
    head, tables = files.check(written())

    assert head == {"backup": 1, **HEAD}
    assert {table: end["rows"] for table, end in tables.items()} == {
        "soups": 500,
        "spoons": 0,
    }


def test_a_backup_opens_with_any_gzip():
    lines = gzip.decompress(written().getvalue()).splitlines()

    assert json.loads(lines[0])["version"] == "0.1.0"
    assert [json.loads(line) for line in lines[1:-2]] == LINES


@pytest.mark.parametrize("count", [60, pytest.param(6_000, marks=pytest.mark.long)])
def test_a_changed_byte_is_noticed_or_changes_nothing(count):
    content, chance = written().getvalue(), random.Random(count)
    whole = files.check(io.BytesIO(content))
    for _ in range(count):
        place = chance.randrange(len(content))
        other = chance.choice([b"", b"\0", b"\n", b"{", bytes([chance.randrange(256)])])
        changed = content[:place] + other + content[place + 1 :]
        try:
            assert files.check(io.BytesIO(changed)) == whole
        except BackupError:
            continue


@pytest.mark.parametrize("count", [60, pytest.param(6_000, marks=pytest.mark.long)])
def test_changed_words_are_noticed(count):
    """As if the change came before the file was packed."""
    lines, chance = gzip.decompress(written().getvalue()), random.Random(count)
    for _ in range(count):
        place = chance.randrange(len(lines))
        changed = lines[:place] + bytes([lines[place] ^ 1]) + lines[place + 1 :]
        with pytest.raises(BackupError):
            files.check(io.BytesIO(gzip.compress(changed, 1)))


@pytest.mark.parametrize("left", [0, 1, 15, 100, -100, -1])
def test_half_a_backup_is_refused(left, tmp_path):
    with pytest.raises(CommandError, match=r"Nothing was restored\."):
        restore(written().getvalue()[:left], tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"SQLite format 3\0",
        b"PGDMP",
        gzip.compress(b"", mtime=0),
        gzip.compress(b"[]\n", mtime=0),
        gzip.compress(b'{"table": "soups"}\n', mtime=0),
    ],
)
def test_another_file_is_refused(content, tmp_path):
    with pytest.raises(CommandError, match="not a backup of a site"):
        restore(content, tmp_path)


@pytest.mark.parametrize("more", [b"{}", gzip.compress(b"[1]\n", mtime=0)])
def test_a_backup_with_something_behind_it_is_refused(more, tmp_path):
    with pytest.raises(CommandError, match="damaged"):
        restore(written().getvalue() + more, tmp_path)


@pytest.mark.parametrize(
    "head",
    [
        {**HEAD, "migrations": [["careers", "9999_later"]]},
        {**HEAD, "backup": 2},
    ],
)
def test_a_backup_of_a_newer_version_is_refused(head, tmp_path):
    with pytest.raises(CommandError, match=r"newer version .* Upgrade the code first"):
        restore(written(head).getvalue(), tmp_path)


@pytest.fixture
def stored_file(tmp_path):
    """Return a function that writes a backup to a file, encrypted or not."""

    def store(name="backup", recipients=(), passphrase=""):
        with files.new_file(tmp_path / name) as file:
            files.encrypt(written(), file, recipients, passphrase)
        return tmp_path / name

    return store


def test_a_backup_is_for_its_owner_alone(stored_file, tmp_path):
    tmp_path.chmod(0o755)

    assert stored_file().stat().st_mode & 0o777 == 0o600


def test_a_backup_replaces_no_file(stored_file, tmp_path):
    (tmp_path / "db.sqlite3").write_bytes(b"a site")

    with pytest.raises(BackupError, match="exists"):
        stored_file("db.sqlite3")

    assert (tmp_path / "db.sqlite3").read_bytes() == b"a site"


def test_a_backup_that_fails_leaves_no_file(tmp_path):
    def fail():
        with files.new_file(tmp_path / "backup") as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert list(tmp_path.iterdir()) == []


def test_a_backup_can_be_encrypted_for_several_people(stored_file, tmp_path):
    people = [pyrage.x25519.Identity.generate() for _ in range(2)]
    keys = tmp_path / "key.txt"
    keys.write_text(f"# created: today\n{people[1]}\n")

    path = stored_file(recipients=[person.to_public() for person in people])

    assert b"soup" not in path.read_bytes().lower()
    with files.opened(path, files.identities_in(keys), None) as plain:
        assert files.check(plain) == files.check(written())


@pytest.mark.long
def test_a_backup_can_be_encrypted_with_a_passphrase(stored_file, tmp_path):
    (tmp_path / "passphrase").write_text("hot soup\n")
    passphrase = files.passphrase_in(tmp_path / "passphrase")

    path = stored_file(passphrase=passphrase)

    with files.opened(path, None, "hot soup") as plain:
        assert files.check(plain) == files.check(written())


def test_an_encrypted_backup_needs_its_key(stored_file, tmp_path):
    mine, other = (pyrage.x25519.Identity.generate() for _ in range(2))
    path = stored_file(recipients=[mine.to_public()])
    (tmp_path / "key.txt").write_text(str(other))

    with pytest.raises(CommandError, match="Name its key or its passphrase"):
        call_command("restore", path, yes=True)
    with pytest.raises(CommandError, match="another key"):
        call_command("restore", path, yes=True, identity=tmp_path / "key.txt")


@pytest.mark.parametrize(
    ("read", "content"),
    [
        (files.identities_in, "no key"),
        (files.passphrase_in, "\n"),
        (lambda path: files.recipient(path.read_text()), "age1no"),
    ],
)
def test_what_is_no_key_is_refused(read, content, tmp_path):
    (tmp_path / "key.txt").write_text(content)

    with pytest.raises(BackupError):
        read(tmp_path / "key.txt")


NAMES = [f"careers-2026-11-0{day}T020000Z.jsonl.gz" for day in range(1, 6)]


def test_the_name_of_a_backup_says_when_it_was_made():
    moment = datetime(2026, 11, 1, 2, tzinfo=UTC)

    assert files.name_at(moment, is_encrypted=False) == NAMES[0]
    assert files.name_at(moment, is_encrypted=True) == f"{NAMES[0]}.age"


@pytest.mark.parametrize("keep", [1, 2, 5, 9])
def test_the_oldest_backups_are_removed(tmp_path, keep):
    kept = {"notes.txt", "careers-2020.jsonl.gz", f"x{NAMES[0]}"}
    for name in [*NAMES, *kept]:
        (tmp_path / name).touch()

    old = files.remove_old(tmp_path / NAMES[-1], keep)

    assert [path.name for path in old] == NAMES[: max(0, 5 - keep)]
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*NAMES[-keep:], *kept}


def test_the_new_backup_stays_though_the_clock_went_back(tmp_path):
    for name in NAMES:
        (tmp_path / name).touch()

    files.remove_old(tmp_path / NAMES[0], 1)

    assert [path.name for path in tmp_path.iterdir()] == [NAMES[0]]


@pytest.mark.parametrize(("target", "keep"), [("", 0), ("file", 3)])
def test_only_a_folder_keeps_several(tmp_path, target, keep):
    with pytest.raises(CommandError, match="--keep"):
        call_command("backup", tmp_path / target, keep=keep)
