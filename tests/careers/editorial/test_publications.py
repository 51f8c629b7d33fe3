"""What was published: who, when, why; undone, or cancelled."""

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


def make_several():
    """A published, a scheduled and a cancelled publication."""
    dimension = make_dimension("Authority")
    drafts = [make_approved(role, dimension) for role in make_roles(3)]
    soon = timezone.now() + timedelta(days=1)
    make_publication(drafts[:1], why="Done")
    make_publication(drafts[1:2], why="To come", due_at=soon)
    off = make_publication(drafts[2:], why="Not after all", due_at=soon)
    publishing.cancel(publication=off, by=off.made_by)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["To come", "Not after all", "Done"]),
        ("?state=published", ["Done"]),
        ("?state=scheduled", ["To come"]),
        ("?state=cancelled", ["Not after all"]),
        ("?state=%00", ["To come", "Not after all", "Done"]),
        ("?page=zzz", ["To come", "Not after all", "Done"]),
    ],
)
def test_publications_are_listed_what_is_to_come_first(query, found):
    make_several()
    page = document(as_member_of("Editor").get(f"{PUBLICATIONS}{query}"))
    assert texts(page, ".publications tbody th") == found


def test_more_publications_cost_no_more_queries(django_assert_num_queries):
    dimension = make_dimension()
    editor = as_member_of("Editor")
    for first, count in ((0, 2), (2, 12)):
        for each in range(first, count):
            make_publication([make_approved(make_role(f"Role {each}"), dimension)])
        with django_assert_num_queries(8):
            editor.get(PUBLICATIONS)


def page_of(publication, group="Reviewer", query=""):
    return document(as_member_of(group).get(f"{publication_path(publication)}{query}"))


def test_a_publication_says_who_when_why_and_what():
    publication = make_publication([make_approved_change()], why="Yearly <review>")
    page = page_of(publication, "Editor")
    assert text_of(page, "h1") == "Yearly <review>"
    assert "Written by writer, approved by reviewer" in text_of(page, ".waiting .when")
    assert text_of(page, ".waiting .diff ins") == "[added: all ]"


@pytest.mark.parametrize("key", ["0", "999999", "9" * 30])
def test_a_publication_that_is_none_is_not_found(key):
    response = as_member_of("Editor").get(f"{PUBLICATIONS}{key}/")
    assert response.status_code == 404


def test_a_refused_publication_says_why_and_what_to_do():
    draft = make_approved_change()
    due_at = timezone.now() + timedelta(minutes=1)
    publication = make_publication([draft], due_at=due_at)
    RoleDimensionEntry.objects.update(text="Meanwhile")
    publishing.publish_due(now=due_at)
    page = page_of(publication)
    assert "has since changed" in text_of(page, ".errornote")
    assert links(page, ".errornote a") == ["/admin/publish/"]


def test_what_was_deleted_since_is_told():
    publication = make_publication([make_approved_change()])
    Role.objects.all().delete()
    assert "has since been deleted" in text_of(page_of(publication), ".hindrance")


# Undo and cancel


def undo(publication, why="A mistake", group="Reviewer"):
    sent = {"act": "undo", "why": why}
    return as_member_of(group).post(publication_path(publication), sent)


def test_what_would_come_back_is_shown_before_it_is_undone():
    publication = make_publication([make_approved_change()])
    page = page_of(publication, query="?undo=1")
    assert text_of(page, ".waiting .diff del") == "[removed: all ]"
    assert "puts back 1 text," in text_of(page, ".asks")
    assert text_of(page, "h1") == "Undo “Because”?"
    assert live_text() == "Decides on all tools."


def test_undone_visitors_read_what_they_read_before():
    publication = make_publication([make_approved_change()])
    response = undo(publication)
    assert live_text() == "Decides on tools."
    assert response.url == publication_path(Publication.objects.get(undoes=publication))
    assert "undone" in text_of(page_of(publication), ".facts div:first-child dd")


def test_what_is_brought_back_is_no_newer_reviewed_than_it_was():
    draft = make_approved_change()
    cell = [draft.role, draft.dimension]
    make_publication([draft])
    before = RoleDimensionEntry.objects.values().get()
    another = make_person("another", "Editor")
    second = make_publication([make_approved(*cell, "Decides alone.", by=another)])
    undo(second)
    assert RoleDimensionEntry.objects.values().get() == before | {"updated_at": ANY}
    said_of_it = text_of(
        page_of(Publication.objects.get(undoes=second)), ".waiting .when"
    )
    assert "Written by writer, approved by reviewer" in said_of_it


def test_what_nobody_has_reviewed_is_brought_back_unreviewed():
    publication = make_publication([make_approved_change()])
    undo(publication)
    assert RoleDimensionEntry.objects.get().reviewed_at is None
    page = page_of(Publication.objects.get(undoes=publication))
    assert text_of(page, ".waiting .when").startswith("Restored by")


def test_a_new_text_that_is_undone_is_not_called_brought_back():
    draft = make_approved(make_role("Cook"), make_dimension())
    publication = make_publication([draft])
    undo(publication)
    page = page_of(Publication.objects.get(undoes=publication))
    said_of_it = text_of(page, ".waiting .when")
    assert said_of_it == "Removed by reviewer · removes the text"


