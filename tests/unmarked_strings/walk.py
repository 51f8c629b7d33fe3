"""A walk through the site in the pseudo-locale, and the unmarked strings on it."""

from contextlib import contextmanager

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import TestCase, override_settings
from django.test.runner import DiscoverRunner

from .pseudo_locale import pseudo_locale
from .reader import Reader
from .site import GREEK_NAMES, make_greek_site
from .strings import in_html, in_mail, in_response
from .visits import VISITS

# Mails are sent when the transaction commits.
commits = TestCase.captureOnCommitCallbacks


class Walk:
    """The (address, response) pairs that the readers of one visit get."""

    def __init__(self):
        self.responses = []
        self.pages = []  # (address, page) without a request

    def reader(self, kind=None):
        return Reader(kind, self.responses)

    def unmarked(self):
        """Yield (address, string) for every unmarked string, in mails too."""
        for address, response in self.responses:
            yield from ((address, string) for string in in_response(response))
        for address, page in self.pages:
            yield from ((address, string) for string in in_html(page))
        for message in mail.outbox:
            yield from (("mail", string) for string in in_mail(message))


def unmarked_of(name):
    """Return (address, string) for every unmarked string of one visit."""
    walk = Walk()
    mail.outbox.clear()
    with GREEK_NAMES, pseudo_locale(), commits(execute=True):
        VISITS[name](walk)
    return list(dict.fromkeys(walk.unmarked()))


def unmarked_strings():
    """Yield (address, string) for every unmarked string of all visits."""
    make_greek_site()
    for name in VISITS:
        with transaction.atomic():
            yield from unmarked_of(name)
            transaction.set_rollback(True)


@contextmanager
def on_a_new_site():
    """Use an empty database for a while, as a test runner does."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    site = override_settings(
        STORAGES=storages,
        STATIC_ROOT=settings.BASE_DIR / "static",
        SECURE_SSL_REDIRECT=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    try:
        with site:
            yield
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()
