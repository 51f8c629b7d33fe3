"""Which version of the published content the database holds.

Triggers change the marks, so they are exact under any SQL, and go back with a
transaction. They are made again after every migration: SQLite drops a table's triggers
when a migration rebuilds the table.
"""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import uuid4

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.utils import timezone

from careers.models import (
    DERIVED,
    ChangedRole,
    ContentVersion,
    DetailsChange,
    Publication,
    RoleDimensionEntry,
    SearchState,
    SimilarPair,
    TextChange,
)

from .triggers import has_migrated, was_flush

EVERYTHING, FRAME = ContentVersion.EVERYTHING, ContentVersion.FRAME

MARKS = ContentVersion._meta.db_table
DUE = Publication._meta.db_table
NOTES = ChangedRole._meta.db_table

# What is derived of roles shows in the state of the search and in the pairs of similar
# roles. Visitors see nothing of a publication but what it does to the other tables.
LEFT_OUT = DERIVED - {SearchState, SimilarPair} | {
    ContentVersion,
    DetailsChange,
    Publication,
    TextChange,
}
# A role with its first text, or without its last, enters and leaves other pages too.
OF_ROLES = {
    RoleDimensionEntry: ["UPDATE"],
    RoleDimensionEntry.history.model: ["INSERT"],
}

# What a trigger sees of the rows that a statement changes.
ROWS = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}

REPLACED = "ON CONFLICT (scope) DO UPDATE SET version = excluded.version"

READ = f"""
    SELECT scope, version,
        EXISTS (SELECT 1 FROM {DUE} WHERE state = 'scheduled' AND due_at <= %s),
        EXISTS (SELECT 1 FROM {NOTES})
    FROM {MARKS} WHERE scope IN ({{places}}) ORDER BY scope
"""


@dataclass(frozen=True)
class State:
    """The marks of some scopes, and what has to be done before a page is shown."""

    read_at: datetime
    day: date  # pages name it
    marks: dict[int, str]
    is_due: bool  # a publication is
    is_noted: bool  # a change that what is derived of roles does not know yet

    @property
    def everything(self):
        return self.of(EVERYTHING)

    def of(self, *scopes):
        """Return what is equal as long as nothing changes in these scopes."""
        return self.day, {scope: self.marks.get(scope) for scope in scopes}


def read(*scopes):
    """Return the State of these scopes, in one query.

    A connection that the database has closed is opened again, so that no request has
    to ask whether it still works.
    """
    try:
        return _read(scopes)
    except Error:
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return _read(scopes)


def peek(*scopes):
    """Return the same if the database answers at once, None if not.

    Without Django's own cursor, which takes longer than the query.
    """
    database = connections[DEFAULT_DB_ALIAS]
    try:
        database.ensure_connection()
        with closing(_bare_cursor(database)) as cursor:
            return _state(cursor, database, scopes)
    except (database.Database.Error, Error):
        return None


def _bare_cursor(database):
    if database.vendor == "sqlite":
        database.let_sqlite_wait(0)
        return database.create_cursor()
    # With Django's cursor, PostgreSQL would plan the query again each time.
    return database.Database.Cursor(database.connection)


def _read(scopes):
    with connection.cursor() as cursor:
        return _state(cursor, connection, scopes)


def _state(cursor, database, scopes):
    now = timezone.now()
    due_at = database.ops.adapt_datetimefield_value(now)
    cursor.execute(read_query(len(scopes)), (due_at, *scopes))
    rows = cursor.fetchall()
    return State(
        now,
        now.astimezone(timezone.get_current_timezone()).date(),
        dict.fromkeys(scopes) | {row[0]: row[1] for row in rows},
        is_due=any(row[2] for row in rows),
        is_noted=any(row[3] for row in rows),
    )


@cache
def read_query(count):
    return READ.format(places=", ".join(["%s"] * count))


@dataclass(frozen=True)
class Scopes:
    """What a page shows: texts, what is around them, and the names of ``near`` roles.

    Without any ``shown``, it may show everything.
    """

    shown: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


