"""What the site has of a person can be taken along, and erased."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.utils import timezone

from careers.editorial.models import (
    AccountEvent,
    Comment,
    Draft,
    ImportPlan,
    KeptForm,
    SavedView,
    SecurityEvent,
)
from careers.editorial.models.import_plan import KEPT_FOR as IMPORTS_KEPT_FOR
from careers.editorial.models.kept_form import KEPT_FOR as FORMS_KEPT_FOR
from careers.editorial.workflow import drafting, personal_data
from tests.accounts import account_path, change_account
from tests.factories import make_dimension, make_draft, make_person, make_role

pytestmark = pytest.mark.django_db

WORDS = "Plans the week with the team."


@pytest.fixture
def ada():
    return make_person("ada", "Administrator")


@pytest.fixture
def admin(ada):
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def edith(admin):
    """An editor of whom the site has something everywhere."""
    edith = make_person("edith", "Editor", first_name="Edith", last_name="Quill")
    change_account(admin, edith, username="edith.quill", email="quill@example.org")
    edith.refresh_from_db()
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    make_draft(role, dimension, WORDS, by=edith)
    drafting.comment(role=role, dimension=dimension, text="Is that so?", by=edith)
    client = Client()
    client.force_login(edith)
    SavedView.objects.create(person=edith, page="matrix", name="Edith’s view")
    KeptForm.objects.create(
        person=edith, path="/admin/", encoded_fields="a=b", typed_at=timezone.now()
    )
    ImportPlan.objects.keep(person=edith, readings="[]", plan="{}")
    return edith


def deactivate(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


def erase(username="edith.quill", by="ada"):
    call_command("erase_person", username, by=by, no_input=True, stdout=StringIO())


def everything():
    """Return the words of all rows of the site, but those of the security log."""
    return {
        model._meta.label: str(list(model._base_manager.values_list()))
        for model in apps.get_models()
        if model is not Session
    }


def test_an_erased_person_is_nowhere(edith):
    deactivate(edith)

    erase()

    for name, rows in everything().items():
        assert "dith" not in rows, name
        assert "uill" not in rows, name


def test_what_an_erased_person_wrote_stays(edith):
    deactivate(edith)

    erase()

    draft = Draft.objects.get()
    assert (draft.text, draft.written_by) == (WORDS, edith)
    assert str(draft.written_by.get_full_name()) == f"Former editor {edith.pk}"
    assert Comment.objects.get().made_by == edith
    assert Draft.history.filter(history_user=edith).exists()
    assert AccountEvent.objects.filter(account=edith).exists()


def test_an_erased_person_can_not_log_in(edith):
    client = Client()
    client.force_login(edith)
    deactivate(edith)

    erase()

    edith.refresh_from_db()
    assert not edith.has_usable_password()
    assert not edith.groups.exists()
    keys = [session.get_decoded().get("_auth_user_id") for session in sessions()]
    assert str(edith.pk) not in keys
    assert client.get("/admin/").status_code == 302


def sessions():
    return Session.objects.all()


def test_the_security_log_says_who_was_erased_by_number(edith, ada):
    deactivate(edith)

    erase()

    event = SecurityEvent.objects.get(kind=SecurityEvent.Kind.PERSON_ERASED)
    assert (event.account, event.person, event.about) == (edith, ada, "")


@pytest.mark.parametrize(
    ("username", "by", "message"),
    [
        ("nobody", "ada", "no account"),
        ("edith.quill", "nobody", "no account"),
        ("edith.quill", "rita", "may not change"),
        ("edith.quill", "ada", "is active"),
    ],
)
def test_erasing_is_refused(edith, username, by, message):
    make_person("rita", "Reviewer")

    with pytest.raises(CommandError, match=message):
        erase(username, by)

    assert User.objects.filter(username="edith.quill").exists()


def test_erasing_asks_to_type_the_name_again(edith, monkeypatch):
    deactivate(edith)
    monkeypatch.setattr("builtins.input", lambda question: "edith")

    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_person", "edith.quill", by="ada")

    assert User.objects.filter(username="edith.quill").exists()


def test_a_person_gets_all_that_the_site_has(edith, tmp_path):
    file = tmp_path / "edith.json"

    call_command("export_person", "edith.quill", str(file), stdout=StringIO())

    text = file.read_text()
    data = json.loads(text)
    assert file.stat().st_mode & 0o777 == 0o600
    assert data["account"][0]["username"] == "edith.quill"
    for words in (WORDS, "Is that so?", "Edith’s view", "a=b", "signed_in"):
        assert words in text
    assert edith.password not in text


def test_it_is_known_of_each_table_whether_it_goes_with_a_person():
    stay = {LogEntry, Draft.writers.through, User.groups.through}
    stay |= {User.user_permissions.through, *details_writers()}

    for model, field in personal_data.references():
        if field.remote_field.on_delete is models.CASCADE:
            assert personal_data.is_own(model) or model in stay, model


def details_writers():
    return {apps.get_model("editorial", "DetailsDraft").writers.through}


def test_the_privacy_page_says_how_long_all_is_kept(client, settings):
    settings.SECURITY_LOG_DAYS = 90

    page = client.get("/privacy/").text

    assert "90 days" in page
    assert (FORMS_KEPT_FOR.days, IMPORTS_KEPT_FOR.days) == (30, 1)
    assert "for 30 days at most" in page


def test_an_administrator_sees_whom_an_erased_account_was_not(admin, edith):
    deactivate(edith)
    erase()

    page = admin.get(account_path(edith)).text

    assert "Former editor" in page
    assert "Quill" not in page
