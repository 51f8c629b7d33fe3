"""The roles offered to someone who types a name."""

import pytest

from tests.factories import make_dimension, make_family, make_role, make_roles
from tests.test_bad_input import HOSTILE, NAMES

pytestmark = pytest.mark.django_db

ADDRESS = "/roles/names.json"


def search(client, words):
    response = client.get(ADDRESS, {"q": words})
    assert response.status_code == 200
    return response.json()


def names(client, words):
    return [role["name"] for role in search(client, words)["roles"]]


def other_names(client, words):
    return [role["other_name"] for role in search(client, words)["roles"]]


def test_the_start_of_a_word_finds_roles(client):
    make_role("Data Engineer", family=make_family("Data"))
    make_role("Product Manager")

    assert search(client, "eng") == {
        "roles": [
            {
                "slug": "data-engineer",
                "name": "Data Engineer",
                "family": "Data",
                "url": "/roles/data-engineer/",
                "other_name": None,
            }
        ],
        "has_more": False,
    }


def test_a_role_without_a_family_has_none(client):
    make_role("Data Engineer")

    [role] = search(client, "data")["roles"]

    assert role["family"] is None


def test_roles_found_by_name_come_before_those_found_by_text(client):
    dimension = make_dimension()
    make_role("Analyst", texts={dimension: "Reads what every manager asks for"})
    make_role("Product Manager")

    assert names(client, "manager") == ["Product Manager", "Analyst"]


@pytest.mark.parametrize("words", ["sre", "SRE", "  sre "])
def test_the_other_name_that_was_found_is_given(client, words):
    make_role("Reliability Engineer", abbreviations="RE, SRE", other_names="Sysadmin")

    assert other_names(client, words) == ["SRE"]


def test_the_name_itself_needs_no_other(client):
    make_role("Data Engineer", other_names="Data Plumber\nEngineer")

    assert other_names(client, "data engineer") == [None]
    assert other_names(client, "engineer") == [None]
    assert other_names(client, "plumber data") == ["Data Plumber"]


def test_a_role_found_by_its_text_needs_no_other_name(client):
    make_role("Analyst", texts={make_dimension(): "Counts"}, other_names="Reader")

    assert other_names(client, "counts") == [None]


@pytest.mark.parametrize(
    ("count", "listed", "has_more"), [(10, 10, False), (11, 10, True)]
)
def test_at_most_ten_roles_are_listed(client, count, listed, has_more):
    make_roles(count)

    found = search(client, "role")

    assert (len(found["roles"]), found["has_more"]) == (listed, has_more)


@pytest.mark.parametrize("words", ["", " ", "?!", "\u200b", "zeppelin", "a" * 101])
def test_what_no_role_matches_finds_nothing(client, words):
    make_roles(1)

    assert search(client, words) == {"roles": [], "has_more": False}


def test_without_words_nothing_is_listed(client):
    make_roles(1)

    assert client.get(ADDRESS).json() == {"roles": [], "has_more": False}


def test_a_role_called_names_keeps_its_file(client):
    make_role("Names")

    assert client.get(ADDRESS).json()["name"] == "Names"
    assert names(client, "names") == ["Names"]


def test_only_published_roles_are_offered(client):
    for status in ["draft", "archived"]:
        make_role(f"Secret {status}", status=status)

    assert names(client, "secret") == []


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_hostile_words_get_an_answer(client, text):
    make_roles(1)

    assert isinstance(search(client, text)["roles"], list)


def test_half_a_character_gets_an_answer(client):
    response = client.get(ADDRESS, QUERY_STRING="q=%ED%A0%80")

    assert response.json() == {"roles": [], "has_more": False}
