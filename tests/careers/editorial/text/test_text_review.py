"""One text in review: submitted, discussed, approved or returned."""

import pytest
from django.core import mail

from careers.editorial.models import Comment, Draft
from tests.admin_forms import messages_of
from tests.factories import (
    make_approved,
    make_draft,
    make_overtaken,
    make_person,
    make_role,
)
from tests.html import document, text_of, texts
from tests.matrix_pages import (
    FRAGMENT,
    JSON,
    log_in,
    post_text,
    text_path,
    textarea,
    version_of,
)

pytestmark = pytest.mark.django_db


def test_submitting_saves_and_asks_for_a_review(role, dimension):
    make_person("rita", "Reviewer")

    post_text(log_in(), role, dimension, "submit", text="Decides on tools")

    assert Draft.objects.get().state == "in_review"


def test_a_text_is_saved_even_if_it_cannot_be_submitted(role, dimension):
    make_overtaken(role, dimension)

    response = post_text(log_in(), role, dimension, "submit", text="Typed for an hour")

    assert response.status_code == 409
    assert "saved but not submitted" in text_of(document(response), ".errornote")
    assert Draft.objects.get().text == "Typed for an hour"


def test_submitting_what_is_approved_changes_nothing(role, dimension):
    draft = make_approved(role, dimension)
    response = post_text(log_in(), role, dimension, "submit", text=draft.text)
    message = "You have changed nothing, so this text stays approved."
    assert message in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == "approved"


def test_saving_what_is_approved_says_that_it_stays_approved(role, dimension):
    draft = make_approved(role, dimension)
    response = post_text(log_in(), role, dimension, text=draft.text)
    assert messages_of(response) == [
        "You have changed nothing, so this text stays approved."
    ]


def test_the_live_text_cannot_be_submitted(role, dimension):
    response = post_text(log_in(), role, dimension, "submit", text="Decides")

    assert "nothing to review" in response.content.decode()


def test_a_reviewer_can_approve(role, dimension):
    make_draft(role, dimension)
    post_text(log_in(), role, dimension, "submit", text="Decides on tools")

    post_text(log_in("rita", "Reviewer"), role, dimension, "approve")

    assert Draft.objects.get().state == "approved"


def test_a_reviewer_can_return_a_draft_with_a_comment(role, dimension):
    post_text(log_in(), role, dimension, "submit", text="Decides on tools")
    rita = log_in("rita", "Reviewer")

    response = post_text(rita, role, dimension, "return", comment=" ")
    assert response.status_code == 409
    assert "Say what has to change" in text_of(document(response), ".errornote")

    post_text(rita, role, dimension, "return", comment="Which tools?")
    assert Draft.objects.get().state == "writing"
    assert Comment.objects.get().text == "Which tools?"


def test_writers_cannot_approve_their_own_drafts(role, dimension):
    rita = log_in("rita", "Reviewer")
    post_text(rita, role, dimension, "submit", text="Decides on tools")

    page = document(rita.get(text_path(role, dimension)))
    response = post_text(rita, role, dimension, "approve", comment="Fine")

    assert not page.query("button[value=approve]")
    assert response.status_code == 409
    assert "Fine" in textarea(response, "comment")


def test_the_page_approves_no_other_draft(role, dimension):
    other = make_role("Engineer")
    make_draft(other, dimension)
    post_text(log_in(), other, dimension, "submit", text="Elsewhere")
    rita = log_in("rita", "Reviewer")

    post_text(rita, role, dimension, "approve", version=version_of(other, dimension))

    assert Draft.objects.get().state == "in_review"


def test_a_comment_is_shown_and_mailed_to_mentioned_people(
    role, dimension, django_capture_on_commit_callbacks
):
    make_person("rita", "Reviewer")
    client = log_in()

    with django_capture_on_commit_callbacks(execute=True):
        post_text(
            client, role, dimension, "comment", comment="Is <b>this</b> so, @rita?"
        )

    page = document(client.get(text_path(role, dimension)))
    assert texts(page, ".comment-text") == ["Is <b>this</b> so, @rita?"]
    assert [message.to for message in mail.outbox] == [["rita@example.com"]]


@pytest.mark.parametrize("comment", ["", "  ", "a" * 2_001, "Owns \0 all"])
def test_an_invalid_comment_stays_in_the_field(role, dimension, comment):
    response = post_text(log_in(), role, dimension, "comment", comment=comment)

    assert response.status_code == 422
    assert comment.strip()[:5].strip() in textarea(response, "comment")
    assert not Comment.objects.exists()


def test_an_editor_can_neither_approve_nor_return(role, dimension):
    post_text(log_in(), role, dimension, "submit", text="Decides on tools")

    for act in ("approve", "return"):
        page = post_text(log_in("ben"), role, dimension, act, comment="Fine")
        json_response = post_text(log_in("ben"), role, dimension, act, headers=JSON)
        assert (page.status_code, json_response.status_code) == (403, 403)
        assert json_response.json()["message"]
    assert Draft.objects.get().state == "in_review"


def test_a_returned_draft_shows_the_reason_until_resubmitted(role, dimension):
    anna, rita = log_in(), log_in("rita", "Reviewer")
    post_text(anna, role, dimension, "submit", text="Decides on tools")
    post_text(rita, role, dimension, "return", comment="Which tools?")
    post_text(anna, role, dimension, text="Decides on all tools")

    page = document(anna.get(text_path(role, dimension)))
    assert "Returned by rita" in text_of(page, ".returned")
    assert "Which tools?" in text_of(page, ".returned")
    fragment = anna.get(text_path(role, dimension), headers=FRAGMENT)
    assert "Which tools?" in fragment.content.decode()
    matrix = document(anna.get("/admin/matrix/"))
    assert text_of(matrix, "[data-label]") == "Live, draft returned"

    post_text(anna, role, dimension, "submit", text="Decides on all tools")
    assert not document(anna.get(text_path(role, dimension))).query(".returned")


def test_a_draft_returned_twice_shows_the_last_reason(role, dimension):
    anna, rita = log_in(), log_in("rita", "Reviewer")
    for reason in ("Which tools?", "Too long"):
        post_text(anna, role, dimension, "submit", text=f"Decides. {reason}")
        post_text(rita, role, dimension, "return", comment=reason)

    page = document(anna.get(text_path(role, dimension)))

    assert texts(page, ".returned .comment-text") == ["Too long"]


def test_a_reviewer_has_one_field_for_all_comments(role, dimension):
    post_text(log_in(), role, dimension, "submit", text="Decides on tools")
    rita = log_in("rita", "Reviewer")

    page = document(rita.get(text_path(role, dimension)))
    post_text(rita, role, dimension, "comment", comment="Nice.")

    assert len(page.query("textarea[name=comment]")) == 1
    assert Comment.objects.get().text == "Nice."


def test_the_page_says_that_visitors_cannot_see_a_draft_role(dimension):
    role = make_role("Architect", status="draft")
    make_draft(role, dimension)

    page = document(log_in().get(text_path(role, dimension)))

    assert "visitors don’t see this role" in text_of(page, ".text-live")
