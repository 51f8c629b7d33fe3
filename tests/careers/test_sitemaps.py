from datetime import timedelta

import pytest

from careers.models import RoleDimensionEntry
from careers.sitemaps import SiteSitemap
from tests.factories import make_dimension, make_entry, make_family, make_role
from tests.sitemap_pages import path_of, read

pytestmark = pytest.mark.django_db

COMPARISONS = "/sitemap-comparisons.xml"
PAGES = ["/", "/compare/", "/how-it-is-counted/"]


def test_the_index_lists_every_sitemap(client):
    assert [address for address, _ in read(client, "/sitemap.xml")] == [
        f"http://127.0.0.1:8000/sitemap-{section}.xml"
        for section in ("pages", "roles", "dimensions", "comparisons")
    ]


def test_comparisons_with_gaps_are_not_listed(client):
    family, described = make_family(), make_dimension()
    make_dimension("Never described")
    for name in "AB":
        make_role(name, family=family, texts={described: "x"})

    assert [path_of(address) for address, _ in read(client, COMPARISONS)] == PAGES


def test_neighbours_within_a_family_are_listed_as_comparisons(client):
    dimension = make_dimension()
    for family, names in [("One", "CAB"), ("Two", "DE"), ("Three", "F")]:
        members = make_family(family)
        for name in names:
            make_role(name, family=members, texts={dimension: "x"})
    make_role("G", texts={dimension: "x"})

    paths = [path_of(address) for address, _ in read(client, COMPARISONS)]

    assert paths == [
        *PAGES,
        "/compare/a-vs-b/",
        "/compare/b-vs-c/",
        "/compare/d-vs-e/",
    ]


def test_a_comparison_has_the_date_of_the_last_change_of_its_roles(client):
    family, dimension = make_family(), make_dimension()
    roles = [make_role(name, family=family) for name in "AB"]
    entries = [make_entry(role, dimension) for role in roles]
    earlier = entries[0].updated_at - timedelta(days=3)
    RoleDimensionEntry.objects.filter(pk=entries[0].pk).update(updated_at=earlier)

    *pages, (_, changed) = read(client, COMPARISONS)

    assert changed == entries[1].updated_at.date().isoformat()
    assert {date for _, date in pages} == {None}


def test_unpublished_roles_are_not_listed(client):
    make_role("Secret", status="draft")
    make_role("Gone", status="archived")

    assert read(client, "/sitemap-roles.xml") == []


def test_roles_and_dimensions_have_the_date_of_their_last_change(client):
    entry = make_entry(make_role("Analyst"), make_dimension())
    day = entry.updated_at.date().isoformat()

    for sitemap in ("roles", "dimensions"):
        ((_, changed),) = read(client, f"/sitemap-{sitemap}.xml")
        assert changed.startswith(day)


def test_a_draft_does_not_change_the_date_of_a_dimension(client):
    dimension = make_dimension()
    make_entry(make_role("Secret", status="draft"), dimension)

    assert read(client, "/sitemap-dimensions.xml") == [
        ("http://127.0.0.1:8000/dimensions/primary-role/", None)
    ]
    assert RoleDimensionEntry.objects.exists()


def test_a_long_sitemap_is_split_into_pages(client, monkeypatch):
    monkeypatch.setattr(SiteSitemap, "limit", 2)
    for name in "ABC":
        make_role(name)

    names = [address for address, _ in read(client, "/sitemap.xml")]

    assert "http://127.0.0.1:8000/sitemap-roles.xml?p=2" in names
    assert len(read(client, "/sitemap-roles.xml?p=2")) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-nothing.xml",
        "/sitemap-roles.xml?p=2",
        "/sitemap-roles.xml?p=0",
        "/sitemap-roles.xml?p=x",
        "/sitemap-roles.xml?p=%00",
        "/sitemap-roles.xml?p=" + "9" * 5_000,
    ],
)
def test_an_unknown_sitemap_is_a_404(client, path):
    assert client.get(path).status_code == 404
