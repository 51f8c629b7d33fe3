import pytest
from django.utils import timezone

from careers.models import RoleDimensionEntry
from tests.factories import make_dimension, make_family, make_role, make_roles
from tests.html import (
    document,
    links,
    offered_roles,
    robots,
    text_of,
    texts,
    ticked_roles,
    values,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(client):
    """Return a function that gives the directory's page for a query string."""

    def directory(query=""):
        response = client.get(f"/roles/?{query}")
        assert response.status_code == 200
        return document(response)

    return directory


def test_every_published_role_is_listed_by_name(directory):
    for name in ("beta", "Alpha", "Gamma"):
        make_role(name)
    make_role("Secret", status="draft")
    make_role("Gone", status="archived")

    page = directory()

    assert texts(page, ".role-line h2") == ["Alpha", "beta", "Gamma"]
    assert text_of(page, ".count") == "3 roles"
    assert ticked_roles(page) == []


def test_a_line_has_the_roles_family_short_name_and_summary(directory):
    summary = make_dimension(is_summary=True)
    make_role(
        "Site Reliability Engineer",
        abbreviations="SRE",
        family=make_family("Infrastructure"),
        texts={summary: "Keeps the site up"},
    )

    line = text_of(directory(), ".role-line")

    for part in ("Infrastructure", "SRE", "Keeps the site up"):
        assert part in line
    assert links(directory(), ".role-line a") == ["/roles/site-reliability-engineer/"]


def test_a_line_without_a_summary_has_the_first_text(directory):
    last = make_dimension("Last", position=3)
    first = make_dimension("First", position=1)
    summary = make_dimension("Sum", position=2, is_summary=True)
    make_role("A", texts={last: "Comes last", first: "Comes first"})
    make_role("B", texts={first: "Comes first", summary: "Sums up"})

    lines = texts(directory(), ".role-line .excerpt")

    assert lines == ["Comes first", "Sums up"]


def test_a_role_without_a_text_says_so(directory):
    make_role("A")

    assert text_of(directory(), ".role-line .excerpt") == "Not described yet"


@pytest.mark.parametrize(
    "words",
    [
        "r%26d",
        "R+AND+D",
        "cafe",
        "CAF%C3%89",
        "head++of,+r%26d!",
        "Caf%C3%A9",
        "caf%65%CC%81",
    ],
)
def test_case_accents_punctuation_and_ampersands_do_not_matter(directory, words):
    make_role("Head of R&D", other_names="Café Lead")
    make_role("Analyst")

    assert offered_roles(directory(f"q={words}")) == ["head-of-rd"]


def test_roles_with_the_words_in_their_texts_come_after_names(directory):
    dimension = make_dimension()
    make_role("Analyst", texts={dimension: "Works with a data engineer"})
    make_role("Data Engineer")

    assert offered_roles(directory("q=data+engineer")) == ["data-engineer", "analyst"]
    assert text_of(directory("q=data+engineer"), ".count").startswith(
        "2 roles for “data engineer”"
    )


def test_drafts_are_not_searched(directory):
    make_role("Secret", status="draft", texts={make_dimension(): "zeppelin"})

    assert offered_roles(directory("q=zeppelin")) == []


def test_a_search_without_results_says_so(directory):
    make_role("A")

    page = directory("q=zebra")

    assert text_of(page, ".nothing") == (
        "No roles match. Leave out “zebra” to see 1 role."
    )
    assert links(page, ".nothing a") == ["/roles/"]


def test_an_empty_directory_asks_for_no_choice(directory):
    page = directory()

    assert text_of(page, ".nothing") == "There are no roles yet."
    assert not page.query(".choices")


def test_only_families_with_roles_can_be_chosen(directory):
    make_role("A", family=make_family("Data"))
    make_role("B", family=make_family("People"))
    make_family("Empty")

    page = directory("family=data")

    assert offered_roles(page) == ["a"]
    assert values(page, "input[name=family]", "value") == ["data", "people"]


def test_roles_can_be_sorted_by_family_in_the_editors_order(directory):
    make_role("A", family=make_family("Later", position=2))
    make_role("B", family=make_family("Sooner", position=1))

    make_role("0")

    assert offered_roles(directory("sort=family")) == ["b", "a", "0"]
    assert offered_roles(directory("sort=name")) == ["0", "a", "b"]


def test_roles_can_be_sorted_by_their_last_change(directory):
    dimension = make_dimension()
    make_role("Unchanged")
    for days, name in [(2, "Old"), (0, "New"), (1, "Middle")]:
        make_role(name, texts={dimension: "x"})
        RoleDimensionEntry.objects.filter(role__name=name).update(
            updated_at=timezone.now() - timezone.timedelta(days=days)
        )

    assert offered_roles(directory("sort=changed")) == [
        "new",
        "middle",
        "old",
        "unchanged",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "sort=wrong",
        "sort=-name",
        "sort=name,family",
        "sort=,",
        "sort=",
        "family=wrong",
        "family=%00",
        "family=1",
        "q=%07",
        "q=" + "a" * 101,
        "q=" + "a+" * 50,
        "page=wrong",
        "q[]=a&sort[]=b",
    ],
)
def test_a_wrong_filter_never_breaks_the_page(directory, query):
    make_roles(3)

    page = directory(query)

    assert text_of(page, "h1") == "Roles"
    assert offered_roles(page) in ([], ["role-01", "role-02", "role-03"])


