"""Every page of the admin takes few queries, whoever opens it."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from careers.editorial.models import SavedView, SecurityEvent
from careers.editorial.workflow import drafting, redacting
from careers.editorial.workflow.versions import versions_of
from careers.models import OldAddress, text_part
from careers.search.index import refresh

from .factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_overtaken,
    make_person,
    make_publication,
    make_roles,
    make_submitted,
    make_term,
    make_theme,
)
from .promises.test_permission_table import KINDS, PERMISSIONS

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15

# Administrators see all that the others do.
GROUPS = [
    "Administrator",
    pytest.param("Editor", marks=pytest.mark.long),
    pytest.param("Reviewer", marks=pytest.mark.long),
]

PAGES = [
    "/admin/",
    "/admin/?page=2",
    "/admin/careers/",
    "/admin/jsi18n/",
    "/admin/password/",
    "/admin/password/{user}/token/",
    "/admin/password/handed-over/{user}/token/",
    "/admin/password_change/",
    "/admin/password_change/done/",
    "/admin/account/logout/",
    "/admin/account/reauthenticate/",
    "/admin/account/sessions/",
    "/admin/account/factors/",
    "/admin/account/factors/app/add/",
    "/admin/account/factors/codes/new/",
    "/admin/account/factors/keys/",
    "/admin/account/factors/keys/add/",
    "/admin/views/",
    "/admin/roles/names.json?q=role",
    "/admin/matrix/",
    "/admin/matrix/?q=role",
    "/admin/matrix/?q=something+role&state=draft",
    "/admin/matrix/?q=somethng",
    "/admin/matrix/submit/",
    "/admin/matrix/submit/?state=draft&q=role",
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
    "/admin/texts/role-03/dimension-2/",
    "/admin/texts/role-04/dimension-2/",
    "/admin/texts/role-45/dimension-1/",
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
    "/admin/export/?role=role-01",
    "/admin/import/",
    "/admin/deleted/",
    "/admin/redactions/",
    "/admin/redactions/text/role-01/dimension-1/",
    *(
        f"/admin/redactions/details/{kind}/{{{kind}}}/"
        for kind in ("role", "dimension", "family", "theme", "term")
    ),
    "/admin/redactions/{redaction}/",
    "/admin/then/role-02/",
    "/admin/preview/roles/role-01/",
    "/admin/preview/roles/role-02/",
    "/admin/preview/compare/role-01-vs-role-02/",
    "/admin/preview/compare/role-01-vs-role-02/brief/",
    "/admin/careers/role/",
    "/admin/careers/role/?q=role",
    "/admin/careers/role/?q=role&completeness=incomplete",
    "/admin/careers/role/?completeness=empty",
    "/admin/careers/role/add/",
    "/admin/careers/roledimensionentry/",
    "/admin/careers/roledimensionentry/?q=role",
    "/admin/careers/roledimensionentry/?q=something+dimension",
    "/admin/careers/roledimensionentry/?state=draft",
    "/admin/careers/roledimensionentry/add/",
    *(
        f"/admin/careers/{kind}/{{{kind}}}/{page}/"
        for kind in ("role", "dimension", "family", "theme", "term", "oldaddress")
        for page in ("change", "history", "delete")
    ),
    *(
        f"/admin/careers/{kind}/{page}"
        for kind in ("dimension", "family", "theme", "term", "oldaddress")
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
    "/admin/editorial/securityevent/",
    "/admin/editorial/securityevent/?q=writer&kind__exact=signed_in&day=2026-11-23",
    "/admin/editorial/securityevent/{event}/change/",
    "/admin/editorial/securityevent/{event}/history/",
    "/admin/editorial/securityevent/log.csv",
    "/admin/editorial/securityevent/log.jsonl",
]


@pytest.fixture
def keys():
    """Make a site with something of everything; return keys of its objects."""
    theme, family = make_theme(), make_family()
    dimensions = [make_dimension(f"Dimension {n}", theme=theme) for n in range(1, 11)]
    roles = make_roles(45, dimensions=dimensions[:9], family=family)
    term = make_term()
    old = OldAddress.objects.create(address="/old", leads_to="/roles/")
    for role in roles[1:6]:
        make_draft(role, dimensions[0])
    make_submitted(roles[2], dimensions[1])
    make_approved(roles[3], dimensions[1])
    make_overtaken(roles[5], dimensions[2])
    publication = make_publication([make_approved(roles[4], dimensions[1])])
    writer = User.objects.get(username="writer")
    drafting.comment(role=roles[1], dimension=dimensions[0], text="Why?", by=writer)
    tomorrow = timezone.now() + timedelta(days=1)
    make_publication([make_approved(roles[4], dimensions[2])], due_at=tomorrow)
    versions = versions_of(text_part(roles[4].pk, dimensions[1].pk)).values()
    redaction = redacting.ask(
        tokens=[version.token for version in versions], why="Named a person", by=writer
    )
    SavedView.objects.create(
        person=writer, page=SavedView.Page.MATRIX, name="Drafts", is_shared=True
    )
    refresh()
    return {
        "role": roles[0].pk,
        "dimension": dimensions[0].pk,
        "family": family.pk,
        "theme": theme.pk,
        "term": term.pk,
        "oldaddress": old.pk,
        "publication": publication.pk,
        "redaction": redaction.pk,
        "user": writer.pk,
        "group": Group.objects.get(name="Editor").pk,
        "event": SecurityEvent.objects.latest("pk").pk,
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

    assert {page: n for page, n in costs.items() if n > MOST_QUERIES} == {}


def test_every_page_in_the_table_of_permissions_is_counted(keys):
    shown = {
        address.replace("^", "")
        for (address, method), answers in PERMISSIONS.items()
        if method == "GET" and "200" in answers[KINDS.index("editor") : -1]
    }

    counted = {resolve(urlsplit(page.format(**keys)).path).route for page in PAGES}

    assert shown - counted == set()
