"""Publishing what is approved, now or at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from careers.editorial.workflow import drafting
from careers.models import Publication, Role
from careers.site_time import in_site_time_zone, parse_local_time
from tests.admin_forms import form_data, messages_of
from tests.factories import (
    make_approved,
    make_dimension,
    make_entry,
    make_publication,
    make_role,
)
from tests.html import document, links, text_of, texts, values
from tests.queue_pages import (
    PUBLICATIONS,
    PUBLISH,
    as_member_of,
    as_staff,
    live_text,
    make_approved_change,
    publish_form,
)

pytestmark = pytest.mark.django_db


def shown(query=""):
    return document(as_member_of("Reviewer").get(f"{PUBLISH}{query}"))


def send(sent, query=""):
    return as_member_of("Reviewer").post(f"{PUBLISH}{query}", sent)


# What can be published


def test_what_is_approved_is_ticked_and_shown_as_it_differs():
    make_approved_change()
    page = shown()
    assert values(page, "[name=version]", "checked") != [None]
    assert text_of(page, ".waiting .diff ins") == "[added: all ]"
    assert "approved by reviewer" in text_of(page, ".waiting .when")


def test_the_numbers_are_told_before_the_button():
    role = make_role("Cook", status="draft")
    make_approved(role, make_approved_change().dimension)
    counts = text_of(shown(), ".selection-count")
    assert counts == "2 texts for 2 roles; 1 role becomes visible."


def test_texts_stand_in_the_order_of_roles_and_then_of_dimensions():
    last, first = (
        make_dimension("Zeal", position=1),
        make_dimension("Hours", position=0),
    )
    cook, baker = make_role("Cook"), make_role("Baker")
    for role, dimension in ((cook, last), (baker, last), (cook, first), (baker, first)):
        make_approved(role, dimension)
    assert texts(shown(), ".waiting h3") == [
        "Baker: Hours",
        "Baker: Zeal",
        "Cook: Hours",
        "Cook: Zeal",
    ]


def test_the_address_chooses_a_role():
    make_approved(make_role("Cook"), make_approved_change().dimension)
    assert texts(shown("?role=cook"), ".of-role h2") == ["Cook"]


def test_without_anything_approved_the_page_leads_to_the_review():
    assert links(shown(), ".lead a") == ["/admin/review/"]


def test_what_is_scheduled_already_cannot_be_ticked():
    draft = make_approved_change()
    make_publication([draft], due_at=timezone.now() + timedelta(days=1))
    page = shown()
    assert "Scheduled for" in text_of(page, ".hindrance")
    assert page.query("[name=version], .decide") == []


def test_what_changed_below_cannot_be_ticked():
    draft = make_approved_change(before="")
    make_entry(draft.role, draft.dimension, "Meanwhile")
    assert "changed after this draft was started" in text_of(shown(), ".hindrance")


def test_the_texts_of_an_archived_role_cannot_be_ticked():
    draft = make_approved_change()
    Role.objects.filter(pk=draft.role_id).update(status="archived")
    assert "archived" in text_of(shown(), ".hindrance")


def test_more_drafts_cost_no_more_queries(django_assert_num_queries):
    dimension = make_dimension()
    reviewer = as_member_of("Reviewer")
    for first, count in ((0, 2), (2, 12)):
        for each in range(first, count):
            make_approved(make_role(f"Role {each}", status="draft"), dimension)
        with django_assert_num_queries(13):
            reviewer.get(PUBLISH)


# Publish


def test_what_is_ticked_is_public_and_its_pages_are_linked():
    one = make_approved_change()
    two = make_approved(make_role("Cook"), one.dimension)
    response = send(publish_form(one, two))
    assert messages_of(response) == ["2 texts are public now."]
    page = document(as_member_of("Reviewer").get(response.url))
    assert links(page, ".facts a") == [
        "/roles/cook/",
        "/roles/data-engineer/",
        "/compare/cook-vs-data-engineer/",
    ]


def test_the_form_as_it_is_shown_publishes():
    make_approved_change(status="draft", before="")
    page = as_member_of("Reviewer").get(PUBLISH)
    sent = form_data(page, "#publish", why="Yearly review", when="now")
    assert send(sent).status_code == 302
    assert live_text() == "Decides on all tools."
    assert Role.objects.get().is_published


def test_a_role_that_is_not_ticked_stays_hidden():
    draft = make_approved_change(status="draft")
    send(publish_form(draft))
    assert live_text() == "Decides on all tools."
    assert not Role.objects.get().is_published


def test_other_numbers_than_were_told_are_told_first():
    draft = make_approved_change()
    page = send(publish_form(draft, counted="2-1"))
    assert text_of(document(page), ".asks b") == "1 text for 1 role."
    assert live_text() == "Decides on tools."
    send(form_data(page, "#publish", when="now"))
    assert live_text() == "Decides on all tools."


@pytest.mark.parametrize("why", ["", " \n", "x" * 501, "a\x07b"])
def test_a_reason_is_needed_and_what_was_chosen_is_kept(why):
    draft = make_approved_change(status="draft")
    page = send(publish_form(draft, show=[draft.role], why=why))
    assert page.status_code in {400, 409}
    found = document(page)
    assert values(found, "[name=version]", "checked") != [None]
    assert values(found, "[name=show]", "checked") != [None]
    assert live_text() == "Decides on tools."


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"when": "now", "why": "Because"},
        {"version": "\x00", "show": "\x00", "why": "\x00", "when": "\x00"},
        {"version": "1.1", "why": "Because", "when": "sometimes"},
    ],
)
def test_what_is_incomplete_is_refused(sent):
    make_approved_change()
    assert send(sent).status_code == 400
    assert live_text() == "Decides on tools."


@pytest.mark.parametrize("version", ["x", "0.1", "9" * 40, "1.\x00"])
def test_a_version_that_is_none_changes_nothing(version):
    draft = make_approved_change()
    sent = publish_form(draft, version=[draft.version, version], counted="2-0")
    assert send(sent).status_code == 409
    assert live_text() == "Decides on tools."


@pytest.mark.parametrize("slug", ["gone", "\x00"])
def test_a_role_that_is_none_any_more_stops_the_publication(slug):
    sent = publish_form(make_approved_change(), counted="1-1") | {"show": [slug]}
    answer = send(sent)
    assert answer.status_code == 409
    assert "A role that you selected" in answer.content.decode()
    assert not Publication.objects.exists()


def test_an_archived_role_is_not_shown_again_by_an_old_page():
    role = make_role("Cook", status="archived")
    answer = send(publish_form(make_approved_change(), show=[role]))
    assert answer.status_code == 409
    assert "“Cook” has since been archived" in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_role_that_visitors_see_by_now_is_nothing_to_publish():
    answer = send(publish_form(show=[make_role("Cook")]))
    assert answer.status_code == 409
    assert "Nothing would change" in answer.content.decode()
    assert not Publication.objects.exists()


def test_texts_of_a_role_that_stays_hidden_are_not_called_public():
    seen = make_approved_change()
    hidden = make_approved(make_role("Cook", status="draft"), seen.dimension)
    rest = "1 text stays hidden until its role is visible."
    assert messages_of(send(publish_form(hidden))) == [rest]
    assert messages_of(send(publish_form(seen))) == ["1 text is public now."]


def test_how_many_texts_are_public_and_how_many_wait_is_said():
    seen = make_approved_change()
    hidden = make_approved(make_role("Cook", status="draft"), seen.dimension)
    rest = "1 text stays hidden until its role is visible."
    assert messages_of(send(publish_form(seen, hidden))) == [
        f"1 text is public now. {rest}"
    ]


def test_texts_of_a_role_that_is_shown_with_them_are_public():
    draft = make_approved_change(status="draft")
    told = messages_of(send(publish_form(draft, show=[draft.role])))
    assert told == ["1 text is public now."]


def test_a_role_can_be_shown_without_a_text():
    role = make_role("Cook", status="draft")
    assert messages_of(send(publish_form(show=[role]))) == ["The change is public now."]
    assert Role.objects.get().is_published


def test_a_role_can_be_scheduled_without_a_text():
    role = make_role("Cook", status="draft")
    sent = publish_form(show=[role], when="later", due_at=in_a_week())
    assert messages_of(send(sent))[0].startswith("The change will be public on")


def test_two_people_publish_the_same_once():
    draft = make_approved_change()
    sent = publish_form(draft, why="As agreed")
    assert send(sent).status_code == 302
    late = as_member_of("Reviewer", "second").post(PUBLISH, sent)
    assert late.status_code == 409
    assert Publication.objects.count() == 1


def test_what_was_typed_is_kept_when_a_draft_has_changed_since():
    draft = make_approved_change()
    other = make_approved(make_role("Cook"), draft.dimension)
    drafting.save(
        role=draft.role,
        dimension=draft.dimension,
        text="Decides on nothing.",
        version=draft.version,
        by=draft.written_by,
    )
    page = send(publish_form(draft, other, why="As agreed"))
    assert page.status_code == 409
    assert "changed after you opened this page" in text_of(document(page), ".errornote")
    assert form_data(page, "#publish")["why"] == "As agreed"
    assert live_text() == "Decides on tools."


# Later


def in_a_week(**fields):
    return f"{timezone.localtime() + timedelta(days=7):%Y-%m-%dT%H:%M}"


def test_a_publication_waits_for_its_time():
    draft = make_approved_change()
    response = send(publish_form(draft, when="later", due_at=in_a_week()))
    assert messages_of(response)[0].startswith("1 text will be public on")
    publication = Publication.objects.get()
    assert publication.is_scheduled
    assert f"{timezone.localtime(publication.due_at):%Y-%m-%dT%H:%M}" == in_a_week()
    assert live_text() == "Decides on tools."


@override_settings(TIME_ZONE="Europe/Paris")
def test_the_time_is_the_sites_which_is_named():
    draft = make_approved_change()
    page = shown()
    assert "in Europe/Paris" in text_of(page, ".when .at label")
    assert "in Europe/Paris." in text_of(page, ".when .help")
    send(publish_form(draft, when="later", due_at="2027-07-01T09:00"))
    due_at = Publication.objects.get().due_at
    assert due_at == datetime(2027, 7, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "", "soon", "2026-13-01T09:00", "2027-07-01", "2027-07-01T09:00+02:00",
        "2000-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00", "\x00", "9" * 5_000,
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_is_refused_at_its_field_and_kept(written):
    draft = make_approved_change()
    page = send(publish_form(draft, when="later", due_at=written))
    assert page.status_code == 400
    assert 'id="id_due_at_error"' in page.content.decode()
    if "\x00" not in written:
        assert form_data(page, "#publish")["due_at"] == written


@pytest.mark.parametrize("typed", ["soon", "2099-01-01T09:00", "2000-01-01T09:00"])
def test_a_time_beside_now_is_refused_at_its_field_and_kept(typed):
    draft = make_approved_change()
    page = send(publish_form(draft, due_at=typed))
    assert page.status_code == 400
    assert "Choose “Later”, or clear this field" in text_of(
        document(page), "#id_due_at_error"
    )
    assert form_data(page, "#publish")["due_at"] == typed
    assert live_text() == "Decides on tools."


@override_settings(TIME_ZONE="Europe/Paris")
@pytest.mark.parametrize(
    ("local", "what"),
    [
        ("2027-03-28T02:30", "There is no 02:30 on 28 March 2027"),
        ("2027-03-28T02:30", "Choose 03:30 instead."),
        ("2027-10-31T02:30", "02:30 happens twice on 31 October 2027"),
    ],
)
def test_a_time_that_clocks_leave_out_or_repeat_is_none(local, what):
    with pytest.raises(ValueError, match=what):
        in_site_time_zone(parse_local_time(local))


@override_settings(TIME_ZONE="Europe/Paris")
def test_a_time_that_clocks_leave_out_is_refused_at_its_field():
    draft = make_approved_change()
    page = send(publish_form(draft, when="later", due_at="2027-03-28T02:30"))
    assert page.status_code == 400
    assert "There is no 02:30" in text_of(document(page), "#id_due_at_error")


# Who may publish


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", [PUBLISH, PUBLICATIONS])
def test_strangers_are_sent_to_the_login(client, method, address):
    assert getattr(client, method)(address).url.startswith("/admin/login/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_publish_gets_nothing(method):
    draft = make_approved_change()
    for client in (as_member_of("Editor"), as_staff("change_role", "approve_draft")):
        response = getattr(client, method)(PUBLISH, publish_form(draft))
        assert response.status_code == 403
    assert live_text() == "Decides on tools."


def test_an_administrator_publishes():
    draft = make_approved_change()
    as_member_of("Administrator").post(PUBLISH, publish_form(draft))
    assert live_text() == "Decides on all tools."


@pytest.mark.parametrize("address", [PUBLISH, PUBLICATIONS])
def test_other_methods_are_refused(address):
    assert as_member_of("Reviewer").delete(address).status_code == 405
    assert as_member_of("Reviewer").post(PUBLICATIONS).status_code == 405


def test_a_role_that_would_appear_with_gaps_says_how_many():
    draft = make_approved_change(status="draft")
    for name in ("Hours", "Travel"):
        make_dimension(name)
    label = text_of(shown(), ".shows label")
    assert label.endswith("· 2 texts will read “Not described yet”")
    assert draft.role.name in label
