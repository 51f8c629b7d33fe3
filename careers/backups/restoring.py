from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from . import files, rows
from .databases import beside
from .errors import BackupError


@contextmanager
def made_again(file, head, tables):
    """Make the site of a backup beside the running one, and check it.

    Yield a function that puts it in the place of the running one.
    """
    migrations = [tuple(key) for key in head["migrations"]]
    targets, models = rows.last_of(migrations), rows.models_at(migrations)
    if models.keys() != tables.keys():
        raise BackupError("Its tables are not those of its version.")
    with beside() as take_place:
        MigrationExecutor(connection).migrate(targets)
        with files.refusing_damage("It can't be loaded."), transaction.atomic():
            rows.load(models, files.read(file))
        if rows.stored(models) != tables:
            raise BackupError("The database does not hold what the backup does.")
        call_command("migrate", interactive=False, verbosity=0)
        yield take_place


def has_content():
    return bool(rows.applied())
