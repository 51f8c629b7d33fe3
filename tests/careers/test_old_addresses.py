"""Addresses of the site that was here before lead to their pages."""

import pytest
from django.core.exceptions import ValidationError

from careers.models import OldAddress
from tests.admin_forms import as_editor, field_errors, form_data
from tests.factories import make_dimension, make_role

pytestmark = pytest.mark.django_db


def make_old(address, leads_to="/roles/cook/"):
    old = OldAddress(address=address, leads_to=leads_to)
    old.full_clean()
    old.save()
    return old


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/roles/a-vs-b/", "/compare/a-vs-b/"),
        ("/roles/a-vs-b-vs-c/", "/compare/a-vs-b-vs-c/"),
        ("/roles/a-vs-b/?show=differences", "/compare/a-vs-b/?show=differences"),
    ],
)
def test_a_comparison_among_the_roles_redirects(client, old, new):
    response = client.get(old)

    assert (response.status_code, response.url) == (301, new)


def test_the_list_knows_better_where_a_comparison_is(client):
    make_old("/roles/a-vs-b/", "/compare/b-vs-c/")

    urls = [client.get(path).url for path in ("/roles/a-vs-b/", "/roles/a-vs-b/?x=1")]
    assert urls == ["/compare/b-vs-c/"] * 2


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("/careers/cook.html", "/careers/cook.html"),
        ("/careers/cook/", "/careers/cook"),
        ("https://old.example.org/careers/cook", "/careers/cook/"),
        ("/careers/cook", "/careers/cook/?from=mail"),
        ("/job?id=12", "/job?id=12"),
        ("/Köche/%C3%A4", "/K%C3%B6che/ä"),
        ("/roles/chief-cook/", "/roles/chief-cook/"),
        (" /careers/cook ", "/careers/cook"),
    ],
)
def test_an_old_address_leads_to_its_page(client, stored, asked):
    make_old(stored)

    response = client.get(asked)

    assert (response.status_code, response.url) == (301, "/roles/cook/")


def test_other_addresses_lead_nowhere(client):
    make_old("/job?id=12")

    for address in ("/job?id=13", "/job", "/jo", "/%00", f"/{'a' * 5_000}", "/job?%00"):
        assert client.get(address).status_code == 404


def test_a_page_that_exists_stays(client):
    make_role("Cook", texts={make_dimension(): "Cooks."})
    make_old("/roles/cook/", "/roles/")

    assert client.get("/roles/cook/").status_code == 200


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("", "/roles/"),
        ("/", "/roles/"),
        ("careers", "/roles/"),
        ("https://[old/", "/roles/"),
        ("/a", ""),
        ("/a", "//evil.example"),
        ("/a", "/\\evil.example"),
        ("/a", "https://evil.example/"),
        ("/a", "/a/"),
        ("/a\nb", "/roles/"),
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(address, leads_to):
    with pytest.raises(ValidationError):
        make_old(address, leads_to)


def test_editors_list_old_addresses(client):
    editor, path = as_editor(), "/admin/careers/oldaddress/add/"
    typed = {"address": "https://old.example.org/cook.html", "leads_to": "/roles/"}
    editor.post(path, form_data(editor.get(path), "#oldaddress_form", **typed))
    again = editor.post(path, form_data(editor.get(path), "#oldaddress_form", **typed))

    assert client.get("/cook.html").url == "/roles/"
    assert field_errors(again) == {"address": "This address is in the list already."}
    [record] = OldAddress.history.all()
    assert (record.address, record.history_user.username) == ("/cook.html", "editor")
