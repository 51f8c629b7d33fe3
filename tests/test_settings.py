"""The settings, read by a new process as a server does."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from careers.local_secret import local_secret_key

pytestmark = pytest.mark.one_database

# What `make coverage` needs to measure a process.
MEASURED = {n: value for n, value in os.environ.items() if n.startswith("COVERAGE_")}
PRODUCTION = {
    "SECRET_KEY": "a-key-for-these-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DATABASE_URL": "postgres://careers@db.example.org/careers",
    "SITE_URL": "https://careers.example.org",
    "ALLOWED_HOSTS": "careers.example.org",
    "CONTACT_EMAIL": "people@example.org",
}


@pytest.fixture
def start(tmp_path):
    """Return a function that runs Python code or manage.py with some variables."""

    def start(*arguments, **environment):
        process = subprocess.run(
            [sys.executable, *arguments],
            check=False,
            cwd=settings.BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                **MEASURED,
                "DJANGO_SETTINGS_MODULE": "careers.settings",
                "DATA_DIR": str(tmp_path),
                # Empty, so that a developer's .env does not fill them.
                "DATABASE_URL": "",
                "SECRET_KEY": "",
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=60,
        )
        return process.returncode, process.stdout.strip(), process.stderr

    return start


def print_settings(*names):
    values = ", ".join(f"settings.{name}" for name in names)
    return "-c", f"from django.conf import settings; print({values})"


def test_every_setting_has_a_default(start):
    code, output, _ = start(
        *print_settings("DEBUG", "SITE_URL", "COMPARISON_MAX_ROLES")
    )

    assert (code, output) == (0, "False http://127.0.0.1:8000 50")


def test_a_secret_key_is_made_saved_and_used_again(start, tmp_path):
    first = start(*print_settings("SECRET_KEY"))
    second = start(*print_settings("SECRET_KEY"))

    file = tmp_path / "secret_key"
    assert first == second == (0, file.read_text(), "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text()) >= 50


@pytest.mark.parametrize(
    ("version", "journal"), [((3, 51, 2), "delete"), ((3, 51, 3), "wal")]
)
def test_sqlite_has_a_journal_that_it_keeps_whole(start, version, journal):
    """Promise 10."""
    code, output, _ = start(
        "-c",
        "import django, sqlite3\n"
        f"sqlite3.sqlite_version_info = {version}\n"
        "django.setup()\n"
        "from django.db import connection\n"
        "for name in ('journal_mode', 'synchronous'):\n"
        "    with connection.cursor() as cursor:\n"
        "        print(*cursor.execute(f'PRAGMA {name}').fetchone())",
    )

    # 2 is FULL: a commit is on the disk before it is acknowledged.
    assert (code, output.split()) == (0, [journal, "2"])


def test_a_given_secret_key_wins_over_the_saved_one(start, tmp_path):
    _, output, _ = start(
        *print_settings("SECRET_KEY"), SECRET_KEY=PRODUCTION["SECRET_KEY"]
    )

    assert output == PRODUCTION["SECRET_KEY"]
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize(
    "url", [PRODUCTION["DATABASE_URL"], "sqlite:////srv/careers.sqlite3"]
)
def test_an_external_database_needs_a_given_secret_key(start, tmp_path, url):
    code, _, error = start(*print_settings("SECRET_KEY"), DATABASE_URL=url)

    assert code != 0
    assert "ImproperlyConfigured: Set SECRET_KEY" in error
    assert not (tmp_path / "secret_key").exists()


def test_processes_that_start_at_once_make_one_key(tmp_path):
    code = (
        "from pathlib import Path; from careers.local_secret import local_secret_key;"
        f"print(local_secret_key(Path({str(tmp_path / 'key')!r})))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]

    keys = {process.communicate(timeout=60)[0].strip() for process in processes}

    assert keys == {(tmp_path / "key").read_text()}
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_key_is_made_in_a_new_folder(tmp_path):
    path = tmp_path / "new" / "folder" / "key"

    assert local_secret_key(path) == path.read_text() == local_secret_key(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("SITE_URL", "careers"),
        ("SITE_URL", "ftp://careers.example.org"),
        ("SITE_URL", "HTTPS://careers.example.org"),
        ("SITE_URL", "https://user:password@careers.example.org"),
        ("SITE_URL", "https://careers.example.org/careers"),
        ("SITE_URL", "https://careers.example.org?x=y"),
        ("CONTACT_EMAIL", "unknown"),
        ("COMPARISON_MAX_ROLES", "many"),
        ("COMPARISON_MAX_ROLES", "1"),
        ("COMPARISON_MAX_ROLES", "501"),
        ("HSTS_SECONDS", "a year"),
        ("BEHIND_TLS_PROXY", "maybe"),
        ("TRUSTED_PROXIES", "10.0.0.2,proxy"),
        ("REQUIRE_SECOND_FACTOR", "perhaps"),
        ("SESSION_IDLE_MINUTES", "1"),
        ("SESSION_MAX_HOURS", "a day"),
        ("DATABASE_URL", "not a database"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "http://mail.example.org"),
        ("EMAIL_URL", "smtp://mail.example.org:many"),
        ("EMAIL_URL", "smtp://mail.example.org?ssl=true"),
        ("EMAIL_URL", "smtp://mail.example.org:465?ssl=perhaps"),
    ],
)
def test_a_wrong_value_is_refused_with_the_variables_name(start, name, value):
    code, _, error = start(
        *print_settings("DEBUG"), **{"SECRET_KEY": "x" * 60, name: value}
    )

    assert code != 0
    assert name in error.splitlines()[-1]


def test_sites_with_https_require_a_second_factor(start):
    names = print_settings("REQUIRE_SECOND_FACTOR")
    address = PRODUCTION["SITE_URL"]

    assert start(*names)[1] == "False"
    assert start(*names, SITE_URL=address)[1] == "True"
    assert start(*names, SITE_URL=address, REQUIRE_SECOND_FACTOR="off")[1] == "False"


COMPANY = {
    "OIDC_SERVER_URL": "https://login.example.org",
    "OIDC_CLIENT_ID": "careers",
    "OIDC_CLIENT_SECRET": "shared",
    "OIDC_GROUPS": "writers=Editor,approvers=Reviewer",
}


def test_the_company_login_is_read_from_the_environment(start):
    _, output, _ = start(*print_settings("OIDC_GROUPS"), **COMPANY)

    assert output == "{'writers': 'Editor', 'approvers': 'Reviewer'}"


@pytest.mark.parametrize(
    ("name", "value"), [("OIDC_GROUPS", "writers=Boss"), ("OIDC_CLIENT_ID", None)]
)
def test_a_company_login_that_is_half_set_is_refused(start, name, value):
    company = {**COMPANY, name: value}
    company = {name: value for name, value in company.items() if value is not None}

    code, _, error = start(*print_settings("DEBUG"), **company)

    assert code != 0
    assert name in error.splitlines()[-1]


def test_a_wrong_time_zone_is_refused(start):
    code, _, error = start(*print_settings("DEBUG"), TIME_ZONE="Mars/Olympus")

    assert code != 0
    assert error.splitlines()[-1].endswith("timezone setting: Mars/Olympus")


def test_debug_is_off_by_default(start):
    assert start(*print_settings("DEBUG"))[1] == "False"
    assert start(*print_settings("DEBUG"), DEBUG="on")[1] == "True"


def test_the_documented_production_settings_pass_the_checks(start):
    code, output, error = start(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION
    )

    assert (code, output) == (0, "System check identified no issues (0 silenced)."), (
        error
    )


def test_the_example_contact_is_a_warning_in_production(start):
    code, _, error = start(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        **PRODUCTION | {"CONTACT_EMAIL": "people@example.com"},
    )

    assert code != 0
    assert "CONTACT_EMAIL is still the example address" in error


def test_an_https_site_secures_its_cookies_and_redirects(start):
    code, output, _ = start(
        *print_settings(
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SECURE_SSL_REDIRECT",
            "SECURE_HSTS_SECONDS",
            "SESSION_COOKIE_NAME",
            "CSRF_COOKIE_NAME",
            "KNOWN_BROWSER_COOKIE_NAME",
        ),
        **PRODUCTION,
    )

    flags, names = output.split(" __Secure-", 1)
    assert (code, flags) == (0, "True True True 31536000")
    assert names == "sessionid __Secure-csrftoken __Secure-known"


def test_a_proxys_header_is_trusted_only_if_set(start):
    command = print_settings("SECURE_PROXY_SSL_HEADER")

    assert start(*command, **PRODUCTION)[1] == "None"
    assert (
        "X_FORWARDED_PROTO" in start(*command, **PRODUCTION, BEHIND_TLS_PROXY="on")[1]
    )


def test_the_site_allows_the_host_of_its_address(start):
    _, output, _ = start(
        *print_settings("ALLOWED_HOSTS"), SITE_URL="http://jobs.example.org:8080/"
    )

    assert "'jobs.example.org'" in output


def test_every_variable_is_in_the_example_file(start):
    source = (settings.BASE_DIR / "careers" / "settings.py").read_text()
    example = Path(settings.BASE_DIR / ".env.example").read_text()

    names = {
        part.split('"')[1].split("'")[0]
        for part in source.split("env.")[1:]
        if part.partition("(")[2].lstrip().startswith('"')
    }
    assert {n for n in names if f"#{n}=" not in example} == set()
    assert "SECRET_KEY" in names


def test_migrations_are_up_to_date(start):
    code, output, error = start("manage.py", "makemigrations", "--check", "--dry-run")

    assert (code, output) == (0, "No changes detected"), error


def test_the_server_starts_and_answers(start):
    code = (
        "from django.core.management import call_command;"
        "import django; django.setup();"
        "call_command('migrate', verbosity=0);"
        "from careers.wsgi import application;"
        "from django.test import Client;"
        "from django.conf import settings; settings.ALLOWED_HOSTS = ['*'];"
        "print(Client().get('/health/ready').status_code)"
    )

    assert start("-W", "ignore", "-c", code)[1] == "200"


MAIL_SERVER = """
from django.core.mail import mailers
server = mailers.default
print(server.host, server.port, server.username, server.password)
print(server.use_tls, server.use_ssl, server.timeout)
"""


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (None, "localhost 25 None None\nFalse False 5"),
        (
            "smtp://mail.example.org:2525",
            "mail.example.org 2525 None None\nFalse False 5",
        ),
        (
            "submission://careers%40example.org:s%2Fcret@mail.example.org",
            "mail.example.org 587 careers@example.org s/cret\nTrue False 5",
        ),
        (
            "smtp://careers:secret@mail.example.org:465?ssl=true",
            "mail.example.org 465 careers secret\nFalse True 5",
        ),
    ],
)
def test_a_real_site_sends_mail_through_its_server(start, url, server):
    environment = PRODUCTION if url is None else PRODUCTION | {"EMAIL_URL": url}

    assert start("-c", MAIL_SERVER, **environment) == (0, server, "")


@pytest.mark.parametrize("environment", [{}, PRODUCTION | {"EMAIL_URL": "console:"}])
def test_mail_can_go_to_the_terminal(start, environment):
    code = "from django.core.mail import mailers; print(mailers.default.__module__)"

    assert start("-c", code, **environment)[1].endswith("backends.console")


@pytest.mark.parametrize(
    ("url", "sslmode"),
    [
        ("postgres://careers@db.example.org/careers", "require"),
        ("postgres://careers@db.example.org/careers?sslmode=disable", "disable"),
        (
            "postgres://careers@db.example.org/careers?sslmode=verify-full",
            "verify-full",
        ),
        ("postgres://careers@localhost/careers", None),
        ("postgres://careers@%2Frun%2Fpostgresql/careers", None),
        ("postgres:///careers", None),
    ],
)
def test_a_database_on_another_machine_needs_tls(start, url, sslmode):
    name = "DATABASES['default']['OPTIONS'].get('sslmode')"
    result = start(*print_settings(name), **PRODUCTION | {"DATABASE_URL": url})

    assert result == (0, str(sslmode), "")
