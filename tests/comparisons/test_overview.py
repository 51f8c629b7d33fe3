"""The heads of the columns, and the cards of the roles above the table."""

import re

import pytest

from tests.factories import make_dimension, make_role, make_roles
from tests.html import document, links, text, text_of, texts, values

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def compare(client):
    """Return a function that gives the page of a comparison of some slugs."""

    def compare(*slugs, query=""):
        response = client.get(f"/compare/{'-vs-'.join(slugs)}/{query}")
        assert response.status_code == 200
        return document(response)

    return compare


def slugs_of(count):
    return [f"role-{number:02}" for number in range(1, count + 1)]


def names(page, selector):
    """Return the names of links as they are read out, without what is only seen."""
    return [
        text(link).removeprefix(" ".join(texts(link, "[aria-hidden]"))).strip()
        for link in page.query(selector)
    ]


def paths(page, selector):
    """Return the addresses of links, wherever on the page they lead."""
    return [path.partition("#")[0] for path in links(page, selector)]


# What all share


def test_what_all_do_at_different_ranks_is_named_by_its_dimension(compare):
    planning, duties = make_dimension("Planning"), make_dimension("Duties")
    make_role(
        "A", texts={planning: "Leads the yearly plan", duties: "Focused on gardens"}
    )
    make_role(
        "B", texts={planning: "Helps with the yearly plan", duties: "Focused on roads"}
    )

    page = compare("a", "b")

    assert texts(page, ".shared-lines a") == [
        "Planning, at different ranks",
        "Focused on …",
    ]
    assert links(page, ".shared-lines a") == ["#planning", "#duties"]


# Heads


@pytest.mark.parametrize("count", [2, 4, 8, 9, 20])
def test_every_head_leads_to_the_page_of_its_role(compare, count):
    make_roles(count)

    page = compare(*slugs_of(count)[::-1])

    assert links(page, ".heads .name") == [
        f"/roles/{s}/" for s in slugs_of(count)[::-1]
    ]
    assert texts(page, ".heads .name") == texts(page, "table.comparison thead th")[1:]


def test_a_head_can_change_remove_and_move_its_role(compare):
    for name in "ABC":
        make_role(name)

    (head,) = compare("b", "a", "c").query(".head#role_a")

    assert names(head, ".acts a") == [
        "Change A",
        "Remove A",
        "Move A earlier",
        "Move A later",
    ]
    assert paths(head, ".acts a") == [
        "/compare/?role=b&role=a&role=c&replace=a",
        "/compare/b-vs-c/",
        "/compare/a-vs-b-vs-c/",
        "/compare/b-vs-c-vs-a/",
    ]


def test_the_first_role_moves_only_later_and_the_last_only_earlier(compare):
    make_roles(3)

    first, _middle, last = compare(*slugs_of(3)).query(".head")

    assert names(first, ".acts a")[2:] == ["Move Role 01 later"]
    assert names(last, ".acts a")[2:] == ["Move Role 03 earlier"]


@pytest.mark.parametrize("place", [".heads", ".cards"])
def test_every_control_names_its_role(compare, place):
    make_roles(3, dimensions=[make_dimension()])

    controls = names(compare(*slugs_of(3)), f"{place} .acts a")

    assert len(controls) == 10
    assert len(set(controls)) == 10
    assert all(re.search(r"Role 0[123]", control) for control in controls)


def test_removing_one_of_two_roles_leads_to_the_picker(compare):
    make_roles(2)

    page = compare("role-01", "role-02")

    assert paths(page, ".heads .acts li:nth-child(2) a") == [
        "/compare/?role=role-02",
        "/compare/?role=role-01",
    ]


def test_changing_a_role_puts_another_in_its_place(compare, client):
    make_roles(4)
    page = compare("role-01", "role-02", "role-03")

    change = paths(page, ".heads .acts li:first-child a")[1]
    picker = document(client.get(change))
    response = client.get(f"{change}&with=role-04")

    assert text_of(picker, "h1") == "Choose a role in place of Role 02"
    assert response["Location"] == "/compare/role-01-vs-role-04-vs-role-03/"


@pytest.mark.parametrize("place", [".corner", ".cards .add"])
def test_adding_a_role_keeps_the_chosen_ones_in_order(compare, client, place):
    make_roles(3, dimensions=[make_dimension()])

    (add,) = links(compare("role-03", "role-01"), f"{place} a")
    picker = document(client.get(add))

    assert values(picker, "input[checked]", "value") == ["role-03", "role-01"]


