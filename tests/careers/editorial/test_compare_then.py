"""From a role in the admin to how it read on an earlier day."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.admin_forms import admin_path, messages_of
from tests.backdated_changes import backdate_everything
from tests.factories import make_dimension, make_role
from tests.html import document, values
from tests.queue_pages import as_member_of, as_staff

pytestmark = pytest.mark.django_db

THEN = "/admin/then/cook/"
CHANGES = "/admin/history/?role=cook"


@pytest.fixture
def cook():
    role = make_role("Cook", texts={make_dimension(): "Decides."})
    backdate_everything()
    return role


def test_both_pages_of_a_public_role_lead_there(cook):
    editor = as_member_of("Editor")
    for address in (CHANGES, admin_path(cook)):
        page = document(editor.get(address))
        assert values(page, ".past-day", "action") == [THEN]
        yesterday = timezone.localdate() - timedelta(days=1)
        assert values(page, ".past-day input", "max") == [f"{yesterday}"]


def test_a_day_leads_to_the_comparison(cook):
    answer = as_member_of("Editor").get(f"{THEN}?day=2026-01-31")
    assert answer.url == "/compare/cook@2026-01-31-vs-cook/"
    assert Client().get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("", "Enter a date"), ("soon", "Enter a date"), ("%00", "Enter a date"),
        ("2026-02-30", "Enter a date"), ("9" * 5_000, "Enter a date"),
        ("9999-12-31", "is not over yet"), ("2019-12-31", "was not public on"),
        ("0001-01-01", "was not public on"),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_told(cook, day, why):
    answer = as_member_of("Editor").get(f"{THEN}?day={day}")
    assert answer.url == CHANGES
    assert why in messages_of(answer)[0]


def test_today_is_not_over(cook):
    answer = as_member_of("Editor").get(f"{THEN}?day={timezone.localdate()}")
    assert "is not over yet" in messages_of(answer)[0]


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_a_role_that_nobody_reads_has_no_such_way(status):
    role = make_role("Cook", status=status)
    editor = as_member_of("Editor")
    for address in (CHANGES, admin_path(role)):
        assert document(editor.get(address)).query(".past-day") == []
    assert editor.get(f"{THEN}?day=2026-01-31").status_code == 404


def test_only_who_reads_the_workshop_may_ask(cook):
    assert Client().get(THEN).url.startswith("/admin/login/")
    assert as_staff("change_role").get(THEN).status_code == 403
    assert as_member_of("Editor").post(THEN).status_code == 405
