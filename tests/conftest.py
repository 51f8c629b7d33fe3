import fcntl
import os
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.test.signals import setting_changed
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from careers import pieces
from careers.editorial.workflow import security_log
from tests.addresses import make_site
from tests.site_processes import environment, run_manage, sqlite_url

# Slow machines are no bug. Function-scoped fixtures are fine too: properties that
# write to the database clean up after themselves.
hypothesis_settings.register_profile(
    "careers",
    deadline=None,
    max_examples=30,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
hypothesis_settings.load_profile("careers")
hypothesis_settings.register_profile("thorough", max_examples=1_000)


def forget_pieces(**kwargs):
    pieces._remembered.cache_clear()


# Pieces of pages show settings, which only tests change while a process runs.
setting_changed.connect(forget_pieces)

# Marks of whole folders and modules.
MARKS = {
    "browser": "browser",
    **dict.fromkeys(
        (
            "careers/text",
            "careers/editorial",
            "comparisons",
            "careers/test_load_limits.py",
            "careers/test_monitoring.py",
            "careers/test_prepare.py",
            "careers/test_shipped_fixtures.py",
            "careers/test_static_files.py",
            "promises/test_company_login.py",
            "promises/test_login_sessions.py",
            "promises/test_own_accounts.py",
            "promises/test_own_details.py",
            "promises/test_own_words.py",
            "promises/test_redacted_details.py",
            "promises/test_redacted_leftovers.py",
            "promises/test_redacted_parts.py",
            "promises/test_redaction.py",
            "promises/test_second_factor.py",
            "promises/test_slow_clients.py",
            "promises/test_what_was_seen.py",
            "test_admin_query_counts.py",
            "test_bad_input.py",
            "test_cache_attacks.py",
            "test_canary.py",
            "test_every_page.py",
            "test_headers.py",
            "test_hostile_texts.py",
            "test_settings.py",
        ),
        "one_database",
    ),
    # Each takes a browser up to a minute, and its pages have other tests as well.
    **{
        f"browser/test_{name}.py": "long"
        for name in (
            "accounts",
            "admin",
            "autosave_forms",
            "family_limits",
            "first_screen",
            "given_roles",
            "long_lists",
            "matrix_accessibility",
            "matrix_clipboard",
            "matrix_editing",
            "matrix_grid",
            "matrix_saving",
            "matrix_touch",
            "matrix_undo",
            "modes",
            "network",
            "notes",
            "notes_seen",
            "previews",
            "print",
            "received_forms",
            "role_texts",
            "selection_counts",
            "sets",
            "share",
            "stability",
            "sticking",
            "text_size",
            "tray",
            "tray_looks",
            "unsaved_forms",
            "widths",
        )
    },
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        for place, mark in MARKS.items():
            if item.path.is_relative_to(here / place):
                item.add_marker(mark)


@pytest.fixture(scope="session", autouse=True)
def default_settings(tmp_path_factory):
    """Override what a developer's .env may change, and make tests fast.

    Static files have their plain names, as nothing has collected them, and whitenoise
    gets an empty folder. A fast password hash makes accounts cheap.
    """
    with override_settings(
        SITE_NAME="Careers",
        SITE_URL="http://127.0.0.1:8000",
        CONTENT_OWNER="People Operations",
        CONTACT_EMAIL="people@example.com",
        COMPARISON_MAX_ROLES=50,
        SECOND_PERSON_APPROVES=True,
        REQUIRE_SECOND_FACTOR=False,
        OIDC_SERVER_URL="",
        SECURE_SSL_REDIRECT=False,
        CLIENT_SECONDS=0,
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {
                "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
            },
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TASKS={"default": {"BACKEND": "tests.task_backends.OnCommitBackend"}},
    ):
        yield


@pytest.fixture(autouse=True)
def no_tries_before():
    """Let the security log keep all refusals of a test; it leaves out most of many."""
    security_log.tries.clear()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Return a function that fills a folder for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made_once(name, fill):
        folder, unfinished = shared / name, shared / f"{name}-unfinished"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                unfinished.mkdir(exist_ok=True)
                fill(unfinished)
                unfinished.rename(folder)
        return folder

    return made_once


@pytest.fixture(scope="session")
def static_files(made_once):
    """The folder of the collected static files."""

    def collect(folder):
        variables = environment(folder, DATABASE_URL=sqlite_url(folder))
        run_manage("collectstatic", "--noinput", "-v", "0", variables=variables)

    return made_once("collected", collect) / "static"


@pytest.fixture(scope="session")
def prepare_site(made_once, static_files):
    """Return a function that gives a site's folder all that a server needs.

    Making static files and tables takes ten seconds, so all workers share them.
    """

    def migrate(folder):
        run_manage(
            "migrate", variables=environment(folder, DATABASE_URL=sqlite_url(folder))
        )

    def prepare_site(folder, database_url):
        shutil.copytree(static_files, folder / "static")
        if database_url == sqlite_url(folder):
            shutil.copy(made_once("migrated", migrate) / "db.sqlite3", folder)
        else:
            run_manage(
                "migrate", variables=environment(folder, DATABASE_URL=database_url)
            )

    return prepare_site


@pytest.fixture(scope="module")
def made_site(django_db_setup, django_db_blocker):
    """The site that ``make_site`` makes, once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_site()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded_content(django_db_setup, django_db_blocker):
    from careers.management.commands.prepare import FIXTURES

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *FIXTURES, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def first_content(loaded_content, db):
    """The content of ``fixtures/``, loaded once for all tests of a module.

    Each test runs in a transaction within the one that holds the content. So every test
    of the module has the content, even without this fixture.
    """


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries, db):
    """Count queries except those for content types.

    Django caches content types in each process, so otherwise the count would depend on
    which tests ran before.
    """
    ContentType.objects.get_for_models(*apps.get_models())
    return django_assert_num_queries
