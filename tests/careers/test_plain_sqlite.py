"""The database file works with any client of SQLite, for a backup or a repair."""

import sqlite3

import pytest
from django.db import connection

from tests.factories import make_dimension, make_draft, make_role

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite"),
]


@pytest.fixture
def client(db):
    dimension = make_dimension()
    make_draft(make_role("Cook", texts={dimension: "Cooks."}), dimension, "Bakes.")
    client = sqlite3.connect(":memory:")
    client.executescript("\n".join(connection.connection.iterdump()))
    yield client
    client.close()


def test_any_client_can_check_the_database(client):
    assert client.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_any_client_can_write_to_every_table(client):
    tables = client.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")
    for (table,) in tables.fetchall():
        if not table.startswith("sqlite_"):
            column = client.execute(f"SELECT * FROM {table}").description[0][0]
            client.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n", "\u3000\t"])
def test_any_client_is_refused_a_text_without_words(client, text):
    with pytest.raises(sqlite3.IntegrityError, match="entry_has_a_text"):
        client.execute("UPDATE careers_roledimensionentry SET text = ?", [text])


@pytest.mark.parametrize(
    "slug", ["", "a b", "A", "-a", "a-", "a--b", "a\n", "é", "a_b"]
)
def test_any_client_is_refused_a_slug_that_is_not_plain(client, slug):
    with pytest.raises(sqlite3.IntegrityError, match="role_slug_is_plain"):
        client.execute("UPDATE careers_role SET slug = ?", [slug])
