"""All rows of a database as lines of JSON, which are the same on every engine.

A line with the name of a table comes before the rows of that table.
"""

import base64
import hashlib
import json
from datetime import datetime, time
from itertools import batched

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import JSONField

from .errors import BackupError

# Everyone signs in again, and what shows pages makes its own marks.
LEFT_OUT = {"careers_contentversion", "django_session", "usersessions_usersession"}
ROWS = 2_000  # read or written at a time


class Sums:
    """Counts the rows of each table among lines, and hashes them."""

    def __init__(self):
        self.digests = {}
        self.counts = {}

    def add(self, line):
        if line.startswith(b"{"):
            self.table = json.loads(line)["table"]
            self.digests[self.table], self.counts[self.table] = hashlib.sha256(), 0
            return  # PostgreSQL's last key may be that of a row to come
        self.digests[self.table].update(line)
        self.counts[self.table] += 1

    @property
    def tables(self):
        return {
            table: {"rows": self.counts[table], "sha256": digest.hexdigest()}
            for table, digest in self.digests.items()
        }


def size_of(tables):
    """Say how much a backup holds, by what ``Sums`` found."""
    count = sum(table["rows"] for table in tables.values())
    return f"{count:,} rows of {len(tables)} tables"


def stored(models):
    """Return how many rows the tables in the database have, and their hashes."""
    sums = Sums()
    for row in lines(models):
        sums.add(row)
    return sums.tables


def applied():
    """Return the migrations that the database has, in a fixed order."""
    loader = MigrationLoader(connection)
    ours = loader.migrated_apps
    return sorted(key for key in loader.applied_migrations if key[0] in ours)


def last_of(migrations):
    """Return the last migration of each app. Refuse those that the code has not."""
    graph, known = MigrationLoader(None).graph, set(migrations)
    if unknown := known - set(graph.nodes):
        raise BackupError(
            f"A newer version made it, with {'.'.join(min(unknown))}. "
            "Upgrade the code first."
        )
    return [
        key
        for key in migrations
        if not any(
            child.key[0] == key[0] and child.key in known
            for child in graph.node_map[key].children
        )
    ]


def models_at(migrations):
    """Return the models that the tables had after these migrations."""
    state = MigrationLoader(None).project_state(last_of(migrations))
    models = state.apps.get_models(include_auto_created=True)
    tables = {m._meta.db_table: m for m in models if not m._meta.proxy}
    return {name: tables[name] for name in sorted(tables.keys() - LEFT_OUT)}


def lines(models):
    for table, model in models.items():
        columns, last = columns_of(model), last_key(model)
        yield line({"table": table, "columns": columns, "last_key": last})
        names = [field.attname for field in stored_fields(model)]
        rows = model._base_manager.order_by("pk").values_list(*names)
        yield from map(line, rows.iterator(ROWS))


def stored_fields(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


def columns_of(model):
    return [field.column for field in stored_fields(model)]


def line(value):
    written = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )
    return f"{written}\n".encode()


def plain(value):
    if isinstance(value, datetime | time):
        return value.isoformat()  # JSON's encoder would cut microseconds
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return DjangoJSONEncoder().default(value)


def load(models, read):
    """Fill the tables, which a migration may have filled, from lines."""
    with connection.cursor() as cursor:
        for model in models.values():
            cursor.execute(f"DELETE FROM {quoted(model)}")  # noqa: S608 (our table)
        model, rows = None, []
        for part in batched(read, ROWS):
            for value in map(json.loads, part):
                if isinstance(value, list):
                    rows.append(value)
                    continue
                insert(cursor, model, rows)
                model, rows = models[value["table"]], []
                if value["columns"] != columns_of(model):
                    raise BackupError(f"{value['table']} has other columns.")
                set_last_key(cursor, model, value["last_key"])
            insert(cursor, model, rows)
            rows = []


def insert(cursor, model, rows):
    if not rows:
        return
    fields = stored_fields(model)
    columns = ", ".join(map(connection.ops.quote_name, columns_of(model)))
    places = ", ".join(["%s"] * len(fields))
    query = f"INSERT INTO {quoted(model)} ({columns}) VALUES ({places})"  # noqa: S608
    cursor.executemany(
        query,
        [
            [stored_value(*pair) for pair in zip(fields, row, strict=True)]
            for row in rows
        ],
    )


def stored_value(field, value):
    # None is the null of JSON where the column has to have a value.
    if value is None and isinstance(field, JSONField) and not field.null:
        return field.get_db_prep_value(None, connection)
    return field.get_db_prep_save(field.to_python(value), connection)


def quoted(model):
    return connection.ops.quote_name(model._meta.db_table)


# Keys are never given twice: the history of what was deleted goes by them.


def last_key(model):
    """Return the highest key that a table has given to a row, deleted or not."""
    if model._meta.auto_field is None:
        return None
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            sequence = "pg_get_serial_sequence(%s, %s)::regclass"
            query = f"SELECT pg_sequence_last_value({sequence})"
            cursor.execute(query, [quoted(model), model._meta.auto_field.column])
        row = cursor.fetchone()
    return row[0] or None if row else None


def set_last_key(cursor, model, key):
    if model._meta.auto_field is None:
        return
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        if key is not None:
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, key])
    else:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
            [
                quoted(model),
                model._meta.auto_field.column,
                1 if key is None else key,
                key is not None,
            ],
        )
