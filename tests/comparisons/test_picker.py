import pytest

from tests.factories import make_family, make_role, make_roles
from tests.html import (
    canonical,
    document,
    links,
    offered_roles,
    robots,
    text_of,
    texts,
    ticked_roles,
    values,
)

pytestmark = pytest.mark.django_db


def test_the_picker_is_a_form_that_needs_no_script(client):
    make_roles(2)

    page = document(client.get("/compare/"))

    (form,) = page.query("main > form")
    assert form.attrs["action"] == "/compare/"
    assert form.attrs.get("method", "get") == "get"
    assert text_of(page, "legend") == "Choose 2 or more roles, up to 50"
    assert not page.query("select[multiple]")


def test_every_published_role_has_an_unticked_labelled_box(client):
    make_roles(2)
    make_role("Secret", status="draft")

    page = document(client.get("/compare/"))

    assert offered_roles(page) == ["role-01", "role-02"]
    assert texts(page, "main li label") == ["Role 01", "Role 02"]
    assert ticked_roles(page) == []


def test_roles_are_alphabetical_inside_their_families(client):
    first, second = make_family("Zoo", position=1), make_family("Art", position=2)
    for name, family in [("b", first), ("A", first), ("D", second), ("c", second)]:
        make_role(name, family=family)
    make_role("E")

    page = document(client.get("/compare/"))

    assert offered_roles(page) == ["a", "b", "c", "d", "e"]
    assert texts(page, "main h2") == ["Zoo", "Art", "Other roles"]


@pytest.mark.parametrize("go", ["", "&go=compare", "&go=what"])
def test_two_ticked_roles_lead_to_their_comparison_in_order(client, go):
    make_roles(3)

    response = client.get(f"/compare/?role=role-03&role=role-01{go}")

    assert (response.status_code, response["Location"]) == (
        302,
        "/compare/role-03-vs-role-01/",
    )


def test_a_role_ticked_twice_is_one_role(client):
    make_roles(2)

    response = client.get("/compare/?role=role-01&role=ROLE-01&go=compare")

    assert response.status_code == 200
    assert ticked_roles(document(response)) == ["role-01"]


def test_too_many_roles_are_refused_with_the_limit(client, settings):
    settings.COMPARISON_MAX_ROLES = 3
    make_roles(4)
    query = "&".join(f"role=role-0{number}" for number in range(1, 5))

    response = client.get(f"/compare/?{query}", follow=True)

    assert response.status_code == 400
    assert "up to 3." in text_of(document(response), "main .error")


def test_far_too_many_roles_are_refused_with_the_limit(client):
    query = "&".join(f"role=some-role-with-a-long-name-{n}" for n in range(900))

    response = client.get(f"/compare/?{query}", follow=True)

    assert response.status_code == 400
    assert "up to 50." in text_of(document(response), "main .error")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("go=compare", "Choose at least two roles to compare."),
        ("go=compare&role=unknown", "Choose at least two roles to compare."),
        (
            "go=compare&role=role-01",
            "Choose at least one more role: a single role can’t be compared.",
        ),
    ],
)
def test_too_few_roles_are_an_error_that_keeps_the_ticks(client, query, message):
    make_roles(2)

    page = document(client.get(f"/compare/?{query}"))

    assert text_of(page, "[role=alert]") == message
    assert text_of(page, "title").startswith("Error: ")
    assert ticked_roles(page) == (["role-01"] if "role-01" in query else [])


def test_a_link_with_one_role_is_no_error(client):
    make_roles(2)

    page = document(client.get("/compare/?role=role-01"))

    assert ticked_roles(page) == ["role-01"]
    assert not page.query("[role=alert]")


def test_ticked_roles_come_first_when_choosing_more(client):
    make_roles(4)

    page = document(client.get("/compare/?role=role-03&role=role-01&go=choose"))

    assert offered_roles(page) == ["role-03", "role-01", "role-02", "role-04"]
    assert ticked_roles(page) == ["role-03", "role-01"]


def test_searching_keeps_the_ticked_roles(client):
    make_roles(2)
    make_role("Data Engineer")

    page = document(client.get("/compare/?q=DATA&role=role-01&role=role-02&go=choose"))

    assert offered_roles(page) == ["role-01", "role-02", "data-engineer"]
    assert values(page, "input[name=q]", "value")[-1] == "DATA"


def test_a_search_without_results_says_so(client):
    make_roles(2)

    page = document(client.get("/compare/?q=zebra&role=role-01&go=choose"))

    assert text_of(page, ".nothing").startswith("No other role matches “zebra”.")
    assert links(page, ".nothing a") == ["/compare/?role=role-01&go=choose"]


def test_a_search_that_is_too_long_is_an_error_at_its_field(client):
    make_roles(1)

    page = document(client.get(f"/compare/?q={'a' * 101}&go=choose"))

    assert "at most 100 characters" in text_of(page, ".filters .errorlist")
    assert offered_roles(page) == ["role-01"]


@pytest.mark.parametrize("role", ["unknown", "secret", "%00", "a-vs-b", "👩🏽‍🚀", ""])
def test_roles_that_are_not_public_are_ignored(client, role):
    make_roles(1)
    make_role("Secret", status="draft")

    page = document(client.get(f"/compare/?role={role}&role=role-01&go=choose"))

    assert offered_roles(page) == ["role-01"]


def test_search_engines_index_only_the_plain_picker(client):
    make_roles(1)
    bare = document(client.get("/compare/"))
    ticked_one = document(client.get("/compare/?role=role-01&x=1"))

    assert robots(bare) == []
    assert robots(ticked_one) == ["noindex, follow"]
    assert canonical(bare) == canonical(ticked_one)


def test_a_site_without_roles_says_so(client):
    page = document(client.get("/compare/"))

    assert text_of(page, ".nothing") == "No other role has been published yet."
