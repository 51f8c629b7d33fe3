import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.models import Role
from careers.search.roles import search_roles
from tests.factories import make_dimension, make_role

pytestmark = pytest.mark.django_db


def names_found(words):
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

    assert names_found(words) == {"Site Reliability Engineer"}


@pytest.mark.parametrize("words", ["research & development", "R&D", "r and d"])
def test_an_ampersand_and_the_word_and_are_the_same(words):
    make_role("Head of R&D", other_names="Head of Research and Development")

    assert names_found(words) == {"Head of R&D"}


@pytest.mark.parametrize("words", ["café", "CAFE", "Café", "düsseldorf", "strasse"])
def test_accents_and_case_do_not_matter(words):
    dimension = make_dimension()
    make_role("Manager", texts={dimension: "Runs the CAFÉ in Düsseldorf, Hohe Straße"})

    assert names_found(words) == {"Manager"}


def test_every_word_must_occur():
    dimension = make_dimension()
    make_role("Data Engineer", texts={dimension: "Builds pipelines"})
    make_role("Data Analyst", texts={dimension: "Reads reports"})

    assert names_found("data pipelines") == {"Data Engineer"}
    assert names_found("data reports pipelines") == set()


def test_at_most_ten_words_are_searched():
    nine = "one two three four five six seven eight nine"
    make_role("Analyst", texts={make_dimension(): f"{nine} ten"})

    assert names_found(f"{nine} ten") == {"Analyst"}
    assert names_found(f"{nine} eleven") == set()
    assert names_found(f"{nine} ten eleven") == {"Analyst"}


def test_words_may_be_in_different_texts():
    one, two = make_dimension("One"), make_dimension("Two")
    make_role("Data Engineer", texts={one: "Builds pipelines", two: "Reports to CTO"})

    assert names_found("cto pipelines") == {"Data Engineer"}


def test_a_role_with_many_matching_texts_is_found_once():
    texts = {make_dimension(name): "Builds pipelines" for name in "ABC"}
    make_role("Data Engineer", texts=texts)

    assert search_roles(Role.objects.all(), "pipelines").count() == 1


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "1=1 --", "*", "[a-z]"])
def test_special_characters_of_the_database_are_plain_text(words):
    make_role("Data Engineer")

    assert names_found(f"{words} zebra") == set()


def test_names_with_every_word_are_flagged():
    dimension = make_dimension()
    make_role("Analyst", texts={dimension: "Works with the data engineer"})
    make_role("Data Engineer", texts={dimension: "Builds"})

    roles = search_roles(Role.objects.all(), "data engineer").order_by("-named")

    assert [(role.name, role.named) for role in roles] == [
        ("Data Engineer", 1),
        ("Analyst", 0),
    ]


def test_changed_names_and_texts_are_found_at_once():
    dimension = make_dimension()
    role = make_role("Analyst", texts={dimension: "Reads reports"})
    role.name = "Scientist"
    role.save()
    entry = role.entries.get()
    entry.text = "Designs experiments"
    entry.save()

    assert names_found("scientist experiments") == {"Scientist"}
    assert names_found("analyst") == names_found("reports") == set()


@pytest.mark.parametrize(("words", "is_found"), [("relia", True), ("liability", False)])
def test_words_match_from_their_start(words, is_found):
    dimension = make_dimension()
    make_role("Engineer", texts={dimension: "Answers for reliability"})

    assert bool(names_found(words)) is is_found


names = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


class SearchTests(TestCase):
    @given(names.filter(str.strip), names.filter(str.strip))
    def test_every_role_is_found_by_its_own_name_and_text(self, name, text):
        role = make_role(name, slug="role", texts={make_dimension(): text})

        assert role in search_roles(Role.objects.all(), name)
        assert role in search_roles(Role.objects.all(), text)
        assert role in search_roles(Role.objects.all(), f"{text} {name}")
