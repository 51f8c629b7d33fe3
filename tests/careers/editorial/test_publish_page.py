"""The publish page: approved drafts become public, now or at a set time."""

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
    make_family,
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
    text_token,
)

pytestmark = pytest.mark.django_db


def get_publish_page(query=""):
    return document(as_member_of("Reviewer").get(f"{PUBLISH}{query}"))


def post_publish(fields, query=""):
    return as_member_of("Reviewer").post(f"{PUBLISH}{query}", fields)


# What can be published


def test_approved_drafts_are_shown_as_differences():
    make_approved_change()
    page = get_publish_page()
    assert text_of(page, ".waiting .diff ins") == "[added: all ]"
    assert "approved by reviewer" in text_of(page, ".waiting .when")


def test_nothing_is_selected_unless_the_address_names_a_role():
    draft = make_approved_change()
    make_approved(make_role("Cook", status="draft"), draft.dimension)
    page = get_publish_page()
    assert values(page, "[type=checkbox]", "checked") == [None] * 3
    assert text_of(page, ".selection-count") == "0 texts."
    page = get_publish_page("?role=data-engineer")
    assert values(page, "[name=version]", "checked") != [None]
    assert text_of(page, ".selection-count") == "1 text for 1 role."


def test_a_link_selects_all_of_the_page():
    make_approved(make_role("Cook"), make_approved_change().dimension)
    page = get_publish_page("?tick=all")
    assert None not in values(page, "[name=version]", "checked")
    assert text_of(page, ".selection-count") == "2 texts for 2 roles."
    assert links(page, "[data-tick-all]") == ["?tick=all"]
    assert values(page, "#publish", "action") == ["?"]


def test_the_page_counts_the_selected_drafts():
    role = make_role("Cook", status="draft")
    one, two = make_approved_change(), make_approved(role, make_dimension("Hours"))
    form = publish_form(one, two, show=[role], counted="")
    page = document(post_publish(form))
    counts = text_of(page, ".selection-count")
    assert counts == "2 texts for 2 roles; 1 role becomes visible."


def test_texts_are_ordered_by_role_then_dimension():
    last, first = (
        make_dimension("Zeal", position=1),
        make_dimension("Hours", position=0),
    )
    cook, baker = make_role("Cook"), make_role("Baker")
    for role, dimension in ((cook, last), (baker, last), (cook, first), (baker, first)):
        make_approved(role, dimension)
    assert texts(get_publish_page(), ".waiting h3") == [
        "Baker: Hours",
        "Baker: Zeal",
        "Cook: Hours",
        "Cook: Zeal",
    ]


def test_the_address_can_select_a_role():
    make_approved(make_role("Cook"), make_approved_change().dimension)
    assert texts(get_publish_page("?role=cook"), ".of-role h2") == ["Cook"]


def test_an_empty_page_links_to_the_review():
    assert links(get_publish_page(), ".lead a") == ["/admin/review/"]


def test_a_scheduled_draft_cannot_be_selected():
    draft = make_approved_change()
    make_publication([draft], due_at=timezone.now() + timedelta(days=1))
    page = get_publish_page()
    assert "Scheduled for" in text_of(page, ".hindrance")
    assert page.query("[name=version], .decide") == []


def test_an_overtaken_draft_cannot_be_selected():
    draft = make_approved_change(before="")
    make_entry(draft.role, draft.dimension, "Changed")
    assert "changed after this draft was started" in text_of(
        get_publish_page(), ".hindrance"
    )


def test_a_draft_of_an_archived_role_cannot_be_selected():
    draft = make_approved_change()
    Role.objects.filter(pk=draft.role_id).update(status="archived")
    assert "archived" in text_of(get_publish_page(), ".hindrance")


def test_the_number_of_queries_does_not_grow_with_the_drafts(django_assert_num_queries):
    dimension = make_dimension()
    reviewer = as_member_of("Reviewer")
    for first, count in ((0, 2), (2, 12)):
        for number in range(first, count):
            family = make_family(f"Family {number}")
            role = make_role(f"Role {number}", status="draft", family=family)
            make_approved(role, dimension)
        with django_assert_num_queries(11):
            reviewer.get(PUBLISH)


# Publish


def test_published_drafts_link_to_their_pages():
    one = make_approved_change()
    two = make_approved(make_role("Cook"), one.dimension)
    response = post_publish(publish_form(one, two))
    assert messages_of(response) == ["2 texts are public now."]
    page = document(as_member_of("Reviewer").get(response.url))
    assert links(page, ".facts a") == [
        "/roles/cook/",
        "/roles/data-engineer/",
        "/compare/cook-vs-data-engineer/",
    ]


def test_the_form_of_the_page_publishes():
    make_approved_change(status="draft", before="")
    page = as_member_of("Reviewer").get(f"{PUBLISH}?role=data-engineer")
    [show] = values(document(page), "[name=show]", "value")
    fields = form_data(page, "#publish", why="Yearly review", when="now")
    fields |= {"show": show, "counted": "1-1"}
    assert post_publish(fields).status_code == 302
    assert live_text() == "Decides on all tools."
    assert Role.objects.get().is_published


