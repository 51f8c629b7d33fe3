"""The triggers and the index of the engine, made again after every migration.

SQLite drops a table's triggers when a migration rebuilds the table.
"""

from django.db import connections

from careers.models import DERIVED, ChangedRole, Role, SearchState
from careers.triggers import has_migrated, was_flush

from . import engine
from .index import search_language

# Another number builds every document again.
VERSION = 3

ROW, ROLE_OF_ROW = "SELECT {row}.id", "SELECT {row}.role_id"
OF_DIMENSION = """
    SELECT role_id FROM careers_roledimensionentry WHERE dimension_id = {row}.id"""
OF_FAMILY = "SELECT id FROM careers_role WHERE family_id = {row}.id"

# Which roles a change of a row concerns, and of which columns.
WATCHED = [
    (
        "careers_role",
        ROW,
        ["INSERT", "DELETE"],
        [
            "name",
            "slug",
            "abbreviations",
            "other_names",
            "family_id",
            "position",
            "status",
        ],
    ),
    (
        "careers_roledimensionentry",
        ROLE_OF_ROW,
        ["INSERT", "DELETE"],
        ["text", "role_id", "dimension_id", "updated_at"],
    ),
    ("careers_formerslug", ROLE_OF_ROW, ["INSERT", "DELETE"], ["slug", "role_id"]),
    ("careers_dimension", OF_DIMENSION, [], ["status", "is_summary"]),
    ("careers_family", OF_FAMILY, [], ["name"]),
]
# Words of the glossary count as one in similar roles.
OF_TERMS = (
    "careers_term",
    ["INSERT", "DELETE"],
    ["preferred", "variants", "status"],
    "UPDATE careers_similarstate SET is_outdated = TRUE;",
)


def install(*, using, plan=None, **kwargs):
    connection = connections[using]
    if ChangedRole._meta.db_table not in connection.introspection.table_names():
        return  # migrated to before the first migration
    version = f"{VERSION} {search_language().code}"
    is_built = SearchState.objects.using(using).filter(version=version).exists()
    starts_again = has_migrated(plan) or not is_built
    if starts_again:
        # Before the triggers are there: documents that a backup brought are not in
        # SQLite's index, and could not be taken out of it.
        for model in DERIVED:
            model.objects.using(using).all().delete()
    if not was_flush(plan):
        with connection.cursor() as cursor:
            for statement in _statements(connection.vendor):
                cursor.execute(statement)
    if starts_again:
        engine.empty()
        _note_all(using, version)


def _note_all(using, version):
    SearchState.objects.using(using).create(pk=1, version=version)
    ChangedRole.objects.using(using).bulk_create(
        ChangedRole(role=key)
        for key in Role.everything.using(using).values_list("pk", flat=True)
    )


def _statements(vendor):
    yield from engine.STATEMENTS[vendor]
    table, events, columns, note = OF_TERMS
    for event, kind in _events(events, columns):
        yield from _trigger(vendor, f"{table}_{kind}_is_noted", event, table, note)
    for table, roles, events, columns in WATCHED:
        for event, kind in _events(events, columns):
            rows = {"insert": ["NEW"], "delete": ["OLD"]}.get(kind, ["OLD", "NEW"])
            selects = " UNION ".join(roles.format(row=row) for row in rows)
            note = f"INSERT INTO {ChangedRole._meta.db_table} (role) {selects};"
            yield from _trigger(
                vendor, f"{table}_{kind}_is_searched", event, table, note
            )


def _events(events, columns):
    for event in [*events, f"UPDATE OF {', '.join(columns)}"]:
        yield event, event.split()[0].lower()


def _trigger(vendor, name, event, table, note):
    if vendor == "sqlite":
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {note} END"
        return
    yield f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN {note} RETURN NULL; END $$;
        CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table}
        FOR EACH ROW EXECUTE FUNCTION {name}()
    """
