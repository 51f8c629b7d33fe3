"""An expired session shows a message, and typed text is not lost."""

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


def test_the_login_page_says_that_the_session_has_ended():
    response = Client().post(REVIEW, {"comment": "Say which."}, follow=True)
    assert text_of(document(response), ".session-ended").startswith(
        "Your session has ended"
    )


@pytest.mark.parametrize("query", ["", "?next=/admin/", "?next=/admin/logout/"])
def test_a_first_visit_to_the_login_page_mentions_no_session(query):
    page = document(Client().get(f"/admin/login/{query}"))
    assert page.query(".session-ended") == []


def test_an_expired_form_links_back_to_its_page():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("rita", "Reviewer"))
    response = client.post(f"{REVIEW}?role=cook", {"comment": "Say which."})
    assert response.status_code == 403
    page = document(response)
    assert links(page, "main .actions a") == ["/admin/review/?role=cook", "/admin/"]
    assert "it shows what you typed" in text_of(page, "main .lede")


def kept_forms(page):
    """Return the fields to write in, of the forms that scripts and the site keep."""
    return [
        values(form, "textarea:not([hidden])", "name")
        for form in page.query("form")
        if form.query("[data-kept]")
    ]


def test_every_page_with_a_text_field_keeps_it():
    make_approved_change()
    make_submitted(make_role("Cook"), make_dimension("Hours"))
    rita = as_member_of("Reviewer", "rita")
    assert kept_forms(document(rita.get(REVIEW))) == [["comment"]]
    assert kept_forms(document(rita.get(PUBLISH))) == [["why"]]
    text_page = document(rita.get("/admin/texts/cook/hours/"))
    assert kept_forms(text_page) == [["text"], ["comment"]]
    assert values(text_page, "script[src*=autosave-forms]", "type") == ["module"]


def test_autosaved_text_belongs_to_one_person():
    person = make_person("rita", "Reviewer")
    make_draft(make_role("Cook"), make_dimension())
    page = document(client_for(person).get(REVIEW))
    assert values(page, "meta[name=signed-in]", "data-person") == [f"{person.pk}"]
