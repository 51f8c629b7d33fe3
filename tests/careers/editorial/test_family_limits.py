"""People limited to families read everything, and change the roles of those only."""

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from careers.editorial.models import Comment, DetailsDraft, Draft
from careers.editorial.workflow import live_version, ordering, publishing
from careers.editorial.workflow.scope import OutOfScopeError
from careers.models import Dimension, Publication, Role, RoleDimensionEntry
from tests.admin_forms import admin_path, form_data, messages_of
from tests.details_pages import proposed
from tests.factories import (
    limit_to,
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_submitted,
    publication_path,
)
from tests.html import document, text, text_of, texts, values
from tests.matrix_pages import FRAGMENT, JSON, MATRIX, PASTE, post_text, text_path
from tests.queue_pages import PUBLISH, REVIEW, client_for, publish_form, review_form

NOTE = "You can change roles in Data only."
READ_ONLY = f"This role isn’t in your families. {NOTE}"


@pytest.fixture
def data(db):
    return make_family("Data")


@pytest.fixture
def people(data):
    return make_family("People", position=1)


@pytest.fixture
def authority(db):
    return make_dimension("Authority")


@pytest.fixture
def own(data, authority):
    return make_role("Analyst", family=data, texts={authority: "Decides."})


@pytest.fixture
def other(people, authority):
    return make_role("Recruiter", family=people, texts={authority: "Decides."})


@pytest.fixture
def homeless(authority):
    return make_role("Cook", texts={authority: "Decides."})


def limited(group, data):
    return client_for(limit_to(make_person("lena", group), data))


# Texts


def test_they_write_the_texts_of_their_families(data, own, authority):
    post_text(limited("Editor", data), own, authority, text="Decides all.")
    assert Draft.objects.get().text == "Decides all."


@pytest.mark.parametrize("kind", ["other", "homeless"])
@pytest.mark.parametrize("act", ["save", "submit"])
def test_they_write_no_other_text(data, authority, request, kind, act):
    role, admin = request.getfixturevalue(kind), limited("Editor", data)
    page = post_text(admin, role, authority, act, text="Mine.")
    assert page.status_code == 403
    assert "isn’t in your families, so nothing was changed." in text_of(
        document(page), ".errornote"
    )
    assert text(document(page).query_one("#id_typed")) == "Mine."
    assert not Draft.objects.exists()


def test_a_script_is_refused_with_the_reason(data, other, authority):
    admin = limited("Editor", data)
    answer = post_text(admin, other, authority, text="Mine.", headers=JSON)
    assert answer.status_code == 403
    assert NOTE in answer.json()["message"]


def test_they_discard_no_other_draft(data, other, authority):
    make_draft(other, authority)
    post_text(limited("Editor", data), other, authority, "discard")
    assert Draft.objects.exists()


def test_the_page_of_another_text_has_the_reason_and_no_form(data, other, authority):
    page = document(limited("Editor", data).get(text_path(other, authority)))
    assert texts(page, ".out-of-scope") == [READ_ONLY]
    assert page.query("[data-text-form]") == []
    assert "Decides." in text_of(page, ".text-main > .prose")


def test_they_may_comment_on_every_text(data, other, authority):
    admin = limited("Editor", data)
    page = document(admin.get(text_path(other, authority)))
    assert page.query("#id_comment")
    post_text(admin, other, authority, "comment", comment="Same as ours?")
    assert Comment.objects.get().text == "Same as ours?"


def test_they_restore_no_other_text(data, other, authority):
    make_draft(other, authority)
    admin = limited("Editor", data)
    address = reverse("editorial:text_history", args=[other.slug, authority.slug])
    assert document(admin.get(address)).query("[name=restore]") == []


# The matrix


def test_the_matrix_marks_what_is_not_theirs(data, own, other, authority):
    page = document(limited("Editor", data).get(MATRIX))
    assert values(page, "td[data-read-only]", "data-role") == ["recruiter"]
    assert texts(page, "thead .status") == ["Read only"]
    assert texts(page, ".out-of-scope") == [NOTE]
    assert [link.split()[0] for link in texts(page, ".cell-edit")] == ["Edit", "Read"]


