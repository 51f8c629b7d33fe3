"""Promise 22: in the admin everybody may do exactly what they should, and no more.

Every admin address x kind of person x method stands in ``RIGHTS``; an address without
a row fails. "login" is the way to the login page. A POST sends nothing but itself, so
that whoever may do the thing gets the answer to a form that was sent empty.
"""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from careers.models import Dimension, Family, Publication, Role, Theme
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_theme,
)

pytestmark = pytest.mark.one_database

CANARY = "zwitscher"
TABLE = Path(__file__).with_name("rights.txt")
KINDS = ["visitor", "guest", "editor", "reviewer", "administrator", "superuser"]
METHODS = ["GET", "POST"]

# What the addresses name, by what stands for it in an address.
NAMED = {
    "role": "analyst",
    "dimension": "purpose",
    "slug": "analyst",
    "address": "analyst-vs-engineer",
    "app_label": "careers",
    "url": "nowhere",
    "content_type_id": "0",
}


def patterns(resolver, prefix="", namespace=""):
    """Yield (path, the address's name) of every address under a resolver."""
    for each in resolver.url_patterns:
        path = f"{prefix}{each.pattern}"
        if hasattr(each, "url_patterns"):
            yield from patterns(each, path, each.namespace or namespace)
        elif path.startswith("admin/"):
            yield path, f"{namespace}:{each.name}"


ADDRESSES = dict(patterns(get_resolver()))


def read_table():
    """Return ``{(address, method): [answer to each of KINDS]}``."""
    rows = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            address, method, *answers = line.split()
            rows[address, method] = answers
    return rows


RIGHTS = read_table()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """``{kind of person: their account}``, on a site full of canaries.

    Made once: every test runs in a transaction inside the one that holds it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill()
        transaction.set_rollback(True)


@pytest.fixture
def people(site, db):
    return site


def fill():
    dimension = make_dimension("Purpose")
    role = make_role("Analyst", family=make_family(), texts={dimension: "Live."})
    make_role("Engineer")
    make_theme()
    writer = make_person(f"{CANARY}-writer", "Editor")
    reviewer = make_person(f"{CANARY}-reviewer", "Reviewer")
    approved = make_approved(
        role, make_dimension("Tools"), f"{CANARY} tools", by=writer, reviewer=reviewer
    )
    make_publication([approved], why=f"{CANARY} why", by=reviewer)
    make_draft(role, dimension, f"{CANARY} draft", by=writer)
    return {
        "visitor": None,
        "guest": make_person("guest"),
        "editor": make_person("edith", "Editor"),
        "reviewer": make_person("rita", "Reviewer"),
        "administrator": make_person("ada", "Administrator"),
        "superuser": User.objects.create_superuser("boss"),
    }


def objects():
    return {
        "family": Family.objects.first(),
        "theme": Theme.objects.first(),
        "dimension": Dimension.objects.get(slug="purpose"),
        "role": Role.objects.get(slug="analyst"),
        "user": User.objects.get(username="guest"),
        "group": Group.objects.get(name="Editor"),
    }


def path_of(address):
    """Return a path of an address with every part filled in."""
    model = re.search(r"admin/(?:auth|careers)/([a-z]+)/", address)
    key = objects()[model[1]].pk if model else Publication.objects.first().pk
    path = re.sub(r"\^\(\?P<app_label>.*", "careers/", address)
    path = re.sub(r"\(\?P<(\w+)>.*", r"<\1>", path)
    return "/" + re.sub(
        r"<(?:\w+:)?(\w+)>", lambda found: str(NAMED.get(found[1], key)), path
    )


def answer_to(person, address, method):
    """Return what a table says of an answer, and all that it says itself."""
    client = Client()
    if person:
        client.force_login(person)
    response = getattr(client, method.lower())(path_of(address))
    if response.status_code == 302 and response.url.startswith(reverse("admin:login")):
        return "login", ""
    return str(response.status_code), response.content.decode() + str(response.headers)


def test_every_admin_address_stands_in_the_table_with_every_method():
    asked = {(address, method) for address in ADDRESSES for method in METHODS}

    assert set(RIGHTS) == asked


@pytest.mark.parametrize(("address", "method"), RIGHTS)
def test_everybody_gets_what_the_table_says_and_who_may_not_look_no_word(
    people, address, method
):
    said = {kind: answer_to(people[kind], address, method) for kind in KINDS}

    assert [answer for answer, _ in said.values()] == RIGHTS[address, method]
    for kind in ("visitor", "guest"):
        assert CANARY not in said[kind][1]
