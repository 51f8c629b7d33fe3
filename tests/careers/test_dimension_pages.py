import pytest

from tests.factories import (
    make_dimension,
    make_family,
    make_role,
    make_roles,
    make_theme,
)
from tests.html import (
    canonical,
    document,
    links,
    meta,
    offered_roles,
    robots,
    text_of,
    texts,
)

pytestmark = pytest.mark.django_db


def test_dimensions_are_listed_in_the_editors_order(client):
    make_dimension("Second", position=2, question="How much?")
    make_dimension("First", position=1, theme=make_theme("authority"))

    page = document(client.get("/dimensions/"))

    assert texts(page, ".dimension-list h2") == ["First", "Second"]
    assert links(page, ".dimension-list a") == [
        "/dimensions/first/",
        "/dimensions/second/",
    ]
    assert "How much?" in text_of(page)
    assert "About authority" in text_of(page)


def test_a_site_without_dimensions_says_so(client):
    page = document(client.get("/dimensions/"))

    assert text_of(page, ".nothing") == "No dimension has been written yet."


def test_a_dimension_shows_every_roles_text_by_family(client):
    dimension = make_dimension("Authority", question="What may it decide?")
    make_role("Z", family=make_family("One", position=1), texts={dimension: "Much"})
    make_role("A", family=make_family("Two", position=2))
    make_role("Secret", status="draft", texts={dimension: "Everything"})

    page = document(client.get("/dimensions/authority/"))

    assert text_of(page, "h1") == "Authority"
    assert text_of(page, "main .lede") == "What may it decide?"
    assert texts(page, ".role-line h2") == ["Z", "A"]
    assert texts(page, ".role-line .excerpt") == ["Much", "Not described yet"]


def test_the_title_and_description_are_the_dimensions(client):
    make_dimension("Authority", question="What may it decide?")

    page = document(client.get("/dimensions/authority/?page=7"))

    assert text_of(page, "title") == "Authority – Careers"
    assert meta(page, "description") == "Authority across roles. What may it decide?"
    assert canonical(page) == ["http://127.0.0.1:8000/dimensions/authority/"]


def test_roles_can_be_chosen_on_every_dimension(client):
    make_dimension("Authority")
    make_roles(2)

    page = document(client.get("/dimensions/authority/"))

    (form,) = page.query("main > form")
    assert form.attrs["action"] == "/compare/"
    assert offered_roles(page) == ["role-01", "role-02"]


def pages_of(client, way, start):
    """Return the roles of each page of a dimension, by links one way."""
    pages, query = [], start
    while query is not None:
        page = document(client.get(f"/dimensions/authority/{query}"))
        pages.append(offered_roles(page))
        query = next(iter(links(page, f"a[rel={way}]")), None)
    return pages


@pytest.fixture
def families():
    """31 roles of one family, one each of two more, and 2 without any."""
    make_dimension("Authority")
    make_roles(31, family=make_family("First", position=1))
    for number in (2, 3):
        family = make_family(f"Family {number}", position=number)
        make_role(f"Alone {number}", family=family)
    make_role("Nobody’s", slug="nobodys")
    make_role("Another", slug="another")
    return [
        *(f"role-{number:02}" for number in range(1, 32)),
        "alone-2",
        "alone-3",
        "another",
        "nobodys",
    ]


def test_many_roles_are_split_into_pages(client, families):
    assert pages_of(client, "next", "") == [families[:30], families[30:]]


def test_pages_lead_back_to_the_first(client, families):
    assert pages_of(client, "prev", "?after=role-30") == [families[30:], families[:30]]


def test_a_page_before_too_few_roles_is_the_first(client, families):
    page = document(client.get("/dimensions/authority/?before=role-03"))

    assert offered_roles(page) == families[:30]
    assert links(page, "a[rel=prev]") == []
    assert text_of(page, "title") == "Authority – Careers"


def test_a_later_page_says_where_it_starts(client, families):
    page = document(client.get("/dimensions/authority/?after=role-30"))

    assert text_of(page, "title") == "Authority, from Role 31 on – Careers"
    assert robots(page) == ["noindex, follow"]


@pytest.mark.parametrize("slug", ["", "nothing", "%00", "x" * 3_000, "secret"])
@pytest.mark.parametrize("way", ["after", "before"])
def test_no_role_to_start_from_is_the_first_page(client, families, way, slug):
    make_role("Secret", status="draft")

    page = document(client.get(f"/dimensions/authority/?{way}={slug}"))

    assert offered_roles(page) == families[:30]


def test_nothing_comes_after_the_last_role(client, families):
    page = document(client.get("/dimensions/authority/?after=nobodys"))

    assert offered_roles(page) == []
    assert text_of(page, ".nothing") == "No more roles. First page"
    assert links(page, ".nothing a") == ["/dimensions/authority/"]


def test_upper_case_redirects_permanently(client):
    make_dimension("Authority")

    response = client.get("/dimensions/AUTHORITY/")

    assert (response.status_code, response["Location"]) == (
        301,
        "/dimensions/authority/",
    )


@pytest.mark.parametrize(
    "slug", ["nothing", "%00", "a%0A", "%F0%9F%91%A9", "a" * 9_000, "a--b", "%FF"]
)
def test_an_unknown_dimension_is_a_404(client, slug):
    make_dimension("Authority")

    response = client.get(f"/dimensions/{slug}/")

    assert response.status_code == 404
    assert text_of(document(response), "h1") == "Page not found"
