import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from careers.editorial.management.accounts import account_named
from careers.editorial.workflow import personal_data


class Command(BaseCommand):
    help = "Write all that the site has of one person to a new JSON file."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("file", type=Path)

    def handle(self, *, username, file, **options):
        person = account_named(username)
        data = personal_data.export_person(person)
        try:
            output = file.open("x")
        except OSError as error:
            raise CommandError(str(error)) from error
        with output:
            json.dump(data, output, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        message = _("Wrote what the site has of %(name)s to %(file)s.")
        self.stdout.write(message % {"name": username, "file": file})
