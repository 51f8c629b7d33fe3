"""Rules for every page: its head, its markup and its links."""

import json
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponseForbidden
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from justhtml import JustHTML

from careers.models import Dimension, Role

from .addresses import CONTENT, ERRORS, PAGES
from .factories import make_dimension, make_role
from .html import canonical, document, links, meta, robots, text_of, texts, values

SITE = "http://127.0.0.1:8000"

HEADINGS = {
    "/": "Understand how jobs differ",
    "/roles/": "Roles",
    "/roles/role-01/": "Role 01",
    "/compare/": "Compare roles",
    "/compare/role-01-vs-role-02/": "Role 01 vs Role 02",
    "/compare/role-03-vs-role-01-vs-role-02/": "Role 03 vs Role 01 vs Role 02",
    "/dimensions/": "Dimensions",
    "/dimensions/primary-role/": "Primary Role",
}

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def site(made_site, db):
    """Each test runs in a transaction within the one that holds the site."""


@pytest.fixture(scope="module", params=[*PAGES, *ERRORS])
def any_page(request, made_site, django_db_blocker):
    with django_db_blocker.unblock():
        return document(Client().get(request.param))


@pytest.mark.parametrize("path", CONTENT)
def test_every_address_is_a_200(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("path", "heading"), HEADINGS.items())
def test_every_page_has_its_heading_and_canonical_address(client, path, heading):
    page = document(client.get(path))

    assert texts(page, "h1") == [heading]
    sorted_path = path.replace("role-03-vs-role-01-vs-role-02", ALL_SORTED)
    assert canonical(page) == [f"{SITE}{sorted_path}"]
    assert values(page, "meta[property='og:url']", "content") == canonical(page)
    assert robots(page) == []


ALL_SORTED = "role-01-vs-role-02-vs-role-03"


@pytest.mark.parametrize("path", HEADINGS)
def test_no_query_gets_into_the_canonical_address(client, path):
    page = document(client.get(f"{path}?utm_source=x&show=differences&page=1"))

    assert canonical(page) == canonical(document(client.get(path)))


def test_all_titles_differ(client):
    titles = [text_of(document(client.get(path)), "title") for path in HEADINGS]

    assert len(set(titles)) == len(titles)
    assert all(title.endswith("Careers") for title in titles)


@pytest.mark.parametrize(("path", "status"), ERRORS.items())
def test_every_error_page_has_its_status_and_links_to_other_pages(client, path, status):
    response = client.get(path)

    page = document(response)
    assert response.status_code == status
    assert text_of(page, "main .eyebrow") == f"Error {status}"
    assert {"/compare/", "/roles/"} & set(links(page) + values(page, "form", "action"))
    assert (robots(page), canonical(page)) == (["noindex"], [])


@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_without_a_request_have_links_too(status):
    page = JustHTML(render_to_string(f"{status}.html"), sanitize=False, strict=True)

    assert text_of(page, "main .eyebrow") == f"Error {status[:3]}"
    paths = ["/"] if status == "500" else ["/roles/", "/compare/"]
    assert links(page, "main .actions a") == paths


def test_a_page_has_one_main_one_heading_and_its_metadata(any_page):
    assert len(any_page.query("main")) == len(any_page.query("h1")) == 1
    assert values(any_page, "html", "lang") == ["en"]
    assert meta(any_page, "description")
    assert meta(any_page, "viewport") == "width=device-width, initial-scale=1"


def test_no_id_occurs_twice(any_page):
    ids = Counter(values(any_page, "[id]", "id"))

    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert all(ids)


def test_every_id_that_is_referred_to_exists(any_page):
    ids = set(values(any_page, "[id]", "id"))

    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for value in values(any_page, f"[{attribute}]", attribute):
            assert set(value.split()) <= ids
    fragments = [link[1:] for link in links(any_page, "a") if link.startswith("#")]
    assert set(fragments) <= ids


def test_every_field_has_a_label(any_page):
    labelled = set(values(any_page, "label[for]", "for"))
    inside = {id(f) for f in any_page.query("label input, label textarea")}

    for field in any_page.query("input:not([type=hidden]), select, textarea"):
        assert (
            id(field) in inside
            or field.attrs.get("id") in labelled
            or field.attrs.get("aria-labelledby")
        )


def test_the_first_link_skips_to_the_content(any_page):
    assert links(any_page, "a")[0] == "#main_content"


def test_headings_skip_no_level(any_page):
    levels = [int(node.name[1]) for node in any_page.query("h1, h2, h3, h4, h5, h6")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_styles_and_scripts_are_never_inline(any_page):
    assert not any_page.query("style, [style]")
    scripts = [s for s in any_page.query("script") if "src" not in s.attrs]
    assert {s.attrs["type"] for s in scripts} <= {"application/ld+json"}
    names = {name for node in any_page.query("*") for name in node.attrs}
    assert not [name for name in names if name.startswith("on")]


def test_nothing_is_loaded_from_other_sites(any_page):
    sources = values(any_page, "[src]", "src") + values(any_page, "link[href]", "href")

    assert {urlsplit(source).netloc for source in sources} <= {"", "127.0.0.1:8000"}


def test_structured_data_is_valid_json(any_page):
    for script in any_page.query("script[type='application/ld+json']"):
        data = json.loads(script.to_text())
        assert data["@context"] == "https://schema.org"
        assert data["@type"] in {"BreadcrumbList", "ItemList", "Occupation"}


def test_every_link_works(client):
    pages = [document(client.get(path)) for path in [*PAGES, *ERRORS]]

    for link in {link for page in pages for link in links(page, "a")}:
        if not link.startswith(("#", "mailto:", "?")):
            assert client.get(link, follow=True).status_code == 200, link


def test_ids_are_unique_for_any_slugs(client):
    for slug in [
        "main",
        "main-content",
        "comparison",
        "role-01",
        "site-search",
        "beside",
    ]:
        make_dimension(slug, slug=slug, position=9)
        if not Role.objects.filter(slug=slug).exists():
            make_role(slug, slug=slug)

    for path in [
        "/compare/main-vs-comparison-vs-role-01-vs-site-search/",
        "/roles/main/",
        "/roles/",
        "/dimensions/main/",
        "/compare/?role=main",
    ]:
        ids = Counter(values(document(client.get(path)), "[id]", "id"))
        assert [id_ for id_, count in ids.items() if count > 1] == []


def test_an_empty_site_has_working_pages(client):
    Role.objects.all().delete()
    Dimension.objects.all().delete()

    for path in ("/", "/roles/", "/compare/", "/dimensions/"):
        assert len(document(client.get(path)).query("h1")) == 1
    for path in ("/roles.json", "/llms.txt", "/sitemap.xml", "/sitemap-roles.xml"):
        assert client.get(path).status_code == 200


def test_a_wrong_host_is_a_400(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert text_of(document(response), "h1") == "This request couldn’t be read"


def test_the_requested_host_is_on_no_page(client, settings):
    settings.ALLOWED_HOSTS = ["other.example"]

    for path in CONTENT:
        response = client.get(path, headers={"host": "other.example"})
        assert b"other.example" not in response.content


def test_forbidden_pages_have_the_sites_design():
    request = RequestFactory().get("/")

    response = HttpResponseForbidden(render_to_string("403.html", request=request))

    assert text_of(document(response), "h1") == "You can’t open this page"
