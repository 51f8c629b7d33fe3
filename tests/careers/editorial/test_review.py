"""The review page: submitted drafts, shown as differences, approved or returned."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from careers.editorial.models import Comment, Draft
from careers.editorial.workflow import RefusedError, drafting
from careers.models import Role
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


def make_submitted_change(name="Data Engineer", before="Decides on tools.", **fields):
    dimension = make_dimension("Authority")
    role = make_role(name, texts={dimension: before} if before else None)
    return make_submitted(role, dimension, "Decides on all tools.", **fields)


def get_review_page(query="", group="Reviewer"):
    return document(as_member_of(group).get(f"{REVIEW}{query}"))


def draft_states():
    return set(Draft.objects.values_list("state", flat=True))


# The page


def test_a_draft_is_shown_as_a_difference_from_the_live_text():
    make_submitted_change()
    page = get_review_page()
    assert text_of(page, ".waiting .diff ins") == "[added: all ]"
    assert text_of(page, ".waiting h3") == "Data Engineer: Authority"
    assert "Written by writer, submitted" in text_of(page, ".waiting .when")


def test_an_unsubmitted_draft_is_not_listed():
    make_draft(make_role("Data Engineer"), make_dimension())
    assert "No texts are waiting" in text_of(get_review_page(), ".lead")


def test_drafts_are_grouped_by_role_oldest_first():
    one, two = make_dimension("Authority"), make_dimension("Hours", position=1)
    cook, baker = make_role("Cook"), make_role("Baker")
    for role, dimension in ((cook, one), (baker, one), (cook, two)):
        make_submitted(role, dimension)
    assert texts(get_review_page(), ".of-role h2") == ["Cook", "Baker"]


def test_a_draft_shows_its_latest_comments():
    make_submitted_change(comment="Is “all” right?")
    assert "writer" in text_of(get_review_page(), ".comments li")
    assert text_of(get_review_page(), ".comments .comment-text") == "Is “all” right?"


def test_a_draft_links_to_its_text_history_and_preview():
    make_submitted_change()
    assert links(get_review_page(), ".of-role .ways a")[1:] == [
        "/admin/preview/roles/data-engineer/?back=%2Fadmin%2Freview%2F",
        "/admin/texts/data-engineer/authority/",
        "/admin/history/data-engineer/authority/",
    ]


def test_the_address_can_select_a_role():
    dimension = make_dimension()
    for name in ("Cook", "Baker"):
        make_submitted(make_role(name), dimension)
    assert texts(get_review_page("?role=baker"), ".of-role h2") == ["Baker"]


def test_the_address_can_select_a_role_by_its_former_slug():
    dimension = make_dimension()
    for name in ("Cook", "Baker"):
        make_submitted(make_role(name), dimension)
    Role.objects.get(slug="baker").former_slugs.create(slug="bread-maker")

    assert texts(get_review_page("?role=bread-maker"), ".of-role h2") == ["Baker"]


@pytest.mark.parametrize("slug", ["gone", "%00", "A+B", "x" * 5_000, "%3Cscript%3E"])
def test_an_unknown_role_shows_a_message_and_all_drafts(slug):
    make_submitted_change()
    page = get_review_page(f"?role={slug}")
    assert text_of(page, ".errornote") == "All roles are shown."
    assert "No role matches" in text_of(page, ".role-offers")
    assert texts(page, ".of-role h2") == ["Data Engineer"]


def test_words_that_name_no_role_offer_the_roles_they_find():
    make_submitted_change()

    page = get_review_page("?role=engineer")

    assert links(page, ".role-offers a") == ["?role=data-engineer"]
    page = get_review_page("?role=DATA+engineer")
    assert values(page, "[name=role]", "value") == ["Data Engineer"]


def test_a_link_selects_every_draft_of_a_role():
    make_submitted_change()
    (address, *_) = links(get_review_page(), ".of-role .ways a")
    page = document(as_member_of("Reviewer").get(address))
    assert values(page, "[name=version]", "checked") != [None]
    assert text_of(page, "[name=act][value=approve]") == "Approve 1 text"


def test_a_page_has_fifty_drafts():
    dimension = make_dimension()
    for role in make_roles(51):
        make_submitted(role, dimension)
    assert len(get_review_page().query(".waiting")) == 50
    assert len(get_review_page("?page=2").query(".waiting")) == 1
    assert len(get_review_page("?page=%00").query(".waiting")) == 50


def test_the_number_of_queries_does_not_grow_with_the_drafts(django_assert_num_queries):
    dimension = make_dimension()
    reviewer = as_member_of("Reviewer")
    for number, count in ((0, 2), (2, 12)):
        for suffix in range(number, count):
            make_submitted(make_role(f"Role {suffix}"), dimension, comment="Please")
        with django_assert_num_queries(12):
            reviewer.get(REVIEW)


def test_approved_drafts_are_counted():
    draft = make_submitted_change()
    as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert "Approved, waiting to be published: 1 text" in text_of(
        get_review_page(), ".next-step"
    )


# Approve


def test_selected_drafts_are_approved():
    draft = make_submitted_change()
    response = as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert response.url == REVIEW
    assert messages_of(response)[0].startswith("1 text approved.")
    assert draft_states() == {"approved"}


def test_the_form_of_the_page_approves():
    make_submitted_change()
    reviewer = as_member_of("Reviewer")
    page = reviewer.get(f"{REVIEW}?tick=all")
    reviewer.post(REVIEW, form_data(page, "#review", act="approve"))
    assert draft_states() == {"approved"}


@pytest.mark.parametrize("counted", ["", "0", "2", "x", "\x00" * 3])
def test_a_changed_count_must_be_confirmed(counted):
    draft = make_submitted_change()
    reviewer = as_member_of("Reviewer")
    page = reviewer.post(
        REVIEW, review_form(draft, counted=counted, comment="Well done")
    )
    assert draft_states() == {"in_review"}
    if "\x00" not in counted:
        assert "approve 1 text" in text_of(document(page), ".asks b")
    assert form_data(page, "#review")["comment"] == "Well done"


def test_a_confirmed_count_is_approved():
    draft = make_submitted_change()
    reviewer = as_member_of("Reviewer")
    page = reviewer.post(REVIEW, review_form(draft, counted=""))
    reviewer.post(REVIEW, form_data(page, "#review", act="approve"))
    assert draft_states() == {"approved"}


def test_an_approval_can_have_a_comment():
    draft = make_submitted_change()
    as_member_of("Reviewer").post(REVIEW, review_form(draft, comment="Good."))
    assert Comment.objects.get().text == "Good."


def test_writers_cannot_approve_their_own_drafts():
    draft = make_submitted_change(by=make_person("reviewer", "Reviewer"))
    page = get_review_page()
    assert "You wrote this" in text_of(page, ".hindrance")
    assert page.query("[name=version]") == []
    response = as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert response.status_code == 409
    assert draft_states() == {"in_review"}


@override_settings(SECOND_PERSON_APPROVES=False)
def test_single_person_teams_approve_their_own_drafts():
    draft = make_submitted_change(by=make_person("reviewer", "Reviewer"))
    as_member_of("Reviewer").post(REVIEW, review_form(draft))
    assert draft_states() == {"approved"}


def test_an_overtaken_draft_cannot_be_selected():
    draft = make_submitted_change(before="")
    make_entry(draft.role, draft.dimension, "Changed")
    page = get_review_page()
    assert "changed after this draft was started" in text_of(page, ".hindrance")
    assert page.query("[name=version]") == []


# Return


def test_selected_drafts_are_returned_with_a_comment():
    draft = make_submitted_change()
    fields = review_form(draft, act="return", comment="Say which.")
    response = as_member_of("Reviewer").post(f"{REVIEW}?role=data-engineer", fields)
    assert response.url == f"{REVIEW}?role=data-engineer"
    assert draft_states() == {"writing"}
    assert Comment.objects.get().text == "Say which."


@pytest.mark.parametrize("comment", ["", "  \n ", "x" * 2_001, "a\x07b"])
def test_a_return_needs_a_valid_comment(comment):
    draft = make_submitted_change()
    fields = review_form(draft, act="return", comment=comment)
    response = as_member_of("Reviewer").post(REVIEW, fields)
    assert response.status_code == 400
    page = document(response)
    assert page.query(".field.is-wrong .errorlist")
    assert values(page, "[name=version]", "checked") != [None]
    assert draft_states() == {"in_review"}


def test_a_null_character_in_a_comment_is_refused():
    draft = make_submitted_change()
    fields = review_form(draft, comment="a\x00b")
    response = as_member_of("Reviewer").post(REVIEW, fields)
    assert response.status_code == 400
    assert "Null characters are not allowed." in response.content.decode()


# Bad and late input


@pytest.mark.parametrize("version", ["", "x", "1", "1.x", "9" * 40, "\x00", "0.1", "²"])
def test_an_invalid_version_changes_nothing(version):
    draft = make_submitted_change()
    fields = review_form(draft, version=[draft.version, version], counted="2")
    assert as_member_of("Reviewer").post(REVIEW, fields).status_code == 409
    assert draft_states() == {"in_review"}


@pytest.mark.parametrize(
    "fields", [{}, {"act": "explode"}, {"act": "approve"}, {"version": "\x00"}]
)
def test_an_incomplete_form_is_refused(fields):
    make_submitted_change()
    assert as_member_of("Reviewer").post(REVIEW, fields).status_code == 400
    assert draft_states() == {"in_review"}


def test_a_changed_draft_is_not_approved():
    draft = make_submitted_change()
    drafting.save(
        role=draft.role,
        dimension=draft.dimension,
        text="Decides on nothing.",
        version=draft.version,
        by=draft.written_by,
    )
    fields = review_form(draft, comment="Fine, thanks.")
    page = as_member_of("Reviewer").post(REVIEW, fields)
    assert page.status_code == 409
    assert "changed after you opened this page" in text_of(document(page), ".errornote")
    assert draft_states() == {"writing"}


def test_the_comment_is_kept_when_another_reviewer_was_first():
    draft, other = make_submitted_change(), make_role("Cook")
    make_submitted(other, draft.dimension)
    as_member_of("Reviewer").post(REVIEW, review_form(draft))
    second_reviewer = as_member_of("Reviewer", "second")
    page = second_reviewer.post(REVIEW, review_form(draft, comment="Fine, thanks."))
    assert page.status_code == 409
    assert form_data(page, "#review")["comment"] == "Fine, thanks."


def test_one_unapprovable_draft_stops_the_whole_approval():
    draft = make_submitted_change()
    own = make_submitted(
        make_role("Cook"), draft.dimension, by=make_person("reviewer", "Reviewer")
    )
    as_member_of("Reviewer").post(REVIEW, review_form(draft, own))
    assert draft_states() == {"in_review"}


# Permissions


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitors_are_sent_to_the_login_page(client, method):
    assert getattr(client, method)(REVIEW).url.startswith("/admin/login/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_permissions_are_refused(method):
    assert getattr(as_staff("change_role"), method)(REVIEW).status_code == 403


def test_an_editor_can_read_the_queue_but_not_approve():
    draft = make_submitted_change()
    page = get_review_page(group="Editor")
    assert page.query("[name=version], [name=act]") == []
    fields = review_form(draft)
    assert as_member_of("Editor").post(REVIEW, fields).status_code == 403
    assert draft_states() == {"in_review"}


def test_an_administrator_can_approve():
    draft = make_submitted_change()
    as_member_of("Administrator").post(REVIEW, review_form(draft))
    assert draft_states() == {"approved"}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(method):
    assert getattr(as_member_of("Reviewer"), method)(REVIEW).status_code == 405


def test_a_post_without_a_csrf_token_is_refused():
    draft = make_submitted_change()
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("boss"))
    assert client.post(REVIEW, review_form(draft)).status_code == 403


def test_whoever_wrote_in_a_draft_cannot_approve_it_after_a_colleague_wrote_last():
    role, dimension = make_role("Cook"), make_dimension()
    reviewer = make_person("anna", "Reviewer")
    make_draft(role, dimension, "Decides on tools", by=reviewer)
    draft = make_submitted(role, dimension, "Decides on tools.")
    with pytest.raises(RefusedError, match="You wrote"):
        drafting.approve(versions=[draft.version], by=reviewer)
