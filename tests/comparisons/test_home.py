import pytest

from tests.factories import make_dimension, make_family, make_role, make_roles
from tests.html import document, links, offered_roles, text_of, texts, values

pytestmark = pytest.mark.django_db


def test_the_home_page_says_what_the_site_is_for_and_has_a_picker(client):
    make_roles(2)

    page = document(client.get("/"))

    assert text_of(page, "h1") == "Understand how jobs differ"
    assert values(page, "main > form", "action") == ["/compare/"]
    assert offered_roles(page) == ["role-01", "role-02"]


def test_families_link_to_their_part_of_the_directory(client):
    make_role("A", family=make_family("Data"))
    make_role("B")

    page = document(client.get("/"))

    assert texts(page, ".home-picker h2") == ["Data", "Other roles"]
    assert links(page, ".home-picker h2 a") == ["/roles/?family=data"]


def test_complete_roles_of_a_family_are_suggested_as_a_comparison(client):
    dimensions = [make_dimension(), make_dimension("Authority")]
    make_roles(4, dimensions=dimensions, family=make_family())
    make_role("Half", family=make_family("Data"), texts={dimensions[0]: "x"})

    page = document(client.get("/"))

    assert links(page, ".worth-reading a") == [
        "/compare/role-01-vs-role-02-vs-role-03/"
    ]
    assert client.get(links(page, ".worth-reading a")[0]).status_code == 200


def test_at_most_six_comparisons_are_suggested(client):
    dimension = make_dimension()
    for number in range(8):
        family = make_family(f"Family {number}")
        for name in "AB":
            make_role(f"{name} {number}", family=family, texts={dimension: "x"})

    page = document(client.get("/"))

    assert len(links(page, ".worth-reading a")) == 6


def test_incomplete_roles_are_not_suggested(client):
    make_roles(3, family=make_family())

    assert not document(client.get("/")).query(".worth-reading")


def test_many_roles_are_folded_as_in_the_picker(client):
    make_roles(61, family=make_family())

    page = document(client.get("/"))

    assert len(offered_roles(page)) == 61
    assert texts(page, "summary") == ["Engineering 61 roles"]
    assert values(page, "button[name=letter]", "value") == ["r"]
    assert len(page.query(".home-picker input[name=q]")) == 1


def test_at_most_three_roles_of_a_family_are_suggested(client):
    dimension = make_dimension()
    make_roles(5, dimensions=[dimension], family=make_family("Data", position=1))
    make_role("A", family=make_family("Other"), texts={dimension: "x"})
    make_role("B")

    page = document(client.get("/"))

    assert links(page, ".worth-reading a") == [
        "/compare/role-01-vs-role-02-vs-role-03/"
    ]


def test_an_empty_site_says_so(client):
    assert "No role has been published yet" in text_of(document(client.get("/")))
