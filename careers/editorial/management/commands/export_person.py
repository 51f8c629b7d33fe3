import json
import os
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

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
            # For its owner alone, whatever the folder allows.
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except OSError as error:
            raise CommandError(str(error)) from error
        with os.fdopen(descriptor, "w") as output:
            json.dump(data, output, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        message = _("Wrote what the site has of %(name)s to %(file)s.")
        self.stdout.write(message % {"name": username, "file": file})


def account_named(username):
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        message = _("There is no account with this username: %(name)s")
        raise CommandError(message % {"name": username}) from None
