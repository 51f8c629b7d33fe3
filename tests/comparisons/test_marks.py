"""What is marked in the texts of a comparison, and what stands below them."""

import pytest

from tests.factories import make_dimension, make_role
from tests.html import document, text_of, texts

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("?mark=nothing", []),
        ("?mark=nothing&show=differences", []),
        ("?dimension=partly", []),
        (
            "?show=differences&dimension=partly",
            ["school food", "mountain roads", "chamber music"],
        ),
        (
            "?show=differences&mark=similarities&dimension=partly",
            ["Owns yearly budgets, staff rotas"] * 3,
        ),
        (
            "?mark=differences&dimension=partly",
            ["school food", "mountain roads", "chamber music"],
        ),
        (
            "?mark=similarities&dimension=partly",
            ["Owns yearly budgets, staff rotas"] * 3,
        ),
        (
            "?mark=similarities&dimension=partly&baseline=a",
            ["Owns yearly budgets, staff rotas"] * 2,
        ),
        (
            "?mark=differences&dimension=partly&baseline=a",
            ["mountain roads", "chamber music"],
        ),
    ],
)
def test_differences_or_similarities_are_marked(compare, query, marked):
    assert texts(compare(query), ".prose mark") == marked


@pytest.fixture
def long_texts():
    """Two roles whose texts share less than a third, and one with a short text."""
    dimension = make_dimension("Duties")
    own = {
        "A": "Approves up to 5 orders. Plans menus. Trains young cooks of the hotel "
        "in fine old kitchens, and sells many cakes to its guests",
        "B": "Approves up to 50 orders. Plans menus. Drives buses through high "
        "mountains in winter, and repairs the engines of fast ships",
        "C": "Plans menus",
    }
    for name, duties in own.items():
        make_role(name, texts={dimension: duties})


@pytest.mark.parametrize(
    ("address", "in_all", "differs"),
    [
        (
            "a-vs-b",
            ["Approves up to", "orders", "Plans menus"] * 2,
            ["5", "50"],
        ),
        ("a-vs-b-vs-c", ["Plans menus"] * 2, ["5", "50"]),
    ],
)
def test_without_a_choice_what_all_share_is_marked(
    client, long_texts, address, in_all, differs
):
    page = document(client.get(f"/compare/{address}/"))
    assert texts(page, ".prose mark:not(.is-different)") == in_all
    assert texts(page, ".prose mark.is-different") == differs
    assert texts(page, ".key mark") == ["in all", "differs"]


@pytest.mark.parametrize("mark", ["nothing", "differences", "similarities"])
def test_other_marks_need_no_key_of_two_kinds(client, long_texts, mark):
    page = document(client.get(f"/compare/a-vs-b/?mark={mark}"))
    assert not page.query(".key, .prose mark.is-different")
    assert bool(page.query(".prose mark")) == (mark != "nothing")


def test_marked_differences_are_repeated_for_screen_readers(compare):
    marked = compare("?mark=differences&dimension=partly")
    assert text_of(marked, ".comparison td:last-child .visually-hidden") == (
        "Only in A: Owns … school food. Only in B: Owns … mountain roads. "
        "Only in C: Owns … chamber music."
    )
    assert not compare("?mark=similarities").query("td .visually-hidden")


@pytest.mark.parametrize("query", ["?mark=differences", "?show=differences"])
def test_a_row_in_which_nothing_is_shared_says_so_once(compare, query):
    page = compare(f"{query}&dimension=apart")
    assert texts(page, "#apart .row-note") == ["No points in common."]
    assert not page.query(".remark")


def test_a_row_in_which_all_is_shared_says_so_once(compare):
    page = compare("?mark=similarities&dimension=same")
    assert texts(page, "#same .row-note")[1:] == ["All is shared."]
    assert not page.query(".remark")


@pytest.mark.parametrize("mark", ["nothing", "", "similarities"])
def test_only_marked_differences_say_that_nothing_is_shared(compare, mark):
    page = compare(f"?dimension=apart&mark={mark}")
    assert not page.query(".row-note, .remark")


@pytest.fixture
def one_apart():
    """Two roles that say the same in part, and one that says something else."""
    dimension = make_dimension("Duties")
    for name, duties in [
        ("A", "Plans menus; trains young cooks"),
        ("B", "Plans menus"),
        ("C", "Drives buses"),
    ]:
        make_role(name, texts={dimension: duties})


@pytest.mark.parametrize(
    ("query", "remarks"),
    [
        ("?mark=differences", [("c", "Shares no points.")]),
        ("?show=differences", [("c", "Shares no points.")]),
        ("?mark=similarities", [("b", "All of it is shared.")]),
        ("?show=differences&mark=similarities", [("b", "All of it is shared.")]),
        ("", []),
    ],
)
def test_one_text_of_a_row_says_so_itself(client, one_apart, query, remarks):
    page = document(client.get(f"/compare/a-vs-b-vs-c/{query}"))
    remarks_by_role = [
        (cell.attrs["data-role"], remark)
        for cell in page.query("td")
        for remark in texts(cell, ".remark")
    ]
    assert remarks_by_role == remarks
    assert texts(page, ".row-note") == ["2 of 3: Plans menus"]


def test_texts_beside_a_baseline_list_what_they_add_and_lack(compare):
    against = compare("?baseline=b&dimension=partly")
    assert texts(against, ".against dt") == ["Adds", "Lacks"] * 2
    assert texts(against, ".against dd") == [
        "Owns … school food",
        "Owns … mountain roads",
        "Owns … chamber music",
        "Owns … mountain roads",
    ]


def test_texts_that_begin_like_the_baseline_are_not_said_to_be_unlike_it(client):
    tasks = make_dimension("Tasks")
    make_role("A", texts={tasks: "Focused on old bridges of stone"})
    make_role("B", texts={tasks: "Focused on school kitchens"})

    page = document(client.get("/compare/a-vs-b/?baseline=a"))

    assert texts(page, "#tasks .row-note") == ["Both: Focused on …"]
    assert texts(page, ".remark") == []


def test_texts_equal_to_the_baseline_or_unlike_it_say_so(compare):
    remarks = texts(compare("?baseline=b&dimension=same&dimension=apart"), ".remark")
    assert remarks == [
        *["Says the same."] * 2,
        *["No points in common."] * 2,
    ]