def made_from(request, roles):
    """Note that the page of ``request`` shows texts of these roles, and of no other."""
    keys = list(dict.fromkeys(role.pk for role in roles))
    request.scopes = Scopes((FRAME, *keys), tuple(FRAME - key for key in keys))


def scopes_of(request):
    """Return the scopes of the page that was made for ``request``."""
    return getattr(request, "scopes", Scopes())


def lock():
    """Keep other transactions from changing content until this one ends.

    A change of content locks the same row, and goes on to what is derived of it. If
    that had a row of its own, the change and a page that updates what is derived could
    wait for each other.
    """
    list(ContentVersion.objects.select_for_update().filter(scope=EVERYTHING))


def renew(keys):
    """Let the pages of these roles be made again."""
    marks = [ContentVersion(scope=key, version=uuid4()) for key in sorted(keys)]
    ContentVersion.objects.bulk_create(
        marks,
        update_conflicts=True,
        update_fields=["version"],
        unique_fields=["scope"],
    )


def install(*, using, plan=None, **kwargs):
    connection = connections[using]
    if MARKS not in connection.introspection.table_names():
        return  # migrated to before the first migration
    if not was_flush(plan):
        _make_triggers(connection)
    marks = ContentVersion.objects.using(using)
    for scope in (EVERYTHING, FRAME):
        mark, is_new = marks.get_or_create(scope=scope, defaults={"version": uuid4()})
        if has_migrated(plan) and not is_new:
            mark.version = uuid4()
            mark.save()


def _make_triggers(connection):
    triggers = {"sqlite": _sqlite_triggers, "postgresql": _postgresql_triggers}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("careers").get_models():
            if model not in LEFT_OUT:
                for statement in triggers[connection.vendor](model):
                    cursor.execute(statement)


def _sqlite_triggers(model):
    """One trigger for each row that a statement changes."""
    table = model._meta.db_table
    for event, rows in ROWS.items():
        scopes = _scopes(model, event, of_roles=[f"{row}.role_id" for row in rows])
        values = ", ".join(f"({scope}, lower(hex(randomblob(16))))" for scope in scopes)
        name = f"{table}_{event.lower()}_is_new"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"""
            CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN
                INSERT INTO {MARKS} (scope, version) VALUES {values} {REPLACED};
            END
        """


def _postgresql_triggers(model):
    """One trigger for each statement that changes any rows."""
    table = model._meta.db_table
    for event, rows in ROWS.items():
        changed = " UNION ALL ".join(f"SELECT * FROM {row}_rows" for row in rows)
        scopes = _scopes(model, event, of_roles=["role_id"])
        yield from _postgresql_trigger(
            f"{table}_{event.lower()}_is_new",
            f"{event} ON {table} REFERENCING "
            + " ".join(f"{row} TABLE AS {row}_rows" for row in rows),
            " UNION ".join(
                f"SELECT DISTINCT {scope} FROM ({changed}) rows" for scope in scopes
            ),
        )
    yield from _postgresql_trigger(
        f"{table}_truncate_is_new",
        f"TRUNCATE ON {table}",
        f"VALUES ({EVERYTHING}), ({FRAME})",
    )


def _postgresql_trigger(name, event, scopes):
    # EVERYTHING first, wherever a change is: two transactions that change the same
    # marks in another order would wait for each other.
    yield f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO {MARKS} (scope, version)
            SELECT scope, gen_random_uuid() FROM ({scopes}) changed (scope)
            ORDER BY scope <> {EVERYTHING}, scope {REPLACED};
            RETURN NULL;
        END $$;
        CREATE OR REPLACE TRIGGER {name} AFTER {event}
        FOR EACH STATEMENT EXECUTE FUNCTION {name}()
    """


def _scopes(model, event, of_roles):
    if model is SearchState:
        return [EVERYTHING]
    if model is SimilarPair:
        return [EVERYTHING, *(f"{FRAME} - {key}" for key in of_roles)]
    return [EVERYTHING, *(of_roles if event in OF_ROLES.get(model, []) else [FRAME])]
