"""Every setting of the site, read from environment variables (see .env.example)."""

import os
import sqlite3
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env, validate
from marshmallow.fields import IPInterface

from .local_secret import local_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

# What the site writes is for its own account, whatever folder it is in; static files
# are for everyone.
os.umask(0o077)

# What the site makes for itself: the database, the key, collected static files.
DATA_DIR = BASE_DIR / env.path("DATA_DIR", Path("var"))

DEBUG = env.bool("DEBUG", False)

# The site

SITE_NAME = env.str("SITE_NAME", "Careers")
SITE_URL = env.str(
    "SITE_URL",
    "http://127.0.0.1:8000",
    # Without a path: every address starts at the root.
    validate=validate.And(
        validate.URL(require_tld=False),
        validate.Regexp(
            r"https?://[^/?#@]+/?\Z",
            error="Write it in lower case without a path: https://careers.example.org",
        ),
    ),
).rstrip("/")
CONTENT_OWNER = env.str("CONTENT_OWNER", "People Operations")
# The language of the texts, by its code: comparisons know en, de, fr, and es, and
# compare texts of any other language by whole clauses.
CONTENT_LANGUAGE = env.str("CONTENT_LANGUAGE", "en")
CONTACT_EMAIL = env.str(
    "CONTACT_EMAIL", "people@example.com", validate=validate.Email()
)
# Whom to tell of a weakness: a mail address, or a page that says how.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", CONTACT_EMAIL)
# Pages of the owner's own, for the foot of each page.
WEB_PAGE = validate.URL(
    schemes=["http", "https"], error="Give a whole address: https://…"
)
IMPRINT_URL = env.str("IMPRINT_URL", None, validate=WEB_PAGE)
PRIVACY_URL = env.str("PRIVACY_URL", None, validate=WEB_PAGE)
COMPARISON_MAX_ROLES = env.int(
    "COMPARISON_MAX_ROLES", 50, validate=validate.Range(min=2, max=500)
)
# So many take about a second of a processor.
COMPARISON_MAX_CHARACTERS = env.int(
    "COMPARISON_MAX_CHARACTERS", 150_000, validate=validate.Range(min=10_000)
)

# Whether a text needs the approval of a person who did not write it.
SECOND_PERSON_APPROVES = env.bool("SECOND_PERSON_APPROVES", True)
DEMO = env.bool("DEMO", True)

SITE_IS_HTTPS = SITE_URL.startswith("https:")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    # The host of SITE_URL, and this machine for local requests and probes.
    [urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost", "[::1]"],
)

# The database

THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}

# Each thread serves one request at a time, so a persistent connection beats a pool.
database: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "db.sqlite3",
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
}
IS_LOCAL_DATABASE = not env.str("DATABASE_URL", "")
if not IS_LOCAL_DATABASE:
    database |= env.dj_db_url(
        "DATABASE_URL", conn_max_age=None, conn_health_checks=True
    )
DATABASES = {"default": database}

