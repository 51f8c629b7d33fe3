"""The directory's filters, and how many roles each of them leaves."""

import pytest
from django.db import connection

from careers.directory import facets as directory_facets
from careers.models import Dimension, Role, RoleDimensionEntry
from tests.factories import (
    make_dimension,
    make_entry,
    make_family,
    make_role,
    make_roles,
    make_theme,
)
from tests.fixture_records import (
    dimension_record,
    entry_record,
    load_records,
    role_record,
)
from tests.html import document, links, offered_roles, text_of, texts, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(client):
    """Return a function that gives the directory's page for a query string."""

    def directory(query=""):
        response = client.get(f"/roles/?{query}")
        assert response.status_code == 200
        return document(response)

    return directory


def counts(page, facet):
    """Return ``{value: text of its number}`` of a facet."""
    slugs = values(page, f"input[name={facet}]", "value")
    numbers = texts(page, f".is-{facet} .number")
    return dict(zip(slugs, numbers, strict=True))


@pytest.fixture
def site():
    """Five roles in two families or none, with texts on two dimensions or fewer."""
    duties = make_dimension("Duties", theme=make_theme("work", slug="work"))
    tools = make_dimension("Tools", theme=make_theme("means", slug="means"))
    data, people = make_family("Data", position=1), make_family("People")
    both = {duties: "Builds bridges", tools: "Hammers"}
    make_role("Analyst", family=data, texts=both)
    make_role("Architect", family=data, texts={duties: "Draws bridges"})
    make_role("Baker", family=people, texts={tools: "Ovens"})
    make_role("Beekeeper", family=people)
    make_role("Clerk", texts=both)
    make_role("Draft", family=data, status="draft", texts=both)


def test_each_value_has_its_number_of_roles(directory, site):
    page = directory()

    assert counts(page, "family") == {"people": "2", "data": "2", "-": "1"}
    assert counts(page, "described") == {"duties": "3", "tools": "3"}
    assert counts(page, "theme") == {"work": "3", "means": "3"}
    assert counts(page, "completeness") == {"complete": "2", "most": "2", "none": "1"}
    assert counts(page, "initial") == {"a": "2", "b": "2", "c": "1"}


@pytest.mark.parametrize(
    ("query", "roles"),
    [
        ("family=data", ["analyst", "architect"]),
        ("family=-", ["clerk"]),
        ("family=data&family=-", ["analyst", "architect", "clerk"]),
        ("described=duties", ["analyst", "architect", "clerk"]),
        (
            "described=duties&described=tools",
            ["analyst", "architect", "baker", "clerk"],
        ),
        ("theme=means", ["analyst", "baker", "clerk"]),
        ("completeness=none", ["beekeeper"]),
        ("completeness=most&completeness=none", ["architect", "baker", "beekeeper"]),
        ("initial=b", ["baker", "beekeeper"]),
        ("theme=work&described=tools", ["analyst", "clerk"]),
        ("family=people&family=data&initial=a&completeness=complete", ["analyst"]),
        ("q=bridges&family=data", ["analyst", "architect"]),
        ("q=hammers&family=data", ["analyst"]),
        ("family=people&described=duties", []),
    ],
)
@pytest.mark.parametrize("most", [0, 2_000])
def test_any_value_of_a_facet_and_all_facets(
    directory, site, query, roles, most, monkeypatch
):
    """Whether many roles are filtered by the database or few are looked up."""
    monkeypatch.setattr("careers.directory.roles.MOST_IN_LIST", most)

    for order in ("name", "family", "changed"):
        page = directory(f"{query}&sort={order}")
        assert sorted(offered_roles(page)) == roles


def test_a_number_is_what_one_more_value_would_leave(directory, site):
    page = directory("family=data&described=tools")

    assert counts(page, "family") == {"people": "1", "data": "1", "-": "1"}
    assert counts(page, "described") == {"duties": "2", "tools": "1"}
    assert counts(page, "initial") == {"a": "1", "b": "0", "c": "0"}


def test_numbers_are_those_of_the_words(directory, site):
    page = directory("q=bridges")

    assert counts(page, "family") == {"people": "0", "data": "2", "-": "1"}
    assert text_of(page, ".count") == "3 roles for “bridges”"