def test_what_is_asked_for_is_undone_or_cancelled_and_nothing_else():
    publication = make_publication([make_approved_change()])
    sent = {"act": "nonsense", "why": "A mistake"}
    answer = as_member_of("Reviewer").post(publication_path(publication), sent)
    assert answer.status_code == 400
    assert live_text() == "Decides on all tools."


def test_an_undoing_needs_a_reason():
    publication = make_publication([make_approved_change()])
    page = undo(publication, why=" ")
    assert page.status_code == 400
    assert live_text() == "Decides on all tools."


def test_what_has_changed_since_cannot_be_undone_and_says_so():
    publication = make_publication([make_approved_change()])
    RoleDimensionEntry.objects.update(text="Meanwhile")
    page = undo(publication, why="A mistake")
    assert page.status_code == 409
    assert form_data(page, ".asks form")["why"] == "A mistake"
    assert "can’t be undone" in text_of(document(page), ".hindrance")


def test_nothing_is_undone_twice():
    publication = make_publication([make_approved_change()])
    undo(publication)
    assert page_of(publication).query(".ways a[href$='undo=1']") == []
    assert page_of(publication, query="?undo=1").query(".asks") == []
    assert undo(publication).status_code == 409


def test_the_list_says_what_was_undone():
    first = make_publication([make_approved_change()])
    undo(first)
    undo(Publication.objects.get(undoes=first))
    page = document(as_member_of("Editor").get(PUBLICATIONS))
    assert texts(page, ".publications td:last-child") == [
        "Published, undoes another",
        "Published, undoes another, undone",
        "Published, undone",
    ]


def test_the_list_counts_texts_and_roles():
    draft = make_approved_change(status="draft")
    publishing.publish(
        versions=[draft.version],
        roles=[draft.role],
        why="New",
        by=make_person("boss", "Reviewer"),
    )
    page = document(as_member_of("Editor").get(PUBLICATIONS))
    size = texts(page, ".publications td:nth-of-type(1)")
    assert size == ["1 text and the visibility of 1 role"]


def cancel(publication, group="Reviewer"):
    sent = {"act": "cancel"}
    return as_member_of(group).post(publication_path(publication), sent)


def test_what_is_scheduled_is_cancelled_and_stays_approved():
    due_at = timezone.now() + timedelta(days=1)
    publication = make_publication([make_approved_change()], due_at=due_at)
    assert messages_of(cancel(publication)) == ["Canceled. 1 text stays approved."]
    assert Publication.objects.get().state == "cancelled"
    assert Draft.objects.get().state == "approved"


def test_what_is_cancelled_is_not_cancelled_again():
    due_at = timezone.now() + timedelta(days=1)
    publication = make_publication([make_approved_change()], due_at=due_at)
    cancel(publication)
    assert "nothing to cancel" in messages_of(cancel(publication))[0]


def test_cancelling_says_which_texts_were_changed_since():
    one = make_approved_change()
    two = make_approved(make_role("Cook"), one.dimension)
    due_at = timezone.now() + timedelta(days=1)
    publication = make_publication([one, two], due_at=due_at)
    make_draft(two.role, two.dimension, "Says something else")
    (message,) = messages_of(cancel(publication))
    assert message == (
        "Canceled. 1 text stays approved. "
        "Changed since then, and no longer approved: “Cook: Authority”."
    )


def test_a_role_that_is_about_to_be_shown_is_not_called_hidden():
    draft = make_approved_change(status="draft")
    publication = publishing.publish(
        versions=[draft.version],
        roles=[draft.role],
        why="New",
        by=make_person("boss", "Reviewer"),
        due_at=timezone.now() + timedelta(days=1),
    )
    facts = text_of(page_of(publication), ".facts")
    assert "Not visible to visitors yet Data Engineer" in facts
    assert "Hidden from visitors" not in facts


def test_people_are_told_by_their_names_where_they_have_one():
    publication = make_publication([make_approved_change()])
    User.objects.filter(username="reviewer").update(first_name="Rita", last_name="Rey")
    assert "approved by Rita Rey" in text_of(page_of(publication), ".waiting .when")


def test_the_reason_of_an_undoing_is_marked_as_required():
    publication = make_publication([make_approved_change()])
    page = page_of(publication, query="?undo=1")
    assert text_of(page, "label[for=id_why]") == "Reason (required)"
    assert "stay as drafts, so nothing is lost" in text_of(page, ".asks > p")


def test_what_is_public_is_not_cancelled():
    publication = make_publication([make_approved_change()])
    assert "too late" in messages_of(cancel(publication))[0]
    assert live_text() == "Decides on all tools."


def test_who_may_only_look_undoes_and_cancels_nothing():
    publication = make_publication([make_approved_change()])
    page = page_of(publication, "Editor", "?undo=1")
    assert page.query("#content-main form") == []
    assert undo(publication, group="Editor").status_code == 403
    assert cancel(publication, group="Editor").status_code == 403
    assert live_text() == "Decides on all tools."


def test_who_may_not_look_gets_nothing(client):
    publication = make_publication([make_approved_change()])
    address = publication_path(publication)
    assert client.get(address).url.startswith("/admin/login/")
    staff = as_staff("view_draft")
    assert [staff.get(each).status_code for each in (address, PUBLICATIONS)] == [
        403
    ] * 2
