"""Logging in as people do, with a password and maybe a second factor."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from .factories import make_person
from .html import document

LOGIN = "/admin/login/"
FACTORS = "/admin/account/factors/"
PASSWORD = "a violet umbrella"


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
