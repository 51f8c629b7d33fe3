"""Every page of the admin takes few queries, whoever opens it."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers.search.index import refresh

from .factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_roles,
    make_submitted,
    make_term,
    make_theme,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15

GROUPS = ["Editor", "Reviewer", "Administrator"]

# More, because of what they show. None grows with the content.
EXCEPTIONS = {
    # The role, the dimension, its three texts, the same of the roles beside it, who
    # has it open, comments, checks, and who may approve it.
    "/admin/texts/role-01/dimension-1/": 18,
    "/admin/texts/role-02/dimension-1/": 20,
    "/admin/texts/role-03/dimension-1/": 20,
    # Every table that may hold a version, for each of the fields.
    "/admin/redactions/text/role-01/dimension-1/": 17,
    "/admin/redactions/details/role/{role}/": 46,
}

PAGES = [
    "/admin/",
    "/admin/?page=2",
    "/admin/careers/",
    "/admin/password_change/",
    "/admin/matrix/",
    "/admin/matrix/?state=missing",
    "/admin/matrix/?state=draft",
    "/admin/matrix/?family=engineering&state=in-review",
    "/admin/matrix/?dimension=dimension-1&page=2",
    "/admin/matrix/?role=role-01&role=role-02",
    "/admin/matrix/paste/?role=role-01",
    "/admin/matrix/next/?seek=missing&start=role-01/dimension-1",
    "/admin/matrix/row-labels/?role=role-01&dimension=dimension-1",
    "/admin/texts/role-01/dimension-1/",
    "/admin/texts/role-02/dimension-1/",
    "/admin/texts/role-03/dimension-1/",
    "/admin/review/",
    "/admin/review/?tick=all&role=role-03",
    "/admin/publish/",
    "/admin/publish/?role=role-04",
    "/admin/publications/",
    "/admin/publications/{publication}/",
    "/admin/publications/{publication}/?undo",
    "/admin/history/",
    "/admin/history/?role=role-01&dimension=dimension-1",
    "/admin/history/?by=writer",
    "/admin/history/role-01/dimension-1/",
    "/admin/deleted/",
    "/admin/redactions/",
    "/admin/redactions/text/role-01/dimension-1/",
    "/admin/redactions/details/role/{role}/",
    "/admin/preview/roles/role-01/",
    "/admin/careers/role/",
    "/admin/careers/role/?completeness=empty",
    "/admin/careers/role/add/",
    "/admin/careers/roledimensionentry/",
    "/admin/careers/roledimensionentry/?state=draft",
    "/admin/careers/roledimensionentry/add/",
    *(
        f"/admin/careers/{kind}/{{{kind}}}/{page}/"
        for kind in ("role", "dimension", "family", "theme", "term")
        for page in ("change", "history", "delete")
    ),
    *(
        f"/admin/careers/{kind}/{page}"
        for kind in ("dimension", "family", "theme", "term")
        for page in ("", "add/")
    ),
    "/admin/auth/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/user/{user}/change/",
    "/admin/auth/user/{user}/history/",
    "/admin/auth/group/",
    "/admin/auth/group/{group}/change/",
    "/admin/auth/group/{group}/history/",
]


@pytest.fixture
def keys():
    """Make a site with something of everything; return keys of its objects."""
    theme, family = make_theme(), make_family()
    dimensions = [make_dimension(f"Dimension {n}", theme=theme) for n in range(1, 11)]
    roles = make_roles(45, dimensions=dimensions[:9], family=family)
    term = make_term()
    for role in roles[1:6]:
        make_draft(role, dimensions[0])
    make_submitted(roles[2], dimensions[1])
    make_approved(roles[3], dimensions[1])
    publication = make_publication([make_approved(roles[4], dimensions[1])])
    refresh()
    return {
        "role": roles[0].pk,
        "dimension": dimensions[0].pk,
        "family": family.pk,
        "theme": theme.pk,
        "term": term.pk,
        "publication": publication.pk,
        "user": User.objects.get(username="writer").pk,
        "group": Group.objects.get(name="Editor").pk,
    }


def logged_in(person):
    client = Client()
    client.force_login(person)
    return client


def costs_of_pages(client, keys):
    """Return the number of queries of each page."""
    costs = {}
    for page in PAGES:
        path = page.format(**keys)
        client.get(path)  # what a process reads once, such as content types
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        costs[page] = len(queries)
    return costs


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_takes_at_most_fifteen_queries(keys, group):
    client = logged_in(make_person("reader", group))

    costs = costs_of_pages(client, keys)

    limits = {page: EXCEPTIONS.get(page, MOST_QUERIES) for page in PAGES}
    assert {page: n for page, n in costs.items() if n > limits[page]} == {}
