import pytest

from comparisons import role_list
from tests.factories import make_dimension, make_family, make_role, make_roles
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
    assert texts(page, ".picker h2") == ["Zoo", "Art", "Other roles"]


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


# Many roles


@pytest.fixture
def many_roles(monkeypatch):
    """Seven roles, where more than five are folded."""
    monkeypatch.setattr(role_list, "MOST_UNFOLDED", 5)
    make_roles(3, family=make_family("Data", position=1))
    for name in ("Écologist", "electrician", "10x Engineer"):
        make_role(name, family=make_family(f"Of {name}", position=2))
    make_role("Guide")


@pytest.fixture
def too_many_roles(many_roles, monkeypatch):
    """Seven roles, where a page lists up to two."""
    monkeypatch.setattr(role_list, "MOST_LISTED", 2)
    monkeypatch.setattr(role_list, "MOST_OF_GROUP", 2)


def letters(page):
    return values(page, "button[name=letter]", "value")


def test_many_roles_are_folded_by_family(client, many_roles):
    page = document(client.get("/compare/"))

    assert texts(page, "summary") == [
        "Data 3 roles",
        "Of 10x Engineer 1 role",
        "Of electrician 1 role",
        "Of Écologist 1 role",
        "Other roles 1 role",
    ]
    assert len(offered_roles(page)) == 7
    assert not page.query("details[open]")


def test_filters_of_the_directory_do_not_keep_from_comparing(client):
    make_roles(2)
    filters = "q=role&sort=name&family=data&theme=work&initial=r"

    response = client.get(f"/compare/?{filters}&role=role-01&role=role-02&go=compare")

    assert response["Location"] == "/compare/role-01-vs-role-02/"


def test_few_roles_are_not_folded(client):
    make_roles(2)

    page = document(client.get("/compare/"))

    assert not page.query("details")
    assert letters(page) == []


def test_many_roles_have_an_index_of_first_letters(client, many_roles):
    page = document(client.get("/compare/"))

    assert letters(page) == ["1", "e", "g", "r"]
    assert texts(page, "button[name=letter]") == ["1", "E", "G", "R"]


@pytest.mark.parametrize("letter", ["e", "E", "É", "electrician"])
def test_a_letter_lists_the_roles_that_start_with_it(client, many_roles, letter):
    page = document(client.get("/compare/", {"letter": letter}))

    assert texts(page, ".choice-list label") == ["Écologist", "electrician"]
    assert texts(page, "button[aria-current]") == ["E"]
    assert text_of(page, ".count") == "2 roles · Show all roles"


def test_a_letter_without_roles_says_so(client, many_roles):
    page = document(client.get("/compare/?letter=z&role=guide"))

    assert text_of(page, ".nothing").startswith("No other role starts with “Z”.")
    assert links(page, ".nothing a") == ["/compare/?role=guide&go=choose"]


@pytest.mark.parametrize("letter", ["", "%00", "%20", "-", "👩🏽‍🚀"])
def test_what_is_no_letter_lists_all_roles(client, many_roles, letter):
    page = document(client.get(f"/compare/?letter={letter}"))

    assert len(offered_roles(page)) == 7


@pytest.mark.parametrize("button", ["letter=r", "family=data", "q=role&letter=r"])
def test_opening_a_letter_or_family_keeps_the_ticked_roles(client, many_roles, button):
    response = client.get(f"/compare/?role=guide&role=electrician&{button}")

    assert response.status_code == 200
    assert ticked_roles(document(response)) == ["guide", "electrician"]
    assert robots(document(response)) == ["noindex, follow"]


def test_words_list_the_best_match_first_whatever_its_family(client, many_roles):
    dimension = make_dimension()
    for number in range(6):
        make_role(f"Clerk {number}", texts={dimension: "Helps a planner."})
    make_role("Planner", family=make_family("Zoo", position=9))

    page = document(client.get("/compare/?q=planner&go=choose"))

    assert offered_roles(page)[0] == "planner"
    assert texts(page, ".choice-groups h2") == ["Best matches"]
    assert not page.query("details")


def test_more_matches_than_a_list_holds_are_cut(client, many_roles, monkeypatch):
    monkeypatch.setattr(role_list, "MOST_UNFOLDED", 2)

    page = document(client.get("/compare/?q=role&go=choose"))

    assert len(offered_roles(page)) == 2
    assert text_of(page, ".count") == "3 roles · Show all roles"
    assert "The best 2 matches are listed." in text_of(page)