def test_the_matrix_of_their_roles_says_nothing_of_limits(data, own, authority):
    page = document(limited("Editor", data).get(MATRIX))
    assert page.query(".out-of-scope, td[data-read-only]") == []


def test_the_matrix_submits_their_drafts_only(data, own, other, authority):
    make_draft(other, authority)
    draft = make_draft(own, authority)
    page = document(limited("Editor", data).get(MATRIX))
    assert values(page, ".submit-drafts [name=version]", "value") == [draft.version]


def test_they_submit_no_other_draft(data, own, other, authority):
    versions = [make_draft(role, authority).version for role in (own, other)]
    sent = limited("Editor", data).post(MATRIX, {"version": versions})
    assert "“Recruiter” isn’t in your families" in messages_of(sent)[0]
    assert set(Draft.objects.values_list("state", flat=True)) == {"writing"}


def test_a_table_that_reaches_beyond_their_roles_is_refused(
    data, own, other, authority
):
    fields = {"pasted": "A\tB", "role": own.slug, "dimension": authority.slug}
    answer = limited("Editor", data).post(PASTE, fields, headers=FRAGMENT)
    assert f"Recruiter. {READ_ONLY}" in answer.content.decode()
    assert answer.status_code == 400


# Review and publication


@pytest.mark.parametrize("act", ["approve", "return"])
def test_they_approve_and_return_drafts_of_their_families_only(
    data, own, other, authority, act
):
    admin = limited("Reviewer", data)
    for role in (own, other):
        draft = make_submitted(role, authority)
        admin.post(REVIEW, review_form(draft, act=act, comment="Because"))
    assert Draft.objects.get(role=own).state != "in_review"
    assert Draft.objects.get(role=other).state == "in_review"


def test_the_review_says_what_is_not_theirs(data, other, authority):
    make_submitted(other, authority)
    page = document(limited("Reviewer", data).get(REVIEW))
    assert READ_ONLY in text_of(page, "#content-main")
    assert page.query("[type=checkbox][name=version]") == []


def test_they_publish_texts_of_their_families_only(data, own, other, authority):
    drafts = [make_approved(role, authority) for role in (own, other)]
    admin = limited("Reviewer", data)
    refusal = admin.post(PUBLISH, publish_form(*drafts))
    assert refusal.status_code == 409
    assert not Publication.objects.exists()
    admin.post(PUBLISH, publish_form(drafts[0]))
    assert RoleDimensionEntry.objects.get(role=own).text == drafts[0].text


def test_they_show_roles_of_their_families_only(data, people, own, authority):
    hidden = make_role("Trainer", family=people, status="draft")
    draft = make_approved(own, authority)
    limited("Reviewer", data).post(PUBLISH, publish_form(draft, show=[hidden]))
    hidden.refresh_from_db()
    assert not hidden.is_published


@pytest.mark.parametrize("act", ["undo", "cancel"])
def test_they_undo_and_cancel_no_other_publication(data, other, authority, act):
    due_at = None if act == "undo" else "2999-01-31T09:00:00Z"
    publication = make_scheduled_or_published(other, authority, due_at)
    admin = limited("Reviewer", data)
    address = publication_path(publication)
    page = document(admin.get(address))
    assert texts(page, ".hindrance") == [READ_ONLY]
    assert page.query("[name=act]") == []
    admin.post(address, {"act": act, "why": "Because"})
    publication.refresh_from_db()
    assert publication.state == ("published" if act == "undo" else "scheduled")
    assert Publication.objects.count() == 1


def make_scheduled_or_published(role, dimension, due_at):
    draft = make_approved(role, dimension)
    return make_publication([draft], due_at=due_at and parse_datetime(due_at))


def test_they_mark_no_other_text_as_reviewed(data, other, authority):
    version = live_version("Decides.")
    fields = {"role": other.slug, "dimension": authority.slug, "version": version}
    sent = limited("Reviewer", data).post("/admin/reviewed/", fields)
    assert NOTE in messages_of(sent)[0]
    assert RoleDimensionEntry.objects.get().reviewed_at is None


