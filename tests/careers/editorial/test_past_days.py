"""The form in the admin that compares a role with an earlier day."""

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

PAST_DAY = "/admin/then/cook/"
CHANGES = "/admin/history/?role=cook"


@pytest.fixture
def cook():
    role = make_role("Cook", texts={make_dimension(): "Decides."})
    backdate_everything()
    return role


def test_both_pages_of_a_public_role_have_the_form(cook):
    editor = as_member_of("Editor")
    for address in (CHANGES, admin_path(cook)):
        page = document(editor.get(address))
        assert values(page, ".past-day", "action") == [PAST_DAY]
        yesterday = timezone.localdate() - timedelta(days=1)
        assert values(page, ".past-day input", "max") == [f"{yesterday}"]


def test_a_day_redirects_to_the_comparison(cook):
    response = as_member_of("Editor").get(f"{PAST_DAY}?day=2026-01-31")
    assert response.url == "/compare/cook@2026-01-31-vs-cook/"
    assert Client().get(response.url).status_code == 200


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "Enter a date"), ("soon", "Enter a date"), ("%00", "Enter a date"),
        ("2026-02-30", "Enter a date"), ("9" * 5_000, "Enter a date"),
        ("9999-12-31", "isn’t over yet"), ("2019-12-31", "wasn’t public on"),
        ("0001-01-01", "wasn’t public on"),
    ],
)  # fmt: skip
def test_an_invalid_day_shows_a_message(cook, day, message):
    response = as_member_of("Editor").get(f"{PAST_DAY}?day={day}")
    assert response.url == CHANGES
    assert message in messages_of(response)[0]


def test_today_is_refused(cook):
    response = as_member_of("Editor").get(f"{PAST_DAY}?day={timezone.localdate()}")
    assert "isn’t over yet" in messages_of(response)[0]


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_an_unpublished_role_has_no_form(status):
    role = make_role("Cook", status=status)
    editor = as_member_of("Editor")
    for address in (CHANGES, admin_path(role)):
        assert document(editor.get(address)).query(".past-day") == []
    assert editor.get(f"{PAST_DAY}?day=2026-01-31").status_code == 404


def test_the_comparison_needs_permission(cook):
    assert Client().get(PAST_DAY).url.startswith("/admin/login/")
    assert as_staff("change_role").get(PAST_DAY).status_code == 403
    assert as_member_of("Editor").post(PAST_DAY).status_code == 405
