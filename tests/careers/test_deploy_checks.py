from ipaddress import ip_network

import pytest

from careers import deploy_checks


@pytest.mark.parametrize(
    ("address", "count"), [("people@example.com", 1), ("people@example.org", 0)]
)
def test_the_example_contact_is_refused_in_production(settings, address, count):
    settings.CONTACT_EMAIL = address

    assert len(deploy_checks.contact_email_is_set(None)) == count


def test_a_proxy_that_is_not_named_is_a_warning(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert [warning.id for warning in deploy_checks.proxies_are_named(None)] == [
        "careers.W002"
    ]

    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    assert deploy_checks.proxies_are_named(None) == []
