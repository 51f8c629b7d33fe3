from django.core.management.base import BaseCommand

from careers.editorial.management.accounts import account_named
from careers.editorial.workflow import accounts


class Command(BaseCommand):
    help = "Remove the second factors of an administrator who has lost them."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        account = account_named(username)
        # The owner of the site is no account.
        accounts.remove_factors(account, by=account)