def test_the_home_page_lists_what_they_may_handle(data, own, other, authority):
    for role in (own, other):
        make_submitted(role, authority)
    page = document(limited("Reviewer", data).get("/admin/"))
    assert texts(page, ".oldest li > a") == ["Analyst: Authority"]
    assert "Recruiter: Authority" not in text_of(page, ".task-lists")


def test_only_reviewers_who_may_approve_a_draft_hear_of_it(
    data, other, authority, mailoutbox, django_capture_on_commit_callbacks
):
    limit_to(make_person("lena", "Reviewer"), data)
    make_person("rita", "Reviewer")
    with django_capture_on_commit_callbacks(execute=True):
        make_submitted(other, authority)
    assert [message.to for message in mailoutbox] == [["rita@example.com"]]


# Roles


def test_they_change_the_details_of_their_roles(data, own):
    admin = limited("Reviewer", data)
    admin.post(admin_path(own), form_data(admin.get(admin_path(own)), name="Chief"))
    assert proposed(own).name == "Chief"


@pytest.mark.parametrize("kind", ["other", "homeless"])
def test_the_page_of_another_role_is_read_only(data, request, kind):
    role, admin = request.getfixturevalue(kind), limited("Administrator", data)
    page = document(admin.get(admin_path(role)))
    assert texts(page, ".hindrance") == [READ_ONLY]
    assert page.query("#role_form [name=name], #role_form [name=_save]") == []
    assert page.query("#role_form [name=index]") == []
    assert admin.post(admin_path(role), {"name": "Mine"}).status_code == 403
    assert admin.get(f"/admin/careers/role/{role.pk}/delete/").status_code == 403


def test_a_role_moves_between_their_families_only(data, people, own):
    mine = make_family("Design", position=2)
    admin = limited("Reviewer", data)
    limit_to(User.objects.get(username="lena"), mine)
    for family, names in [
        (people, ["Data"]),
        ("", ["Data"]),
        (mine, ["Design"]),
    ]:
        fields = form_data(admin.get(admin_path(own)))
        key = family and str(family.pk)
        admin.post(admin_path(own), fields | {"family": key})
        assert [proposed(own).family.name] == names


def test_they_add_roles_to_their_families_only(data, people):
    admin = limited("Editor", data)
    address = "/admin/careers/role/add/"
    for family in (people.pk, "", data.pk):
        fields = form_data(admin.get(address), name="Cook", slug="cook")
        admin.post(address, fields | {"family": family})
    assert Role.objects.get().family == data


def test_the_list_says_which_roles_are_theirs(data, own, other, homeless):
    admin = limited("Reviewer", data)
    page = document(admin.get(admin_path(Role)))
    assert texts(page, ".field-access") == ["Change", "Read only", "Read only"]
    assert values(page, "#result_list [name=_selected_action]", "value") == [
        str(own.pk)
    ]
    page = document(admin.get(f"{admin_path(Role)}?yours=yes"))
    assert texts(page, "#result_list tbody th") == ["Analyst"]


def test_the_list_of_someone_without_limits_says_nothing_of_them(own):
    page = document(client_for(make_person("rita", "Reviewer")).get(admin_path(Role)))
    assert page.query(".field-access") == []
    assert "your families" not in text_of(page, "#changelist-filter")


def test_an_action_on_another_role_changes_nothing(data, own, other):
    keys = [own.pk, other.pk]
    sent = {"action": "archive", "_selected_action": keys, "index": 0}
    admin = limited("Reviewer", data)
    page = document(admin.post(admin_path(Role), sent))
    seen = values(page, "[name=seen]", "value")
    answer = admin.post(admin_path(Role), sent | {"confirmed": "yes", "seen": seen})
    assert answer.status_code == 409
    assert "“Recruiter” isn’t in your families" in text_of(
        document(answer), ".errornote"
    )
    assert set(Role.objects.values_list("status", flat=True)) == {"published"}


