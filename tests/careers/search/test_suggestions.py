import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.search.index import refresh
from careers.search.suggestions import suggest_roles
from tests.factories import make_role

pytestmark = pytest.mark.django_db


def names(roles):
    return [role.name for role in roles]


@pytest.mark.parametrize(
    "mistyped", ["data-enginer", "data-engineers", "daat-engineer", "dta-engineer"]
)
def test_a_typing_mistake_still_finds_the_role(mistyped):
    make_role("Data Engineer")
    make_role("Chief Financial Officer")

    assert names(suggest_roles([mistyped])) == ["Data Engineer"]


def test_the_most_similar_name_comes_first():
    make_role("Data Analyst")
    make_role("Data Engineer")

    assert names(suggest_roles(["data-enginer"]))[0] == "Data Engineer"


def test_an_abbreviation_finds_the_role():
    make_role("Site Reliability Engineer", abbreviations="SRE")
    make_role("Talent Partner")

    assert names(suggest_roles(["sre"])) == ["Site Reliability Engineer"]


def test_only_published_roles_are_suggested():
    make_role("Data Engineer", status="draft")
    make_role("Data Engineering Lead", status="archived")

    assert suggest_roles(["data-engineer"]) == []


@pytest.mark.parametrize("slug", ["zzzz-qqqq-xxxx", "", "---", "\x00", "☂️"])
def test_an_unlike_name_gets_no_suggestions(slug):
    make_role("Data Engineer")

    assert suggest_roles([slug]) == []


def test_a_role_is_suggested_once():
    make_role("Data Engineer")

    assert len(suggest_roles(["data-enginer", "data-enginee", "dat-engineer"])) == 1


def test_suggestions_for_one_name_are_limited():
    for number in range(9):
        make_role(f"Data Engineer {number}")

    assert len(suggest_roles(["data-engineer"], limit=3)) == 3


def test_only_the_first_three_names_are_looked_up():
    for number in range(9):
        make_role(f"Data Engineer {number}")
    inventions = [f"data-engineer-{number}" for number in range(500)]

    assert suggest_roles(inventions) == suggest_roles(inventions[:3])


def test_only_the_start_of_an_endless_name_counts():
    make_role("Data Engineer")
    start = "data-engineer".ljust(80, "-")

    assert names(suggest_roles([start + "x" * 100_000])) == ["Data Engineer"]


def test_many_roles_take_no_more_queries(django_assert_max_num_queries):
    make_role("Data Engineer")
    with CaptureQueriesContext(connection) as few:
        suggest_roles(["data-enginer"])
    for number in range(60):
        make_role(f"Data Analyst {number}")
    refresh()

    with django_assert_max_num_queries(len(few)):
        assert names(suggest_roles(["data-enginer"]))[0] == "Data Engineer"
