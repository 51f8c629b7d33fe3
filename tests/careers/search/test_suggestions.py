import pytest

from careers.search.suggestions import suggest_roles
from tests.factories import make_role

pytestmark = pytest.mark.django_db


def names(roles):
    return [role.name for role in roles]


@pytest.mark.parametrize(
    "mistyped", ["data-enginer", "data-engineers", "daat-engineer", "dta-engineer"]
)
def test_a_slip_of_the_fingers_finds_the_role(mistyped):
    make_role("Data Engineer")
    make_role("Chief Financial Officer")

    assert names(suggest_roles([mistyped])) == ["Data Engineer"]


def test_the_nearest_name_comes_first():
    make_role("Data Analyst")
    make_role("Data Engineer")

    assert names(suggest_roles(["data-enginer"]))[0] == "Data Engineer"


def test_an_abbreviation_finds_the_role():
    make_role("Site Reliability Engineer", abbreviations="SRE")
    make_role("Talent Partner")

    assert names(suggest_roles(["sre"])) == ["Site Reliability Engineer"]


def test_only_published_roles_are_proposed():
    make_role("Data Engineer", status="draft")
    make_role("Data Engineering Lead", status="archived")

    assert suggest_roles(["data-engineer"]) == []


@pytest.mark.parametrize("slug", ["zzzz-qqqq-xxxx", "", "---", "\x00", "☂️"])
def test_nothing_is_proposed_for_a_name_like_no_other(slug):
    make_role("Data Engineer")

    assert suggest_roles([slug]) == []


def test_each_role_is_proposed_once():
    make_role("Data Engineer")

    assert len(suggest_roles(["data-enginer", "data-enginee", "dat-engineer"])) == 1


def test_proposals_for_one_name_are_limited():
    for number in range(9):
        make_role(f"Data Engineer {number}")

    assert len(suggest_roles(["data-engineer"], limit=3)) == 3


def test_a_long_list_of_inventions_costs_no_more_than_a_short_one():
    for number in range(9):
        make_role(f"Data Engineer {number}")
    inventions = [f"data-engineer-{number}" for number in range(500)]

    assert suggest_roles(inventions) == suggest_roles(inventions[:3])


def test_only_the_start_of_an_endless_name_is_looked_at():
    make_role("Data Engineer")
    start = "data-engineer".ljust(80, "-")

    assert names(suggest_roles([start + "x" * 100_000])) == ["Data Engineer"]


def test_one_query_finds_them_all(django_assert_num_queries):
    make_role("Data Engineer")
    make_role("Data Analyst")

    with django_assert_num_queries(1):
        suggest_roles(["data-enginer", "data-analist"])
