"""Style sheets: joined in production, one by one in development."""

import re
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings

from careers.static_files import JOINED_SHEETS
from tests.html import document, values
from tests.matrix_pages import log_in

COMPARISON = "/compare/role-01-vs-role-02/"

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def site(made_site, db):
    """Each test runs in a transaction within the one that holds the site."""


@pytest.fixture(scope="module")
def in_production(tmp_path_factory):
    """The settings of a site with collected files, over those of an older release."""
    root = tmp_path_factory.mktemp("collected")
    for name in JOINED_SHEETS:
        old = root / name
        old.parent.mkdir(exist_ok=True)
        old.write_text("old {}")
    backend = {"BACKEND": "careers.static_files.CollectedFilesStorage"}
    in_production = override_settings(
        STATIC_ROOT=root, STORAGES=settings.STORAGES | {"staticfiles": backend}
    )
    with in_production:
        call_command("collectstatic", interactive=False, verbosity=0)
    return in_production


@pytest.fixture(scope="module")
def in_development():
    return override_settings(DEBUG=True)


def linked(path, selector="link[rel=stylesheet]"):
    return values(document(Client().get(path)), selector, "href")


def contents(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.getvalue()


def without_hashes(text):
    return re.sub(r"\.[0-9a-f]{12}\.", ".", text)


def rules(path):
    """Return all CSS that a page links, with the names of files as in the sources."""
    sheets = [contents(address).decode() for address in linked(path)]
    return without_hashes("\n".join(sheets))


@pytest.mark.parametrize("path", ["/", "/roles/role-01/", "/compare/", COMPARISON])
def test_a_page_has_the_same_rules_in_the_same_order(
    path, in_development, in_production
):
    with in_development:
        sources = rules(path)
    with in_production:
        assert rules(path) == sources


def test_a_page_links_the_sources_in_development(in_development):
    with in_development:
        addresses = linked(COMPARISON)

    site, comparison = (
        [f"/static/{sheet}" for sheet in JOINED_SHEETS[name]]
        for name in ("joined/site.css", "joined/comparison.css")
    )
    assert addresses[: len(site + comparison)] == site + comparison


def test_a_page_links_joined_files_in_production(in_production):
    with in_production:
        addresses = linked(COMPARISON)

    names = [without_hashes(address) for address in addresses]
    assert names[:2] == ["/static/joined/site.css", "/static/joined/comparison.css"]
    assert len(names) <= 4


def test_a_joined_file_names_the_font_that_the_page_preloads(in_production):
    with in_production:
        address = linked(COMPARISON)[0]
        fonts = re.findall(r'url\("(.+?)"\)', contents(address).decode())
        addresses = [urljoin(address, font) for font in fonts]

        assert set(linked(COMPARISON, "link[rel=preload]")) < set(addresses)
        assert all(contents(address) for address in addresses)


def test_a_script_that_is_no_file_has_no_hash(in_production):
    with in_production:
        response = log_in(group="Administrator").get("/admin/careers/role/")

    scripts = document(response).query("script[src]")
    hashes = {script.attrs["src"]: script.attrs.get("integrity") for script in scripts}
    assert hashes.pop("/admin/jsi18n/") is None
    assert all(hashes.values())


def test_scripts_import_only_files_that_are_named_by_their_hash(static_files):
    """The word that begins an import hides it from Django when a comment has it too."""
    imported = re.compile(r'^import\b[^;"()]*"([^"]+)"', re.MULTILINE)
    scripts = [
        path
        for path in static_files.rglob("*.js")
        if without_hashes(path.name) != path.name and "admin" not in path.parts
    ]

    addresses = {
        (path.name, address)
        for path in scripts
        for address in imported.findall(path.read_text())
    }

    assert len(addresses) > 50
    assert [pair for pair in addresses if without_hashes(pair[1]) == pair[1]] == []
