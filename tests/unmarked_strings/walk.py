"""A walk through the site in the pseudo-language, and what it finds."""

from contextlib import contextmanager

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import TestCase, override_settings
from django.test.runner import DiscoverRunner

from .pseudo_locale import pseudo_locale
from .reader import Reader
from .site import GREEK_NAMES, make_greek_site
from .strings import in_answer, in_html, in_mail
from .visits import VISITS

# Notices go out when what they tell of is committed.
commits = TestCase.captureOnCommitCallbacks


class Walk:
    """What was shown to all readers of one visit: (address, answer)."""

    def __init__(self):
        self.answers = []
        self.pages = []  # (address, page) that no request led to

    def reader(self, kind=None):
        return Reader(kind, self.answers)

    def unmarked(self):
        """Yield (address, string) for each unmarked string, those of mails too."""
        for address, answer in self.answers:
            yield from ((address, string) for string in in_answer(answer))
        for address, page in self.pages:
            yield from ((address, string) for string in in_html(page))
        for message in mail.outbox:
            yield from (("mail", string) for string in in_mail(message))


def unmarked_of(name):
    """Return (address, string) for each unmarked string of the visit of this name."""
    walk = Walk()
    mail.outbox.clear()
    with GREEK_NAMES, pseudo_locale(), commits(execute=True):
        VISITS[name](walk)
    return list(dict.fromkeys(walk.unmarked()))


def unmarked_strings():
    """Yield (address, string) for each unmarked string of every visit."""
    make_greek_site()
    for name in VISITS:
        with transaction.atomic():
            yield from unmarked_of(name)
            transaction.set_rollback(True)


@contextmanager
def on_a_new_site():
    """Make an empty database for as long as it is needed, as a runner of tests does."""
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
