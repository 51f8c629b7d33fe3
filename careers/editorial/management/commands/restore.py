from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from careers.backups import files
from careers.backups.errors import BackupError
from careers.backups.making import key_mark
from careers.backups.restoring import has_content, made_again
from careers.backups.rows import size_of
from careers.editorial.models import SecurityEvent
from careers.editorial.workflow import security_log


class Command(BaseCommand):
    help = (
        "Replace everything in the database with what a backup holds. Either all of it "
        "is restored or nothing changes. Everyone has to log in again."
    )

    requires_system_checks = []  # they wait for others who write

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="A backup.")
        parser.add_argument(
            "--yes", action="store_true", help="Do not ask before replacing a site."
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="Only try whether the backup can be restored. This changes nothing.",
        )
        key = parser.add_mutually_exclusive_group()
        key.add_argument(
            "--identity",
            type=Path,
            metavar="FILE",
            help="The file of the age identity that it is encrypted for.",
        )
        key.add_argument(
            "--passphrase-file",
            type=Path,
            metavar="FILE",
            help="A file with the passphrase that it is encrypted with.",
        )

    def handle(self, *, file, identity, passphrase_file, yes, check, **options):
        try:
            identities = identity and files.identities_in(identity)
            passphrase = passphrase_file and files.passphrase_in(passphrase_file)
            with files.opened(file, identities, passphrase) as plain:
                is_restored = self.restore(plain, ask=not yes, only_check=check)
        except (BackupError, OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        if is_restored:
            security_log.record(SecurityEvent.Kind.RESTORED, about=file.name)
            self.stdout.write("Restored. Now restart the site.")

    def restore(self, plain, *, ask, only_check):
        """Return whether the site is another one now."""
        head, tables = files.check(plain)
        self.stdout.write(
            f"A backup of {head['made_at']}, made by version {head['version']}: "
            f"{size_of(tables)}."
        )
        if head["key"] != key_mark():
            self.stdout.write(
                "It was made with another SECRET_KEY. Restore that too: without it, "
                "no second factor of an app works, and words that were redacted can be "
                "written again."
            )
        if ask and not only_check and has_content():
            self.confirm()
        with made_again(plain, head, tables) as take_place:
            if only_check:
                self.stdout.write("It can be restored. Nothing was changed.")
                return False
            take_place()
        return True

    def confirm(self):
        self.stdout.write("This replaces everything that the site holds now.")
        try:
            answer = input("Write yes to go on: ")
        except EOFError:
            answer = ""
        if answer != "yes":
            raise BackupError("Write yes when asked, or add --yes.")
