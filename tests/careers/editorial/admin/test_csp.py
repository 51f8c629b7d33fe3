"""The admin follows the content security policy: no inline script or style."""

import pytest

from careers.models import Dimension, Family, Role, Term, Theme
from tests.admin_forms import admin_path, as_editor
from tests.factories import (
    make_approved,
    make_dimension,
    make_family,
    make_publication,
    make_role,
    make_submitted,
    make_term,
    make_theme,
    publication_path,
)
from tests.html import document

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def addresses():
    """Return an address of every kind of page in the admin."""
    dimension = make_dimension(theme=make_theme())
    role = make_role("Data Engineer", family=make_family(), texts={dimension: "Says."})
    instances = [
        Dimension.objects.get(),
        Theme.objects.get(),
        Family.objects.get(),
        make_term(),
        role,
    ]
    pages = [admin_path(instance) for instance in instances]
    lists = [admin_path(model) for model in (Dimension, Family, Role, Term, Theme)]
    other_pages = [page.replace("change", "delete") for page in pages]
    other_pages += [page.replace("change", "history") for page in pages]
    return [
        *lists,
        *pages,
        *other_pages,
        "/admin/careers/role/add/",
        *editorial_addresses(role),
    ]


def editorial_addresses(role):
    one, two = make_dimension("Hours"), make_dimension("Meetings")
    make_submitted(role, one)
    publication = make_publication([make_approved(role, two)])
    make_approved(role, two, "Says something else")
    address = publication_path(publication)
    pages = ["", "review/", "publish/", "publications/"]
    return [*(f"/admin/{page}" for page in pages), address, f"{address}?undo=1"]


def test_no_page_has_an_inline_script_or_style():
    admin = as_editor()
    for address in addresses():
        response = admin.get(address)
        page = document(response)
        assert page.query("script:not([src]), style, [style]") == [], address
        attributes = [name for node in page.query("*") for name in node.attrs]
        assert not [name for name in attributes if name.startswith("on")], address
        assert "unsafe" not in response["Content-Security-Policy"], address


def test_the_login_page_is_in_the_sites_design(client):
    page = document(client.get("/admin/login/"))
    assert page.query_one("h1").to_text() == "Log in"
    assert page.query_one("#site-name").to_text() == "Careers"
    assert (
        page.query("script:not([src]):not([type='application/json']), style, [style]")
        == []
    )
