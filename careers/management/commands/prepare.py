import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from careers.models import Dimension, Role
from careers.search.index import refresh
from careers.search.similar.queue import is_left_to_command

FIXTURES = ["families", "themes", "dimensions", "roles", "entries", "terms"]


class Command(BaseCommand):
    help = (
        "Make a site ready to run: its database, first content and first accounts. "
        "Run it again at any time: it never changes what exists."
    )

    def handle(self, **options):
        call_command("migrate", interactive=False, verbosity=0)
        has_content = Role.objects.exists() or Dimension.objects.exists()
        if settings.DEMO and not has_content:
            call_command("loaddata", *FIXTURES, verbosity=0)
            self.stdout.write(f"Loaded {Role.objects.count()} roles from fixtures/.")
        refresh()
        if is_left_to_command():
            self.stdout.write("Find similar roles with: manage.py find_similar_roles")
        if not get_user_model().objects.exists():
            self.create_accounts()
        self.stdout.write(f"The site:  {settings.SITE_URL}/")
        self.stdout.write(f"The admin: {settings.SITE_URL}{settings.ADMIN_PATH}")

    @transaction.atomic
    def create_accounts(self):
        # One transaction with the output: no account whose password was never shown.
        users = get_user_model().objects
        password = secrets.token_urlsafe(12)
        users.create_superuser("editor", password=password)
        self.show("Created an administrator account.", "editor", password)
        if settings.SECOND_PERSON_APPROVES:
            password = secrets.token_urlsafe(12)
            reviewer = users.create_user("reviewer", password=password, is_staff=True)
            reviewer.groups.add(Group.objects.get(name="Reviewer"))
            self.show(
                "Created a reviewer account: authors cannot approve their texts.",
                "reviewer",
                password,
            )
        self.stdout.flush()

    def show(self, message, name, password):
        self.stdout.write(
            f"{message} Its password is shown only once:\n"
            f"    username: {name}\n    password: {password}"
        )
