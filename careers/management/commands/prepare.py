import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from careers.models import Dimension, Role

FIXTURES = ["families", "themes", "dimensions", "roles", "entries"]


class Command(BaseCommand):
    help = (
        "Make a site ready to run: the database, the first content and the first "
        "editor account. Safe to repeat: what exists is left as it is."
    )

    def handle(self, **options):
        call_command("migrate", interactive=False, verbosity=0)
        if not Role.objects.exists() and not Dimension.objects.exists():
            call_command("loaddata", *FIXTURES, verbosity=0)
            self.stdout.write(f"Loaded {Role.objects.count()} roles from fixtures/.")
        if not get_user_model().objects.exists():
            self.create_editor()
        self.stdout.write(f"The site:  {settings.SITE_URL}/")
        self.stdout.write(f"The admin: {settings.SITE_URL}{settings.ADMIN_PATH}")

    @transaction.atomic
    def create_editor(self):
        """Make the account, unless the password cannot be shown to anybody."""
        password = secrets.token_urlsafe(12)
        get_user_model().objects.create_superuser("editor", password=password)
        self.stdout.write(
            "An account for the admin was made. Its password is shown this once:\n"
            f"    user name: editor\n    password:  {password}"
        )
        self.stdout.flush()