def test_they_bring_back_no_other_role(data, other):
    publishing.delete(other, by=make_person("ada", "Administrator"))
    admin = limited("Administrator", data)
    answer = admin.post("/admin/deleted/", {"kind": "role", "key": other.pk})
    assert NOTE in answer.content.decode()
    assert not Role.objects.exists()


# What all families share


@pytest.mark.parametrize("model", ["dimension", "family"])
def test_what_all_families_share_is_read_only(data, authority, model):
    target = {"dimension": authority, "family": data}[model]
    admin = limited("Administrator", data)
    page = document(admin.get(admin_path(target)))
    assert texts(page, ".hindrance") == [
        f"This belongs to the roles of all families. {NOTE}"
    ]
    assert admin.post(admin_path(target), {"name": "Mine"}).status_code == 403
    assert admin.get(f"/admin/careers/{model}/add/").status_code == 403
    assert admin.get(f"/admin/careers/{model}/{target.pk}/delete/").status_code == 403


def test_they_move_no_family(data, people):
    admin = limited("Administrator", data)
    answer = admin.post(f"/admin/careers/family/{data.pk}/move/", {"move": "down"})
    assert answer.status_code == 403


@pytest.mark.parametrize("kind", ["dimension", "family"])
def test_a_script_moves_nothing_that_all_families_share(data, people, authority, kind):
    make_dimension("Growth", position=1)
    item = {"dimension": authority, "family": data}[kind]
    lena = limit_to(make_person("lena", "Administrator"), data)
    with pytest.raises(OutOfScopeError, match="belongs to the roles of all families"):
        ordering.move(item, 1, by=lena)
    assert not DetailsDraft.objects.exists()


def test_they_bring_back_no_dimension(data, authority):
    key = authority.pk
    authority.delete()
    admin = limited("Administrator", data)
    admin.post("/admin/deleted/", {"kind": "dimension", "key": key})
    assert not Dimension.objects.exists()


# Accounts


def account_path(person):
    return f"/admin/auth/user/{person.pk}/change/"


def families_of(person):
    return [str(limit) for limit in person.family_limits.all()]


def test_an_administrator_chooses_the_families_of_a_person(data, people):
    anna = make_person("anna", "Editor")
    admin = client_for(make_person("ada", "Administrator"))
    fields = form_data(admin.get(account_path(anna)))
    admin.post(account_path(anna), fields | {"family_limits-0-family": data.pk})
    assert families_of(anna) == ["Data"]
    fields = form_data(admin.get(account_path(anna)))
    admin.post(account_path(anna), fields | {"family_limits-0-DELETE": "on"})
    assert families_of(anna) == []


def test_a_limited_administrator_lifts_no_limit(data, people):
    admin = limited("Administrator", data)
    lena = User.objects.get(username="lena")
    page = admin.get(account_path(lena))
    assert document(page).query("[name='family_limits-0-family']") == []
    fields = form_data(page) | {"family_limits-0-DELETE": "on"}
    admin.post(account_path(lena), fields)
    assert families_of(lena) == ["Data"]


def test_a_limited_administrator_changes_no_account_with_more_families(data):
    admin = limited("Administrator", data)
    anna = make_person("anna", "Editor")
    assert admin.post(account_path(anna), {"username": "mine"}).status_code == 403
    limit_to(anna, data)
    fields = form_data(admin.get(account_path(anna)), first_name="Anna")
    admin.post(account_path(anna), fields)
    anna.refresh_from_db()
    assert anna.first_name == "Anna"


def test_accounts_that_a_limited_administrator_makes_have_the_same_limits(data):
    admin = limited("Administrator", data)
    address = "/admin/auth/user/add/"
    password = "a long way to go 42"
    fields = form_data(admin.get(address), username="nina")
    fields |= {"password1": password, "password2": password}
    admin.post(address, fields | {"groups": [Group.objects.get(name="Reviewer").pk]})
    assert families_of(User.objects.get(username="nina")) == ["Data"]


def test_a_family_that_limits_someone_cannot_be_deleted(data):
    limit_to(make_person("lena", "Editor"), data)
    with pytest.raises(ProtectedError):
        data.delete()
