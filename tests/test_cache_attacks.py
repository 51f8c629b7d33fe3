"""No cache can be made to keep a private page, or a public one with foreign words."""

import pytest
from django.test import Client

from .addresses import CONTENT, ERRORS
from .factories import make_person

pytestmark = pytest.mark.one_database

# What a cache in front may take for a file, or for the address of another page.
SUFFIXES = ["x.css", ";x.js", "%2fx.css", "%3bx.png", "?x.css", "%23x.css", "%00.css"]
PRIVATE = ["/admin/", "/admin/matrix/", "/admin/history/", "/admin/auth/user/"]
ROUNDABOUT = [
    "/static/../admin/",
    "/static/..%2fadmin/matrix/",
    "/roles/..%2f..%2fadmin/",
    "/.well-known/..%2fadmin/",
    "//admin/",
    "/ADMIN/",
    "/admin%2fmatrix/",
]

# What a cache leaves out of the key, and a site might write into its page.
FOREIGN = "evil.example"
UNKEYED = {
    "x-forwarded-host": FOREIGN,
    "x-host": FOREIGN,
    "x-forwarded-server": FOREIGN,
    "x-http-host-override": FOREIGN,
    "forwarded": f"host={FOREIGN};proto=http",
    "x-forwarded-for": FOREIGN,
    "x-forwarded-port": "1337",
    "x-forwarded-prefix": f"/{FOREIGN}",
    "x-forwarded-scheme": "nothttps",
    "x-original-url": "/admin/login/",
    "x-rewrite-url": "/admin/login/",
    "x-http-method-override": "POST",
    "x-method-override": "POST",
    "x-requested-with": FOREIGN,
    "referer": f"https://{FOREIGN}/",
    "origin": f"https://{FOREIGN}",
    "user-agent": FOREIGN,
    "accept-language": "de",
    "accept": "application/json",
    "range": "bytes=0-10",
}


@pytest.fixture(autouse=True)
def site(made_site, db):
    """Each test runs in a transaction within the one that holds the site."""


@pytest.fixture
def administrator():
    client = Client()
    client.force_login(make_person("zwitscher", "Administrator"))
    return client


@pytest.mark.parametrize(
    "path", [*(page + suffix for page in PRIVATE for suffix in SUFFIXES), *ROUNDABOUT]
)
def test_no_cache_may_keep_what_an_administrator_gets(administrator, path):
    response = administrator.get(path)

    is_private = "no-store" in response["Cache-Control"]
    assert is_private or b"zwitscher" not in response.content
    assert response.status_code < 500


@pytest.mark.parametrize("path", [*CONTENT, *ERRORS])
def test_unkeyed_headers_change_nothing(path):
    expected = Client().get(path)

    response = Client(headers=UNKEYED).get(path)

    assert response.content == expected.content
    assert response.status_code == expected.status_code
    assert FOREIGN not in str(response.headers)


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-original-url", "forwarded"])
def test_unkeyed_headers_make_no_page_that_is_kept(header):
    path = "/roles/?q=role&sort=changed"
    client = Client()
    first = client.get(path, headers={header: UNKEYED[header]})

    assert FOREIGN.encode() not in first.content
    assert client.get(path).content == first.content
