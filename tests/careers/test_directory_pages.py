"""Promise 19: every role is on one page, whatever the order, filters and length."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.directory import roles as directory_roles
from careers.directory.roles import Directory, slug_of
from careers.models import Role, RoleDimensionEntry
from careers.text import fold
from tests.factories import make_dimension, make_family, make_role, make_roles
from tests.html import document, links, offered_roles, texts, values

pytestmark = pytest.mark.django_db

# One page has names that fold alike, names of signs, and names that start alike.
NAMES = ["C", "C++", "C#", "Data", "Data Engineer", "Datä Engineer II", "&", "Élan"]
FAMILIES = ["", "Art", "Bakery", "Zoo"]
DAYS = [None, 1, 1, 2]

roles = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(FAMILIES), st.sampled_from(DAYS)),
    max_size=24,
)


@pytest.fixture
def families():
    return {
        name: make_family(name, position=-place % 3)
        for place, name in enumerate(FAMILIES[1:])
    }


@pytest.fixture
def dimension():
    return make_dimension("Duties")


def fill(made, families, dimension):
    Role.objects.all().delete()
    for number, (name, family, day) in enumerate(made):
        role = make_role(
            f"{name} {'!' * number}",
            slug=f"role-{number * 7 % 24:02}",
            family=families.get(family),
            texts={dimension: "Text"} if day else {},
        )
        changed_at = datetime(2026, 1, day or 1, tzinfo=UTC) + timedelta(microseconds=1)
        RoleDimensionEntry.objects.filter(role=role).update(updated_at=changed_at)


def expected(order, query):
    """Return the slugs of all roles that pass, sorted in Python."""
    chosen = QueryDict(query).getlist("family")
    entries = dict(RoleDimensionEntry.objects.values_list("role", "updated_at"))
    made = list(Role.objects.select_related("family"))
    passing = [r for r in made if (r.family.slug if r.family else "-") in chosen]
    # Families without roles are an error, and filter nothing.
    passing = passing or made

    def place(role):
        family = role.family
        by_name = fold(role.name), role.slug
        if order == "family":
            return (not family, family and (family.position, family.name), by_name)
        if order == "changed":
            changed_at = entries.get(role.pk)
            return (not changed_at, changed_at and -changed_at.timestamp(), by_name)
        return by_name

    return [role.slug for role in sorted(passing, key=place)]


def pages(query):
    """Return the slugs of all pages, as their links lead from one to the next."""
    listed = []
    while True:
        directory = Directory(QueryDict(query))
        listed.append([slug_of(row) for row in directory.page.rows])
        if not directory.page.has_next:
            return listed
        query = directory.next_path.partition("?")[2]


@settings(max_examples=40)
@given(
    made=roles,
    size=st.integers(1, 9),
    order=st.sampled_from(["name", "family", "changed"]),
    query=st.sampled_from(["", "family=art", "family=zoo&family=-"]),
    most=st.sampled_from([0, 2_000]),
)
def test_every_role_is_on_one_page_in_order(
    families, dimension, made, size, order, query, most
):
    fill(made, families, dimension)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(directory_roles, "PAGE", size)
        patch.setattr(directory_roles, "MOST_IN_LIST", most)
        listed = pages(f"{query}&sort={order}")

    slugs = expected(order, query)
    assert [slug for page in listed for slug in page] == slugs
    assert all(len(page) == size for page in listed[:-1])


@pytest.mark.long
@settings(max_examples=30)
@given(
    made=roles,
    size=st.integers(1, 9),
    order=st.sampled_from(["name", "family", "changed"]),
    start=st.integers(0, 23),
)
def test_the_previous_page_ends_where_this_one_starts(
    families, dimension, made, size, order, start
):
    fill(made, families, dimension)
    slugs = expected(order, "")
    if not slugs:
        return
    slug = slugs[start % len(slugs)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(directory_roles, "PAGE", size)
        data = QueryDict(f"sort={order}&before={slug}")
        page = Directory(data).page

    place = slugs.index(slug)
    shown = slugs[max(place - size, 0) : place] if place >= size else slugs[:size]
    assert [slug_of(row) for row in page.rows] == shown
    assert page.has_previous == (place > size)


@pytest.fixture
def directory(client):
    return lambda query="": document(client.get(f"/roles/?{query}"))


def test_a_letter_jumps_to_the_names_that_start_with_it(directory, monkeypatch):
    monkeypatch.setattr(directory_roles, "PAGE", 2)
    for name in ("Analyst", "Baker", "Carpenter", "Élan", "Zoologist"):
        make_role(name)

    page = directory("start=c")

    assert texts(directory(), "#letters a") == ["A", "B", "C", "E", "Z"]
    assert links(directory(), "#letters a")[2] == "/roles/?start=c"
    assert offered_roles(page) == ["carpenter", "elan"]
    assert texts(page, "#letters [aria-current]") == ["C"]
    assert links(page, "a[rel]") == [
        "/roles/?before=carpenter",
        "/roles/?after=elan",
    ]
    assert offered_roles(directory("start=É")) == ["elan", "zoologist"]


def test_letters_are_those_of_the_roles_that_the_filters_leave(directory, monkeypatch):
    monkeypatch.setattr(directory_roles, "PAGE", 1)
    make_role("Analyst", family=make_family("Data"))
    make_role("Baker", family=make_family("Food"))
    make_role("Cook", family=make_role("Chef", family=None).family)
    make_role("Data Engineer", family=Role.objects.get(slug="analyst").family)

    assert texts(directory("family=data"), "#letters a") == ["A", "D"]


@pytest.mark.parametrize("query", ["sort=family", "sort=changed", "q=role"])
def test_only_names_in_order_have_letters(directory, query):
    make_roles(31)

    assert texts(directory(), "#letters a") == ["R"]
    assert texts(directory(query), "#letters a") == []


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ("after=role-30", "role-31"),
        ("after=old-30", "role-31"),
        ("after=role-30x", "role-31"),
        ("after=aaa", "role-01"),
        ("after=zzz", "role-01"),
        ("after=", "role-01"),
        ("after=%00", "role-01"),
        ("after=A+B", "role-01"),
        ("before=role-01", "role-01"),
        ("before=zzz", "role-06"),
        ("start=z", "role-01"),
        ("start=%F0%9F%91%A9", "role-01"),
        ("start=%00", "role-01"),
    ],
)
def test_a_place_that_is_no_role_any_more_is_near_it(directory, place, first):
    make_roles(35)
    role = Role.objects.get(slug="role-30")
    role.former_slugs.create(slug="old-30")

    assert offered_roles(directory(place))[0] == first


@pytest.mark.parametrize("order", ["name", "family", "changed"])
def test_a_role_that_is_filtered_out_still_marks_a_place(directory, order):
    make_role("Middle", family=make_family("Other"))
    make_roles(31, family=make_family("Data"))

    page = directory(f"family=data&after=middle&sort={order}")

    assert len(offered_roles(page)) == 30


def test_a_place_by_words_is_among_the_roles_found(directory):
    make_roles(31)

    first = directory("q=role&sort=name")
    second = directory(links(first, "a[rel=next]")[0].partition("?")[2])

    assert offered_roles(second) == ["role-31"]
    assert values(second, "a[rel]", "rel") == ["prev"]
    assert len(offered_roles(directory("q=role&sort=name&after=unknown"))) == 30
