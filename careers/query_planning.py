"""What SQLite should know of the tables to choose the right index.

Nothing analyses a new site's database, and without statistics SQLite takes ten roles
to have a status: it would rather read all public roles than look up three of them.
"""

from django.db import connections

# Rows of an index, and how many have the same first column, the first two, ...
SIZES = {
    "role_by_status": ("careers_role", "1000000 250000 1"),
    "role_by_address": ("careers_role", "1000000 250000 1"),
}


def tell_sizes(*, using, **kwargs):
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_schema")  # makes the table of statistics
        for index, (table, sizes) in SIZES.items():
            cursor.execute("DELETE FROM sqlite_stat1 WHERE idx = %s", [index])
            row = [table, index, sizes]
            cursor.execute("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", row)
        cursor.execute("ANALYZE sqlite_schema")  # reads it again
