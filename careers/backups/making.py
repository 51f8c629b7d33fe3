from datetime import UTC, datetime

from django.utils.crypto import salted_hmac

from careers.monitoring import version

from . import files, rows
from .databases import one_moment
from .errors import BackupError


def write_backup(target, *, recipients=(), passphrase=""):
    """Write the database as it is now to a file, or to a new one in a folder.

    Return the file and what is in each table.
    """
    with files.private_file() as plain:
        with one_moment():
            moment, migrations = datetime.now(UTC), rows.applied()
            if not migrations:
                raise BackupError("There is nothing in the database.")
            head = {
                "version": version(),
                "made_at": moment.isoformat(timespec="seconds"),
                "key": key_mark(),
                "migrations": migrations,
            }
            files.write(plain, head, rows.lines(rows.models_at(migrations)))
        _, tables = files.check(plain)
        if target.is_dir():
            target /= files.name_at(moment, bool(recipients or passphrase))
        with files.new_file(target) as file:
            files.encrypt(plain, file, recipients, passphrase)
    return target, tables


def key_mark():
    """Return what tells a SECRET_KEY from another one, and nothing else of it."""
    return salted_hmac("careers.backups", "key", algorithm="sha256").hexdigest()[:16]
