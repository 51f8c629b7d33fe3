"""How each engine reads everything as it was at one moment, and replaces everything."""

from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from careers.search import engine

from .errors import BackupError

BESIDE = "careers_restored"  # a schema of PostgreSQL


@contextmanager
def one_moment():
    """Within this, the database is as it was at one commit, while others write."""
    moment = {"sqlite": _copied, "postgresql": _in_one_transaction}
    with moment[connection.vendor]():
        yield


@contextmanager
def beside():
    """Within this, the database is an empty one beside the site's.

    Yield a function that puts what is in it in the place of the site's, at once.
    """
    empty = {"sqlite": _file_beside, "postgresql": _schema_beside}
    with empty[connection.vendor]() as take_place:
        yield take_place


@contextmanager
def _connected(changes):
    """Let every query go to another database than the site's."""
    site = connections[DEFAULT_DB_ALIAS]
    settings = deepcopy(site.settings_dict)
    settings.update(changes)
    connections[DEFAULT_DB_ALIAS] = type(site)(settings, DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = site


# SQLite


@contextmanager
def _folder_beside():
    """Yield the path for a database that none but this account can read."""
    name = Path(connection.settings_dict["NAME"])
    with TemporaryDirectory(prefix=".backup-", dir=name.parent) as folder:
        yield Path(folder) / name.name


@contextmanager
def _copied():
    # Reading everything takes long, and no one could write until its end. A copy is
    # quick.
    with _folder_beside() as path:
        connection.ensure_connection()
        source = connection.connection
        with _connected({"NAME": path}):
            connection.ensure_connection()
            source.backup(connection.connection)
            _check_file()
            yield


def _check_file():
    with connection.cursor() as cursor:
        for check in ("integrity_check", "foreign_key_check"):
            cursor.execute(f"PRAGMA {check}")
            if (rows := cursor.fetchall()) not in ([], [("ok",)]):
                raise BackupError(f"The database is damaged ({check}): {rows[0]}")


@contextmanager
def _file_beside():
    site = connections[DEFAULT_DB_ALIAS]

    def take_place():
        engine.fill()
        _check_file()
        made = connection.connection
        site.ensure_connection()
        site.wait_in_line()
        try:
            # Into the same file, which other processes have open.
            made.backup(site.connection)
        finally:
            site.leave_line()

    with _folder_beside() as path, _connected({"NAME": path}):
        yield take_place


# PostgreSQL


@contextmanager
def _in_one_transaction():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


# What the site's account made in a schema, without what belongs to an extension.
TABLES = """
    SELECT oid::regclass::text FROM pg_class
    WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p')
        AND relowner = current_user::regrole AND NOT EXISTS (
            SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
"""
FUNCTIONS = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = %s::regnamespace
        AND proowner = current_user::regrole AND NOT EXISTS (
            SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


@contextmanager
def _schema_beside():
    site = connections[DEFAULT_DB_ALIAS]
    options = deepcopy(site.settings_dict["OPTIONS"])
    options["options"] = f"{options.get('options', '')} -c search_path={BESIDE}"
    with site.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [BESIDE])
        if not cursor.fetchone()[0]:
            raise BackupError("Another backup is being restored.")
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
        # One that was interrupted may have left it.
        cursor.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")
        cursor.execute(f"CREATE SCHEMA {BESIDE}")
    try:
        with _connected({"OPTIONS": options}):
            yield lambda: _replace(schema)
    finally:
        with site.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE")
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [BESIDE])


def _replace(schema):
    with transaction.atomic(), connection.cursor() as cursor:
        for kind, found in (("TABLE", TABLES), ("FUNCTION", FUNCTIONS)):
            cursor.execute(found, [schema])
            if names := ", ".join(name for (name,) in cursor.fetchall()):
                cursor.execute(f"DROP {kind} {names} CASCADE")
        for kind, found in (("TABLE", TABLES), ("FUNCTION", FUNCTIONS)):
            cursor.execute(found, [BESIDE])
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER {kind} {name} SET SCHEMA {schema}")