def test_numbers_of_common_words_say_that_there_may_be_more(
    directory, site, monkeypatch
):
    for module in ("careers.search.roles", "careers.directory.roles"):
        monkeypatch.setattr(f"{module}.MOST", 2)

    page = directory("q=bridges")
    of_data = directory("q=bridges&family=data&initial=a&described=tools")

    assert text_of(page, ".count") == "The best 2 roles for “bridges”"
    assert set(counts(page, "family").values()) <= {"", "1+", "2+"}
    assert offered_roles(of_data) == ["analyst"]
    assert text_of(of_data, ".count") == "1 role for “bridges”"


@pytest.mark.parametrize("looked_up", [0, 1_000])
def test_common_words_find_the_best_of_what_the_filters_leave(
    directory, monkeypatch, looked_up
):
    for module in ("careers.search.roles", "careers.directory.roles"):
        monkeypatch.setattr(f"{module}.MOST", 3)
    monkeypatch.setattr("careers.search.roles.MOST_LOOKED_UP", looked_up)
    make_roles(9)
    make_role("Role of the Data Team", family=make_family("Data"))

    assert offered_roles(directory("q=role&family=data")) == ["role-of-the-data-team"]


def test_values_in_force_can_be_removed_one_by_one(directory, site):
    page = directory("q=bridges&family=data&family=-&role=baker")

    assert texts(page, ".in-force .choice") == [
        "Remove “bridges”",
        "Remove Data",
        "Remove No family",
    ]
    assert links(page, ".in-force a") == [
        "/roles/?family=data&family=-&role=baker",
        "/roles/?q=bridges&family=-&role=baker",
        "/roles/?q=bridges&family=data&role=baker",
        "/roles/?role=baker",
    ]


def test_an_unknown_value_has_a_message_and_the_others_count(directory, site):
    page = directory("family=data&family=wrong")

    assert text_of(page, ".is-family .errorlist") == (
        "There is no such family. Choose another."
    )
    assert offered_roles(page) == ["analyst", "architect"]


def test_a_message_at_a_filter_is_not_folded_away(directory, site):
    assert directory("family=wrong").query("details.facets[open]")
    assert not directory("family=data").query("details.facets[open]")


def test_a_facet_that_tells_no_roles_apart_is_left_out(directory):
    make_role("A", family=make_family())

    assert not directory().query(".facet input")


def test_long_lists_of_values_are_folded_unless_one_is_chosen(directory):
    for number in range(directory_facets.MOST_UNFOLDED + 2):
        make_role(f"Role {number}", family=make_family(f"Family {number}"))

    assert text_of(directory(), ".is-family .more-values summary") == "2 more"
    assert not directory().query(".more-values[open]")
    assert directory("family=family-9").query(".more-values[open]")


def test_more_initials_than_an_alphabet_has_are_no_facet(directory, monkeypatch):
    monkeypatch.setattr(directory_facets, "MOST_INITIALS", 2)
    for name in "ABC":
        make_role(name)

    assert counts(directory(), "initial") == {}


# What to loosen


def test_thousands_of_roles_are_a_number_with_a_comma(directory):
    Role.objects.bulk_create(
        Role(name=f"Role {number}", slug=f"role-{number}", status="published")
        for number in range(1_000)
    )

    page = directory("q=zebra")

    assert text_of(page, ".nothing li") == "Leave out “zebra” to see 1,000 roles."


def test_no_roles_match_says_what_to_leave_out(directory, site):
    page = directory("family=people&described=duties&role=clerk")

    assert texts(page, ".nothing li") == [
        "Leave out Family: People to see 3 roles.",
        "Leave out Dimension described: Duties to see 2 roles.",
    ]
    assert links(page, ".nothing a") == [
        "/roles/?described=duties&role=clerk",
        "/roles/?family=people&role=clerk",
    ]


def test_one_filter_may_not_be_enough_to_leave_out(directory, site):
    page = directory("family=people&described=duties&initial=z&initial=c&theme=means")

    assert text_of(page, ".nothing").startswith("No roles match.")
    assert directory("family=people&completeness=complete&q=draws").query(".nothing")


