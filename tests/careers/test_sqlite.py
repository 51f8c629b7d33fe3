"""SQLite's writers wait in line, whatever process or thread they are in."""

import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Barrier, Timer

import pytest
from django.db import IntegrityError, OperationalError
from django.db.utils import ConnectionHandler

from careers.sqlite.base import Line

pytestmark = pytest.mark.one_database


@pytest.fixture
def two(tmp_path, db):
    """Yield two connections to one file, which wait for each other for 0.1 seconds."""
    path = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT);"
            "CREATE TABLE use (word INTEGER REFERENCES word DEFERRABLE INITIALLY "
            "DEFERRED);"
        )
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0.1}
    settings = {"ENGINE": "careers.sqlite", "NAME": path, "OPTIONS": options}
    handler = ConnectionHandler({"default": settings, "other": settings})
    yield handler["default"], handler["other"]
    handler.close_all()


def write(connection, sql="INSERT INTO word (word) VALUES ('soup')"):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def count(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM word")
        return cursor.fetchone()[0]


def begin(connection):
    connection.set_autocommit(
        False, force_begin_transaction_with_broken_autocommit=True
    )


def test_others_wait_for_a_transaction_to_end(two):
    one, other = two
    begin(one)

    with pytest.raises(OperationalError, match="locked by another writer"):
        write(other)
    with pytest.raises(OperationalError, match="locked by another writer"):
        begin(other)

    assert count(other) == 0


def commit(connection):
    write(connection)
    connection.commit()


def roll_back(connection):
    write(connection)
    connection.rollback()


def fail_to_commit(connection):
    write(connection, "INSERT INTO use VALUES (99)")
    with pytest.raises(IntegrityError):
        connection.commit()
    connection.rollback()


def close(connection):
    write(connection)
    connection.close()


@pytest.mark.parametrize("end", [commit, roll_back, fail_to_commit, close])
def test_others_write_when_a_transaction_has_ended(two, end):
    one, other = two
    begin(one)
    end(one)

    write(other)

    assert count(other) in (1, 2)


def test_a_failed_commit_keeps_its_turn_until_it_is_rolled_back(two):
    one, other = two
    begin(one)
    write(one, "INSERT INTO use VALUES (99)")
    with pytest.raises(IntegrityError):
        one.commit()

    with pytest.raises(OperationalError):
        write(other)


def test_a_single_statement_is_a_turn_of_its_own(two):
    one, other = two
    for connection in (one, other, one):
        write(connection)
    with suppress(IntegrityError):
        write(one, "INSERT INTO word (id) VALUES (1)")

    write(other)

    assert count(one) == 4


def test_writers_of_many_threads_take_turns(tmp_path):
    """Without a line, those who have just written are the first to write again."""
    turns, start = [], Barrier(4)

    def write_often(number):
        line = Line(tmp_path / "db.sqlite3")
        start.wait()
        for _ in range(20):
            line.enter(60)
            turns.append(number)
            time.sleep(0.005)
            line.leave()
        line.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write_often, range(4)))

    # Nobody has had all turns before everyone has had nearly half.
    first_to_end = min(len(turns) - turns[::-1].index(number) for number in range(4))
    assert min(turns[:first_to_end].count(number) for number in range(4)) >= 8


@pytest.fixture
def command(two, tmp_path):
    """Yield a connection that stands in no line, as that of the sqlite3 command."""
    path = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(path, check_same_thread=False)) as database:
        yield database


@pytest.fixture
def reader(command):
    """Yield a connection that is reading."""
    command.execute("BEGIN")
    command.execute("SELECT * FROM word").fetchone()
    return command


def end_soon(database):
    Timer(0.05, database.rollback).start()


def test_a_reader_waits_until_the_database_is_free(two, command):
    one, _other = two
    command.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OperationalError, match="locked"):
        count(one)
    end_soon(command)

    assert count(one) == 0


def test_a_commit_waits_until_nobody_reads(two, reader):
    one, other = two
    begin(one)
    write(one)
    with pytest.raises(OperationalError, match="locked"):
        one.commit()
    end_soon(reader)
    one.commit()

    assert count(other) == 1


def test_a_statement_that_returns_rows_waits_until_nobody_reads(two, reader):
    """It ends when its rows are fetched."""
    one, other = two
    count(one)
    end_soon(reader)
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO word (word) VALUES ('soup') RETURNING id")
        assert cursor.fetchall() == [(1,)]

    assert count(other) == 1


def test_others_read_while_the_journal_of_a_change_is_written(two, monkeypatch):
    one, other = two
    readings = []
    monkeypatch.setattr(os, "fdatasync", lambda file: readings.append(count(other)))
    begin(one)
    write(one)
    one.commit()

    assert readings == [0]
    assert count(other) == 1


def test_nobody_else_may_read_a_new_database(tmp_path, two):
    path = tmp_path / "new.sqlite3"
    settings = {"ENGINE": "careers.sqlite", "NAME": path, "OPTIONS": {"timeout": 1}}
    connection = ConnectionHandler({"default": settings})["default"]
    write(connection, "CREATE TABLE secret (word TEXT)")
    connection.close()

    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.glob("new.*")}
    assert len(modes) == 3
    assert set(modes.values()) == {0o600}
