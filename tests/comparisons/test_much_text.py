"""Comparisons of more text than one page may have."""

import pytest

from tests.factories import make_dimension, make_role
from tests.html import document, links, text_of, ticked_roles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limit(settings):
    settings.COMPARISON_MAX_CHARACTERS = 3_000


def make_long_roles(*lengths):
    dimensions = [make_dimension("Purpose"), make_dimension("Tools")]
    for number, length in enumerate(lengths, 1):
        texts = dict.fromkeys(dimensions, "é" * (length // 2))
        make_role(f"Role {number}", texts=texts)


def test_as_much_text_as_the_limit_is_compared(client):
    make_long_roles(1_000, 2_000)

    assert client.get("/compare/role-1-vs-role-2/").status_code == 200


@pytest.mark.parametrize("suffix", ["/", "/brief/", ".csv", ".xlsx", ".md", ".json"])
def test_more_text_is_a_400_that_names_the_longest_roles(client, suffix):
    make_long_roles(500, 900, 700, 1_200)

    response = client.get(f"/compare/role-1-vs-role-2-vs-role-3-vs-role-4{suffix}")

    page = document(response)
    assert response.status_code == 400
    assert text_of(page, "h1") == "These texts are too long for one page"
    assert text_of(page, "main .lede") == (
        "They have 3,300 characters, and one page compares up to 3,000. "
        "Clear some roles. The longest: Role 4, Role 2, and Role 3."
    )
    assert ticked_roles(page) == ["role-1", "role-2", "role-3", "role-4"]


def test_two_roles_that_are_too_long_are_linked(client):
    make_long_roles(2_000, 1_002)

    page = document(client.get("/compare/role-1-vs-role-2/"))

    assert "Read the roles one after the other." in text_of(page, "main .lede")
    assert links(page, "main .actions a") == ["/roles/role-1/", "/roles/role-2/"]


def test_texts_that_nobody_can_read_do_not_count(client):
    make_long_roles(1_000, 2_000)
    hidden = make_dimension("Hidden", status="draft")
    make_role("Role 3", texts={hidden: "x" * 5_000})

    assert client.get("/compare/role-1-vs-role-2-vs-role-3/").status_code == 200
