"""The list of publications and their pages: who, when, why; undo and cancel."""

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import publishing
from careers.models import Publication, Role, RoleDimensionEntry
from tests.admin_forms import form_data, messages_of
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
    make_roles,
    publication_path,
)
from tests.html import document, links, text_of, texts
from tests.queue_pages import (
    PUBLICATIONS,
    as_member_of,
    as_staff,
    live_text,
    make_approved_change,
)

pytestmark = pytest.mark.django_db


def make_publications():
    """Make a published, a scheduled and a cancelled publication."""
    dimension = make_dimension("Authority")
    drafts = [make_approved(role, dimension) for role in make_roles(3)]
    soon = timezone.now() + timedelta(days=1)
    make_publication(drafts[:1], why="Done")
    make_publication(drafts[1:2], why="To come", due_at=soon)
    cancelled = make_publication(drafts[2:], why="Not after all", due_at=soon)
    publishing.cancel(publication=cancelled, by=cancelled.made_by)


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("", ["To come", "Not after all", "Done"]),
        ("?state=published", ["Done"]),
        ("?state=scheduled", ["To come"]),
        ("?state=cancelled", ["Not after all"]),
        ("?state=%00", ["To come", "Not after all", "Done"]),
        ("?page=zzz", ["To come", "Not after all", "Done"]),
    ],
)
def test_scheduled_publications_are_listed_first(query, reasons):
    make_publications()
    page = document(as_member_of("Editor").get(f"{PUBLICATIONS}{query}"))
    assert texts(page, ".publications tbody th") == reasons


def test_the_number_of_queries_does_not_grow_with_the_publications(
    django_assert_num_queries,
):
    dimension = make_dimension()
    editor = as_member_of("Editor")
    for first, count in ((0, 2), (2, 12)):
        for number in range(first, count):
            make_publication([make_approved(make_role(f"Role {number}"), dimension)])
        with django_assert_num_queries(6):
            editor.get(PUBLICATIONS)


def get_publication(publication, group="Reviewer", query=""):
    return document(as_member_of(group).get(f"{publication_path(publication)}{query}"))


def test_a_publication_shows_its_reason_people_and_changes():
    publication = make_publication([make_approved_change()], why="Yearly <review>")
    page = get_publication(publication, "Editor")
    assert text_of(page, "h1") == "Yearly <review>"
    assert "Written by writer, approved by reviewer" in text_of(page, ".waiting .when")
    assert text_of(page, ".waiting .diff ins") == "[added: all ]"


@pytest.mark.parametrize("key", ["0", "999999", "9" * 30])
def test_an_unknown_publication_is_not_found(key):
    response = as_member_of("Editor").get(f"{PUBLICATIONS}{key}/")
    assert response.status_code == 404


def test_a_refused_publication_says_why_and_what_to_do():
    draft = make_approved_change()
    due_at = timezone.now() + timedelta(minutes=1)
    publication = make_publication([draft], due_at=due_at)
    RoleDimensionEntry.objects.update(text="Changed")
    publishing.publish_due(now=due_at)
    page = get_publication(publication)
    assert "has since changed" in text_of(page, ".errornote")
    assert links(page, ".errornote a") == ["/admin/publish/"]


def test_the_page_says_that_a_role_was_deleted():
    publication = make_publication([make_approved_change()])
    Role.objects.all().delete()
    assert "has since been deleted" in text_of(
        get_publication(publication), ".hindrance"
    )


# Undo and cancel


def post_undo(publication, why="A mistake", group="Reviewer"):
    fields = {"act": "undo", "why": why}
    return as_member_of(group).post(publication_path(publication), fields)


def test_an_undo_is_previewed():
    publication = make_publication([make_approved_change()])
    page = get_publication(publication, query="?undo=1")
    assert text_of(page, ".waiting .diff del") == "[removed: all ]"
    assert "puts back 1 text," in text_of(page, ".asks")
    assert text_of(page, "h1") == "Undo “Because”?"
    assert live_text() == "Decides on all tools."


def test_an_undo_restores_the_previous_text():
    publication = make_publication([make_approved_change()])
    response = post_undo(publication)
    assert live_text() == "Decides on tools."
    assert response.url == publication_path(Publication.objects.get(undoes=publication))
    assert "undone" in text_of(
        get_publication(publication), ".facts div:first-child dd"
    )


def test_a_restored_text_keeps_its_old_review():
    draft = make_approved_change()
    cell = [draft.role, draft.dimension]
    make_publication([draft])
    before = RoleDimensionEntry.objects.values().get()
    another = make_person("another", "Editor")
    second = make_publication([make_approved(*cell, "Decides alone.", by=another)])
    post_undo(second)
    assert RoleDimensionEntry.objects.values().get() == before | {"updated_at": ANY}
    byline = text_of(
        get_publication(Publication.objects.get(undoes=second)), ".waiting .when"
    )
    assert "Written by writer, approved by reviewer" in byline


def test_a_text_without_a_review_is_restored_without_one():
    publication = make_publication([make_approved_change()])
    post_undo(publication)
    assert RoleDimensionEntry.objects.get().reviewed_at is None
    page = get_publication(Publication.objects.get(undoes=publication))
    assert text_of(page, ".waiting .when").startswith("Restored by")


def test_undoing_a_first_text_is_shown_as_a_removal():
    cook = make_role("Cook", texts={make_dimension("Tools"): "Uses knives."})
    draft = make_approved(cook, make_dimension())
    publication = make_publication([draft])
    post_undo(publication)
    page = get_publication(Publication.objects.get(undoes=publication))
    byline = text_of(page, ".waiting .when")
    assert byline == "Removed by reviewer · removes the text"


