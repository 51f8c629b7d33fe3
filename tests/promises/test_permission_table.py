"""Each kind of account may do exactly what the table of permissions allows.

The table has a row for every admin address and method, and a column for every kind of
account. "login" means a redirect to the login page. A POST has no data, so an account
with the permission gets the answer to an empty form.
"""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from careers.editorial.models import SecurityEvent
from careers.editorial.workflow import redacting
from careers.editorial.workflow.versions import versions_of
from careers.models import (
    Dimension,
    Family,
    OldAddress,
    Publication,
    Redaction,
    Role,
    RoleDimensionEntry,
    Term,
    Theme,
    text_part,
)
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_term,
    make_theme,
)
from tests.security_headers import SECURITY_HEADERS

pytestmark = pytest.mark.one_database

CANARY = "zwitscher"
TABLE = Path(__file__).with_name("permissions.txt")
KINDS = ["visitor", "guest", "editor", "reviewer", "administrator", "superuser"]
METHODS = ["GET", "POST"]

# The values of the parts of an address, by their names in the pattern.
URL_VALUES = {
    "role": "analyst",
    "dimension": "purpose",
    "slug": "analyst",
    "address": "analyst-vs-engineer",
    "kind": "role",
    "provider_id": "company",
    "app_label": "careers",
    "url": "nowhere",
    "content_type_id": "0",
}


def patterns(resolver, prefix="", namespace=""):
    """Yield ``(path, view name)`` of every admin address under a resolver."""
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, path, pattern.namespace or namespace)
        elif path.startswith("admin/"):
            yield path, f"{namespace}:{pattern.name}"


ADDRESSES = dict(patterns(get_resolver()))


def read_table():
    """Return ``{(address, method): [the answer for each of KINDS]}``."""
    rows = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            address, method, *answers = line.split()
            rows[address, method] = answers
    return rows


PERMISSIONS = read_table()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """Yield ``{kind: account}``, on a site full of canaries."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_site_with_accounts()
        transaction.set_rollback(True)


@pytest.fixture
def accounts(site, db):
    return site


def make_site_with_accounts():
    dimension = make_dimension("Purpose")
    role = make_role("Analyst", family=make_family(), texts={dimension: "Live."})
    make_role("Engineer")
    make_theme()
    make_term()
    OldAddress.objects.create(address="/old", leads_to="/roles/")
    writer = make_person(f"{CANARY}-writer", "Editor")
    reviewer = make_person(f"{CANARY}-reviewer", "Reviewer")
    approved = make_approved(
        role, make_dimension("Tools"), f"{CANARY} tools", by=writer, reviewer=reviewer
    )
    make_publication([approved], why=f"{CANARY} why", by=reviewer)
    make_draft(role, dimension, f"{CANARY} draft", by=writer)
    ask_for_redaction(role, dimension, by=reviewer)
    return {
        "visitor": None,
        "guest": make_person("guest"),
        "editor": make_person("edith", "Editor"),
        "reviewer": make_person("rita", "Reviewer"),
        "administrator": make_person("ada", "Administrator"),
        "superuser": User.objects.create_superuser(
            "boss", password="a violet umbrella"
        ),
    }


def ask_for_redaction(role, dimension, *, by):
    versions = versions_of(text_part(role.pk, dimension.pk))
    tokens = [version.token for version in versions.values()]
    redacting.ask(tokens=tokens, why="Named a person", by=by)


def objects_by_model():
    return {
        "family": Family.objects.first(),
        "theme": Theme.objects.first(),
        "dimension": Dimension.objects.get(slug="purpose"),
        "role": Role.objects.get(slug="analyst"),
        "roledimensionentry": RoleDimensionEntry.objects.first(),
        "term": Term.objects.first(),
        "oldaddress": OldAddress.objects.first(),
        "user": User.objects.get(username="guest"),
        "group": Group.objects.get(name="Editor"),
        "securityevent": SecurityEvent.objects.first(),
    }


def fill_in(address):
    """Return the path of an address, with a value for every part."""
    model = re.search(r"admin/(?:auth|careers|editorial)/([a-z]+)/", address)
    key = objects_by_model()[model[1]].pk if model else Publication.objects.first().pk
    if address.startswith("admin/redactions/"):
        key = Redaction.objects.get().pk
    path = re.sub(r"\^\(\?P<app_label>.*", "careers/", address)
    path = re.sub(r"\(\?P<(\w+)>.*", r"<\1>", path)
    return "/" + re.sub(
        r"<(?:\w+:)?(\w+)>", lambda match: str(URL_VALUES.get(match[1], key)), path
    )


def assert_headers(response):
    assert "no-store" in response["Cache-Control"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert SECURITY_HEADERS.items() <= dict(response.items()).items()
    assert "camera=()" in response["Permissions-Policy"]


def answer(account, address, method):
    """Return the answer as the table writes it, and the response's full text."""
    client = Client()
    if account:
        client.force_login(account)
    response = getattr(client, method.lower())(fill_in(address))
    assert_headers(response)
    if response.status_code == 302 and response.url.startswith(reverse("admin:login")):
        return "login", ""
    return str(response.status_code), response.content.decode() + str(response.headers)


def test_the_table_has_every_admin_address_and_method():
    expected = {(address, method) for address in ADDRESSES for method in METHODS}

    assert set(PERMISSIONS) == expected


@pytest.mark.parametrize(("address", "method"), PERMISSIONS)
def test_every_account_gets_the_answer_in_the_table(accounts, address, method):
    answers = {kind: answer(accounts[kind], address, method) for kind in KINDS}

    assert [status for status, _ in answers.values()] == PERMISSIONS[address, method]
    for kind in ("visitor", "guest"):
        assert CANARY not in answers[kind][1]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_other_method_is_answered(accounts, address):
    client = Client()
    client.force_login(accounts["superuser"])

    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        response = client.generic(method, fill_in(address))
        assert response.status_code == 405
        assert_headers(response)
