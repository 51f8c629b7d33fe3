from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from careers.backups import files
from careers.backups.errors import BackupError
from careers.backups.making import write_backup
from careers.backups.rows import size_of
from careers.editorial.models import SecurityEvent
from careers.editorial.workflow import security_log


class Command(BaseCommand):
    help = "Write everything in the database to a file, while people go on editing."

    requires_system_checks = []  # they wait for others who write

    def add_arguments(self, parser):
        parser.add_argument(
            "target", type=Path, help="A new file, or a folder for one with a name."
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="Then remove the oldest backups in the folder, all but N of them.",
        )
        key = parser.add_mutually_exclusive_group()
        key.add_argument(
            "--encrypt-to",
            action="append",
            default=[],
            metavar="age1…",
            help="Encrypt it for the owner of this key of age. Repeat it for others.",
        )
        key.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="FILE",
            help="Encrypt it with the passphrase in a file.",
        )

    def handle(self, *, target, keep, encrypt_to, passphrase_file, **options):
        if keep is not None and (keep < 1 or not target.is_dir()):
            raise CommandError("Give --keep a number from 1 on, and name a folder.")
        try:
            path, tables = write_backup(
                target,
                recipients=[files.recipient(key) for key in encrypt_to],
                passphrase=passphrase_file and files.passphrase_in(passphrase_file),
            )
            old = files.remove_old(path, keep) if keep else []
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        security_log.record(SecurityEvent.Kind.BACKED_UP, about=path.name)
        self.stdout.write(f"{path}: {size_of(tables)}.")
        for path in old:
            self.stdout.write(f"Removed {path}.")
