"""The headers of public responses. They are the same for everyone."""

import gzip

import pytest
from django.conf import settings as site_settings
from django.test import Client

from .addresses import CONTENT, ERRORS, HEALTH, PAGES
from .factories import make_editor

EVERYTHING = [*CONTENT, *HEALTH, *ERRORS]

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def site(made_site, db):
    """Each test runs in a transaction within the one that holds the site."""


def get_as_editor(path):
    client = Client()
    client.force_login(make_editor())
    return client.get(path)


def get_with_cookies(path):
    client = Client()
    client.cookies.load(
        {
            site_settings.SESSION_COOKIE_NAME: "x",
            site_settings.CSRF_COOKIE_NAME: "not a token!",
            "messages": "forged",
            "other": "1",
        }
    )
    return client.get(path)


GETTERS = [Client().get, get_as_editor, get_with_cookies]


@pytest.mark.parametrize("path", EVERYTHING)
@pytest.mark.parametrize("get", GETTERS)
def test_public_responses_neither_set_nor_depend_on_cookies(path, get):
    answer = get(path)

    assert not answer.cookies
    assert "Set-Cookie" not in answer
    assert answer.get("Vary", "") in {"", "Accept-Encoding"}


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_visitor_gets_the_same_bytes(path):
    answers = [get(path) for get in GETTERS]

    assert len({answer.content for answer in answers}) == 1
    assert len({answer.get("ETag") for answer in answers}) == 1


@pytest.mark.parametrize("path", [*PAGES, "/roles.json", "/llms.txt", "/sitemap.xml"])
def test_a_known_response_is_not_sent_again(client, path):
    tag = client.get(path)["ETag"]

    answer = client.get(path, headers={"if-none-match": tag})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == tag
    assert answer["Vary"] == "Accept-Encoding"


def test_different_pages_have_different_etags(client):
    tags = {client.get(path)["ETag"] for path in PAGES}

    assert len(tags) == len(PAGES)


def test_an_unknown_etag_gets_the_full_response(client):
    answer = client.get("/", headers={"if-none-match": '"something else"'})

    assert answer.status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_compressed_on_request(client, path):
    plain = client.get(path)
    small = client.get(path, headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2
    assert plain["Vary"] == small["Vary"] == "Accept-Encoding"


def test_compressed_responses_are_stable_and_have_their_own_etag(client):
    headers = {"accept-encoding": "gzip"}
    first, second = (client.get("/roles/", headers=headers) for _ in range(2))

    again = client.get("/roles/", headers=headers | {"if-none-match": first["ETag"]})

    assert first.content == second.content
    assert again.status_code == 304


@pytest.mark.parametrize("path", [*CONTENT, *ERRORS])
def test_responses_may_be_cached_but_must_be_revalidated(client, path):
    directives = set(client.get(path)["Cache-Control"].replace(" ", "").split(","))

    assert directives == {"public", "no-cache"}


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_response_has_security_headers(client, path):
    answer = client.get(path)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [*CONTENT, *HEALTH])
def test_head_is_get_without_the_content(client, path):
    get, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"]


@pytest.mark.parametrize("path", [*CONTENT, *HEALTH])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_public_addresses_accept_only_reads(client, path, method):
    answer = getattr(client, method)(path)

    assert answer.status_code == 405
    assert not answer.cookies


def test_a_forged_form_is_refused_without_a_cookie():
    answer = Client(enforce_csrf_checks=True).post("/compare/", {"role": "role-01"})

    assert answer.status_code in {403, 405}
    assert not answer.cookies


def test_an_https_site_redirects_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/roles/?q=data")

    assert answer.status_code == 301
    assert answer["Location"] == "https://testserver/roles/?q=data"
    assert not answer.cookies


@pytest.mark.parametrize("path", ["//evil.example/roles", "//evil.example", "/%5Cevil"])
def test_no_redirect_leads_off_the_site(client, path):
    answer = client.get(path)

    location = answer.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
