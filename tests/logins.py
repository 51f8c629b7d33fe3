"""Logging in as people do, with a password and maybe a second factor."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
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

from .factories import make_person
from .html import document

LOGIN = "/admin/login/"
FACTORS = "/admin/account/factors/"
ENTER = f"{FACTORS}enter/"
AGAIN = "/admin/account/reauthenticate/"
PASSWORD = "a violet umbrella"
# As a browser sends what a key answers: of a key that no account has.
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


def make_colleague(name="edith", group="Editor"):
    return make_person(name, group, password=PASSWORD)


def log_in(username="edith", password=PASSWORD, *, client=None, query="", **extra):
    """Send the login form; return the answer, whose client is logged in or not."""
    client = client or Client()
    data = {"username": username, "password": password}
    return client.post(f"{LOGIN}{query}", data, **extra)


def is_logged_in(client):
    return client.get("/admin/").status_code == 200


def code_of(secret, periods=0):
    """Return what an authenticator app shows, so many periods from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def add_app(client):
    """Set up an authenticator app; return its key and the recovery codes."""
    page = document(client.get(f"{FACTORS}app/add/"))
    secret = page.query_one("code").to_text()
    page = client.post(f"{FACTORS}app/add/", {"code": code_of(secret)}, follow=True)
    return secret, document(page).query_one("#recovery_codes").to_text().split()


def add_key(owner):
    """Add a security key to an account, as a browser sends it."""
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    key = AttestedCredentialData.create(bytes(16), b"key", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(bytes(32), flags, 0, key)
    made = AttestationObject.create("none", data, {})
    response = {"clientDataJSON": KEY["response"]["clientDataJSON"]}
    response["attestationObject"] = websafe_encode(made)
    data = {"name": "Blue key", "credential": KEY | {"response": response}}
    return Authenticator.objects.create(user=owner, type="webauthn", data=data)
