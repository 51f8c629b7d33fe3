"""A session that has ended: people are told, and lose nothing that they typed."""

import pytest
from django.test import Client

from tests.factories import (
    make_dimension,
    make_draft,
    make_person,
    make_role,
    make_submitted,
)
from tests.html import document, links, text_of, values
from tests.queue_pages import (
    PUBLISH,
    REVIEW,
    as_member_of,
    client_for,
    make_approved_change,
)

pytestmark = pytest.mark.django_db


def test_the_login_says_that_the_session_has_ended():
    answer = Client().post(REVIEW, {"comment": "Say which."}, follow=True)
    assert text_of(document(answer), ".session-ended").startswith(
        "Your session has ended"
    )


@pytest.mark.parametrize("query", ["", "?next=/admin/", "?next=/admin/logout/"])
def test_who_comes_to_sign_in_is_told_of_no_session(query):
    page = document(Client().get(f"/admin/login/{query}"))
    assert page.query(".session-ended") == []


def test_a_form_that_has_expired_leads_back_into_the_admin():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("rita", "Reviewer"))
    answer = client.post(f"{REVIEW}?role=cook", {"comment": "Say which."})
    assert answer.status_code == 403
    page = document(answer)
    assert links(page, "main .actions a") == ["/admin/review/?role=cook", "/admin/"]
    assert "kept in this browser" in text_of(page, "main .lede")


def kept(page):
    return values(page, "textarea[data-autosave]", "name")


def test_what_is_typed_is_kept_by_every_page_that_asks_for_words():
    make_approved_change()
    make_submitted(make_role("Cook"), make_dimension("Hours"))
    rita = as_member_of("Reviewer", "rita")
    assert kept(document(rita.get(REVIEW))) == ["comment"]
    assert kept(document(rita.get(PUBLISH))) == ["why"]
    text = document(rita.get("/admin/texts/cook/hours/"))
    assert set(kept(text)) == {"comment"}
    assert values(text, "script[src*=autosave-fields]", "type") == ["module"]


def test_what_is_kept_is_kept_for_one_person():
    person = make_person("rita", "Reviewer")
    make_draft(make_role("Cook"), make_dimension())
    page = document(client_for(person).get(REVIEW))
    assert values(page, "meta[name=signed-in]", "data-person") == [f"{person.pk}"]
