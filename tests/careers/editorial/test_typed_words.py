"""Error pages show their reader what was typed, so that it can be copied."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from careers.editorial.models import KeptForm
from careers.models import Role
from tests.admin_forms import admin_path, form_data, messages_of
from tests.factories import (
    make_dimension,
    make_person,
    make_publication,
    make_role,
    make_submitted,
    publication_path,
)
from tests.failing_writes import failing_write
from tests.html import document, text_of
from tests.kept_forms import ADD_ROLE, NAMED, Person, kept_note, make_text
from tests.queue_pages import REVIEW, as_staff, make_approved_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db):
    return Person(User.objects.create_superuser("boss"))


@pytest.fixture
def strict():
    return Person(User.objects.create_superuser("strict"), enforce_csrf_checks=True)


def test_a_stale_token_keeps_the_form_and_shows_its_words(strict):
    sent = strict.form(ADD_ROLE, **NAMED | {"other_names": "Chef\r\nSous-chef"})
    del strict.client.cookies["csrftoken"]
    response = strict.client.post(ADD_ROLE, sent)
    assert response.status_code == 403
    assert "Sous-chef" in text_of(document(response), "#id_typed")
    page = strict.client.get(ADD_ROLE)
    assert form_data(page, "#role_form")["other_names"] == "Chef\r\nSous-chef"
    assert not Role.objects.exists()


def test_without_any_cookie_a_form_leads_through_the_login(strict):
    sent = strict.form(ADD_ROLE, **NAMED)
    strict.client.cookies.clear()
    response = strict.client.post(ADD_ROLE, sent)
    assert response.url == f"/admin/login/?next={ADD_ROLE}"
    strict.log_in()
    assert len(kept_note(strict.client.get(ADD_ROLE))) == 1


def test_a_stale_token_shows_another_person_no_words(strict):
    sent = strict.form(ADD_ROLE, **NAMED)
    eve = make_person("eve", "Administrator")
    strict.client.cookies.clear()
    strict.client.force_login(eve)
    response = strict.client.post(ADD_ROLE, sent)
    assert response.status_code == 403
    assert document(response).query("#id_typed") == []
    strict.log_in()
    assert len(kept_note(strict.client.get(ADD_ROLE))) == 1


def test_a_forged_form_of_another_site_is_not_kept(strict):
    response = strict.client.post(ADD_ROLE, {"name": "Cook", "slug": "cook"})
    assert response.status_code == 403
    assert document(response).query("#id_typed") == []
    assert not KeptForm.objects.exists()


def test_the_words_of_a_form_for_a_deleted_role_are_shown(boss):
    role = make_role("Cook")
    path = admin_path(role)
    sent = boss.form(path, other_names="Sous-chef")
    role.delete()
    response = boss.client.post(path, sent)
    assert response.status_code == 404
    assert "Sous-chef" in text_of(document(response), "#id_typed")
    assert "Perhaps it was deleted?" in messages_of(response)[0]


def test_the_kept_words_for_a_deleted_role_are_shown(boss):
    role = make_role("Cook")
    path = admin_path(role)
    sent = boss.form(path, other_names="Sous-chef")
    role.delete()
    page = boss.send_logged_out(path, sent)
    assert page.status_code == 404
    assert "Sous-chef" in text_of(document(page), ".kept-form details")


def test_the_reason_for_an_undo_of_no_publication_is_shown(boss):
    path = reverse("editorial:publication", args=[99])
    response = boss.client.post(path, {"act": "undo", "why": "A mistake"})
    assert response.status_code == 404
    assert text_of(document(response), "#id_typed") == "A mistake"


def test_an_unknown_action_shows_the_words(boss):
    path = publication_path(make_publication([make_approved_change()]))
    response = boss.client.post(path, {"act": "?", "why": "A mistake"})
    assert response.status_code == 400
    assert text_of(document(response), "#id_typed") == "A mistake"


def test_a_form_without_permission_shows_the_words():
    response = as_staff("view_draft").post(REVIEW, {"comment": "Which one?"})
    assert response.status_code == 403
    assert text_of(document(response), "#id_typed") == "Which one?"


def test_a_form_that_is_too_large_shows_the_words(boss):
    _role, _dimension, path = make_text()
    sent = boss.form(path, "form.text-form", act="save")
    sent["text"] = "Too much. " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 10 + 1)
    response = boss.client.post(
        path,
        "&".join(f"{name}={value.replace(' ', '+')}" for name, value in sent.items()),
        "application/x-www-form-urlencoded",
    )
    assert response.status_code == 400
    assert b"Too much. Too much." in response.content


def test_a_form_with_too_many_fields_shows_the_words(boss):
    draft = make_submitted(make_role("Cook"), make_dimension("Hours"))
    sent = boss.form(REVIEW, "#review", comment="Which one?", act="return")
    body = "&".join(
        [f"{name}={value}" for name, value in sent.items()]
        + [f"version={draft.version}"] * 1_100
    )
    response = boss.client.post(REVIEW, body, "application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert text_of(document(response), "#id_typed") == "Which one?"


def test_an_error_of_the_database_shows_the_words(boss):
    path = make_text()[2]
    sent = boss.form(path, "#comment_form", comment="Why so short?")
    client = Client(raise_request_exception=False)
    client.force_login(boss.user)
    with failing_write(1):
        response = client.post(path, sent)
    assert response.status_code == 500
    assert text_of(document(response), "#id_typed") == "Why so short?"
