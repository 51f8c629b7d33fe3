"""The security log has what is refused at the login, and when the site asks again."""

import json
import logging

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    generate_private_key,
)
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

from careers.editorial.models import SecurityEvent
from tests.accounts import account_path, open_link, shown_link
from tests.logins import FACTORS, PASSWORD, add_app, log_in, make_colleague

pytestmark = pytest.mark.django_db

Kind = SecurityEvent.Kind
ENTER = f"{FACTORS}enter/"
AGAIN = "/admin/account/reauthenticate/"
CODE = "271828"
# As a browser sends what a key answers: of a key that nobody has.
KEY = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "response": {
        "clientDataJSON": websafe_encode(
            b'{"type": "webauthn.get", "challenge": "AA", "origin": "http://testserver"}'
        ),
        "authenticatorData": "A" * 50,
        "signature": "AAAA",
        "userHandle": "MQ",
    },
}
UNUSABLE_KEYS = ["", "x", "1", "null", "[]", "{}", '{"response": 1}', json.dumps(KEY)]


def registered_key():
    """Return what a browser sends of a new security key."""
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    key = AttestedCredentialData.create(bytes(16), b"key", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(bytes(32), flags, 0, key)
    made = AttestationObject.create("none", data, {})
    response = {"clientDataJSON": KEY["response"]["clientDataJSON"]}
    return KEY | {"response": response | {"attestationObject": websafe_encode(made)}}


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
    assert refusals() == [(None, edith, "security key")]
    assert "AAAA" not in written()


@pytest.mark.parametrize("key", UNUSABLE_KEYS)
def test_a_refused_passkey_is_recorded_of_no_account(edith, key):
    stranger = Client()
    stranger.get(f"{FACTORS}keys/login/", headers={"accept": "application/json"})

    answer = stranger.post(f"{FACTORS}keys/login/", {"credential": key})

    assert answer.status_code == 302
    assert refusals() == [(None, None, "security key")]


@pytest.mark.parametrize(
    ("path", "about"), [("again/", "code"), ("keys/again/", "security key")]
)
def test_a_factor_refused_when_asked_again_is_recorded(client, edith, path, about):
    data = {"name": "key", "credential": registered_key()}
    Authenticator.objects.create(user=edith, type="webauthn", data=data)

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
