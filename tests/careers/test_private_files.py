"""What the site writes is for its own account, whatever folder it is in."""

import os
import urllib.request

import pytest

from tests.site_processes import (
    environment,
    run_manage,
    running_server,
    shell,
)

pytestmark = pytest.mark.one_database

WRITE = """
import os
from django.core.management import call_command
os.chdir(os.environ["DATA_DIR"])
call_command("prepare")
call_command("export_roles", "roles.csv")
call_command("backup", "backup.gz")
"""
TOKEN = "a token for these tests"


@pytest.fixture
def lax_umask():
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.long
def test_nobody_else_can_read_what_the_site_writes(lax_umask, tmp_path, static_files):
    tmp_path.chmod(0o755)
    variables = environment(tmp_path, DATABASE_URL="", METRICS_TOKEN=TOKEN, DEMO="off")
    variables["SECRET_KEY"] = ""
    run_manage(*shell(WRITE), variables=variables)
    (tmp_path / "static").symlink_to(static_files)
    with running_server(tmp_path, variables) as (address, _):
        urllib.request.urlopen(f"{address}/roles/").close()
        written = {
            p for p in tmp_path.rglob("*") if p.stem.partition("-")[0] != "server"
        }

    names = {path.name for path in written}
    assert names >= {"db.sqlite3", "secret_key", "metrics", "roles.csv", "backup.gz"}
    assert any(path.suffix == ".db" for path in written)
    readable = {path for path in written if path.stat().st_mode & 0o077}
    assert readable - {tmp_path / "static"} == set()


def test_static_files_are_for_everyone(static_files):
    for path in [static_files, *static_files.rglob("*")]:
        assert path.stat().st_mode & 0o444 == 0o444