def test_a_word_that_is_left_out_keeps_the_others(directory, site):
    for number in range(10):
        make_role(
            f"Welder {number}",
            texts={Dimension.objects.get(slug="tools"): "Iron bridges"},
        )

    page = directory("q=iron+bridges&family=data")

    assert texts(page, ".nothing li") == [
        "Leave out Family: Data to see 10 roles.",
        "Leave out “iron” to see 2 roles.",
        "Leave out “iron bridges” to see 2 roles.",
    ]
    assert "/roles/?q=bridges&family=data" in links(page, ".nothing a")


# What is kept


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_numbers_follow_writes_in_bulk(directory, site):
    directory()
    Role.objects.bulk_create([Role(name="Dentist", slug="dentist", status="published")])
    Role.objects.filter(slug="analyst").update(family=None)
    Role.objects.filter(slug="baker").update(name="Pastry Chef")

    page = directory()

    assert counts(page, "family") == {"people": "2", "data": "1", "-": "3"}
    assert counts(page, "initial") == {"a": "2", "b": "1", "c": "1", "d": "1", "p": "1"}


@pytest.mark.parametrize(
    ("statement", "facet", "expected"),
    [
        ("DELETE FROM careers_role WHERE slug = 'baker'", "family", ["1", "2", "1"]),
        ("UPDATE careers_role SET status = 'draft'", "family", []),
        ("UPDATE careers_role SET status = 'published'", "family", ["2", "3", "1"]),
        ("DELETE FROM careers_roledimensionentry", "completeness", []),
        ("UPDATE careers_dimension SET status = 'draft'", "described", []),
        ("UPDATE careers_dimension SET theme_id = NULL", "theme", []),
        ("UPDATE careers_role SET name = 'Zoo ' || name", "initial", []),
    ],
)
def test_numbers_follow_raw_sql(directory, site, statement, facet, expected):
    sql("DELETE FROM careers_roledimensionentry WHERE text = 'Ovens'")
    directory()
    sql(statement)

    assert list(counts(directory(), facet).values()) == expected


def test_numbers_follow_a_file(directory, site, tmp_path):
    directory()
    role = {"name": "Diver", "slug": "diver", "status": "published"}
    load_records(
        tmp_path,
        [role_record(**role), dimension_record(), entry_record(role=["diver"])],
    )

    page = directory()

    assert counts(page, "initial") == {"a": "2", "b": "2", "c": "1", "d": "1"}
    assert counts(page, "described")["purpose"] == "1"


def test_the_order_follows_changes_in_bulk(directory, site):
    assert offered_roles(directory("sort=changed"))[-1] == "beekeeper"
    tools = Dimension.objects.get(slug="tools")
    make_entry(Role.objects.get(slug="beekeeper"), tools)
    RoleDimensionEntry.objects.exclude(role__slug="beekeeper").update(
        updated_at="2020-01-01T00:00Z"
    )

    assert offered_roles(directory("sort=changed"))[0] == "beekeeper"


def test_families_in_another_order_are_listed_in_it(directory, site):
    assert offered_roles(directory("sort=family"))[0] == "baker"
    sql("UPDATE careers_family SET position = 9 WHERE slug = 'people'")

    assert offered_roles(directory("sort=family"))[0] == "analyst"


def test_a_page_never_lists_what_is_no_longer_public(directory, site, monkeypatch):
    """Also while more roles have changed than one page reads again."""
    directory()
    monkeypatch.setattr("careers.search.index.MOST_AT_ONCE", 1)
    Role.objects.filter(slug="architect").update(status="archived")
    Role.objects.filter(slug="analyst").update(status="archived")

    assert offered_roles(directory()) == ["baker", "beekeeper", "clerk"]


def test_roles_with_keys_far_apart_are_counted(directory, site):
    Role.objects.create(
        pk=10**12, name="Zoologist", slug="zoologist", status="published"
    )

    page = directory("family=-")

    assert offered_roles(page) == ["clerk", "zoologist"]
    assert counts(page, "initial") == {"a": "0", "b": "0", "c": "1", "z": "1"}
