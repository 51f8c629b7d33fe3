from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from careers.editorial.workflow import accounts


class Command(BaseCommand):
    help = "Remove the second factors of an administrator who has lost them."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        account = User.objects.filter(username=username).first()
        if account is None:
            message = _("There is no account with the username “%(name)s”.")
            raise CommandError(message % {"name": username})
        # The owner of the site is no account.
        accounts.remove_factors(account, by=account)
