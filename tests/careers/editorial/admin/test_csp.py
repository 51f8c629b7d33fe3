"""The admin keeps to the site's policy: no script or style inside its pages."""

import pytest

from careers.models import Dimension, Family, Role, Theme
from tests.admin_forms import admin_path, as_editor
from tests.factories import (
    make_approved,
    make_dimension,
    make_family,
    make_publication,
    make_role,
    make_submitted,
    make_theme,
    publication_path,
)
from tests.html import document

pytestmark = pytest.mark.django_db


def addresses():
    """An address of each kind of page that an editor meets."""
    dimension = make_dimension(theme=make_theme())
    role = make_role("Data Engineer", family=make_family(), texts={dimension: "Says."})
    things = [Dimension.objects.get(), Theme.objects.get(), Family.objects.get(), role]
    pages = [admin_path(thing) for thing in things]
    lists = [admin_path(model) for model in (Dimension, Family, Role, Theme)]
    more = [page.replace("change", "delete") for page in pages]
    more += [page.replace("change", "history") for page in pages]
    return [*lists, *pages, *more, "/admin/careers/role/add/", *of_the_workshop(role)]


def of_the_workshop(role):
    one, two = make_dimension("Hours"), make_dimension("Meetings")
    make_submitted(role, one)
    publication = make_publication([make_approved(role, two)])
    make_approved(role, two, "Says it once more")
    address = publication_path(publication)
    pages = ["", "review/", "publish/", "publications/"]
    return [*(f"/admin/{page}" for page in pages), address, f"{address}?undo=1"]


def test_no_page_holds_a_script_or_a_style():
    admin = as_editor()
    for address in addresses():
        response = admin.get(address)
        page = document(response)
        assert page.query("script:not([src]), style, [style]") == [], address
        everything = [name for node in page.query("*") for name in node.attrs]
        assert not [name for name in everything if name.startswith("on")], address
        assert "unsafe" not in response["Content-Security-Policy"], address


def test_the_login_page_is_the_sites_own(client):
    page = document(client.get("/admin/login/"))
    assert page.query_one("h1").to_text() == "Log in"
    assert page.query_one("#site-name").to_text() == "Careers"
    assert page.query("script:not([src]), style, [style]") == []
