import pytest

from careers import deploy_checks


@pytest.mark.parametrize(
    ("address", "count"), [("people@example.com", 1), ("people@example.org", 0)]
)
def test_the_example_contact_is_refused_in_production(settings, address, count):
    settings.CONTACT_EMAIL = address

    assert len(deploy_checks.contact_email_is_set(None)) == count
