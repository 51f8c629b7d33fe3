"""The review: everything submitted as differences, approved or returned."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from careers.editorial.models import Comment, Draft
from careers.editorial.workflow import drafting
from tests.admin_forms import form_data, messages_of
from tests.factories import (
    make_dimension,
    make_draft,
    make_entry,
    make_person,
    make_role,
    make_roles,
    make_submitted,
)
from tests.html import document, links, text_of, texts, values
from tests.queue_pages import REVIEW, as_member_of, as_staff, review_form

pytestmark = pytest.mark.django_db


def make_change(name="Data Engineer", before="Decides on tools.", **fields):
    dimension = make_dimension("Authority")
    role = make_role(name, texts={dimension: before} if before else None)
    return make_submitted(role, dimension, "Decides on all tools.", **fields)


def shown(query="", group="Reviewer"):
    return document(as_member_of(group).get(f"{REVIEW}{query}"))


def states():
    return set(Draft.objects.values_list("state", flat=True))


# What is shown


def test_a_draft_is_shown_as_it_differs_from_what_is_live():
    make_change()
    page = shown()
    assert text_of(page, ".waiting .diff ins") == "[added: all ]"
    assert text_of(page, ".waiting h3") == "Data Engineer: Authority"
    assert "Written by writer, submitted" in text_of(page, ".waiting .when")


def test_what_is_not_submitted_is_not_shown():
    make_draft(make_role("Data Engineer"), make_dimension())
    assert "No texts are waiting" in text_of(shown(), ".lead")


def test_the_oldest_comes_first_with_all_of_its_role():
    one, two = make_dimension("Authority"), make_dimension("Hours", position=1)
    cook, baker = make_role("Cook"), make_role("Baker")
    for role, dimension in ((cook, one), (baker, one), (cook, two)):
        make_submitted(role, dimension)
    assert texts(shown(), ".of-role h2") == ["Cook", "Baker"]


def test_a_draft_has_its_last_comments():
    make_change(comment="Is “all” right?")
    assert "writer" in text_of(shown(), ".comments li")
    assert text_of(shown(), ".comments .comment-text") == "Is “all” right?"


def test_a_draft_leads_to_its_text_its_history_and_a_preview():
    make_change()
    assert links(shown(), ".of-role .ways a")[1:] == [
        "/admin/preview/roles/data-engineer/",
        "/admin/texts/data-engineer/authority/",
        "/admin/history/data-engineer/authority/",
    ]


def test_the_address_chooses_a_role():
    dimension = make_dimension()
    for name in ("Cook", "Baker"):
        make_submitted(make_role(name), dimension)
    assert texts(shown("?role=baker"), ".of-role h2") == ["Baker"]


@pytest.mark.parametrize("slug", ["gone", "%00", "A+B", "x" * 5_000, "%3Cscript%3E"])
def test_a_role_that_is_none_is_told_and_all_are_shown(slug):
    make_change()
    page = shown(f"?role={slug}")
    assert "No role has the address" in text_of(page, ".errornote")
    assert texts(page, ".of-role h2") == ["Data Engineer"]


def test_all_of_a_role_are_ticked_without_a_script_too():
    make_change()
    (address, *_) = links(shown(), ".of-role .ways a")
    page = document(as_member_of("Reviewer").get(address))
    assert values(page, "[name=version]", "checked") != [None]
    assert text_of(page, "[name=act][value=approve]") == "Approve 1 text"


def test_the_page_holds_fifty():
    dimension = make_dimension()
    for role in make_roles(51):
        make_submitted(role, dimension)
    assert len(shown().query(".waiting")) == 50
    assert len(shown("?page=2").query(".waiting")) == 1
    assert len(shown("?page=%00").query(".waiting")) == 50


def test_more_drafts_cost_no_more_queries(django_assert_num_queries):
    dimension = make_dimension()
    reviewer = as_member_of("Reviewer")
    for number, count in ((0, 2), (2, 12)):
        for each in range(number, count):
            make_submitted(make_role(f"Role {each}"), dimension, comment="Please")
        with django_assert_num_queries(13):
            reviewer.get(REVIEW)


def test_what_is_approved_is_counted_and_leads_on():
    draft = make_change()
    as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert "Approved, waiting to be published: 1 text" in text_of(shown(), ".next-step")


# Approve


def test_what_is_ticked_is_approved_and_told():
    draft = make_change()
    response = as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert response.url == REVIEW
    assert messages_of(response)[0].startswith("1 text approved.")
    assert states() == {"approved"}


def test_the_form_as_it_is_shown_approves():
    make_change()
    reviewer = as_member_of("Reviewer")
    page = reviewer.get(f"{REVIEW}?tick=all")
    reviewer.post(REVIEW, form_data(page, "#review", act="approve"))
    assert states() == {"approved"}


@pytest.mark.parametrize("counted", ["", "0", "2", "x", "\x00" * 3])
def test_other_numbers_than_were_told_are_told_first(counted):
    draft = make_change()
    reviewer = as_member_of("Reviewer")
    page = reviewer.post(
        REVIEW, review_form(draft, counted=counted, comment="Well done")
    )
    assert states() == {"in_review"}
    if "\x00" not in counted:
        assert "approve 1 text" in text_of(document(page), ".asks b")
    assert form_data(page, "#review")["comment"] == "Well done"


def test_what_was_told_is_then_done():
    draft = make_change()
    reviewer = as_member_of("Reviewer")
    page = reviewer.post(REVIEW, review_form(draft, counted=""))
    reviewer.post(REVIEW, form_data(page, "#review", act="approve"))
    assert states() == {"approved"}


def test_a_comment_goes_with_an_approval():
    draft = make_change()
    as_member_of("Reviewer").post(REVIEW, review_form(draft, comment="Good."))
    assert Comment.objects.get().text == "Good."


def test_nobody_approves_what_they_wrote():
    draft = make_change(by=make_person("reviewer", "Reviewer"))
    page = shown()
    assert "You wrote this" in text_of(page, ".hindrance")
    assert page.query("[name=version]") == []
    response = as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert response.status_code == 409
    assert states() == {"in_review"}


@override_settings(SECOND_PERSON_APPROVES=False)
def test_where_nobody_else_has_to_ones_own_is_approved():
    draft = make_change(by=make_person("reviewer", "Reviewer"))
    as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert states() == {"approved"}


def test_a_draft_whose_live_text_changed_cannot_be_ticked():
    draft = make_change(before="")
    make_entry(draft.role, draft.dimension, "Meanwhile")
    page = shown()
    assert "changed after this draft was started" in text_of(page, ".hindrance")
    assert page.query("[name=version]") == []


# Return


def test_what_is_ticked_is_returned_with_a_comment():
    draft = make_change()
    sent = review_form(draft, act="return", comment="Say which.")
    response = as_member_of("Reviewer").post(f"{REVIEW}?role=data-engineer", sent)
    assert response.url == f"{REVIEW}?role=data-engineer"
    assert states() == {"writing"}
    assert Comment.objects.get().text == "Say which."


@pytest.mark.parametrize("comment", ["", "  \n ", "x" * 2_001, "a\x07b"])
def test_a_return_needs_a_comment_that_can_be_kept(comment):
    draft = make_change()
    sent = review_form(draft, act="return", comment=comment)
    response = as_member_of("Reviewer").post(REVIEW, sent)
    assert response.status_code == 400
    page = document(response)
    assert page.query(".field.is-wrong .errorlist")
    assert values(page, "[name=version]", "checked") != [None]
    assert states() == {"in_review"}


def test_a_nul_in_a_comment_is_refused_and_never_a_failure():
    draft = make_change()
    sent = review_form(draft, comment="a\x00b")
    response = as_member_of("Reviewer").post(REVIEW, sent)
    assert response.status_code == 400
    assert "Null characters are not allowed." in response.content.decode()


# What is wrong or late


@pytest.mark.parametrize("version", ["", "x", "1", "1.x", "9" * 40, "\x00", "0.1", "²"])
def test_a_version_that_is_none_changes_nothing(version):
    draft = make_change()
    sent = review_form(draft, version=[draft.version, version], counted="2")
    assert as_member_of("Reviewer").post(REVIEW, sent).status_code == 409
    assert states() == {"in_review"}


@pytest.mark.parametrize(
    "sent", [{}, {"act": "explode"}, {"act": "approve"}, {"version": "\x00"}]
)
def test_what_is_incomplete_is_refused(sent):
    make_change()
    assert as_member_of("Reviewer").post(REVIEW, sent).status_code == 400
    assert states() == {"in_review"}


def test_a_draft_that_was_changed_meanwhile_is_not_approved():
    draft = make_change()
    drafting.save(
        role=draft.role,
        dimension=draft.dimension,
        text="Decides on nothing.",
        version=draft.version,
        by=draft.written_by,
    )
    sent = review_form(draft, comment="Fine, thanks.")
    page = as_member_of("Reviewer").post(REVIEW, sent)
    assert page.status_code == 409
    assert "changed after you opened this page" in text_of(document(page), ".errornote")
    assert states() == {"writing"}


def test_what_was_typed_is_kept_when_somebody_else_was_first():
    draft, other = make_change(), make_role("Cook")
    make_submitted(other, draft.dimension)
    as_member_of("Reviewer").post(REVIEW, review_form(draft))
    late = as_member_of("Reviewer", "second")
    page = late.post(REVIEW, review_form(draft, comment="Fine, thanks."))
    assert page.status_code == 409
    assert form_data(page, "#review")["comment"] == "Fine, thanks."


def test_one_that_cannot_be_approved_keeps_the_others_from_it():
    draft = make_change()
    own = make_submitted(
        make_role("Cook"), draft.dimension, by=make_person("reviewer", "Reviewer")
    )
    as_member_of("Reviewer").post(REVIEW, review_form(draft, own))
    assert states() == {"in_review"}


# Who may


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_the_login(client, method):
    assert getattr(client, method)(REVIEW).url.startswith("/admin/login/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_permissions_get_nothing(method):
    assert getattr(as_staff("change_role"), method)(REVIEW).status_code == 403


def test_an_editor_reads_the_queue_and_decides_nothing():
    draft = make_change()
    page = shown(group="Editor")
    assert page.query("[name=version], [name=act]") == []
    sent = review_form(draft)
    assert as_member_of("Editor").post(REVIEW, sent).status_code == 403
    assert states() == {"in_review"}


def test_an_administrator_approves():
    draft = make_change()
    as_member_of("Administrator").post(REVIEW, review_form(draft))
    assert states() == {"approved"}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(method):
    assert getattr(as_member_of("Reviewer"), method)(REVIEW).status_code == 405


def test_a_decision_without_the_forms_token_is_refused():
    draft = make_change()
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("boss"))
    assert client.post(REVIEW, review_form(draft)).status_code == 403
