import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.models import Role
from careers.search.roles import search_roles
from tests.factories import make_dimension, make_role

pytestmark = pytest.mark.django_db


def found(words):
    return set(search_roles(Role.objects.all(), words).values_list("name", flat=True))


@pytest.mark.parametrize(
    "words",
    [
        "site reliability",
        "SITE   reliability!",
        "reliability site",
        "relia",
        "sre",
        "(SRE)",
        "production engineer",
        "  ",
        "",
        "&",
    ],
)
def test_a_role_is_found_by_any_of_its_names(words):
    make_role(
        "Site Reliability Engineer",
        abbreviations="SRE",
        other_names="Production Engineer\nUptime Keeper",
    )

    assert found(words) == {"Site Reliability Engineer"}


@pytest.mark.parametrize("words", ["research & development", "R&D", "r and d"])
def test_an_ampersand_and_the_word_and_find_each_other(words):
    make_role("Head of R&D", other_names="Head of Research and Development")

    assert found(words) == {"Head of R&D"}


@pytest.mark.parametrize("words", ["café", "CAFE", "Café", "düsseldorf", "strasse"])
def test_accents_and_case_make_no_difference(words):
    dimension = make_dimension()
    make_role("Manager", texts={dimension: "Runs the CAFÉ in Düsseldorf, Hohe Straße"})

    assert found(words) == {"Manager"}


def test_every_word_has_to_be_somewhere():
    dimension = make_dimension()
    make_role("Data Engineer", texts={dimension: "Builds pipelines"})
    make_role("Data Analyst", texts={dimension: "Reads reports"})

    assert found("data pipelines") == {"Data Engineer"}
    assert found("data reports pipelines") == set()


def test_ten_words_are_looked_for_and_no_more():
    nine = "one two three four five six seven eight nine"
    make_role("Analyst", texts={make_dimension(): f"{nine} ten"})

    assert found(f"{nine} ten") == {"Analyst"}
    assert found(f"{nine} eleven") == set()
    assert found(f"{nine} ten eleven") == {"Analyst"}


def test_words_may_be_in_different_texts():
    one, two = make_dimension("One"), make_dimension("Two")
    make_role("Data Engineer", texts={one: "Builds pipelines", two: "Reports to CTO"})

    assert found("cto pipelines") == {"Data Engineer"}


def test_a_role_with_many_fitting_texts_is_found_once():
    texts = {make_dimension(name): "Builds pipelines" for name in "ABC"}
    make_role("Data Engineer", texts=texts)

    assert search_roles(Role.objects.all(), "pipelines").count() == 1


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "1=1 --", "*", "[a-z]"])
def test_signs_with_a_meaning_to_the_database_have_none(words):
    make_role("Data Engineer")

    assert found(f"{words} zebra") == set()


def test_names_that_hold_every_word_are_told_apart():
    dimension = make_dimension()
    make_role("Analyst", texts={dimension: "Works with the data engineer"})
    make_role("Data Engineer", texts={dimension: "Builds"})

    roles = search_roles(Role.objects.all(), "data engineer").order_by("-named")

    assert [(role.name, role.named) for role in roles] == [
        ("Data Engineer", 1),
        ("Analyst", 0),
    ]


def test_a_changed_name_and_a_changed_text_are_found_at_once():
    dimension = make_dimension()
    role = make_role("Analyst", texts={dimension: "Reads reports"})
    role.name = "Scientist"
    role.save()
    entry = role.entries.get()
    entry.text = "Designs experiments"
    entry.save()

    assert found("scientist experiments") == {"Scientist"}
    assert found("analyst") == found("reports") == set()


@pytest.mark.parametrize(("words", "is_found"), [("relia", True), ("liability", False)])
def test_words_are_found_from_their_start(words, is_found):
    dimension = make_dimension()
    make_role("Engineer", texts={dimension: "Answers for reliability"})

    assert bool(found(words)) is is_found


names = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


class SearchTests(TestCase):
    @given(names.filter(str.strip), names.filter(str.strip))
    def test_every_role_is_found_by_its_own_name_and_text(self, name, text):
        role = make_role(name, slug="role", texts={make_dimension(): text})

        assert role in search_roles(Role.objects.all(), name)
        assert role in search_roles(Role.objects.all(), text)
        assert role in search_roles(Role.objects.all(), f"{text} {name}")
