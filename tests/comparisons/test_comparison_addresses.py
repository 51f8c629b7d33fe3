"""The addresses of comparisons: redirects, errors, and one canonical address."""

import itertools

import pytest

from tests.factories import make_dimension, make_role, make_roles
from tests.html import canonical, document, offered_roles, robots, text_of, ticked_roles

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def former():
    """A role whose slug was "old-name" and is "new-name"."""
    role = make_role("Renamed", slug="old-name")
    role.slug = "new-name"
    role.save()
    return role


def test_every_order_and_option_has_one_canonical_address(client):
    make_roles(4)
    slugs = ["role-01", "role-02", "role-03", "role-04"]

    addresses = set()
    for order in itertools.permutations(slugs):
        for query in ("", "?show=differences&unknown=1&utm_source=x"):
            response = client.get(f"/compare/{'-vs-'.join(order)}/{query}")
            addresses.add(tuple(canonical(document(response))))

    assert addresses == {(f"{SITE}/compare/{'-vs-'.join(slugs)}/",)}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/compare/role-01-vs-role-02-vs-role-01/", "/compare/role-01-vs-role-02/"),
        ("/compare/Role-01-VS-role-02/", "/compare/role-01-vs-role-02/"),
        ("/compare/role-01-vs-role-02", "/compare/role-01-vs-role-02/"),
        ("/compare/old-name-vs-role-01/", "/compare/new-name-vs-role-01/"),
        ("/compare/ROLE-02-vs-OLD-name/", "/compare/role-02-vs-new-name/"),
        ("/compare/role-01-vs--vs-role-02/", "/compare/role-01-vs-role-02/"),
        (
            "/compare/new-name-vs-role-01-vs-old-name/",
            "/compare/new-name-vs-role-01/",
        ),
        ("/compare/Role-01-vs-role-02.csv", "/compare/role-01-vs-role-02.csv"),
        ("/compare/role-01-vs-old-name.json", "/compare/role-01-vs-new-name.json"),
    ],
)
def test_untidy_addresses_redirect_permanently(client, former, path, target):
    make_roles(2)

    response = client.get(f"{path}?show=differences&dimension=a&dimension=b")

    assert response.status_code == 301
    assert response["Location"] == f"{target}?show=differences&dimension=a&dimension=b"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/compare/role-01/",
        "/compare/ROLE-01/",
        "/compare/role-01-vs-role-01/",
        "/compare/role-01-vs-role-01.csv",
        "/compare/role-01.json",
    ],
)
def test_one_role_leads_to_the_picker_with_it_ticked(client, path):
    make_roles(2)

    response = client.get(path, follow=True)

    assert response.redirect_chain == [("/compare/?role=role-01", 302)]
    assert ticked_roles(document(response)) == ["role-01"]


def test_two_slugs_of_one_role_lead_to_the_picker(client, former):
    response = client.get("/compare/old-name-vs-new-name/")

    assert (response.status_code, response["Location"]) == (
        302,
        "/compare/?role=new-name",
    )


def test_an_address_without_roles_leads_to_the_picker(client):
    response = client.get("/compare/-vs-/")

    assert (response.status_code, response["Location"]) == (302, "/compare/")


@pytest.mark.parametrize("suffix", ["/", ".csv", ".xlsx", ".md", ".json"])
def test_an_unknown_role_is_a_404_that_keeps_the_others_ticked(client, suffix):
    make_roles(3)

    response = client.get(f"/compare/role-03-vs-unknown-vs-role-01{suffix}")

    page = document(response)
    assert response.status_code == 404
    assert text_of(page, "h1") == "No role is called “unknown”"
    assert ticked_roles(page) == ["role-03", "role-01"]
    assert robots(page) == ["noindex"]


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_an_unpublished_role_is_unknown(client, status):
    make_roles(2)
    make_role("Secret Project Lead", status=status)

    response = client.get("/compare/role-01-vs-secret-project-lead/")

    assert response.status_code == 404
    assert "Secret Project Lead" not in response.content.decode()


def test_similar_names_are_suggested_but_not_ticked(client):
    make_role("Data Engineer")
    make_role("Talent Partner")

    page = document(client.get("/compare/talent-partner-vs-data-enginer/"))

    assert offered_roles(page) == ["talent-partner", "data-engineer"]
    assert ticked_roles(page) == ["talent-partner"]


def test_a_slug_with_a_separator_is_read_as_two(client):
    make_roles(1)

    page = document(client.get("/compare/role-01-vs-a-vs-b/"))

    assert text_of(page, "h1") == "No roles are called “a” and “b”"


def test_many_unknown_roles_are_counted(client):
    unknown = [f"unknown-{number}" for number in range(1, 8)]

    page = document(client.get(f"/compare/{'-vs-'.join(unknown)}/"))

    assert text_of(page, "h1").endswith(
        "“unknown-1”, “unknown-2”, “unknown-3”, and 4 more"
    )


def test_as_many_roles_as_the_limit_are_compared(client, settings):
    settings.COMPARISON_MAX_ROLES = 4
    make_roles(4, dimensions=[make_dimension()])

    response = client.get("/compare/role-01-vs-role-02-vs-role-03-vs-role-04/")

    assert text_of(document(response), "main .eyebrow") == "4-way comparison"


@pytest.mark.parametrize("suffix", ["/", ".csv", ".json"])
def test_too_many_roles_are_a_400_with_the_limit(client, settings, suffix):
    settings.COMPARISON_MAX_ROLES = 4
    slugs = "-vs-".join(role.slug for role in make_roles(5))

    response = client.get(f"/compare/{slugs}{suffix}")

    page = document(response)
    assert response.status_code == 400
    assert text_of(page, "h1") == "5 roles are too many to compare"
    assert "up to 4 roles" in text_of(page, "main .lede")


def test_repeated_roles_do_not_count_towards_the_limit(client, settings):
    settings.COMPARISON_MAX_ROLES = 2
    make_roles(2)

    response = client.get("/compare/role-01-vs-role-02-vs-role-01-vs-role-02/")

    assert response.status_code == 301


def test_an_unknown_file_format_is_a_404_with_the_known_ones(client):
    make_roles(2)

    response = client.get("/compare/role-01-vs-role-02.pdf")

    page = document(response)
    assert response.status_code == 404
    assert text_of(page, "h1") == "Comparisons have no “.pdf” file"
    assert "CSV, Excel, Markdown, and JSON" in text_of(page, "main .lede")