if database["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Before SQLite 3.51.3, several processes writing to a WAL could corrupt it.
    journal = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
    database["ENGINE"] = "careers.sqlite"
    # pytest-django would give another backend a file.
    database["TEST"] = {"NAME": ":memory:"}
    database["OPTIONS"] = {
        # One that reads first and writes later fails at once: "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL;",
    }
elif database["ENGINE"].endswith("postgresql"):
    # Seconds: if the database is down, the error page should not take longer.
    database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
    # Compiling a query takes a second. Most of what pages read is in memory: at its own
    # cost of disks, PostgreSQL would rather read all roles than look up 600.
    planning = "-c jit=off -c random_page_cost=1.1"
    database["OPTIONS"].setdefault("options", planning)
    # PostgreSQL plans what is asked often once, unless Django's own cursors ask.
    database["OPTIONS"].setdefault("prepare_threshold", 5)
    # libpq's own default falls back to plain text when the server has no TLS.
    if database["HOST"] not in THIS_MACHINE and not database["HOST"].startswith("/"):
        database["OPTIONS"].setdefault("sslmode", "require")

# Secrets

SECRET_KEY = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
if not SECRET_KEY:
    if not IS_LOCAL_DATABASE:
        raise ImproperlyConfigured(
            "Set SECRET_KEY: with a DATABASE_URL, the site does not make its own key. "
            'python -c "import secrets; print(secrets.token_urlsafe(50))" prints one.'
        )
    SECRET_KEY = local_secret_key(DATA_DIR / "secret_key")

# The application

INSTALLED_APPS = [
    # First, so that the editors' admin can leave out its models.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "careers",
    "comparisons",
    "careers.editorial.apps.EditorialConfig",
    "careers.editorial.apps.EditorialAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    # For allauth's pages.
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "django_tasks_db",
    "simple_history",
]

# Those of the public pages, which need neither a session nor a person.
PUBLIC_MIDDLEWARE = [
    "careers.middleware.caching_headers",
    "django.middleware.security.SecurityMiddleware",
    "careers.middleware.one_language",
    "careers.middleware.isolation_headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "careers.middleware.public_methods",
    "careers.middleware.old_addresses",
    "django.middleware.common.CommonMiddleware",
    "careers.script_integrity.with_integrity",
    # The last, so that a refusal has the headers of the others.
    "careers.load_limits.limited",
]

# PublicPages answers for all public pages; the others are the admin's.
MIDDLEWARE = [
    "careers.monitoring.watched",
    "careers.middleware.PublicPages",
    "careers.middleware.private_answers",
    "django.middleware.security.SecurityMiddleware",
    "careers.middleware.one_language",
    "careers.middleware.isolation_headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "careers.middleware.admin_methods",
    "careers.middleware.publish_on_time",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "careers.editorial.sign_in.steps.session_limits",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "careers.editorial.sign_in.steps.asks_again",
    # Gives the history the person of the request, when it records a change.
    "simple_history.middleware.HistoryRequestMiddleware",
    "careers.middleware.security_events",
    "careers.script_integrity.with_integrity",
    "django.contrib.messages.middleware.MessageMiddleware",
]

# Finished pages that each process keeps in memory.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", 64, validate=validate.Range(min=1)) << 20

# How much work of making pages each process does for one client: so many seconds at
# once, and then this share of its time. 0 seconds are no limit.
CLIENT_SECONDS = env.int("CLIENT_SECONDS", 30, validate=validate.Range(min=0))
CLIENT_SHARE = env.float(
    "CLIENT_SHARE", 0.25, validate=validate.Range(min=0, max=1, min_inclusive=False)
)

# Of each process, for the public pages and again for the admin, each with a connection.
THREADS = env.int("THREADS", 4, validate=validate.Range(min=1, max=64))

ROOT_URLCONF = "careers.urls"
WSGI_APPLICATION = "careers.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Every page needs the tags for translation, so no template loads them.
            "builtins": ["careers.templatetags.site", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# Files

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "careers.static_files.CollectedFilesStorage"
        )
    },
}

# Words and times

# One language for everyone: an address of a public page has one answer for all.
LANGUAGE_CODE = "en"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["careers.formats"]
TIME_ZONE = env.str("TIME_ZONE", "UTC")

SIMPLE_HISTORY_DATE_INDEX = False  # Records has one that begins with the date

# What all workers have to know of each other's logins.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "editorial_cacheentry",
    }
}

# People

AUTHENTICATION_BACKENDS = ["careers.editorial.backends.PermissionsBackend"]
PASSWORD_HASHERS = [
    "careers.editorial.sign_in.passwords.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Whether everyone has to log in with a second factor as well as the password.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", SITE_IS_HTTPS)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        # NIST SP 800-63B asks for 15 where the password is all there is.
        "OPTIONS": {"min_length": 12 if REQUIRE_SECOND_FACTOR else 15},
    },
    {
        "NAME": "django.contrib.auth.password_validation"
        ".UserAttributeSimilarityValidator"
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "careers.editorial.sign_in.passwords.GuessablePasswordValidator"},
]

ACCOUNT_ADAPTER = "careers.editorial.sign_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# Seconds after a login, or after asking again, in which people may change rights and
# factors.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    # Wrong codes of a second factor; sign_in/throttle.py counts wrong passwords.
    "login_failed": "5/5m/key",
    "login": None,
    "change_password": None,
    "reauthenticate": None,
}
MFA_ADAPTER = "careers.editorial.sign_in.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers offer keys over https, and on localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_IS_HTTPS
MFA_TOTP_ISSUER = SITE_NAME
# A code is still taken while the next one shows (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
# Allauth has no page to sign up or to confirm an address here.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# The company's own login, by OpenID Connect.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
OIDC_NAME = env.str("OIDC_NAME", "Company login")
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", "groups")
# {value of the claim: group}
OIDC_GROUPS: dict[str, str] = {}
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    OIDC_GROUPS = env.dict(
        "OIDC_GROUPS",
        validate=lambda groups: validate.ContainsOnly(
            ["Editor", "Reviewer", "Administrator"]
        )(groups.values()),
    )
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "company",
                    "name": OIDC_NAME,
                    "client_id": env.str("OIDC_CLIENT_ID"),
                    "secret": env.str("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": OIDC_SERVER_URL},
                }
            ],
            "OAUTH_PKCE_ENABLED": True,
        }
    }