@pytest.mark.parametrize("query", ["family=wrong", "sort=wrong", "q=" + "a" * 101])
def test_a_wrong_filter_has_a_message_at_its_field(directory, query):
    make_roles(1)

    assert text_of(directory(query), "search .errorlist")


def test_a_page_holds_thirty_roles_and_links_to_its_neighbours(directory):
    make_roles(65)

    first = directory()
    second = directory(links(first, "a[rel=next]")[0].partition("?")[2])
    third = directory(links(second, "a[rel=next]")[0].partition("?")[2])

    assert [len(offered_roles(page)) for page in (first, second, third)] == [30, 30, 5]
    assert links(first, "a[rel]") == ["/roles/?after=role-30"]
    assert links(second, "a[rel]") == [
        "/roles/?before=role-31",
        "/roles/?after=role-60",
    ]
    assert offered_roles(directory("before=role-31")) == offered_roles(first)
    assert links(third, "a[rel]") == ["/roles/?before=role-61"]


def test_page_links_keep_the_filters_and_ticks(directory):
    make_roles(31, family=make_family())

    page = directory("q=role&family=engineering&sort=family&role=role-02&role=role-31")

    (next_page,) = links(page, "a[rel=next]")
    assert next_page == (
        "/roles/?q=role&family=engineering&sort=family"
        "&role=role-02&role=role-31&after=role-30"
    )
    next_page = directory(next_page.partition("?")[2])
    assert ticked_roles(next_page) == ["role-02", "role-31"]


@pytest.mark.parametrize(
    ("number", "first"),
    [
        ("0", "role-01"),
        ("-1", "role-01"),
        ("1", "role-01"),
        ("2", "role-31"),
        ("99", "role-31"),
        ("1e9", "role-01"),
        ("abc", "role-01"),
        ("", "role-01"),
        ("9" * 5_000, "role-31"),
        ("%00", "role-01"),
        ("٢", "role-31"),
        ("²", "role-01"),
        ("1.5", "role-01"),
    ],
)
def test_an_old_link_to_a_page_shows_an_existing_page(directory, number, first):
    make_roles(31)

    for query in ("", "&sort=family", "&sort=changed", "&q=role&sort=name"):
        assert offered_roles(directory(f"page={number}{query}"))[0] == first


def test_roles_chosen_on_another_page_stay_chosen(directory):
    make_roles(31)

    page = directory("page=2&role=role-05&role=role-31&role=unknown")

    assert ticked_roles(page) == ["role-05", "role-31"]
    assert texts(page, ".chosen label") == ["Role 05"]


def test_a_role_chosen_twice_is_listed_once(directory):
    make_roles(31)

    page = directory("page=2&role=role-05&role=role-05")

    assert texts(page, ".chosen label") == ["Role 05"]


def test_no_more_roles_are_chosen_than_can_be_compared(directory, settings):
    settings.COMPARISON_MAX_ROLES = 2
    make_roles(33)

    page = directory("page=2&role=role-01&role=role-02&role=role-03")

    assert texts(page, ".chosen label") == ["Role 01", "Role 02"]


def test_drafts_cannot_be_chosen(directory):
    make_role("Secret", status="draft")
    make_role("A")

    page = directory("role=secret")

    assert offered_roles(page) == ["a"]
    assert "Secret" not in text_of(page)


def test_one_form_filters_the_directory_and_starts_a_comparison(directory):
    make_roles(2)

    page = directory()

    (form,) = page.query("main > form")
    (compare,) = page.query("main > form .choice-bar button")
    assert form.attrs["action"] == "/roles/"
    assert (compare.attrs["formaction"], compare.attrs["value"]) == (
        "/compare/",
        "compare",
    )


def test_search_engines_index_only_the_plain_directory(directory):
    make_roles(1)

    assert robots(directory()) == []
    assert robots(directory("page=2")) == ["noindex, follow"]
    assert robots(directory("utm_source=x")) == []
