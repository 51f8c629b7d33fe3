from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from careers.editorial.workflow.password_links import first_link

FILE = "first-accounts.txt"


class Command(BaseCommand):
    help = (
        "Make the first accounts of a site that has none. Their owners set their "
        "passwords with links, which only a terminal shows."
    )

    @transaction.atomic
    def handle(self, **options):
        users = get_user_model().objects
        if users.exists():
            return
        # One transaction with the output: no account whose link was never shown.
        accounts = {"An administrator": users.create_superuser("admin")}
        if settings.SECOND_PERSON_APPROVES:
            reviewer = users.create_user("reviewer", is_staff=True)
            reviewer.groups.add(Group.objects.get(name="Reviewer"))
            accounts["A reviewer, as authors cannot approve their texts"] = reviewer
        lines = [
            f"{what}:\n    username: {account}\n    link: {first_link(account)}"
            for what, account in accounts.items()
        ]
        note = "Created accounts. Open each link once, within three days, to set a "
        self.show("\n".join([f"{note}password.", *lines]))

    def show(self, text):
        if self.stdout.isatty():
            self.stdout.write(text)
        else:
            # It may be a log, which others read.
            path = settings.DATA_DIR / FILE
            path.unlink(missing_ok=True)
            with path.open("x") as output:
                output.write(f"{text}\n")
            self.stdout.write(f"Created accounts. How to open them is in {path}.")
        self.stdout.flush()
