"""Promise 14: backups of every release are restored, and nothing is lost."""

import gzip
import json
from pathlib import Path

import pytest

from careers.models import DERIVED
from tests.site_processes import empty_database, run_code

RELEASES = sorted(Path(__file__).parent.glob("*.jsonl.gz"))

# What migrations changed on purpose: the columns that hold something else than they
# did, and the tables that went, as "table" or "table.column".
CHANGED = set()
# What every migration has made again.
MADE_AGAIN = {model._meta.db_table for model in DERIVED}

UPGRADE = """
from django.core.management import call_command
from django.test import Client

call_command("restore", "{before}")
call_command("migrate", check_unapplied=True)
call_command("makemigrations", check_changes=True, dry_run=True)
call_command("backup", "{after}")

visitor = Client(headers={{"host": "127.0.0.1"}})
for path, words in {{
    "/roles/": ["Cook", "Baker"],
    "/roles/?q=soup": ["Cook"],
    "/roles/cook/": ["Cooks soup.", "A spoon."],
    "/compare/cook-vs-baker.md": ["Cooks soup.", "Bakes.", "An oven."],
}}.items():
    page = visitor.get(path).content.decode()
    assert [word for word in words if word not in page] == [], path
    hidden = ["Waiter", "Bakes bread", "large spoon", "Butler"]
    assert [word for word in hidden if word in page] == [], path
"""


def rows_in(backup):
    """Return the values in a backup, by table, row and column."""
    rows = {}
    for line in gzip.decompress(backup.read_bytes()).splitlines()[1:-2]:
        value = json.loads(line)
        if isinstance(value, dict):
            table, columns = value["table"], value["columns"]
            continue
        for column, cell in zip(columns, value, strict=True):
            if not {table, f"{table}.{column}"} & (CHANGED | MADE_AGAIN):
                rows[table, value[0], column] = cell
    return rows


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_an_upgrade_loses_nothing(tmp_path, static_files, release):
    (tmp_path / "static").symlink_to(static_files)
    after = tmp_path / "after.gz"
    with empty_database(tmp_path) as url:
        run_code(UPGRADE.format(before=release, after=after), tmp_path, url)

    before, after = rows_in(release), rows_in(after)
    assert len(before) > 1_000
    assert {key: after.get(key) for key in before} == before


def test_every_release_has_a_backup(settings):
    releases = [
        line.split()[1].rstrip(",")
        for line in (settings.BASE_DIR / "CHANGELOG.md").read_text().splitlines()
        if line.startswith("## ") and "Unreleased" not in line
    ]
    assert set(releases) <= {path.name.removesuffix(".jsonl.gz") for path in RELEASES}