def test_an_unknown_action_is_refused():
    publication = make_publication([make_approved_change()])
    fields = {"act": "nonsense", "why": "A mistake"}
    response = as_member_of("Reviewer").post(publication_path(publication), fields)
    assert response.status_code == 400
    assert live_text() == "Decides on all tools."


def test_an_undo_needs_a_reason():
    publication = make_publication([make_approved_change()])
    page = post_undo(publication, why=" ")
    assert page.status_code == 400
    assert live_text() == "Decides on all tools."


def test_a_text_changed_since_cannot_be_undone():
    publication = make_publication([make_approved_change()])
    RoleDimensionEntry.objects.update(text="Changed")
    page = post_undo(publication, why="A mistake")
    assert page.status_code == 409
    assert form_data(page, ".asks form")["why"] == "A mistake"
    assert "can’t be undone" in text_of(document(page), ".hindrance")


def test_a_publication_cannot_be_undone_twice():
    publication = make_publication([make_approved_change()])
    post_undo(publication)
    assert get_publication(publication).query(".ways a[href$='undo=1']") == []
    assert get_publication(publication, query="?undo=1").query(".asks") == []
    assert post_undo(publication).status_code == 409


def test_the_list_marks_undone_publications():
    first = make_publication([make_approved_change()])
    post_undo(first)
    post_undo(Publication.objects.get(undoes=first))
    page = document(as_member_of("Editor").get(PUBLICATIONS))
    assert texts(page, ".publications td:last-child") == [
        "Published, undoes another",
        "Published, undoes another, undone",
        "Published, undone",
    ]


def test_the_list_counts_texts_and_other_changes():
    draft = make_approved_change(status="draft")
    publishing.publish(
        versions=[draft.version],
        roles=[draft.role],
        why="New",
        by=make_person("boss", "Reviewer"),
    )
    page = document(as_member_of("Editor").get(PUBLICATIONS))
    size = texts(page, ".publications td:nth-of-type(1)")
    assert size == ["1 text and 1 other change"]


def post_cancel(publication, group="Reviewer"):
    fields = {"act": "cancel"}
    return as_member_of(group).post(publication_path(publication), fields)


def test_cancelling_keeps_the_drafts_approved():
    due_at = timezone.now() + timedelta(days=1)
    publication = make_publication([make_approved_change()], due_at=due_at)
    assert messages_of(post_cancel(publication)) == ["Canceled. 1 text stays approved."]
    assert Publication.objects.get().state == "cancelled"
    assert Draft.objects.get().state == "approved"


def test_a_publication_cannot_be_cancelled_twice():
    due_at = timezone.now() + timedelta(days=1)
    publication = make_publication([make_approved_change()], due_at=due_at)
    post_cancel(publication)
    assert "nothing to cancel" in messages_of(post_cancel(publication))[0]


def test_cancelling_names_the_texts_changed_since():
    one = make_approved_change()
    two = make_approved(make_role("Cook"), one.dimension)
    due_at = timezone.now() + timedelta(days=1)
    publication = make_publication([one, two], due_at=due_at)
    make_draft(two.role, two.dimension, "Says something else")
    message = (
        "Canceled. 1 text stays approved. "
        "Changed since then, and no longer approved: “Cook: Authority”."
    )
    assert messages_of(post_cancel(publication)) == [message]


def test_a_role_scheduled_to_appear_is_not_called_hidden():
    draft = make_approved_change(status="draft")
    publication = publishing.publish(
        versions=[draft.version],
        roles=[draft.role],
        why="New",
        by=make_person("boss", "Reviewer"),
        due_at=timezone.now() + timedelta(days=1),
    )
    facts = text_of(get_publication(publication), ".facts")
    assert "Not visible to visitors yet Data Engineer" in facts
    assert "Hidden from visitors" not in facts


def test_people_are_shown_by_their_full_names():
    publication = make_publication([make_approved_change()])
    User.objects.filter(username="reviewer").update(first_name="Rita", last_name="Rey")
    assert "approved by Rita Rey" in text_of(
        get_publication(publication), ".waiting .when"
    )


def test_the_reason_for_an_undo_is_marked_as_required():
    publication = make_publication([make_approved_change()])
    page = get_publication(publication, query="?undo=1")
    assert text_of(page, "label[for=id_why]") == "Reason (required)"
    assert "stay as drafts, so nothing is lost" in text_of(page, ".asks > p")


def test_a_published_publication_cannot_be_cancelled():
    publication = make_publication([make_approved_change()])
    assert "too late" in messages_of(post_cancel(publication))[0]
    assert live_text() == "Decides on all tools."


def test_undoing_and_cancelling_need_permission():
    publication = make_publication([make_approved_change()])
    page = get_publication(publication, "Editor", "?undo=1")
    assert page.query("#content-main form") == []
    assert post_undo(publication, group="Editor").status_code == 403
    assert post_cancel(publication, group="Editor").status_code == 403
    assert live_text() == "Decides on all tools."


def test_reading_publications_needs_permission(client):
    publication = make_publication([make_approved_change()])
    address = publication_path(publication)
    assert client.get(address).url.startswith("/admin/login/")
    staff = as_staff("view_draft")
    for path in (address, PUBLICATIONS):
        assert staff.get(path).status_code == 403
