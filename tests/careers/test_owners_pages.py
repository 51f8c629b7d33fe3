"""What the owner of a site adds by settings: whom to write to, and legal pages."""

import pytest
import time_machine

from tests.html import document, links

pytestmark = pytest.mark.django_db

SECURITY_TXT = "/.well-known/security.txt"


@time_machine.travel("2026-01-31 12:00", tick=False)
def test_security_txt_names_the_contact_and_when_it_expires(client, settings):
    settings.SECURITY_CONTACT = "security@example.org"

    assert client.get(SECURITY_TXT).text.splitlines() == [
        "Contact: mailto:security@example.org",
        "Expires: 2026-07-30T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://127.0.0.1:8000/.well-known/security.txt",
    ]


def test_the_contact_can_be_a_page(client, settings):
    settings.SECURITY_CONTACT = "https://example.org/security?a&b"

    assert (
        "Contact: https://example.org/security?a&b\n" in client.get(SECURITY_TXT).text
    )


def test_the_foot_links_to_legal_pages_that_are_set(client, settings):
    before = links(document(client.get("/roles/")), ".site-footer a")
    settings.PRIVACY_URL = "https://example.org/privacy"

    after = links(document(client.get("/roles/?sort=name")), ".site-footer a")

    assert set(after) - set(before) == {"https://example.org/privacy"}
    assert set(before) - set(after) == {"/privacy/"}
