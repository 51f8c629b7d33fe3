import json

import pytest

from tests.factories import make_dimension, make_family, make_role, make_roles
from tests.html import canonical, document, links, meta, robots, text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client):
    """Return a function that gives the page of a role."""

    def visit(slug):
        response = client.get(f"/roles/{slug}/")
        assert response.status_code == 200
        return document(response)

    return visit


def json_ld(page, kind):
    scripts = filter(is_json_ld, page.query("script[type]"))
    blocks = [json.loads(script.to_text()) for script in scripts]
    return [block for block in blocks if block["@type"] == kind]


def is_json_ld(script):
    return script.attrs["type"] == "application/ld+json"


def test_a_role_shows_every_dimension_in_the_editors_order(visit):
    last, first = make_dimension("Last", position=2), make_dimension("First")
    make_role("Analyst", texts={last: "Says this last", first: "- says\n- this"})
    make_dimension("Never", position=3)

    page = visit("analyst")

    assert texts(page, ".profile h2") == ["First", "Last", "Never"]
    assert texts(page, ".profile .prose") == [
        "says this",
        "Says this last",
        "Not described yet",
    ]


def test_a_role_shows_its_name_family_and_other_names(visit):
    make_role(
        "Site Reliability Engineer",
        slug="sre",
        family=make_family("Data"),
        abbreviations="SRE",
        other_names="Production Engineer\nUptime Keeper",
    )

    page = visit("sre")

    assert text_of(page, "h1") == "Site Reliability Engineer"
    assert text_of(page, "main .eyebrow") == "Data"
    assert text_of(page, ".aka") == (
        "Also called SRE, Production Engineer, and Uptime Keeper"
    )


def test_the_title_and_description_are_the_roles(visit):
    summary = make_dimension(is_summary=True)
    make_role("Analyst", texts={summary: "Reads reports & writes them"})

    page = visit("analyst")

    assert text_of(page, "title") == "Analyst – Careers"
    assert meta(page, "description") == "Reads reports & writes them"
    assert canonical(page) == ["http://127.0.0.1:8000/roles/analyst/"]
    assert robots(page) == []


def test_a_role_links_to_comparisons_within_its_family(visit, client):
    family = make_family()
    make_roles(10, family=family)
    make_role("Elsewhere", family=make_family("People"))
    make_role("Secret", family=family, status="draft")

    compare = links(visit("role-05"), ".compare-with ul a")

    assert compare[0] == "/compare/role-05-vs-role-01/"
    assert len(compare) == 8
    assert not [path for path in compare if "elsewhere" in path or "secret" in path]
    assert client.get(compare[0]).status_code == 200


def test_a_role_without_a_family_links_to_the_picker(visit):
    make_roles(3)

    page = visit("role-01")

    assert links(page, ".page-head a.button") == ["/compare/?role=role-01"]
    assert page.query(".compare-with") == []


def test_slugs_of_digits_are_not_added_up(visit):
    family = make_family()
    make_role("One", slug="1", family=family)
    make_role("Two", slug="2", family=family)

    assert links(visit("1"), ".compare-with ul a") == ["/compare/1-vs-2/"]


def test_structured_data_describes_one_occupation(visit):
    summary = make_dimension(is_summary=True)
    make_role("Analyst", other_names="Reporter", texts={summary: "Reads </script>"})

    (occupation,) = json_ld(visit("analyst"), "Occupation")
    (trail,) = json_ld(visit("analyst"), "BreadcrumbList")

    assert (occupation["name"], occupation["description"]) == (
        "Analyst",
        "Reads </script>",
    )
    assert occupation["alternateName"] == ["Reporter"]
    assert [
        (crumb["position"], crumb["name"]) for crumb in trail["itemListElement"]
    ] == [
        (1, "Home"),
        (2, "Roles"),
    ]


def test_the_breadcrumbs_end_with_the_parent(visit):
    make_role("Analyst")

    page = visit("analyst")

    assert texts(page, ".crumbs a") == ["Home", "Roles"]
    assert links(page, ".crumbs a") == ["/", "/roles/"]


def test_a_role_shows_its_last_change_and_its_files(visit):
    make_role("Analyst", texts={make_dimension(): "Reads"})

    page = visit("analyst")

    assert "Last changed" in text_of(page, ".colophon")
    assert links(page, ".colophon a") == ["/roles/analyst.md", "/roles/analyst.json"]


@pytest.mark.parametrize("suffix", ["/", ".json", ".md"])
def test_upper_case_redirects_permanently(client, suffix):
    make_role("Analyst")

    response = client.get(f"/roles/ANALYST{suffix}")

    assert (response.status_code, response["Location"]) == (
        301,
        f"/roles/analyst{suffix}",
    )


@pytest.mark.parametrize("suffix", ["/", ".json", ".md"])
@pytest.mark.parametrize("slug", ["old-name", "Old-NAME"])
def test_a_former_slug_redirects_permanently(client, slug, suffix):
    role = make_role("Analyst", slug="old-name")
    role.slug = "new-name"
    role.save()

    response = client.get(f"/roles/{slug}{suffix}")

    assert (response.status_code, response["Location"]) == (
        301,
        f"/roles/new-name{suffix}",
    )


def test_a_former_slug_of_a_draft_is_a_404(client):
    role = make_role("Secret", slug="old-name", status="draft")
    role.slug = "new-name"
    role.save()

    assert client.get("/roles/old-name/").status_code == 404


def test_an_address_without_its_slash_redirects(client):
    make_role("Analyst")

    response = client.get("/roles/analyst?x=1")

    assert (response.status_code, response["Location"]) == (301, "/roles/analyst/?x=1")


@pytest.mark.parametrize("suffix", ["/", ".json", ".md"])
@pytest.mark.parametrize("status", ["draft", "archived"])
def test_an_unpublished_role_is_a_404(client, status, suffix):
    make_role("Analyst", status=status)

    assert client.get(f"/roles/analyst{suffix}").status_code == 404


def test_an_unknown_role_is_a_404_with_suggestions(client):
    make_role("Data Engineer")
    make_role("Talent Partner")

    response = client.get("/roles/data-enginer/")

    page = document(response)
    assert response.status_code == 404
    assert text_of(page, "h1") == "No role is called “data-enginer”"
    assert links(page, ".near a") == [
        "/roles/data-engineer/",
        "/compare/?role=data-engineer",
    ]
    assert "/compare/" in links(page)
    assert (robots(page), canonical(page)) == (["noindex"], [])
