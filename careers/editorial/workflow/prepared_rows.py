"""Rows that are made into statements before the transaction that writes them.

Most of the time that many rows take is Python’s, and no other writer waits for that.
"""

from functools import partial
from itertools import batched

from django.db import connection, transaction
from django.db.models import sql
from django.db.models.constants import OnConflict

from careers.models.fields import DerivedField
from careers.models.history import record_of

ROWS_AT_ONCE = 1_000


class PreparedRows:
    def __init__(self):
        self.steps = []

    def add(self, objects, *, update=(), ignore_conflicts=False):
        """Prepare to insert ``objects`` of one model.

        Those that have keys are in the database: of them, the fields ``update`` change.
        """
        if not objects:
            return
        model = type(objects[0])
        for derived in model._meta.local_concrete_fields:
            if isinstance(derived, DerivedField):
                for item in objects:
                    derived.pre_save(item, add=True)
        if not ignore_conflicts:
            give_keys(model, [item for item in objects if item.pk is None])
        for part in batched(objects, ROWS_AT_ONCE):
            statements = inserts(model, part, update, ignore_conflicts)
            self.steps += [partial(execute, *statement) for statement in statements]

    def add_recorded(self, objects, credit):
        """Prepare to insert new objects, and a record of each."""
        self.add(objects)
        self.add([record_of(item, "+", credit) for item in objects])

    def then(self, step):
        """Call ``step`` after what has been prepared up to now is written."""
        self.steps.append(step)

    def write(self):
        """Write all of it, in the transaction of the caller."""
        for step in self.steps:
            step()


def execute(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def inserts(model, objects, update, ignore_conflicts):
    key = model._meta.pk
    fields, options = model._meta.local_concrete_fields, {}
    if ignore_conflicts:
        fields = [field for field in fields if field is not key]
        options = {"on_conflict": OnConflict.IGNORE}
    elif update:
        options = {
            "on_conflict": OnConflict.UPDATE,
            "update_fields": [model._meta.get_field(name) for name in update],
            "unique_fields": [key],
        }
    query = sql.InsertQuery(model, **options)
    query.insert_values(fields, objects, raw=True)
    return query.get_compiler(connection=connection).as_sql()


def give_keys(model, objects):
    """Give new objects keys of their own, which no other row ever gets."""
    if not objects:
        return
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s))"
                " FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, len(objects)],
            )
            keys = [key for (key,) in cursor.fetchall()]
        else:
            last = raise_sequence(cursor, table, len(objects))
            keys = range(last - len(objects) + 1, last + 1)
    for item, key in zip(objects, keys, strict=True):
        item.pk = key


@transaction.atomic
def raise_sequence(cursor, table, count):
    """Raise the last key that SQLite has given to a row of a table; return it."""
    cursor.execute(
        "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table]
    )
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    if row := cursor.fetchone():
        return row[0]
    # SQLite makes this row with the first row of the table.
    cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, count])
    return count
