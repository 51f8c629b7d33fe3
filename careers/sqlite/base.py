"""SQLite for several processes: fair turns to write, and short pauses while waiting.

SQLite tries again after ever longer pauses. Where many write, some get the lock again
and again, and others fail with "database is locked" after the time limit. A page that
meets a commit sleeps for longer than the commit takes.
"""

import fcntl
import os
import re
import sqlite3
from contextlib import contextmanager, suppress
from time import monotonic, sleep

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

READS = re.compile(r"\s*(SELECT|EXPLAIN|WITH|PRAGMA|BEGIN|SAVEPOINT)\b", re.IGNORECASE)
PAUSE = 0.0005  # seconds

# A later try can have the lock.
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY}


class Line:
    """A line of writers from all processes, first come, first served.

    The first in line holds one lock while it waits for the other, whose holder writes.
    The operating system takes both from a process that dies.
    """

    def __init__(self, path):
        flags = os.O_CREAT | os.O_RDWR | os.O_CLOEXEC
        self.first = os.open(f"{path}-line", flags, 0o600)
        self.writer = os.open(f"{path}-writer", flags, 0o600)
        self.is_writing = False

    def enter(self, seconds, *, may_pass=False):
        """Wait for a turn to write; raise OperationalError after ``seconds``.

        The time before one is first in line counts only for those who ``may_pass``:
        they look now and then whether they can be first, and may pass others.
        """
        end = monotonic() + seconds
        if may_pass:
            take_until(end, self.first)
        else:
            fcntl.flock(self.first, fcntl.LOCK_EX)
        try:
            take_until(end, self.writer)
        finally:
            fcntl.flock(self.first, fcntl.LOCK_UN)
        self.is_writing = True

    def leave(self):
        fcntl.flock(self.writer, fcntl.LOCK_UN)
        self.is_writing = False

    def close(self):
        os.close(self.first)
        os.close(self.writer)


def take_until(end, lock):
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > end:
                message = "database is locked by another writer"
                raise OperationalError(message) from None
            sleep(PAUSE)


def execute_in_turn(execute, sql, params, many, context):
    """Wait until others let a statement read, or write if it is a transaction."""
    connection = context["connection"]
    if READS.match(sql) or not connection.has_to_wait_in_line:
        return connection.until_free(execute, sql, params, many, context)
    connection.wait_in_line()
    # It may end only when its rows are fetched, and cannot be tried again then.
    connection.let_sqlite_wait(connection.patience)
    try:
        return execute(sql, params, many, context)
    finally:
        connection.leave_line()


def is_busy(error):
    return getattr(error.__cause__, "sqlite_errorcode", None) in BUSY


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = None
        self.patience = self.settings_dict["OPTIONS"].get("timeout", 5)  # seconds
        self.may_pass = False
        self.sqlite_waits = None
        self.execute_wrappers.append(execute_in_turn)

    def get_new_connection(self, conn_params):
        # SQLite would let every account of the machine read a database that it makes.
        if not self.is_in_memory_db():
            with suppress(OSError):
                os.close(os.open(conn_params["database"], os.O_CREAT, 0o600))
        self.sqlite_waits = conn_params.get("timeout")
        return super().get_new_connection(conn_params)

    @property
    def is_writing(self):
        return self.line is not None and self.line.is_writing

    @property
    def has_to_wait_in_line(self):
        return not self.is_writing and not self.is_in_memory_db()

    def wait_in_line(self):
        if self.has_to_wait_in_line:
            self.line = self.line or Line(self.settings_dict["NAME"])
            self.line.enter(self.patience, may_pass=self.may_pass)

    @contextmanager
    def waiting_at_most(self, seconds):
        """Let no statement wait longer for its turn to write."""
        usual, self.patience, self.may_pass = self.patience, seconds, True
        try:
            yield
        finally:
            self.patience, self.may_pass = usual, False

    def until_free(self, action, *arguments):
        """Call ``action`` again and again until no other connection is in its way."""
        end = monotonic() + self.patience
        self.let_sqlite_wait(0)
        while True:
            try:
                return action(*arguments)
            except OperationalError as error:
                if not is_busy(error) or monotonic() > end:
                    raise
            sleep(PAUSE)

    def let_sqlite_wait(self, seconds):
        if seconds != self.sqlite_waits:
            self.connection.execute(f"PRAGMA busy_timeout = {1_000 * seconds:.0f}")
            self.sqlite_waits = seconds

    def leave_line(self):
        """Let the next one write, unless a transaction is still open."""
        is_open = self.connection is not None and self.connection.in_transaction
        if self.is_writing and not is_open:
            self.line.leave()

    def _start_transaction_under_autocommit(self):
        self.wait_in_line()
        try:
            super()._start_transaction_under_autocommit()
        finally:
            self.leave_line()

    def _commit(self):
        if self.connection is None:
            return
        self._sync_journal()
        try:
            self.until_free(super()._commit)
        finally:
            self.leave_line()

    def _sync_journal(self):
        """Have the journal on the disk before the commit locks readers out.

        SQLite writes it with each change, but leaves it to the operating system when it
        reaches the disk until the commit has the lock.
        """
        with suppress(FileNotFoundError):
            journal = os.open(f"{self.settings_dict['NAME']}-journal", os.O_RDONLY)
            try:
                os.fdatasync(journal)
            finally:
                os.close(journal)

    def _rollback(self):
        try:
            super()._rollback()
        finally:
            self.leave_line()

    def _close(self):
        try:
            super()._close()
        finally:
            if self.line:
                self.line.close()
                self.line = None