def test_heads_and_cards_are_those_of_the_columns_shown(compare):
    make_roles(3, dimensions=[make_dimension()])

    page = compare(*slugs_of(3), query="?column=role-03&column=role-01")

    assert texts(page, ".heads .name") == ["Role 03", "Role 01"]
    assert texts(page, ".cards h2") == ["Role 03", "Role 01"]
    assert values(page, ".card", "data-role") == ["role-03", "role-01"]


# Cards


def test_a_card_holds_the_roles_name_and_summary(compare):
    summary = make_dimension(is_summary=True)
    make_role("A", texts={summary: "Does one thing"})
    for name in "BC":
        make_role(name)

    card = compare("b", "a", "c").query(".cards > li")[1]

    assert texts(card, ".kind, h2, .summary") == ["Role", "A", "Does one thing"]


def test_a_card_without_a_summary_shows_the_start_of_the_first_text(compare):
    summary = make_dimension(is_summary=True, position=3)
    make_dimension("Authority", position=1)
    duties = make_dimension("Duties", position=2)
    make_role("A", texts={duties: "- Bakes bread\n- Sells cakes"})
    make_role("B", texts={duties: "Bakes", summary: "Does one thing"})
    make_role("C", texts={duties: "Bakes " * 100})

    bullets, short, cut = texts(compare("a", "b", "c"), ".cards .summary")

    assert bullets == "Bakes bread; Sells cakes"
    assert short == "Does one thing"
    assert cut.startswith("Bakes Bakes")
    assert cut.endswith("…")
    assert len(cut) <= 300


def test_a_card_of_a_role_without_texts_says_so(compare):
    make_roles(2)
    make_dimension()

    page = compare("role-01", "role-02")

    assert texts(page, ".cards .summary") == ["Not described yet"] * 2


def test_the_choice_of_dimensions_keeps_the_summaries(compare):
    summary = make_dimension(is_summary=True)
    make_role("A", texts={summary: "Does one thing", make_dimension("Tools"): "Ovens"})
    make_role("B")

    page = compare("a", "b", query="?dimension=tools")

    assert texts(page, ".cards .summary")[0] == "Does one thing"


def test_a_card_quotes_what_its_role_alone_says_and_links_to_the_row(compare):
    dimension = make_dimension("Duties")
    make_role("A", texts={dimension: "Plans menus; trains young cooks"})
    make_role("B", texts={dimension: "Plans menus"})

    first, second = compare("a", "b").query(".card")

    assert texts(first, ".only") == ["Only here: trains young cooks"]
    assert links(first, ".only a") == ["#duties"]
    assert not second.query(".only")


def test_a_card_quotes_a_row_that_is_hidden_where_it_is_shown(compare):
    dimension = make_dimension("Duties")
    make_role("A", texts={dimension: "Drives buses"})
    make_role("B", texts={dimension: "Sings songs"})

    page = compare("a", "b", query="?show=similarities")

    assert links(page, ".card .only a") == ["/compare/a-vs-b/#duties"] * 2


@pytest.mark.parametrize(
    ("count", "cards", "has_summaries"),
    [(2, 2, True), (4, 4, True), (5, 5, False), (8, 8, False), (9, 0, False)],
)
def test_more_roles_have_less_on_their_cards(compare, count, cards, has_summaries):
    make_roles(count, dimensions=[make_dimension()])

    page = compare(*slugs_of(count))

    assert len(page.query(".cards .card")) == cards
    assert len(page.query(".heads .head")) == count
    (classes,) = values(page, ".overview", "class")
    assert ("has-summaries" in classes.split()) == has_summaries
    assert ("has-cards" in classes.split()) == bool(cards)


@pytest.mark.parametrize(("count", "longest"), [(4, 90), (5, 50)])
def test_what_one_role_says_is_shorter_in_narrow_columns(compare, count, longest):
    dimension = make_dimension("Duties")
    words = (
        "Trains young cooks of the hotel and its many guests in fine old kitchens " * 2
    )
    make_role("A", texts={dimension: words})
    for name in "BCDE"[: count - 1]:
        make_role(name, texts={dimension: "Drives buses"})

    (quote,) = texts(compare(*"abcde"[:count]), ".card .only a")

    assert longest - 15 < len(quote) <= longest
