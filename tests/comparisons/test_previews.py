"""Promise 6: a preview says that it is one, and is the page that will be published."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import ScheduledContent, publishing
from careers.models import Dimension, Publication, Role, RoleDimensionEntry, TextChange
from tests.database_rows import all_rows
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_roles,
    make_theme,
)
from tests.html import document, texts

pytestmark = pytest.mark.django_db

OPTIONS = [
    "",
    "?show=differences&mark=differences",
    "?show=similarities&mark=similarities&sort=distinct",
    "?dimension=authority&column=role-01&column=role-02&baseline=role-01",
    "?show=nonsense&baseline=unknown",
]
PAGES = [
    *(f"compare/role-01-vs-role-02/{options}" for options in OPTIONS),
    "compare/role-02-vs-role-03-vs-role-01/",
    "compare/role-01-vs-role-02/brief/?dimension=authority",
    "roles/role-01/",
    "roles/role-02/",
]


@pytest.fixture(autouse=True)
def site():
    """Three roles with texts on two of three dimensions, since yesterday."""
    theme = make_theme("responsibilities")
    dimensions = [
        make_dimension("Primary Role", position=1, theme=theme, is_summary=True),
        make_dimension("Authority", position=2, question="What may it decide?"),
        make_dimension("Growth", position=3),
    ]
    make_roles(3, dimensions=dimensions[:2], family=make_family())
    backdate_records(days=1)


def backdate_records(**ago):
    """Move all recorded changes into the past."""
    then = timezone.now() - timedelta(**ago)
    for model in (Role, RoleDimensionEntry):
        model.history.update(history_date=then)
    RoleDimensionEntry.objects.all().update(updated_at=then)


def cell(role, dimension):
    return Role.objects.get(slug=role), Dimension.objects.get(slug=dimension)


@pytest.fixture
def editor():
    client = Client()
    client.force_login(make_person("reader", "Editor"))
    return client


TITLE = re.compile(rb"(?<=<title>)Preview: ")
BANNER = re.compile(
    rb'<aside class="preview-banner".*?</aside>(?=<header class="site-header">)',
    re.DOTALL,
)


def preview(editor, page, **query):
    """Return all bytes of a preview but those that say it is one."""
    response = editor.get(f"/admin/preview/{page}", query_params=query or None)
    assert response.status_code == 200, response.content
    return without_banner(response)


def without_banner(response):
    page = response.content
    for part in (TITLE, BANNER):
        page, count = part.subn(b"", page)
        assert count == 1
    return page


def public(page):
    return Client().get(f"/{page}").content


def approve_three():
    """Approve one changed text, one new text and one removal."""
    return [
        make_approved(*cell("role-01", "authority"), "Decides\n\n- much\n- alone"),
        make_approved(*cell("role-01", "growth"), "Role 02 on Authority"),
        make_approved(*cell("role-02", "primary-role"), ""),
    ]


@pytest.mark.parametrize("page", PAGES)
def test_a_preview_is_byte_for_byte_the_published_page(editor, page):
    drafts = approve_three()
    before = public(page)
    preview_page = preview(editor, page)

    make_publication(drafts)

    assert preview_page == public(page) != before


@pytest.mark.parametrize("page", PAGES)
def test_a_preview_of_chosen_drafts_ignores_the_others(editor, page):
    drafts = approve_three()
    separator = "&" if "?" in page else "?"
    chosen = "&".join(f"draft={draft.version}" for draft in drafts[:2])
    preview_page = preview(editor, f"{page}{separator}{chosen}")

    make_publication(drafts[:2])

    assert preview_page == public(page)


def test_a_draft_is_previewed_as_if_approved_today(editor):
    Dimension.objects.exclude(slug="authority").delete()
    make_draft(*cell("role-01", "authority"), "Decides alone")
    preview_page = preview(editor, "roles/role-01/")
    Draft.objects.get().delete()

    make_publication([make_approved(*cell("role-01", "authority"), "Decides alone")])

    assert preview_page == public("roles/role-01/")
    assert b"Last reviewed" in preview_page


@pytest.mark.parametrize("page", PAGES)
def test_without_drafts_a_preview_is_the_public_page(editor, page):
    assert preview(editor, page) == public(page)


@pytest.mark.parametrize(
    "page", ["compare/new-role-vs-role-01/", "roles/new-role/", "roles/role-01/"]
)
def test_a_hidden_role_is_previewed_as_if_it_were_public(editor, page):
    family = Role.objects.get(slug="role-01").family
    role = make_role("New Role", status="draft", family=family)
    draft = make_approved(role, Dimension.objects.first(), "Says something")
    reviewer = Draft.objects.get().approved_by
    due = timezone.now() + timedelta(hours=1)
    publication = publishing.publish(
        versions=[draft.version], roles=[role], why="New", by=reviewer, due_at=due
    )
    preview_page = preview(editor, page, publication=publication.pk)
    by_draft = editor.get(f"/admin/preview/{page}")

    with patch("django.utils.timezone.now", return_value=due):
        assert Client().get(f"/{page}").content == preview_page
    assert by_draft.status_code == 200
    assert page == "roles/role-01/" or b"Says something" in by_draft.content


def test_an_archived_role_is_previewed_with_its_live_texts(editor):
    role, _ = cell("role-03", "authority")
    reader = make_person("boss", "Reviewer")
    publishing.change_status(items=[role], status="archived", by=reader)
    preview_page = preview(editor, "roles/role-03/")

    publishing.change_status(items=[role], status="published", by=reader)

    assert preview_page == public("roles/role-03/")


@pytest.mark.parametrize("page", PAGES)
def test_a_scheduled_publication_is_previewed_as_of_its_day(editor, page):
    due = timezone.now() + timedelta(days=40)
    publication = make_publication(approve_three(), due_at=due)
    make_draft(*cell("role-01", "authority"), "Goes on being written")
    separator = "&" if "?" in page else "?"
    preview_page = preview(editor, f"{page}{separator}publication={publication.pk}")

    with patch("django.utils.timezone.now", return_value=due + timedelta(minutes=3)):
        assert Client().get(f"/{page}").content == preview_page
    assert Publication.objects.get().is_published


def test_drafts_of_other_roles_are_left_out(editor):
    before = public("compare/role-01-vs-role-02/")
    make_draft(*cell("role-03", "authority"), "Zwitscher")

    assert preview(editor, "compare/role-01-vs-role-02/") == before


def test_previews_write_nothing_and_change_no_public_page(editor):
    approve_three()
    before = all_rows(), [public(page) for page in PAGES]

    for page in PAGES:
        preview(editor, page)

    assert (all_rows(), [public(page) for page in PAGES]) == before


def test_no_preview_is_cached_or_indexed(editor):
    for page in [*PAGES, "roles/unknown/", "roles/ROLE-01/", "roles/role-01/?draft=x"]:
        response = editor.get(f"/admin/preview/{page}")

        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert "public" not in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("page", PAGES)
def test_previews_need_the_permission_to_read_drafts(page):
    client = Client()
    assert client.get(f"/admin/preview/{page}").status_code == 302

    client.force_login(make_person("guest"))

    assert client.get(f"/admin/preview/{page}").status_code == 403


@pytest.mark.parametrize("page", ["compare/role-01-vs-role-02/", "roles/role-01/"])
def test_previews_refuse_post_requests(editor, page):
    assert editor.post(f"/admin/preview/{page}").status_code == 405


def test_a_stale_version_gets_a_message(editor):
    draft = make_draft(*cell("role-01", "authority"))
    stale = draft.version
    make_draft(*cell("role-01", "authority"), "Says more")

    response = editor.get(f"/admin/preview/roles/role-01/?draft={stale}")

    assert response.status_code == 409
    assert "“Role 01: Authority” has changed." in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["draft=1.1", "draft=", "draft=%00", "draft=9999999999999999999999.1",
     "draft=²", "publication=1", "publication=", "publication=x%00"],
)  # fmt: skip
def test_unknown_drafts_and_publications_are_not_found(editor, query):
    for page in ("roles/role-01/", "compare/role-01-vs-role-02/"):
        response = editor.get(f"/admin/preview/{page}?{query}")

        assert response.status_code == 404
        assert texts(document(response), "h1")


def test_a_finished_publication_cannot_be_previewed(editor):
    publication = make_publication(approve_three())

    response = editor.get(f"/admin/preview/roles/role-01/?publication={publication.pk}")

    assert response.status_code == 409
    assert "no longer scheduled. It is “published”" in response.content.decode()


def test_a_scheduled_text_of_a_deleted_dimension_is_left_out(editor):
    due = timezone.now() + timedelta(days=1)
    publication = make_publication(approve_three(), due_at=due)
    Dimension.objects.get(slug="growth").delete()

    preview_page = preview(editor, "roles/role-01/", publication=publication.pk)

    dimensions = Dimension.objects.all()
    assert TextChange.objects.exclude(dimension__in=dimensions).exists()
    entries = ScheduledContent(str(publication.pk)).entries(Role.objects.all())
    assert {entry.dimension_id for entry in entries} <= {d.pk for d in dimensions}
    assert b"much" in preview_page


def test_untidy_addresses_redirect_inside_the_preview(editor):
    Role.objects.get(slug="role-01").former_slugs.create(slug="old")

    for untidy, tidy in {
        "compare/OLD-vs-role-02/?show=differences": (
            "compare/role-01-vs-role-02/?show=differences"
        ),
        "roles/old/": "roles/role-01/",
    }.items():
        response = editor.get(f"/admin/preview/{untidy}")
        assert response["Location"] == f"/admin/preview/{tidy}"


def test_unknown_roles_and_too_many_roles_get_the_public_error_pages(editor):
    many = "-vs-".join(f"r{number}" for number in range(51))
    for page, status in {
        "compare/role-01-vs-unknown/": 404,
        "roles/unknown/": 404,
        f"compare/{many}/": 400,
    }.items():
        response = editor.get(f"/admin/preview/{page}")
        assert response.status_code == status
        assert without_banner(response) == public(page)


def test_an_earlier_day_in_a_preview_shows_what_was_public(editor):
    make_draft(*cell("role-01", "authority"), "Zwitscher")
    backdate_records(days=9)
    day = timezone.localdate() - timedelta(days=2)

    preview_page = preview(editor, f"compare/role-01@{day}-vs-role-02/")

    assert preview_page == public(f"compare/role-01@{day}-vs-role-02/")
    assert b"Zwitscher" not in preview_page
