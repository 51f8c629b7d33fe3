"""Finding a role in a matrix of many: words, letters, pages, and every draft of it."""

import pytest

from careers.editorial.models import Draft
from tests.factories import (
    limit_to,
    make_dimension,
    make_draft,
    make_family,
    make_overtaken,
    make_person,
    make_role,
    make_roles,
)
from tests.html import document, links, text_of, texts, values
from tests.matrix_pages import MATRIX, log_in
from tests.queue_pages import client_for

pytestmark = pytest.mark.django_db

SUBMIT_ALL = "/admin/matrix/submit/"
NAMES = "/admin/roles/names.json"


def role_names(page):
    titles = page.query("table.matrix thead th[data-role] a")
    return [title.to_text(separator="", strip=False).strip() for title in titles]


@pytest.fixture
def dimension():
    return make_dimension("Authority")


# Search


def test_roles_with_the_words_in_their_names_come_first(dimension):
    make_role("Analyst", texts={dimension: "Asks the architect."})
    make_role("Chief Architect")
    make_role("Zoo Architect")
    make_draft(make_role("Baker"), dimension, "Bakes for architects.")

    page = document(log_in().get(f"{MATRIX}?q=architect"))

    names = ["Chief Architect", "Zoo Architect", "Analyst", "Baker"]
    assert role_names(page) == names


def test_the_best_match_comes_first_whatever_its_family(dimension):
    make_role("Analyst", family=make_family("Data", position=1))
    texts = {dimension: "Asks the architect."}
    make_role("Baker", family=make_family("Food", position=2), texts=texts)
    make_role("Architect", family=make_family("Zoo", position=3))

    page = document(log_in().get(f"{MATRIX}?q=architect"))

    assert role_names(page) == ["Architect", "Baker"]


def test_the_words_are_marked_in_names_and_texts(dimension):
    make_role("Chief Architect", texts={dimension: "Manages <b>architects</b>."})

    page = document(log_in().get(f"{MATRIX}?q=architect"))

    assert texts(page, "thead mark") == ["Architect"]
    assert texts(page, "[data-text] mark") == ["architects"]
    assert not page.query("[data-text] b")


def test_a_search_stays_within_the_other_filters(dimension):
    make_role("Data Architect", family=make_family("Data"))
    make_role("House Architect", family=make_family("Houses"))

    page = document(log_in().get(f"{MATRIX}?q=architect&family=data"))

    assert role_names(page) == ["Data Architect"]


# Letters and pages


def test_the_letters_are_those_that_names_start_with(dimension):
    make_roles(21)
    make_role("Élan Vital")
    make_role("Zoologist", status="archived")
    client = log_in()
    page = document(client.get(f"{MATRIX}?state=missing&page=2"))

    assert texts(page, ".go-to .letters a") == ["E", "R"]
    assert links(page, ".go-to .letters a")[0] == "?state=missing&letter=e"
    page = document(client.get(f"{MATRIX}?letter=e"))
    assert role_names(page) == ["Élan Vital"]
    assert texts(page, ".go-to [aria-current]") == ["E"]
    assert links(page, ".chips a") == [MATRIX, MATRIX]


def test_a_field_goes_to_a_page_and_keeps_the_filters(dimension):
    make_roles(41)

    page = document(log_in().get(f"{MATRIX}?state=missing&page=2"))

    field = page.query_one(".go-to [name=page]")
    assert (field.attrs["value"], field.attrs["max"]) == ("2", "3")
    assert values(page, ".go-to [type=hidden]", "name") == ["state"]


def test_a_matrix_of_one_page_has_nothing_to_go_to(dimension):
    make_roles(3)

    assert not document(log_in().get(MATRIX)).query(".go-to")


# Adding a role to the columns


def test_a_role_is_added_by_its_name_or_chosen_among_those_that_match(dimension):
    make_role("Cook")
    make_role("Data Architect")
    make_role("House Architect", status="draft")
    client = log_in()

    response = client.get(f"{MATRIX}?role=cook&find=data+ARCHITECT")
    assert response.url == f"{MATRIX}?role=cook&role=data-architect"
    page = document(client.get(f"{MATRIX}?role=cook&find=architect"))
    assert links(page, ".role-offers a") == [
        "?role=cook&role=data-architect",
        "?role=cook&role=house-architect",
    ]
    page = document(client.get(f"{MATRIX}?find=nothing"))
    assert text_of(page, ".role-offers") == "No role matches “nothing”."


def test_type_ahead_lists_hidden_roles_with_their_status():
    make_role("Data Architect", family=make_family("Data"))
    make_role("House Architect", status="draft")
    make_role("Old Architect", status="archived")

    found = log_in().get(NAMES, {"q": "archit"}).json()

    statuses = [(role["name"], role["status"]) for role in found["roles"]]
    assert statuses == [
        ("Data Architect", ""),
        ("House Architect", "Draft"),
        ("Old Architect", "Archived"),
    ]


@pytest.mark.parametrize(
    "words", ["", "%00", "a" * 500, "\ud800".encode("utf-16", "surrogatepass")]
)
def test_type_ahead_answers_what_no_role_matches(words):
    assert log_in().get(NAMES, {"q": words}).json()["roles"] == []


# Every draft that matches


def test_all_drafts_that_match_are_submitted_from_one_page(dimension):
    for role in make_roles(23):
        make_draft(role, dimension)
    make_overtaken(make_role("Cook", texts={dimension: "Cooks."}), dimension)
    client = log_in()
    [address] = [
        link for link in links(document(client.get(MATRIX))) if "submit/" in str(link)
    ]

    page = document(client.get(address))
    assert text_of(page, "button.default") == "Submit 23 drafts for review"
    client.post(address, {"seen": page.query_one("[name=seen]").attrs["value"]})

    assert Draft.objects.filter(state="in_review").count() == 23


def test_only_drafts_within_the_filters_and_families_are_submitted(dimension):
    data = make_family("Data")
    make_draft(make_role("Analyst", family=data), dimension)
    make_draft(make_role("Architect", family=data), make_dimension("Tools"))
    make_draft(make_role("Cook"), dimension)
    lena = client_for(limit_to(make_person("lena", "Editor"), data))

    def named(query):
        return texts(document(lena.get(f"{SUBMIT_ALL}?{query}")), "#content-main li a")

    assert named("") == ["Analyst: Authority", "Architect: Tools"]
    assert named("dimension=tools") == ["Architect: Tools"]
    assert named("q=analyst") == ["Analyst: Authority"]
    assert named("letter=c") == named("state=missing") == []


def test_a_draft_that_changed_stops_the_submission_of_all(dimension):
    draft = make_draft(make_role("Cook"), dimension)
    client = log_in()
    page = document(client.get(SUBMIT_ALL))
    seen = page.query_one("[name=seen]").attrs["value"]
    make_draft(draft.role, dimension, "Says something else")

    response = client.post(SUBMIT_ALL, {"seen": seen})

    assert response.status_code == 409
    assert "Check them again" in text_of(document(response), ".errornote")
    assert not Draft.objects.filter(state="in_review").exists()
