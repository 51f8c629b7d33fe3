"""Where files have several texts for one cell, the editor chooses one of them."""

import pytest

from careers.editorial.files import disagreements, import_page
from careers.editorial.models import Draft
from careers.models import Role
from tests.factories import make_dimension, make_family, make_role
from tests.html import document, text_of, texts, values
from tests.matrix_pages import log_in

from .import_pages import answer, file_of, plan_path, send

pytestmark = pytest.mark.django_db

ONE = ("Analyst", "Data", "Purpose", "Counts one.")
TWO = ("Analyst", "Data", "Purpose", "Counts two.")
RADIOS = "input[type=radio]"


@pytest.fixture
def anna():
    return log_in()


def questions(client, path):
    """Return the page of a plan, and the answers that it offers by their question."""
    page = document(client.get(path))
    answers = {}
    for radio in page.query(f".import-question {RADIOS}"):
        answers.setdefault(radio.attrs["name"], []).append(radio.attrs["value"])
    return page, answers


@pytest.mark.parametrize("are_apart", [False, True])
def test_one_of_several_texts_is_chosen(anna, analyst, are_apart):
    files = [file_of(ONE), file_of(TWO, name="more.csv")]
    path = send(anna, *(files if are_apart else [file_of(ONE, TWO)])).url
    page, asked = questions(anna, path)
    [(name, [_one, two])] = asked.items()
    place = "more.csv, E2" if are_apart else "roles.csv, E3"
    assert texts(page, "legend") == ["“Analyst: Purpose” has 2 texts"]
    assert texts(page, ".import-question label") == [
        "roles.csv, E2 Counts one.",
        f"{place} Counts two.",
    ]
    assert values(page, f"{RADIOS}[checked]", "value") == []

    page = document(answer(anna, path, "choose", **{name: two}))
    assert values(page, f"{RADIOS}[checked]", "value") == [two]
    assert texts(page, ".import-counts li") == ["1 changed text"]
    assert texts(page, ".paste-changes .help") == [place]
    answer(anna, path, "save")

    assert Draft.objects.get().text == "Counts two."


def test_nothing_is_saved_before_a_text_is_chosen(anna, analyst):
    make_dimension("Tasks")
    path = plan_path(anna, ONE, TWO, ("Analyst", "Data", "Tasks", "Adds."))
    page = document(anna.get(path))
    assert texts(page, ".import-counts li") == ["1 text to choose", "1 new text"]
    assert "Choose one on this page" in text_of(page, ".import-problems")
    assert values(page, "button[value=save]", "value") == []

    response = answer(anna, path, "save")

    assert response.status_code == 400
    assert "choose one of them first" in text_of(document(response), ".errornote")
    assert not Draft.objects.exists()


def test_a_choice_stays_with_the_other_answers(anna, analyst):
    path = plan_path(anna, ONE, TWO, ("Cook", "Data", "Purpose", "Cooks."))
    page, asked = questions(anna, path)
    [(name, [one, _two])] = asked.items()
    answer(anna, path, "choose", **{name: one})

    answer(anna, path, "choose", new=values(page, "[name=new]", "value"))
    answer(anna, path, "save")

    assert {draft.text for draft in Draft.objects.all()} == {"Counts one.", "Cooks."}


def test_another_text_of_the_cell_asks_again(anna, analyst):
    near = ("Analyst", "Data", "Purposes", "Counts three.")
    path = plan_path(anna, ONE, TWO, near)
    page, asked = questions(anna, path)
    [(name, [one, _two])] = asked.items()
    [near_name] = set(values(page, RADIOS, "name")) - {name}
    answer(anna, path, "choose", **{name: one})

    answer(anna, path, "choose", **{near_name: "purpose"})

    page, asked = questions(anna, path)
    assert texts(page, ".import-question legend") == ["“Analyst: Purpose” has 3 texts"]
    assert values(page, f".import-question {RADIOS}[checked]", "value") == []
    assert name not in asked


@pytest.mark.parametrize("sent", ["", "no such text"])
def test_an_answer_that_was_not_offered_is_none(anna, analyst, sent):
    path = plan_path(anna, ONE, TWO)
    _page, asked = questions(anna, path)

    page = document(answer(anna, path, "choose", **dict.fromkeys(asked, sent)))

    assert texts(page, ".import-counts li") == ["1 text to choose"]


def test_texts_that_are_left_out_ask_nothing(anna, analyst):
    rows = [("Cook", "Data", "Purpose", text) for text in ("Cooks.", "Bakes.")]
    path = plan_path(anna, *rows)
    page, asked = questions(anna, path)
    assert (asked, texts(page, "#problems")) == ({}, [])

    answer(anna, path, "choose", new=values(page, "[name=new]", "value"))

    page, asked = questions(anna, path)
    assert texts(page, ".import-question legend") == [
        "“Cook (Data): Purpose” has 2 texts"
    ]


def test_roles_of_one_name_are_told_apart(anna, analyst):
    qualified = {"slug": "analyst-risk", "qualifier": "Risk"}
    make_role("Analyst", family=make_family("Risk"), **qualified)
    Role.objects.filter(pk=analyst.pk).update(qualifier="Data")

    page, _asked = questions(anna, plan_path(anna, ONE, TWO))

    assert texts(page, "legend") == ["“Analyst (Data): Purpose” has 2 texts"]


def test_texts_that_differ_in_bullets_alone_are_one(anna, analyst):
    rows = [("Analyst", "Data", "Purpose", f"{b} Adds\n{b} Counts") for b in "•*"]

    page, asked = questions(anna, plan_path(anna, *rows))

    assert asked == {}
    assert texts(page, ".import-counts li")[0] == "1 changed text"


def test_long_texts_are_shown_where_they_differ(anna, analyst):
    same = "All the same words. " * 40
    rows = [("Analyst", "Data", "Purpose", same + end) for end in ("One.", "Two.")]

    page, _asked = questions(anna, plan_path(anna, *rows))

    one, two = texts(page, ".import-excerpt")
    assert one.startswith("…")
    assert (one[-4:], two[-4:]) == ("One.", "Two.")
    assert len(one) < 100


def test_a_page_asks_about_some_and_says_how_many_more(anna, analyst, monkeypatch):
    monkeypatch.setattr(import_page, "MOST_PROBLEMS", 1)
    monkeypatch.setattr(disagreements, "MOST_OFFERED", 2)
    make_dimension("Tasks")
    rows = [("Analyst", "Data", "Tasks", text) for text in ("One.", "Two.", "Three.")]
    path = plan_path(anna, ONE, TWO, *rows)
    page, asked = questions(anna, path)
    [(name, [one, _two])] = asked.items()
    assert "And 1 more, to see when" in text_of(page, ".decide")

    answer(anna, path, "choose", **{name: one})

    page, asked = questions(anna, path)
    assert texts(page, "legend") == ["“Analyst: Tasks” has 3 texts"]
    assert "And 1 more. To take that one, change" in text_of(page, ".import-question")
    assert texts(page, ".import-counts li") == ["1 text to choose", "1 changed text"]
    # What is not on the page keeps its answer.
    [(other, [_one, two])] = asked.items()
    answer(anna, path, "choose", **{other: two})
    answer(anna, path, "save")
    assert {draft.text for draft in Draft.objects.all()} == {"Counts one.", "Two."}
