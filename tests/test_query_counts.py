"""Promises 15 and 16: as many queries for many roles as for a few, and one at best."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.models import Dimension, Role
from careers.search.index import refresh

from .backdated_changes import backdate_everything
from .factories import (
    make_dimension,
    make_editor,
    make_family,
    make_role,
    make_roles,
)

pytestmark = pytest.mark.django_db

# Every page first asks for the version of the content, and whether a scheduled
# publication is due.
VERSION = 1

# Read once, as long as nothing that surrounds the texts changes.
DIMENSIONS, GLOSSARY = 1, 1

# The words of the site with their number and the glossary, and the documents.
SEARCH = 2
# The texts.
EXCERPTS = 1
# Words that are written like one that no role has.
SIMILAR_WORDS = 1

# Where an address that leads nowhere led on the site that was here before.
OLD_ADDRESS = 1

COUNTS = {
    # The roles and the texts; on the page of two, also the roles near to them, and what
    # may lie between. The first page also reads what surrounds the texts.
    "/compare/role-01-vs-role-02/": 4 + DIMENSIONS + GLOSSARY,
    "/compare/role-01-vs-role-02/?show=similarities&mark=differences&sort=distinct": 4,
    "/compare/role-01-vs-role-02/?dimension=dimension-1&baseline=role-01": 4,
    "/compare/role-01-vs-role-02.csv": 2,
    "/compare/role-01-vs-role-02.xlsx": 2,
    "/compare/role-01-vs-role-02.md": 2,
    "/compare/role-01-vs-role-02.json": 2,
    # On an earlier day, also when the roles were public and their texts then.
    "/compare/role-01@2020-01-31-vs-role-01/": 4,
    "/compare/role-01@2020-01-31-vs-role-02@2020-02-01-vs-role-01.csv": 4,
    "/compare/role-01@2020-01-31-vs-role-01@2020-02-01/": 3,
    # The role, its texts, similar roles, the roles beside it, when it was public, and
    # when its texts changed.
    "/roles/role-01/": 6,
    "/roles/role-01.json": 3,
    "/roles/role-01.md": 3,
    "/roles/names.json?q=role": 1 + SEARCH,
    "/roles/names.json?q=": 0,
    # What has changed, the facets, the families, the dimensions, and one page of roles:
    # their places and themselves.
    "/roles/": 6,
    "/roles/?q=role": 6 + SEARCH + EXCERPTS,
    "/roles/?family=engineering&sort=changed": 6,
    "/roles/?family=engineering&described=dimension-1&initial=z": 6,
    "/roles/?q=role&family=engineering&initial=z": 6 + SEARCH + EXCERPTS,
    # A place, whether there is a page before it, the families, the roles ticked.
    "/roles/?start=r": 7,
    "/roles/?role=role-01&role=role-02&after=role-01": 9,
    "/roles/?sort=family&after=role-01": 9,
    # What has changed, two kinds of numbers, the families, the roles; those ticked, and
    # their families and letters.
    "/compare/": 5,
    "/compare/?family=engineering": 5,
    "/compare/?letter=r": 5,
    "/compare/?role=role-01&go=choose&q=role": 4 + SEARCH,
    "/compare/?role=role-01&role=role-02&replace=role-01": 7,
    # The same, the number of dimensions, and the roles of the comparisons it suggests.
    "/": 8,
    "/dimensions/": 1,
    "/privacy/": 0,
    "/roles.json": 1,
    "/llms.txt": 2,
    "/robots.txt": 0,
    "/.well-known/security.txt": 0,
    "/how-it-is-counted/": 0,
    "/sitemap-pages.xml": 0,
    "/sitemap-roles.xml": 2,
    "/sitemap-dimensions.xml": 2,
    # The highest key, the number of dimensions, the roles.
    "/sitemap-comparisons.xml": 3,
    # A day on which the role was not public.
    "/compare/role-01@2019-12-31-vs-role-01/": 2 + OLD_ADDRESS,
    "/compare/role-01@9999-12-31-vs-role-01/": 1 + OLD_ADDRESS,
    # Unknown roles: the roles, former slugs, and a search for suggestions, which also
    # looks for the start of a word that no role has.
    "/roles/unknown/": 3 + SEARCH + SIMILAR_WORDS + OLD_ADDRESS,
    "/compare/role-01-vs-unknown/": 4 + SEARCH + SIMILAR_WORDS + OLD_ADDRESS,
    f"/compare/{'-vs-'.join(f'unknown-{n}' for n in range(51))}/": 0,
    "/nowhere/": OLD_ADDRESS,
}

# Where no more families are left to ask for.
FEWER_ON_A_SMALL_SITE = {
    "/roles/?sort=family&after=role-01": 8,
    "/compare/?role=role-01&role=role-02&replace=role-01": 6,
}


@pytest.fixture
def site():
    """Two roles with two texts each."""
    dimensions = [make_dimension(f"Dimension {number}") for number in (1, 2)]
    make_roles(2, dimensions=dimensions, family=make_family())
    backdate_everything()
    refresh()


@pytest.fixture
def large_site(site):
    """Fifty more roles in ten families, and eight more dimensions."""
    dimensions = [*Dimension.objects.all()]
    dimensions += [make_dimension(f"Dimension {number}") for number in range(3, 11)]
    families = [make_family(f"Family {number}") for number in range(10)]
    for number in range(3, 53):
        make_role(
            f"Role {number:02}",
            family=families[number % 10],
            texts=dict.fromkeys(dimensions, "Says something"),
        )
    refresh()


def test_the_pages_of_a_small_site(client, django_assert_num_queries, site):
    for path, count in (COUNTS | FEWER_ON_A_SMALL_SITE).items():
        with django_assert_num_queries(VERSION + count, info=path):
            client.get(path)


def test_the_pages_of_a_large_site(client, django_assert_num_queries, large_site):
    for path, count in COUNTS.items():
        with django_assert_num_queries(VERSION + count, info=path):
            client.get(path)


def test_a_page_of_a_dimension_takes_a_query_for_each_family(
    client, django_assert_num_queries, large_site
):
    # The dimension, the families, and 30 roles and the next: 2 and 5 of each other.
    with django_assert_num_queries(VERSION + 2 + 7):
        client.get("/dimensions/dimension-1/")


def test_fifty_roles_are_compared_in_four_queries(
    client, django_assert_num_queries, large_site
):
    path = f"/compare/{'-vs-'.join(f'role-{n:02}' for n in range(1, 51))}/"

    with django_assert_num_queries(VERSION + 4):
        response = client.get(path)

    assert b"50-way comparison" in response.content


@pytest.mark.parametrize("path", COUNTS)
@pytest.mark.parametrize("is_cached", [True, False])
def test_a_page_that_is_kept_takes_one_query(
    client, django_assert_num_queries, site, path, is_cached
):
    """Promise 16, for a whole answer and for one that says that nothing changed."""
    first = client.get(path)
    if first.status_code != 200:
        pytest.skip("only pages are kept")
    headers = {"if-none-match": first["ETag"]} if is_cached else {}

    with django_assert_num_queries(VERSION):
        response = client.get(path, headers=headers)

    assert response.status_code == (304 if is_cached else 200)


def test_a_preview_of_a_role_takes_as_many_for_a_large_family(
    client, django_assert_num_queries, site
):
    client.force_login(make_editor())
    path = "/admin/preview/roles/role-01/"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    make_role("Role 03", family=Role.objects.get(slug="role-01").family)

    with django_assert_num_queries(len(few)):
        client.get(path)
