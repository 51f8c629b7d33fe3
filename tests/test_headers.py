"""The headers of public responses. They are the same for everyone."""

import gzip

import pytest
from django.conf import settings as site_settings
from django.test import Client

from .addresses import CONTENT, ERRORS, HEALTH, PAGES
from .factories import make_editor
from .security_headers import SECURITY_HEADERS

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
    response = get(path)

    assert not response.cookies
    assert "Set-Cookie" not in response
    assert response.get("Vary", "") in {"", "Accept-Encoding"}


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_visitor_gets_the_same_bytes(path):
    responses = [get(path) for get in GETTERS]

    assert len({response.content for response in responses}) == 1
    assert len({response.get("ETag") for response in responses}) == 1


@pytest.mark.parametrize("path", [*PAGES, "/roles.json", "/llms.txt", "/sitemap.xml"])
def test_a_known_response_is_not_sent_again(client, path):
    tag = client.get(path)["ETag"]

    response = client.get(path, headers={"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert response["Vary"] == "Accept-Encoding"


def test_different_pages_have_different_etags(client):
    tags = {client.get(path)["ETag"] for path in PAGES}

    assert len(tags) == len(PAGES)


def test_an_unknown_etag_gets_the_full_response(client):
    response = client.get("/", headers={"if-none-match": '"something else"'})

    assert response.status_code == 200


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


@pytest.mark.parametrize("path", [*EVERYTHING, "/static/nowhere.js"])
@pytest.mark.parametrize("method", ["get", "post", "options"])
def test_every_response_has_security_headers(client, path, method):
    response = getattr(client, method)(path)

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "trusted-types own-pages" in policy
    assert SECURITY_HEADERS.items() <= dict(response.items()).items()
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", [*CONTENT, *HEALTH])
def test_head_is_get_without_the_content(client, path):
    get, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"]


@pytest.mark.parametrize("path", [*CONTENT, *HEALTH])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_public_addresses_accept_only_reads(client, path, method):
    response = getattr(client, method)(path)

    assert response.status_code == 405
    assert not response.cookies


def test_a_forged_form_is_refused_without_a_cookie():
    response = Client(enforce_csrf_checks=True).post("/compare/", {"role": "role-01"})

    assert response.status_code in {403, 405}
    assert not response.cookies


def test_an_https_site_redirects_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/roles/?q=data")

    assert response.status_code == 301
    assert response["Location"] == "https://testserver/roles/?q=data"
    assert not response.cookies


@pytest.mark.parametrize("path", ["//evil.example/roles", "//evil.example", "/%5Cevil"])
def test_no_redirect_leads_off_the_site(client, path):
    response = client.get(path)

    location = response.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
