"""The pages around the login speak the words of this site, allauth's too."""

import re

import pytest
from django.utils import translation

from tests.html import document, text_of
from tests.logins import FACTORS, add_app, add_key, log_in, make_colleague

pytestmark = pytest.mark.django_db

ACCOUNT = "/admin/account/"
OTHER_WORDS = re.compile(
    r"sign(ed|ing)? ?(in|out|up)\b|two-factor|authentication|authenticate|IP address"
    r"|\b(de)?activate|invalidate|incorrect|WebAuthn|TOTP|2FA|passwordless",
    re.IGNORECASE,
)


@pytest.fixture
def edith():
    return make_colleague()


@pytest.fixture
def client(edith):
    return log_in().client


def words_of(answer):
    assert answer.status_code in (200, 429)
    page = document(answer)
    for script in page.query("script"):
        script.parent.remove_child(script)
    return f"{text_of(page, 'title')} {text_of(page)}"


def open_pages(client, *paths):
    for path in paths:
        yield path, words_of(client.get(path))


def other_words(pages):
    return [
        (path, match[0])
        for path, words in pages
        for match in OTHER_WORDS.finditer(words)
    ]


def test_pages_without_a_factor(client):
    paths = ["", "app/add/", "keys/", "keys/add/"]
    pages = open_pages(client, *(f"{FACTORS}{path}" for path in paths))
    sessions = open_pages(
        client, f"{ACCOUNT}sessions/", f"{ACCOUNT}logout/", f"{ACCOUNT}reauthenticate/"
    )

    assert other_words([*pages, *sessions]) == []


def test_pages_with_factors(client, edith):
    key = add_key(edith)
    add_app(client)
    log_in()  # a session more
    paths = [
        "", "app/remove/", "codes/", "codes/new/", "keys/", f"keys/{key.pk}/",
        f"keys/{key.pk}/remove/", "again/", "keys/again/",
    ]  # fmt: skip

    pages = [*open_pages(client, *(f"{FACTORS}{path}" for path in paths))]

    assert other_words(pages) == []
    assert "You have added 1 security key." in dict(pages)[FACTORS]
    assert "10 of 10 recovery codes are left." in dict(pages)[f"{FACTORS}codes/"]


def test_pages_between_password_and_code(client, edith):
    add_app(client)
    between = log_in().client
    path = f"{FACTORS}enter/"
    answers = [between.get(path)]
    answers += [between.post(path, {"code": "000000"}) for _ in range(6)]

    pages = [(path, words_of(answer)) for answer in answers]

    assert other_words(pages) == []
    assert "Log in" in pages[0][1]
    assert "This code is wrong." in pages[1][1]
    assert "Too many wrong codes." in pages[-1][1]


def test_messages_after_a_change(client, edith):
    add_app(client)
    key = add_key(edith)
    log_in()
    changes = [
        (f"{FACTORS}codes/new/", {}),
        (f"{FACTORS}keys/{key.pk}/remove/", {}),
        (f"{FACTORS}app/remove/", {}),
        (f"{ACCOUNT}sessions/", {}),
        (f"{ACCOUNT}reauthenticate/", {"password": "wrong"}),
    ]

    pages = [
        (path, words_of(client.post(path, data, follow=True))) for path, data in changes
    ]

    assert other_words(pages) == []
    assert "The authenticator app was removed." in pages[2][1]
    assert "The other sessions are ended." in pages[3][1]


def test_other_languages_keep_the_words_of_allauth(client):
    with translation.override("de"):
        assert translation.gettext("Sign Out") == "Abmelden"
