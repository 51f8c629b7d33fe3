"""The admin's lists at size: what a search marks, letters, pages, and all at once."""

import pytest

from careers.editorial.admin import statuses, written_texts
from careers.models import Role
from tests.admin_forms import messages_of
from tests.factories import (
    make_dimension,
    make_draft,
    make_person,
    make_role,
    make_roles,
    make_term,
)
from tests.html import document, links, text_of, texts, values
from tests.query_plans import captured_queries, is_sorted
from tests.queue_pages import client_for

pytestmark = pytest.mark.django_db

HISTORY = "/admin/history/"
ROLES = "/admin/careers/role/"
TERMS = "/admin/careers/term/"
TEXTS = "/admin/careers/roledimensionentry/"


@pytest.fixture
def client():
    return client_for(make_person("ada", "Administrator"))


def names_of(page):
    names = page.query("#result_list tbody th")
    return [name.to_text(separator="", strip=False).strip() for name in names]


# Search


def test_the_best_role_comes_first_unless_the_list_is_sorted(client):
    dimension = make_dimension("Purpose")
    make_role("Analyst", texts={dimension: "Asks the zoo keeper."})
    make_role("Zoo Keeper")
    page = document(client.get(f"{ROLES}?q=zoo+keeper"))

    assert names_of(page) == ["Zoo Keeper", "Analyst"]
    assert texts(page, "#result_list mark") == ["Zoo", "Keeper"]
    page = document(client.get(f"{ROLES}?q=zoo+keeper&o=1"))
    assert names_of(page) == ["Analyst", "Zoo Keeper"]


def test_the_words_are_marked_in_terms_and_texts(client):
    make_term("manage", "oversee", note="Not <b>oversee</b>.")
    dimension = make_dimension("Purpose")
    make_role("Cook", texts={dimension: "Cleans, and oversees <i>others</i>."})

    page = document(client.get(f"{TERMS}?q=oversee"))
    assert texts(page, "#result_list mark") == ["manage", "oversee", "oversee"]
    assert not page.query("#result_list b")
    page = document(client.get(f"{TEXTS}?q=overseeing"))
    assert texts(page, "#result_list mark") == ["oversees"]
    assert not page.query("#result_list i")


def test_texts_with_every_word_leave_out_those_with_some(client):
    dimensions = [make_dimension("Purpose", position=1), make_dimension("Tools")]
    cleans, ovens = dimensions
    make_role("Cook", texts={cleans: "Cleans ovens.", ovens: "Ovens."})
    make_draft(make_role("Baker"), dimensions[0], "Cleans all the ovens.")

    assert names_of(document(client.get(f"{TEXTS}?q=cleans+ovens"))) == [
        "Cook: Purpose",
        "Baker: Purpose",
    ]
    words = "cook+tools"
    assert names_of(document(client.get(f"{TEXTS}?q={words}"))) == ["Cook: Tools"]


# Letters and pages


def test_a_letter_leaves_the_roles_that_start_with_it(client):
    make_role("Élan")
    make_roles(101)
    page = document(client.get(f"{ROLES}?p=2&status__exact=published"))

    letters = links(page, ".go-to .letters a")
    assert letters[0] == "?status__exact=published&letter=e"
    page = document(client.get(f"{ROLES}{letters[0]}"))
    assert names_of(page) == ["Élan"]
    assert texts(page, ".go-to a") == ["E", "R", "All letters"]


def test_the_letters_of_texts_are_those_of_their_roles(client):
    dimension = make_dimension("Purpose")
    make_role("Élan", texts={dimension: "Says."})
    make_draft(make_role("Zoologist"), dimension)

    assert names_of(document(client.get(f"{TEXTS}?letter=E"))) == ["Élan: Purpose"]
    assert names_of(document(client.get(f"{TEXTS}?letter=z"))) == ["Zoologist: Purpose"]


@pytest.mark.parametrize("letter", ["&", "%00", "zz", "%F0%9F%98%80", "letter=a", "%"])
def test_a_letter_that_no_name_has_is_no_error(client, letter):
    for path in (ROLES, TEXTS, "/admin/matrix/"):
        assert client.get(f"{path}?letter={letter}").status_code in {200, 302}


def test_a_field_goes_to_a_page_of_the_list(client):
    make_roles(201)

    page = document(client.get(f"{ROLES}?status__exact=published&p=2"))

    field = page.query_one(".go-to [name=p]")
    assert (field.attrs["value"], field.attrs["max"]) == ("2", "3")
    assert values(page, ".go-to [type=hidden]", "name") == ["status__exact"]
    assert len(names_of(page)) == 100


def test_a_list_of_texts_without_end_is_cut_and_says_so(client, monkeypatch):
    monkeypatch.setattr(written_texts, "MOST_LISTED", 2)
    dimension = make_dimension("Purpose")
    roles = make_roles(3, dimensions=[dimension])

    page = document(client.get(f"{TEXTS}?o=-5"))

    assert names_of(page) == [f"{role}: Purpose" for role in roles[:2]]
    assert "More than" in text_of(page, "#changelist .help")


# All that match


def archive_all(client, query="", **fields):
    data = {"action": "archive", "index": 0, "select_across": "1"} | fields
    data["_selected_action"] = Role.objects.first().pk
    return client.post(f"{ROLES}?{query}", data)


@pytest.mark.long
def test_all_roles_that_match_are_changed_after_one_question(client):
    make_roles(1_100)
    make_role("Cook")
    response = archive_all(client, "letter=c")
    assert texts(document(response), "#content-main ul")[0] == "Cook (Published)"
    page = document(client.get(f"{ROLES}?q=role"))
    assert texts(page, ".actions .question")[0] == "Select all 300 roles"

    page = document(archive_all(client, "q=role"))
    assert len(page.query("#content-main form [name]")) < 10
    sent = {f.attrs["name"]: f.attrs["value"] for f in page.query("form [name]")}
    count = len(page.query("#content-main ul")[0].query("li"))
    assert count == statuses.MOST_NAMED + 1
    client.post(f"{ROLES}?q=role", sent)

    assert Role.objects.filter(status="archived").count() == 300


def test_more_than_can_change_at_once_are_not_even_asked_about(client, monkeypatch):
    monkeypatch.setattr(statuses, "MOST_AT_ONCE", 2)
    make_roles(3)

    response = archive_all(client)

    message = "Select at most 2 items. Filter the list first."
    assert messages_of(response) == [message]


def test_a_role_that_came_to_match_since_stops_the_change(client):
    make_role("Cook")
    page = document(archive_all(client))
    sent = {f.attrs["name"]: f.attrs["value"] for f in page.query("form [name]")}
    make_role("Baker")

    response = client.post(ROLES, sent)

    assert response.status_code == 409
    assert "Check it again" in text_of(document(response), ".errornote")
    assert not Role.objects.filter(status="archived").exists()


# Fields for roles


def test_no_page_of_the_admin_lists_every_role_to_choose_from(client):
    make_dimension("Purpose")
    make_roles(30)
    pages = [ROLES, TEXTS, f"{TEXTS}add/", "/admin/history/", "/admin/review/"]
    pages += ["/admin/publish/", "/admin/matrix/"]

    for path in pages:
        page = document(client.get(path))
        options = values(page, "option, [type=checkbox][name=role]", "value")
        assert not [value for value in options if str(value).startswith("role-")]


# The history


def test_the_history_reads_its_page_in_order(client):
    [of_page] = [sql for sql in captured_queries(client, HISTORY) if "UNION" in sql]
    assert not is_sorted(of_page)
