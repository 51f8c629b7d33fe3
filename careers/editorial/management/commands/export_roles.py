from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.files.exporting import ONE_TABLE, Export, Format, Shape
from careers.models import Role


class Command(BaseCommand):
    help = "Write roles and their texts to a file: .xlsx, .csv or .json."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--role",
            action="append",
            default=[],
            metavar="SLUG",
            help="One of these roles, instead of all. Say it again for others.",
        )
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="Write drafts in the place of the live texts that they change.",
        )
        parser.add_argument("--shape", choices=Shape.values, default=Shape.LONG)

    def handle(self, *, file, role, drafts, shape, **options):
        kind = file.suffix.removeprefix(".").lower()
        if kind not in Format.values:
            raise CommandError(_("The name has to end in .xlsx, .csv or .json."))
        if (kind, shape) == (Format.CSV, Shape.SHEETS):
            raise CommandError(str(ONE_TABLE))
        roles = Role.objects.by_family()
        if role:
            roles = roles.filter(slug__in=role)
        export = Export(roles, with_drafts=drafts)
        if unknown := sorted(set(role) - {role.slug for role in export.roles}):
            message = _("There is no role with this slug: %(slugs)s")
            raise CommandError(message % {"slugs": ", ".join(unknown)})
        content = export.file(kind, shape, timezone.localdate())
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(str(error)) from error
        count = len(export.roles)
        message = ngettext(
            "%(count)d role is in %(file)s.", "%(count)d roles are in %(file)s.", count
        )
        self.stdout.write(message % {"count": count, "file": file})