def test_an_unselected_role_stays_hidden():
    draft = make_approved_change(status="draft")
    post_publish(publish_form(draft))
    assert live_text() == "Decides on all tools."
    assert not Role.objects.get().is_published


def test_a_changed_count_must_be_confirmed():
    draft = make_approved_change()
    page = post_publish(publish_form(draft, counted="2-1"))
    assert text_of(document(page), ".asks b") == "1 text for 1 role."
    assert live_text() == "Decides on tools."
    post_publish(form_data(page, "#publish", when="now"))
    assert live_text() == "Decides on all tools."


@pytest.mark.parametrize("why", ["", " \n", "x" * 501, "a\x07b"])
def test_an_invalid_reason_is_refused_and_the_selection_kept(why):
    draft = make_approved_change(status="draft")
    page = post_publish(publish_form(draft, show=[draft.role], why=why))
    assert page.status_code in {400, 409}
    form_page = document(page)
    assert values(form_page, "[name=version]", "checked") != [None]
    assert values(form_page, "[name=show]", "checked") != [None]
    assert live_text() == "Decides on tools."


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"when": "now", "why": "Because"},
        {"version": "\x00", "show": "\x00", "why": "\x00", "when": "\x00"},
        {"version": "1.1", "why": "Because", "when": "sometimes"},
    ],
)
def test_an_incomplete_form_is_refused(fields):
    make_approved_change()
    assert post_publish(fields).status_code == 400
    assert live_text() == "Decides on tools."


@pytest.mark.parametrize("version", ["x", "0.1", "9" * 40, "1.\x00"])
def test_an_invalid_version_changes_nothing(version):
    draft = make_approved_change()
    fields = publish_form(draft, version=[text_token(draft), version], counted="2-0")
    assert post_publish(fields).status_code == 409
    assert live_text() == "Decides on tools."


@pytest.mark.parametrize("slug", ["gone", "\x00"])
def test_a_deleted_role_stops_the_publication(slug):
    fields = publish_form(make_approved_change(), counted="1-1") | {"show": [slug]}
    response = post_publish(fields)
    assert response.status_code == 409
    assert "A role that you selected" in response.content.decode()
    assert not Publication.objects.exists()


def test_an_old_page_cannot_show_an_archived_role():
    role = make_role("Cook", status="archived")
    response = post_publish(publish_form(make_approved_change(), show=[role]))
    assert response.status_code == 409
    assert "“Cook” has since been archived" in response.content.decode()
    assert not Publication.objects.exists()


def test_an_old_page_cannot_show_a_public_role_again():
    response = post_publish(publish_form(show=[make_role("Cook")]))
    assert response.status_code == 409
    assert "Nothing would change" in response.content.decode()
    assert not Publication.objects.exists()


def test_texts_of_a_hidden_role_are_not_called_public():
    public_draft = make_approved_change()
    hidden_draft = make_approved(
        make_role("Cook", status="draft"), public_draft.dimension
    )
    rest = "1 text stays hidden until its role is visible."
    assert messages_of(post_publish(publish_form(hidden_draft))) == [rest]
    assert messages_of(post_publish(publish_form(public_draft))) == [
        "1 text is public now."
    ]


def test_the_message_counts_public_and_hidden_texts():
    public_draft = make_approved_change()
    hidden_draft = make_approved(
        make_role("Cook", status="draft"), public_draft.dimension
    )
    rest = "1 text stays hidden until its role is visible."
    assert messages_of(post_publish(publish_form(public_draft, hidden_draft))) == [
        f"1 text is public now. {rest}"
    ]


def test_texts_published_with_their_role_are_called_public():
    draft = make_approved_change(status="draft")
    messages = messages_of(post_publish(publish_form(draft, show=[draft.role])))
    assert messages == ["1 text and 1 other change are public now."]


def test_a_role_can_be_shown_without_a_new_text():
    role = make_role("Cook", status="draft", texts={make_dimension(): "Cooks."})
    assert messages_of(post_publish(publish_form(show=[role]))) == [
        "1 change is public now."
    ]
    assert Role.objects.get().is_published


def test_a_role_without_any_text_is_not_shown():
    response = post_publish(publish_form(show=[make_role("Cook", status="draft")]))
    assert response.status_code == 409
    assert "would have no text at all" in response.content.decode()
    assert not Role.objects.get().is_published


def test_a_role_can_be_scheduled_without_a_text():
    role = make_role("Cook", status="draft")
    fields = publish_form(show=[role], when="later", due_at=in_a_week())
    assert messages_of(post_publish(fields))[0].startswith("1 change will be public on")


def test_two_people_publish_a_draft_once():
    draft = make_approved_change()
    fields = publish_form(draft, why="As agreed")
    assert post_publish(fields).status_code == 302
    second_response = as_member_of("Reviewer", "second").post(PUBLISH, fields)
    assert second_response.status_code == 409
    assert Publication.objects.count() == 1


