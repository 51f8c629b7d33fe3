"""One client can't keep the site busy with pages that have to be made."""

from ipaddress import ip_network

import pytest
from django.test import Client

from careers import load_limits
from tests.addresses import CONTENT
from tests.html import document

pytestmark = pytest.mark.one_database

FIRST, SECOND = "9.9.9.9", "8.8.4.4"


@pytest.fixture(autouse=True)
def site(made_site, db, settings):
    """The first page that a client has made costs more than it may cause."""
    settings.CLIENT_SECONDS, settings.CLIENT_SHARE = 1e-9, 1e-6
    load_limits.buckets.clear()


def get(path, address=FIRST, client=None, **headers):
    client = client or Client()
    return client.get(path, headers=headers, REMOTE_ADDR=address)


def test_who_caused_too_much_work_has_to_wait():
    get("/roles/?q=one")

    response = get("/roles/?q=two")

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "Try again in" in document(response).query_one(".lede").to_text()


@pytest.mark.parametrize("path", ["/roles/?q=a", "/compare/role-01-vs-role-03.csv"])
def test_others_are_answered(path):
    for _ in range(2):
        get("/roles/?q=other")

    assert get(path).status_code == 429
    assert get(path, SECOND).status_code == 200


def test_kept_pages_files_and_health_are_always_answered():
    client = Client()
    for _ in range(2):
        get("/compare/", client=client)

    assert get("/compare/", client=client).status_code == 200
    assert get("/health/ready", client=client).status_code == 200
    assert get("/roles/?q=new", client=client).status_code == 429


def test_an_ipv6_client_is_its_whole_network():
    get("/roles/?q=one", "2001:67c:0:1::1")

    assert get("/roles/?q=two", "2001:67c:0:1:ffff::2").status_code == 429
    assert get("/roles/?q=two", "2001:67c:0:2::1").status_code == 200


def test_clients_behind_a_named_proxy_count_one_by_one(settings):
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    for _ in range(2):
        get("/roles/?q=one", "127.0.0.1", **{"x-forwarded-for": "10.0.0.1"})

    def status(forwarded):
        headers = {"x-forwarded-for": forwarded}
        return get("/roles/?q=two", "127.0.0.1", **headers).status_code

    assert status("10.0.0.1") == 429
    assert status("10.0.0.2, 10.0.0.1") == 429
    assert status("10.0.0.2") == 200


def test_a_client_can_not_choose_whom_it_counts_as():
    get("/roles/?q=one")

    response = get("/roles/?q=two", **{"x-forwarded-for": SECOND})

    assert response.status_code == 429


def test_what_may_be_an_unnamed_proxy_is_not_limited():
    for number in range(3):
        assert get(f"/roles/?q={number}", "10.0.0.1").status_code == 200


def test_the_work_comes_back_with_time(settings):
    settings.CLIENT_SHARE = 1e9
    for number in range(3):
        assert get(f"/roles/?q={number}").status_code == 200


def test_a_visitor_who_opens_every_page_is_not_limited(settings):
    settings.CLIENT_SECONDS, settings.CLIENT_SHARE = 30, 0.25

    assert {get(path).status_code for path in CONTENT} == {200}


def test_few_clients_are_remembered():
    buckets = load_limits.Buckets()
    for number in range(load_limits.MOST_CLIENTS + 10):
        buckets.take(str(number), 1)

    assert len(buckets.buckets) == load_limits.MOST_CLIENTS
