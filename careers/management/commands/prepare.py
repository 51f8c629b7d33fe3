from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

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
        call_command("first_accounts", stdout=self.stdout)
        self.stdout.write(f"The site:  {settings.SITE_URL}/")
        self.stdout.write(f"The admin: {settings.SITE_URL}{settings.ADMIN_PATH}")