SOCIALACCOUNT_ADAPTER = "careers.editorial.sign_in.company.CompanyAdapter"
# A form that leads to another site needs an exception in the content security policy.
SOCIALACCOUNT_LOGIN_ON_GET = True

# Security

# How long the security log keeps each event.
SECURITY_LOG_DAYS = env.int("SECURITY_LOG_DAYS", 365, validate=validate.Range(min=1))

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    # Scripts make HTML with one policy alone, that of parse-page.js.
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["own-pages"],
}
SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000 if SITE_IS_HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_SECONDS > 0
# Preload lists accept only a year or more.
SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS >= 31_536_000
if env.bool("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Addresses and networks whose X-Forwarded-For says who the client is.
TRUSTED_PROXIES = [
    ip_network(str(proxy), strict=False)
    for proxy in env.list("TRUSTED_PROXIES", [], subcast=IPInterface)
]

# Minutes without a click or a saved word, and hours in all.
SESSION_IDLE_MINUTES = env.int(
    "SESSION_IDLE_MINUTES", 60, validate=validate.Range(min=5, max=1_440)
)
SESSION_MAX_HOURS = env.int(
    "SESSION_MAX_HOURS", 12, validate=validate.Range(min=1, max=720)
)
SESSION_COOKIE_AGE = SESSION_IDLE_MINUTES * 60

# Only the admin sets cookies, and browsers send them to the admin only.
ADMIN_PATH = "/admin/"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = ADMIN_PATH
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
if SITE_IS_HTTPS:
    # Browsers take these names over TLS alone, so that no other site of the network can
    # set one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Secure-sessionid", "__Secure-csrftoken"
CSRF_COOKIE_HTTPONLY = True
KNOWN_BROWSER_COOKIE_NAME = "__Secure-known" if SITE_IS_HTTPS else "known"
LOGIN_URL = "account_login"
# For a login whose next page is none of this site.
LOGIN_REDIRECT_URL = ADMIN_PATH
CSRF_FAILURE_VIEW = "careers.editorial.kept_forms.csrf_failure"
SESSION_ENGINE = "careers.sessions"
# Django's default can set a cookie for all paths.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Bytes of one form: a role whose texts are all long needs several million.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# Messages to people and to the operator

EMAIL_URL = env.str(
    "EMAIL_URL",
    "smtp://localhost" if SITE_IS_HTTPS else "console:",
    validate=validate.Regexp(
        r"(console:|submission://[^?#\s]+|smtp://[^?#\s]+(:\d+\?ssl=true)?)\Z",
        error="Give it as submission://user:password@mail.example.org, as "
        "smtp://user:password@mail.example.org:465?ssl=true or as console:.",
    ),
)
mail = env.dj_email_url("EMAIL_URL", EMAIL_URL)
mailer = {"BACKEND": mail["EMAIL_BACKEND"]}
if mail["EMAIL_HOST"]:
    mailer["OPTIONS"] = {
        "host": mail["EMAIL_HOST"],
        "port": mail["EMAIL_PORT"],
        "username": mail["EMAIL_HOST_USER"],
        "password": mail["EMAIL_HOST_PASSWORD"],
        "use_tls": mail["EMAIL_USE_TLS"],
        "use_ssl": mail["EMAIL_USE_SSL"],
        # Seconds: other notices wait while the server is down.
        "timeout": 5,
    }
MAILERS = {"default": mailer}

DEFAULT_FROM_EMAIL = CONTACT_EMAIL

# Imports, notices and similar roles, for `manage.py run_tasks`. They are part of the
# transactions that ask for them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# /health/metrics answers those who know the token.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
if METRICS_TOKEN:
    # What each process counted, so that any one of them can answer for all.
    METRICS_DIR = DATA_DIR / "metrics"
    METRICS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(METRICS_DIR))

LOG_REQUESTS = env.bool("LOG_REQUESTS", False)
SLOW_PAGE_MS = env.int("SLOW_PAGE_MS", 0, validate=validate.Range(min=0))
LOG_FORMAT = env.str("LOG_FORMAT", "line", validate=validate.OneOf(["line", "json"]))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "refusals": {"()": "careers.monitoring.RefusalFilter"},
        "request_id": {"()": "careers.monitoring.RequestIdFilter"},
    },
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} [{request_id}]: {message}",
            "style": "{",
        },
        "json": {"()": "careers.monitoring.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["refusals", "request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Below ERROR these log the addresses of bad requests, and so what people search
    # for.
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},  # of these a few, without addresses
        "careers.monitoring": {"level": "INFO"},
        "careers.security": {"level": "INFO"},
        # It takes every end of a worker for a warning.
        "django_tasks_db": {"level": "ERROR"},
    },
}
