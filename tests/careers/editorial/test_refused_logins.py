"""The security log has what is refused at the login, and when the site asks again."""

import json
import logging

import pytest
from django.test import Client

from careers.editorial.models import SecurityEvent
from tests.accounts import account_path, open_link, shown_link
from tests.logins import (
    AGAIN,
    ENTER,
    FACTORS,
    KEY,
    PASSWORD,
    add_app,
    add_key,
    log_in,
    make_colleague,
)

pytestmark = pytest.mark.django_db

Kind = SecurityEvent.Kind
CODE = "271828"
UNUSABLE_KEYS = ["", "x", "1", "null", "[]", "{}", '{"response": 1}', json.dumps(KEY)]


@pytest.fixture
def edith():
    return make_colleague()


@pytest.fixture
def client(edith):
    """The browser of a person with an authenticator app who is logged in."""
    client = log_in().client
    add_app(client)
    return client


def refusals(kind=Kind.NOT_SIGNED_IN):
    events = SecurityEvent.objects.filter(kind=kind).order_by("pk")
    return [(event.person, event.account, event.about) for event in events]


@pytest.fixture
def written(caplog):
    """Return all that the log has, in the database and in its lines."""
    log = logging.getLogger("careers.security")
    caplog.set_level(logging.INFO, logger="careers.security")
    log.addHandler(caplog.handler)
    yield lambda: str(list(SecurityEvent.objects.values())) + caplog.text
    log.removeHandler(caplog.handler)


def test_a_wrong_code_is_recorded_and_is_not_in_the_log(client, edith, written):
    between = log_in().client
    between.post(ENTER, {"code": CODE})

    assert refusals() == [(None, edith, "code")]
    assert "not_signed_in" in written()
    assert CODE not in written()
    assert PASSWORD not in written()


def test_codes_too_many_are_recorded_too(client, edith):
    between = log_in().client
    for _ in range(7):
        between.post(ENTER, {"code": CODE})

    assert refusals() == [(None, edith, "code")] * 7


@pytest.mark.parametrize("key", UNUSABLE_KEYS)
def test_a_refused_security_key_is_recorded(client, edith, key, written):
    between = log_in().client
    between.get(ENTER)

    answer = between.post(ENTER, {"credential": key})

    assert answer.status_code == 200
    assert refusals() == [(None, edith, "key")]
    assert "AAAA" not in written()


@pytest.mark.parametrize("key", UNUSABLE_KEYS)
def test_a_refused_passkey_is_recorded_of_no_account(edith, key):
    stranger = Client()
    stranger.get(f"{FACTORS}keys/login/", headers={"accept": "application/json"})

    answer = stranger.post(f"{FACTORS}keys/login/", {"credential": key})

    assert answer.status_code == 302
    assert refusals() == [(None, None, "key")]


@pytest.mark.parametrize(
    ("path", "about"), [("again/", "code"), ("keys/again/", "key")]
)
def test_a_factor_refused_when_asked_again_is_recorded(client, edith, path, about):
    add_key(edith)

    client.get(f"{FACTORS}{path}")
    client.post(f"{FACTORS}{path}", {"code": CODE, "credential": json.dumps(KEY)})

    assert refusals() == [(edith, edith, about)]


def test_a_wrong_password_when_asked_again_is_recorded(client, edith, written):
    client.post(AGAIN, {"password": "an unlucky guess"})

    assert refusals() == [(edith, edith, "")]
    assert "unlucky" not in written()


@pytest.mark.parametrize("path", [AGAIN, "/admin/password_change/"])
def test_passwords_too_many_are_recorded_in_open_sessions_too(client, edith, path):
    data = {"password": "wrong", "oldpassword": "wrong", "password1": "x"}
    for _ in range(6):
        answer = client.post(path, data | {"password2": "x"})

    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert refusals(Kind.SLOWED) == [(edith, None, f"POST {path}")]


def test_a_link_that_was_used_is_recorded(edith, written, settings):
    console = "django.core.mail.backends.console.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": console}}
    admin = log_in(make_colleague("ada", "Administrator").username).client
    path = shown_link(admin.post(account_path(edith, "link/"), follow=True))
    open_link(path)

    open_link(path)

    assert refusals(Kind.LINK)[-1] == (None, edith, "Refused")
    assert path.strip("/").split("/")[-1] not in written()
