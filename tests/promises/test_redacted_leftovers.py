"""Redacted words leave what nothing shows: the search index and the base of a draft."""

import pytest
import time_machine
from django.db import connection
from django.test import Client

from careers.editorial.models import Draft
from careers.editorial.workflow.versions import versions_of
from careers.models import text_part
from tests.factories import make_approved, make_draft, make_publication
from tests.redactions import (
    CANARY,
    DAY,
    START,
    ask_for_everything,
    cell,
    client_of,
    confirm,
    make_site_with_people,
    rows_with,
)

pytestmark = pytest.mark.django_db

SECRET = f"Decides on the pay of {CANARY} alone."
PUBLIC = "Decides on the pay of its team."
PAGE = "/admin/redactions/text/role-01/authority/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def people(clock):
    return make_site_with_people()


def publish(text, clock, *, day=0):
    clock.move_to(START + day * DAY)
    at = cell()
    make_publication([make_approved(at.role, at.dimension, text)])


def redact_text(people):
    at = cell()
    versions = versions_of(text_part(at.role.pk, at.dimension.pk)).values()
    [token] = [version.token for version in versions if version.value == SECRET]
    ada, bob = (client_of(people[name]) for name in ("ada", "bob"))
    redaction = ask_for_everything(ada, PAGE, f"?version={token}")
    assert confirm(bob, redaction).status_code == 302


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL vacuums")
def test_a_redacted_text_is_gone_from_the_file_of_the_search_index(clock, people):
    publish(SECRET, clock)
    Client().get("/roles/?q=pay")  # reads what has changed
    publish(PUBLIC, clock, day=2)
    Client().get("/roles/?q=pay")
    assert CANARY.encode() in index_file()

    redact_text(people)

    assert CANARY.encode() not in index_file()


def index_file():
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM careers_search_data")
        return b"".join(block for (block,) in cursor.fetchall())


def test_an_overtaken_draft_forgets_the_words_that_it_started_from(clock, people):
    publish(SECRET, clock)
    at = cell()
    make_draft(at.role, at.dimension, "Decides with others.")
    entry = cell().entry
    entry.text = PUBLIC
    entry.save()

    redact_text(people)

    assert rows_with(CANARY) == []
    assert Draft.objects.get().text == "Decides with others."