def test_too_many_roles_to_list_are_counted_by_family(client, too_many_roles):
    page = document(client.get("/compare/"))

    assert offered_roles(page) == []
    assert values(page, "button[name=family]", "value") == [
        "data",
        "of-10x-engineer",
        "of-electrician",
        "of-ecologist",
        "-",
    ]
    assert texts(page, "button[name=family]")[0] == "List 3 roles"


@pytest.mark.parametrize(
    ("family", "roles"), [("of-electrician", ["electrician"]), ("-", ["guide"])]
)
def test_a_family_lists_its_roles(client, too_many_roles, family, roles):
    page = document(client.get(f"/compare/?family={family}"))

    assert offered_roles(page) == roles
    assert values(page, "details[open]", "id") == [f"family_{family}"]


@pytest.mark.parametrize("query", ["family=data", "letter=r"])
def test_a_list_that_is_cut_says_so(client, too_many_roles, query):
    page = document(client.get(f"/compare/?{query}"))

    assert offered_roles(page) == ["role-01", "role-02"]
    assert "The first 2 roles are listed." in text_of(page)


def test_an_alphabet_of_thousands_has_no_index(client, many_roles, monkeypatch):
    monkeypatch.setattr(role_list, "MOST_LETTERS", 3)

    assert letters(document(client.get("/compare/"))) == []


# In place of a role

REPLACE = "/compare/?role=role-01&role=role-02&replace=role-01"


def offered_in_place(page):
    return values(page, "input[type=radio][name=with]", "value")


def test_a_role_is_chosen_in_place_of_another(client):
    make_roles(4)

    page = document(client.get(REPLACE))

    assert text_of(page, "h1") == "Choose a role in place of Role 01"
    assert offered_in_place(page) == ["role-03", "role-04"]
    assert not page.query("[type=checkbox]")
    assert links(page, ".page-head a") == ["/compare/role-01-vs-role-02/"]


@pytest.mark.parametrize("go", ["", "&go=compare"])
def test_the_other_role_takes_the_place_and_its_options(client, go):
    make_roles(4)
    options = "&show=differences&baseline=role-01&column=role-02&column=role-01"

    response = client.get(f"{REPLACE}{options}&with=role-04{go}")

    assert response["Location"] == (
        "/compare/role-04-vs-role-02/?show=differences&baseline=role-04"
        "&column=role-02&column=role-04"
    )


def test_the_form_carries_the_comparison_along(client):
    make_roles(4)

    page = document(client.get(f"{REPLACE}&sort=distinct"))

    hidden = page.query(".picker input[type=hidden]")
    assert [(node.attrs["name"], node.attrs["value"]) for node in hidden] == [
        ("sort", "distinct"),
        ("role", "role-01"),
        ("role", "role-02"),
        ("replace", "role-01"),
    ]


def test_a_role_of_an_earlier_day_is_replaced_and_the_others_keep_theirs(client):
    make_roles(3)
    day = "role-01%402020-01-31"

    path = f"/compare/?role={day}&role=role-02%402020-01-31&replace={day}"
    page, response = client.get(path), client.get(f"{path}&with=role-03")

    assert offered_in_place(document(page)) == ["role-03"]
    assert response["Location"] == "/compare/role-03-vs-role-02@2020-01-31/"


def test_the_role_chosen_stays_chosen_while_searching(client):
    make_roles(4)

    page = document(client.get(f"{REPLACE}&with=role-03&q=04&go=choose"))

    assert offered_in_place(page) == ["role-03", "role-04"]
    assert values(page, "input[checked]", "value") == ["role-03"]


def test_comparing_without_another_role_is_an_error(client):
    make_roles(3)

    page = document(client.get(f"{REPLACE}&go=compare"))

    assert text_of(page, "[role=alert]") == "Choose one role."
    assert text_of(page, "title").startswith("Error: ")


@pytest.mark.parametrize("role", ["role-03", "unknown", "", "%00"])
def test_only_a_role_of_the_comparison_is_replaced(client, role):
    make_roles(3)

    path = f"/compare/?role=role-01&role=role-02&replace={role}"

    assert client.get(path)["Location"] == "/compare/role-01-vs-role-02/"


def test_a_role_that_is_not_public_is_not_replaced(client):
    make_roles(2)

    path = "/compare/?role=role-01&role=gone&replace=gone"

    assert ticked_roles(document(client.get(path))) == ["role-01"]


def test_search_engines_do_not_index_replacements(client):
    make_roles(3)

    assert robots(document(client.get(REPLACE))) == ["noindex, follow"]
