"""The triggers of the site, around a migration."""

from django.db import connections


def drop(*, using, **kwargs):
    """Take the triggers away on SQLite: with them, no migration can rebuild a table."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def was_flush(plan):
    """Whether a post_migrate signal came from ``flush``, which keeps the triggers."""
    return plan is None


def has_migrated(plan):
    """Whether a migration may have changed content that no trigger saw."""
    migrations = [migration for migration, _is_backwards in plan or ()]
    return any(migration.app_label == "careers" for migration in migrations)
