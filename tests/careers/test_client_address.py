from ipaddress import ip_network

import pytest
from django.test import RequestFactory, override_settings

from careers.client_address import client_address, client_network

PROXY = "10.0.0.2"
CDN = "198.51.100.9"


@pytest.fixture(autouse=True)
def trusted_proxies():
    networks = [ip_network("10.0.0.2"), ip_network("198.51.100.0/24")]
    with override_settings(TRUSTED_PROXIES=networks):
        yield


def request(sender, forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=sender, headers=headers)


def test_without_a_proxy_it_is_the_sender():
    assert client_address(request("192.0.2.7")) == "192.0.2.7"


def test_a_header_of_a_stranger_is_ignored():
    assert client_address(request("192.0.2.7", "203.0.113.1")) == "192.0.2.7"


@override_settings(TRUSTED_PROXIES=[])
def test_no_proxy_is_trusted_unless_it_is_named():
    assert client_address(request(PROXY, "203.0.113.1")) == PROXY


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("203.0.113.1:5022", "203.0.113.1"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("::ffff:203.0.113.1", "203.0.113.1"),
        (f"203.0.113.1, {CDN}", "203.0.113.1"),
        # What the client itself sent stands before what the proxies added.
        (f"127.0.0.1, 203.0.113.1, {CDN}", "203.0.113.1"),
        (f"{PROXY}, 203.0.113.1", "203.0.113.1"),
        ("unknown", PROXY),
        (f"nonsense, {CDN}", CDN),
        (f"<script>, 203.0.113.1, {CDN}", "203.0.113.1"),
        (None, PROXY),
        (", ".join([CDN] * 5_000), CDN),
    ],
)
def test_a_named_proxy_says_who_called_it(forwarded, client):
    assert client_address(request(PROXY, forwarded)) == client


@pytest.mark.parametrize("sender", ["", "unix:", "nonsense"])
def test_a_socket_has_no_address(sender):
    assert client_address(request(sender, "203.0.113.1")) == ""


def test_all_addresses_of_one_ipv6_client_count_together():
    one, other, stranger = "2001:db8::7", "2001:db8::ff:8", "2001:db8:0:1::7"

    networks = [client_network(request(sender)) for sender in (one, other, stranger)]

    assert networks == ["2001:db8::/64", "2001:db8::/64", "2001:db8:0:1::/64"]


def test_each_ipv4_address_counts_alone():
    assert client_network(request("192.0.2.7")) == "192.0.2.7"
