"""A preview says that it is one, what it shows, and leads back."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from tests.factories import (
    make_approved,
    make_dimension,
    make_person,
    make_publication,
    make_role,
)
from tests.html import document, links, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PREVIEW = "/admin/preview/roles/analyst/"


@pytest.fixture
def drafts():
    role = make_role("Analyst")
    return [
        make_approved(role, make_dimension(name), "Says something new")
        for name in ("Authority", "Growth", "Tasks")
    ]


@pytest.fixture
def editor(drafts):
    client = Client()
    client.force_login(make_person("reader", "Editor"))
    return client


def open_preview(editor, **query):
    return document(editor.get(PREVIEW, query_params=query))


def subject(page):
    return text_of(page, ".preview-banner p:first-of-type")


def test_the_title_and_the_banner_say_that_a_page_is_a_preview(editor):
    page = open_preview(editor)

    assert text_of(page, "title").startswith("Preview: Analyst")
    assert subject(page) == "Preview: all drafts, not public"


def test_the_banner_counts_the_chosen_drafts(editor, drafts):
    versions = [draft.version for draft in drafts]

    assert subject(open_preview(editor, draft=versions)) == (
        "Preview: 3 drafts, not public"
    )
    assert subject(open_preview(editor, draft=versions[:1] * 2)) == (
        "Preview: 1 draft, not public"
    )


def test_the_banner_says_when_the_page_will_be_public(editor, drafts):
    due = datetime(2099, 12, 1, 9, tzinfo=timezone.get_default_timezone())
    publication = make_publication(drafts, due_at=due)

    page = open_preview(editor, publication=publication.pk)

    assert subject(page) == (
        f"Preview: as it will be on 1 December 2099, 09:00 ({due.tzname()})"
    )
    assert links(page, ".preview-banner p a") == [
        f"/admin/publications/{publication.pk}/"
    ]


def test_people_who_cannot_read_publications_get_no_link_to_one(drafts):
    publication = make_publication(drafts, due_at=timezone.now() + timedelta(days=1))
    person = make_person("proofreader")
    person.user_permissions.add(Permission.objects.get(codename="view_draft"))
    reader = Client()
    reader.force_login(person)

    page = open_preview(reader, publication=publication.pk)

    assert "as it will be on" in subject(page)
    assert links(page, ".preview-banner p a") == []


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/admin/texts/analyst/authority/?state=draft", "Back to the text"),
        ("/admin/matrix/?family=a&page=2", "Back to the matrix"),
        ("/admin/review/?role=analyst", "Back to the review"),
        ("/admin/publish/", "Back to publishing"),
        ("/admin/publications/7/", "Back to the publication"),
        ("/admin/careers/role/1/change/", "Back to the role"),
    ],
)
def test_the_banner_leads_back(editor, path, label):
    page = open_preview(editor, back=path)

    assert links(page, ".way-back") == [path]
    assert text_of(page, ".way-back") == label


@pytest.mark.parametrize(
    "path",
    ["https://evil.example/admin/matrix/", "//evil.example/admin/matrix/",
     "/\\evil.example/admin/matrix/", "javascript:alert(1)", "/admin/logout/",
     "/admin/matrix/../../compare/", "admin/matrix/", " /admin/matrix/", "\0", "//["],
)  # fmt: skip
def test_the_banner_leads_back_to_pages_of_editors_only(editor, path):
    for query in ({}, {"draft": "1.1"}):
        page = open_preview(editor, back=path, **query)

        assert "/admin/matrix/" in links(page, ".way-back, #content-main a")
        assert path not in links(page, "a")


def test_the_way_back_outlives_a_stale_preview(editor):
    back = "/admin/texts/analyst/authority/"
    page = open_preview(editor, draft="1.1", back=back)

    again, way_back = links(page, "#content-main a")

    assert way_back == back
    assert links(document(editor.get(again)), ".way-back") == [back]


def test_a_scheduled_publication_links_to_its_previews(editor, drafts):
    due = timezone.now() + timedelta(days=1)
    path = f"/admin/publications/{make_publication(drafts, due_at=due).pk}/"

    [preview] = links(document(editor.get(path)), ".facts a[href*=preview]")
    page = document(editor.get(preview))

    assert "as it will be on" in subject(page)
    assert links(page, ".way-back") == [path]


def test_a_finished_publication_has_no_preview(editor, drafts):
    path = f"/admin/publications/{make_publication(drafts).pk}/"

    assert not links(document(editor.get(path)), ".facts a[href*=preview]")