def test_the_reason_is_kept_when_a_draft_has_changed():
    draft = make_approved_change()
    other = make_approved(make_role("Cook"), draft.dimension)
    drafting.save(
        role=draft.role,
        dimension=draft.dimension,
        text="Decides on nothing.",
        version=draft.version,
        by=draft.written_by,
    )
    page = post_publish(publish_form(draft, other, why="As agreed"))
    assert page.status_code == 409
    assert "changed after you opened this page" in text_of(document(page), ".errornote")
    assert form_data(page, "#publish")["why"] == "As agreed"
    assert live_text() == "Decides on tools."


# Later


def in_a_week():
    return f"{timezone.localtime() + timedelta(days=7):%Y-%m-%dT%H:%M}"


def test_a_scheduled_publication_waits_for_its_time():
    draft, due_at = make_approved_change(), in_a_week()
    response = post_publish(publish_form(draft, when="later", due_at=due_at))
    assert messages_of(response)[0].startswith("1 text will be public on")
    publication = Publication.objects.get()
    assert publication.is_scheduled
    assert f"{timezone.localtime(publication.due_at):%Y-%m-%dT%H:%M}" == due_at
    assert live_text() == "Decides on tools."


@override_settings(TIME_ZONE="Europe/Paris")
def test_times_are_in_the_sites_time_zone():
    draft = make_approved_change()
    page = get_publish_page()
    assert "in Europe/Paris" in text_of(page, ".when .at label")
    assert "in Europe/Paris." in text_of(page, ".when .help")
    post_publish(publish_form(draft, when="later", due_at="2027-07-01T09:00"))
    due_at = Publication.objects.get().due_at
    assert due_at == datetime(2027, 7, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "local_time",
    [
        "", "soon", "2026-13-01T09:00", "2027-07-01", "2027-07-01T09:00+02:00",
        "2000-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00", "\x00", "9" * 5_000,
    ],
)  # fmt: skip
def test_an_invalid_time_gets_an_error_and_stays_in_the_form(local_time):
    draft = make_approved_change()
    page = post_publish(publish_form(draft, when="later", due_at=local_time))
    assert page.status_code == 400
    assert 'id="id_due_at_error"' in page.content.decode()
    if "\x00" not in local_time:
        assert form_data(page, "#publish")["due_at"] == local_time


@pytest.mark.parametrize("local_time", ["soon", "2099-01-01T09:00", "2000-01-01T09:00"])
def test_a_time_with_publishing_now_gets_an_error(local_time):
    draft = make_approved_change()
    page = post_publish(publish_form(draft, due_at=local_time))
    assert page.status_code == 400
    assert "Choose “Later”, or clear this field" in text_of(
        document(page), "#id_due_at_error"
    )
    assert form_data(page, "#publish")["due_at"] == local_time
    assert live_text() == "Decides on tools."


@override_settings(TIME_ZONE="Europe/Paris")
@pytest.mark.parametrize(
    ("local", "message"),
    [
        ("2027-03-28T02:30", "There is no 02:30 on 28 March 2027"),
        ("2027-03-28T02:30", "Choose 03:30 instead."),
        ("2027-10-31T02:30", "02:30 happens twice on 31 October 2027"),
    ],
)
def test_skipped_and_repeated_times_are_refused(local, message):
    with pytest.raises(ValueError, match=message):
        in_site_time_zone(parse_local_time(local))


@override_settings(TIME_ZONE="Europe/Paris")
def test_a_skipped_time_gets_an_error():
    draft = make_approved_change()
    page = post_publish(publish_form(draft, when="later", due_at="2027-03-28T02:30"))
    assert page.status_code == 400
    assert "There is no 02:30" in text_of(document(page), "#id_due_at_error")


# Permissions


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", [PUBLISH, PUBLICATIONS])
def test_visitors_are_sent_to_the_login_page(client, method, address):
    assert getattr(client, method)(address).url.startswith("/admin/login/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_publishing_needs_permission(method):
    draft = make_approved_change()
    for client in (as_member_of("Editor"), as_staff("change_role", "approve_draft")):
        response = getattr(client, method)(PUBLISH, publish_form(draft))
        assert response.status_code == 403
    assert live_text() == "Decides on tools."


def test_an_administrator_can_publish():
    draft = make_approved_change()
    as_member_of("Administrator").post(PUBLISH, publish_form(draft))
    assert live_text() == "Decides on all tools."


@pytest.mark.parametrize("address", [PUBLISH, PUBLICATIONS])
def test_other_methods_are_refused(address):
    assert as_member_of("Reviewer").delete(address).status_code == 405
    assert as_member_of("Reviewer").post(PUBLICATIONS).status_code == 405


def test_the_page_counts_the_missing_texts_of_a_new_role():
    draft = make_approved_change(status="draft")
    for name in ("Hours", "Travel"):
        make_dimension(name)
    label = text_of(get_publish_page(), ".shows label")
    assert label.endswith("· 2 texts will read “Not described yet”")
    assert draft.role.name in label
