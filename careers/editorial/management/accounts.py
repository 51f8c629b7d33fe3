from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def account_named(username, **conditions):
    """Return the account of a username that a command was given."""
    account = User.objects.filter(username=username, **conditions).first()
    if account is None:
        message = _("There is no account with the username “%(name)s”.")
        raise CommandError(message % {"name": username})
    return account
