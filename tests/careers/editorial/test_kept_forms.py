"""A form sent while logged out comes back filled in after the login, saving nothing."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from careers.editorial.models import Comment, Draft, KeptForm
from careers.editorial.workflow import publishing
from careers.models import Dimension, Publication, Redaction, Role, Theme
from tests.admin_forms import admin_path, field_errors, form_data
from tests.factories import (
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_submitted,
    make_term,
    make_theme,
    publication_path,
)
from tests.html import document, text_of, values
from tests.kept_forms import ADD_ROLE, NAMED, Person, kept_note, make_text
from tests.queue_pages import PUBLISH, REVIEW, make_approved_change

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LONG = "Ä word. " * 12_000


@pytest.fixture
def boss(db):
    return Person(User.objects.create_superuser("boss"))


ADMIN_FORMS = {
    "add a role": (
        lambda: ADD_ROLE,
        NAMED | {"abbreviations": "KC", "other_names": "Chef\r\nSous-chef"},
    ),
    "change a role": (
        lambda: admin_path(make_role("Cook")),
        NAMED | {"other_names": "Chef"},
    ),
    "add a dimension": (
        lambda: "/admin/careers/dimension/add/",
        NAMED | {"question": "Which?", "is_summary": "on", "length_guide": "61"},
    ),
    "change a dimension": (lambda: admin_path(make_dimension()), NAMED),
    "add a theme": (lambda: "/admin/careers/theme/add/", NAMED),
    "change a theme": (lambda: admin_path(make_theme()), NAMED),
    "add a family": (lambda: "/admin/careers/family/add/", NAMED | {"position": "7"}),
    "change a family": (lambda: admin_path(make_family()), NAMED),
    "add a term": (
        lambda: "/admin/careers/term/add/",
        {"preferred": "cook", "variants": "boil\r\nfry", "note": "In kitchens"},
    ),
    "change a term": (lambda: admin_path(make_term()), {"variants": "steer"}),
    "add a person": (
        lambda: "/admin/auth/user/add/",
        {"username": "dora", "first_name": "Dora", "email": "dora@example.com"},
    ),
    "change a person": (
        lambda: admin_path(make_person("dora")),
        {"last_name": "Doe", "email": "doe@example.com"},
    ),
    "add a group": (lambda: "/admin/auth/group/add/", {"name": "Cooks"}),
    "change a group": (lambda: admin_path(Group.objects.first()), {"name": "Cooks"}),
}


@pytest.mark.parametrize("kind", ADMIN_FORMS)
def test_a_form_of_the_admin_comes_back_and_can_be_saved(boss, kind):
    make_path, typed = ADMIN_FORMS[kind]
    path = make_path()
    page = boss.send_logged_out(path, boss.form(path, **typed))
    data = form_data(page, "#content-main form")
    assert {name: data[name] for name in typed} == typed
    assert len(kept_note(page)) == 1
    if kind == "add a person":
        secret = "a long and secret one"
        data |= {"usable_password": "true", "password1": secret, "password2": secret}
    assert boss.client.post(path, data).status_code == 302
    assert not KeptForm.objects.exists()


def test_nothing_is_saved_by_itself(boss):
    boss.send_logged_out(ADD_ROLE, boss.form(ADD_ROLE, **NAMED))
    assert not Role.objects.exists()


def test_the_login_leads_back_to_the_form(boss):
    data = boss.form(ADD_ROLE, **NAMED)
    boss.log_out()
    response = boss.client.post(ADD_ROLE, data, follow=True)
    assert "what you typed is kept" in text_of(document(response), ".session-ended")
    boss.user.set_password("correct horse battery")
    boss.user.save()
    fields = {"username": "boss", "password": "correct horse battery"}
    [(login, _status)] = response.redirect_chain
    page = boss.client.post(login, fields, follow=True)
    assert page.redirect_chain == [(ADD_ROLE, 302)]
    assert values(document(page), "#id_name", "value") == [NAMED["name"]]


def test_a_long_text_comes_back_with_its_version(boss):
    role, dimension, path = make_text()
    selector = "form.text-form"
    sent = boss.form(path, selector, text=LONG, act="save")
    make_draft(role, dimension, "Someone else was faster.")
    page = boss.send_logged_out(path, sent)
    data = form_data(page, selector, act="save")
    assert data["text"].strip() == LONG.strip()
    assert (data["base"], data["version"]) == (sent["base"], sent["version"])
    assert Draft.objects.get().text == "Someone else was faster."
    assert boss.client.post(path, data).status_code == 409


def test_a_comment_comes_back_and_the_text_beside_it_stays(boss):
    _role, _dimension, path = make_text()
    sent = boss.form(path, "#comment_form", comment="Why so short?")
    page = boss.send_logged_out(path, sent)
    assert form_data(page, "#comment_form")["comment"] == "Why so short?"
    text = form_data(page, "form.text-form", act="save")
    assert text["text"] == "Decides."
    assert "_kept" not in text
    boss.client.post(path, text)
    boss.client.post(path, form_data(page, "#comment_form"))
    assert Comment.objects.get().text == "Why so short?"
    assert not KeptForm.objects.exists()


def test_a_merged_text_comes_back(boss):
    role, dimension, path = make_text()
    sent = boss.form(path, "form.text-form", text="Decides all.", act="save")
    make_draft(role, dimension, "Decides nothing.")
    conflict = boss.client.post(path, sent)
    merged = form_data(conflict, "form.conflict", merged="Decides much.", act="save")
    page = boss.send_logged_out(path, merged)
    assert form_data(page, "form.text-form")["text"] == "Decides much."


def test_a_review_comes_back_with_its_ticks(boss):
    draft = make_submitted(make_role("Cook"), make_dimension("Hours"))
    sent = boss.form(
        REVIEW, "#review", version=draft.version, comment="Which?", act="return"
    )
    page = boss.send_logged_out(REVIEW, sent)
    data = form_data(page, "#review", act="return")
    assert (data["comment"], data["version"]) == ("Which?", draft.version)
    draft.refresh_from_db()
    assert draft.state == "in_review"
    assert boss.client.post(REVIEW, data).status_code == 302


def test_a_comment_on_the_texts_of_one_role_is_not_shown_beside_another(boss):
    dimension = make_dimension("Hours")
    cook, baker = make_role("Cook"), make_role("Baker")
    draft = make_submitted(cook, dimension)
    make_submitted(baker, dimension)
    path = f"{REVIEW}?role=cook"
    sent = boss.form(path, "#review", version=draft.version, comment="Which?")
    page = boss.send_logged_out(path, sent)
    assert form_data(page, "#review")["comment"] == "Which?"
    other = boss.client.get(f"{REVIEW}?role=baker")
    assert form_data(other, "#review")["comment"] == ""


def test_a_publication_comes_back_with_its_time(boss):
    draft = make_approved_change()
    sent = boss.form(
        PUBLISH,
        "#publish",
        version=draft.version,
        why="Yearly review",
        when="later",
        due_at="2099-01-31T09:00",
    )
    data = form_data(boss.send_logged_out(PUBLISH, sent), "#publish")
    assert (data["why"], data["due_at"]) == ("Yearly review", "2099-01-31T09:00")
    assert not Publication.objects.exists()


def test_the_reason_for_an_undo_comes_back(boss):
    publication = make_publication([make_approved_change()])
    path = f"{publication_path(publication)}?undo=1"
    sent = boss.form(path, "#undo", why="A mistake")
    page = boss.send_logged_out(path, sent)
    assert form_data(page, "#undo")["why"] == "A mistake"
    assert Publication.objects.count() == 1


def test_a_redaction_comes_back_without_the_words_that_it_looks_for(boss):
    role, dimension, _path = make_text()
    path = reverse("editorial:redact_text", args=[role.slug, dimension.slug])
    sent = boss.form(path, "#ask", why="Named a person", words="Zoe")
    page = document(boss.client.get(path))
    [version] = values(page, "[name=version]", "value")
    page = boss.send_logged_out(path, sent | {"version": version})
    data = form_data(page, "#ask")
    assert (data["why"], data["version"]) == ("Named a person", version)
    assert not data["words"]
    assert "Zoe" not in str(KeptForm.objects.values())
    assert not Redaction.objects.exists()


def test_the_reason_to_bring_something_back_comes_back(boss):
    texts = {make_dimension(): "Says."}
    roles = [make_role(name, texts=texts) for name in ("Cook", "Chef")]
    for role in roles:
        publishing.delete(role, by=boss.user)
    form = f"#bring-back-role-{roles[0].pk}"
    sent = boss.form("/admin/deleted/", form, why="Missed")
    page = boss.send_logged_out("/admin/deleted/", sent)
    assert form_data(page, form)["why"] == "Missed"
    assert not form_data(page, f"#bring-back-role-{roles[1].pk}")["why"]
    assert boss.client.post("/admin/deleted/", form_data(page, form)).status_code == 302
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize("act", ["", "confirm"])
def test_a_pasted_table_comes_back(boss, act):
    make_text()
    path = reverse("editorial:paste")
    sent = boss.form(path, "#paste", pasted="Decides much.", act=act)
    page = boss.send_logged_out(path, sent)
    assert form_data(page, "#paste")["pasted"] == "Decides much."
    assert not Draft.objects.exists()


def test_a_form_that_comes_back_shows_what_is_wrong_with_it(boss):
    make_role("Cook", slug="cook")
    page = boss.send_logged_out(ADD_ROLE, boss.form(ADD_ROLE, name="C", slug="cook"))
    assert list(field_errors(page)) == ["slug"]


def test_a_form_that_comes_back_shows_what_others_changed_since(boss):
    theme = make_theme()
    path = admin_path(theme)
    sent = boss.form(path, name="Powers")
    Theme.objects.update(name="Rights")
    page = boss.send_logged_out(path, sent)
    assert "“Rights”" in field_errors(page)["name"]
    assert form_data(page, "#theme_form")["name"] == "Powers"


def test_a_dimension_of_a_popup_is_forgotten_once_it_is_saved(boss):
    path = "/admin/careers/family/add/?_popup=1"
    page = boss.send_logged_out(path, boss.form(path, **NAMED))
    boss.client.post(path, form_data(page, "#family_form"))
    assert not KeptForm.objects.exists()
    assert not Dimension.objects.exists()


# Forms without words


@pytest.mark.parametrize("action", ["delete/", "move/?p=0"])
def test_what_has_no_words_leads_back_to_its_page(boss, action):
    family = make_family()
    page = f"http://testserver{admin_path(family)}?_changelist_filters=q"
    boss.log_out()
    response = boss.client.post(
        admin_path(family).replace("change/", action),
        {"post": "yes", "move": "up"},
        headers={"referer": page},
    )
    assert response.url == (
        f"/admin/login/?next={admin_path(family)}%3F_changelist_filters%3Dq"
    )
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize(
    "page", ["", "https://evil.example/admin/", "//evil.example/admin/", "/roles/"]
)
def test_no_login_leads_away_from_the_admin(client, page):
    path = f"{REVIEW}?role=cook"
    response = client.post(path, headers={"referer": page})
    assert response.url == "/admin/login/?next=/admin/review/%3Frole%3Dcook"
