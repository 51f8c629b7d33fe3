"""Login sessions end when nobody uses them, when they are old, and on demand."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from careers.editorial.kept_forms import writer_token
from careers.editorial.models import KeptForm
from tests.accounts import NEW_PASSWORD
from tests.html import document, text_of
from tests.logins import PASSWORD, is_logged_in, log_in, make_colleague

pytestmark = pytest.mark.django_db

SESSIONS = "/admin/account/sessions/"


@pytest.fixture(autouse=True)
def edith():
    return make_colleague()


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time))


def test_a_session_ends_after_an_hour_without_a_click():
    client = log_in().client

    with later(minutes=59):
        assert is_logged_in(client)
    with later(minutes=59 + 61):
        assert not is_logged_in(client)


def test_it_goes_on_while_people_work():
    client = log_in().client

    for minutes in range(30, 300, 30):
        with later(minutes=minutes):
            assert is_logged_in(client)


def test_it_ends_after_twelve_hours_all_the_same():
    client = log_in().client

    for minutes in range(30, 12 * 60, 30):
        with later(minutes=minutes):
            assert is_logged_in(client)
    with later(hours=12, minutes=1):
        assert not is_logged_in(client)


def test_a_page_that_is_only_open_does_not_keep_it():
    client = log_in().client

    for minutes in range(20, 80, 20):
        with later(minutes=minutes):
            client.post("/admin/matrix/presence/")
    with later(minutes=61):
        assert not is_logged_in(client)


def test_words_sent_after_its_end_are_kept(edith):
    client = log_in().client

    with later(hours=12, minutes=1):
        fields = {"_typed_by": writer_token(edith), "comment": "Say which."}
        client.post("/admin/review/", fields)

    assert KeptForm.objects.get().person == edith


def test_sessions_that_have_ended_are_removed():
    log_in()
    log_in()

    with later(hours=2):
        log_in()

    assert Session.objects.count() == UserSession.objects.count() == 1


def test_logging_out_ends_it_at_the_server():
    client = log_in().client
    cookie = client.cookies["sessionid"].value

    client.post("/admin/logout/")

    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert not is_logged_in(thief)


def test_people_see_their_sessions_and_end_the_others():
    here = log_in(HTTP_USER_AGENT="Firefox here").client
    there = log_in(HTTP_USER_AGENT="Safari there", REMOTE_ADDR="198.51.100.7").client
    page = text_of(document(here.get(SESSIONS)))
    assert "Firefox here" in page
    assert "Safari there" in page
    assert "198.51.100.7" in page

    here.post(SESSIONS)

    assert is_logged_in(here)
    assert not is_logged_in(there)


def test_nobody_sees_the_sessions_of_others():
    make_colleague("rita")
    log_in("rita", HTTP_USER_AGENT="Rita's")

    assert "Rita" not in text_of(document(log_in().client.get(SESSIONS)))


def change_password(client, old=PASSWORD, new=NEW_PASSWORD):
    fields = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/admin/password_change/", fields)


def test_a_new_password_ends_the_others():
    here, there = log_in().client, log_in().client

    change_password(here)

    assert is_logged_in(here)
    assert not is_logged_in(there)
    assert log_in(password=NEW_PASSWORD).status_code == 302
    assert len(document(here.get(SESSIONS)).query("main tbody tr")) == 2


def test_the_old_password_is_asked_for_and_cannot_be_tried(edith):
    client = log_in().client

    for _ in range(5):
        change_password(client, old="wrong")
    answer = change_password(client)

    assert "Too many wrong passwords" in text_of(document(answer))
    edith.refresh_from_db()
    assert edith.check_password(PASSWORD)


def test_a_new_password_follows_the_rules(edith):
    answer = change_password(log_in().client, new="Summer2026!")

    assert "at least 15 characters" in text_of(document(answer))
    edith.refresh_from_db()
    assert edith.check_password(PASSWORD)


def test_cookies_are_for_the_admin_alone():
    cookies = log_in().client.cookies

    assert set(cookies) == {"sessionid", "csrftoken", "known"}
    for cookie in cookies.values():
        assert cookie["path"] == "/admin/"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
