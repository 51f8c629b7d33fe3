"""The history of a text, and of everything: read in the admin, and restored."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.models import Dimension, Family, Theme
from tests.admin_forms import messages_of
from tests.database_rows import all_rows
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_person,
    make_publication,
    make_role,
    publication_path,
)
from tests.fixture_records import (
    dimension_record,
    entry_record,
    load_records,
    role_record,
)
from tests.html import document, links, text_of, texts, values
from tests.matrix_pages import version_of
from tests.queue_pages import as_member_of

pytestmark = pytest.mark.django_db

CELL = "/admin/history/architect/authority/"
CHANGES = "/admin/history/"


@pytest.fixture
def authority():
    return make_dimension("Authority")


@pytest.fixture
def role(authority):
    return make_role("Architect", texts={authority: "Decides nothing at all"})


@pytest.fixture
def editor():
    return as_member_of("Editor", "anna")


def event_titles(page):
    """Return the events of the page, newest first."""
    return [text.split("\n")[0] for text in texts(page, ".events td:nth-of-type(1)")]


def get_history(client, path=CELL, status=200):
    response = client.get(path)
    assert response.status_code == status
    return document(response)


def event_key(page, number):
    """Return the key of the event at this index of the page's list."""
    return values(page, ".events input[name=after]", "value")[number]


# One text


def test_events_are_listed_newest_first(editor, role, authority):
    draft = make_draft(role, authority, "Decides little")
    [draft] = drafting.submit(versions=[draft.version], by=draft.written_by)
    reviewer = make_person("reviewer", "Reviewer")
    drafting.send_back(versions=[draft.version], by=reviewer, comment="Too short")
    draft = make_approved(role, authority, "Decides much")
    make_publication([draft], why="New year")

    page = get_history(editor)

    assert event_titles(page) == [
        "Published New year",
        "Approved",
        "Submitted for review",
        "Draft saved",
        "Returned “Too short”",
        "Submitted for review",
        "Draft saved",
        "Written outside the editorial pages",
    ]
    assert texts(page, ".events td:nth-of-type(2)")[:3] == [
        "reviewer", "reviewer", "writer"
    ]  # fmt: skip


def test_a_publication_is_linked(editor, role, authority):
    publication = make_publication([make_approved(role, authority)])

    assert publication_path(publication) in links(get_history(editor), ".events a")


def test_publishing_a_draft_is_not_listed_as_a_deletion(editor, role, authority):
    make_publication([make_approved(role, authority)])

    assert not [
        title for title in event_titles(get_history(editor)) if "eleted" in title
    ]


def test_discarded_drafts_and_removed_texts_are_listed(editor, role, authority):
    draft = make_draft(role, authority, "Decides little")
    cell = {"role": role, "dimension": authority}
    drafting.discard(**cell, version=draft.version, by=draft.written_by)
    make_entry(role, make_dimension("Hours"))
    make_publication([make_approved(role, authority, "")], why="Wrong")

    assert [
        title
        for title in event_titles(get_history(editor))
        if "iscarded" in title or "emoved" in title
    ] == [
        "Removed from the page Wrong",
        "Draft discarded",
    ]


def test_texts_loaded_from_a_file_are_listed_as_such(editor, tmp_path):
    load_records(tmp_path, [dimension_record(), role_record(), entry_record()])

    page = get_history(editor, "/admin/history/analyst/purpose/")
    changes_page = get_history(editor, CHANGES)

    assert event_titles(page) == ["Loaded from a file"]
    changes = texts(changes_page, ".events td:nth-of-type(2)")
    assert {change.split("\n")[0] for change in changes} == {"Loaded from a file"}


def test_one_editing_session_is_one_event(editor, role, authority):
    now = timezone.now()
    for minute in range(5):
        make_draft(
            role, authority, f"Take {minute}", now=now + timedelta(minutes=minute)
        )

    assert event_titles(get_history(editor)).count("Draft saved") == 1


def test_the_list_can_be_limited_to_milestones(editor, role, authority):
    make_approved(role, authority)

    page = get_history(editor, f"{CELL}?show=milestones")

    assert event_titles(page)[:2] == ["Approved", "Submitted for review"]
    assert "Draft saved" not in event_titles(page)


def test_the_newest_text_is_compared_with_the_previous_one(editor, role, authority):
    make_approved(role, authority, "Decides everything at all")

    page = get_history(editor)

    assert texts(page, ".diff del") == ["[removed: nothing ]"]
    assert texts(page, ".diff ins") == ["[added: everything ]"]


def test_any_two_versions_can_be_compared(editor, role, authority):
    for text in ("One", "Two", "Three"):
        make_publication([make_approved(role, authority, text)])
    page = get_history(editor, f"{CELL}?show=milestones")
    oldest, published = event_key(page, -1), event_key(page, 3)

    page = get_history(editor, f"{CELL}?before={oldest}&after={published}")

    assert text_of(page, ".diff") == "[removed: Decides nothing at all ] [added: Two ]"
    assert values(page, "input[name=before][checked]", "value") == [oldest]


def test_a_link_compares_a_version_with_the_live_text(editor, role, authority):
    make_draft(role, authority, "Decides nothing much")
    page = get_history(editor)
    first = links(page, ".events .then a")[0]

    page = get_history(editor, f"{CELL}{first}")

    assert text_of(page, ".sides div:first-child dd") == "The live text"
    assert texts(page, ".diff del") == ["[removed: at all ]"]


def test_an_old_text_is_restored_as_a_draft(editor, role, authority):
    make_publication([make_approved(role, authority, "Decides everything")])
    page = get_history(editor)
    fields = {"restore": event_key(page, -1), "version": version_of(role, authority)}

    response = editor.post(CELL, fields)

    draft = Draft.objects.get()
    assert (response.status_code, response["Location"]) == (302, CELL)
    assert (draft.text, draft.written_by.username) == ("Decides nothing at all", "anna")
    assert role.entries.get().text == "Decides everything"
    assert "Restored from " in event_titles(get_history(editor))[0]


def test_the_restore_button_posts_the_event_and_the_version(editor, role, authority):
    page = get_history(editor)

    assert values(page, "#restore input[name=version]", "value") == [
        version_of(role, authority)
    ]
    assert values(page, "button[name=restore]", "value") == [event_key(page, 0)]


def test_restoring_the_live_text_makes_no_draft(editor, role, authority):
    fields = {
        "restore": event_key(get_history(editor), 0),
        "version": version_of(role, authority),
    }

    response = editor.post(CELL, fields)

    assert messages_of(response) == [
        "Visitors already read this text, so no draft is needed."
    ]
    assert not Draft.objects.exists()


def test_restoring_the_live_text_ends_a_draft(editor, role, authority):
    draft = make_draft(role, authority, "Something else")
    live_key = event_key(get_history(editor), 1)

    editor.post(CELL, {"restore": live_key, "version": draft.version})

    # The record of the end holds the draft's last text, not the restored one.
    page = get_history(editor)
    assert "Draft ended: it matched the live text" in event_titles(page)[0]
    assert not Draft.objects.exists()


def test_a_stale_restore_is_refused_with_a_message(editor, role, authority):
    fields = {
        "restore": event_key(get_history(editor), 0),
        "version": version_of(role, authority),
    }
    make_draft(role, authority, "Newer")

    response = editor.post(CELL, fields)

    assert response.status_code == 409
    assert "Someone else changed this text" in text_of(document(response), ".errornote")
    assert Draft.objects.get().text == "Newer"


@pytest.mark.parametrize(
    "fields",
    [{}, {"restore": "e0"}, {"restore": "x\0", "version": "\0"},
     {"restore": "d9999999999"}, {"restore": "live"}, {"restore": "²"}],
)  # fmt: skip
def test_restoring_an_unknown_version_is_refused(editor, role, fields):
    other = make_role("Other", status="draft")
    make_entry(other, make_dimension("Other"))
    before = all_rows()

    response = editor.post(CELL, fields | {"version": fields.get("version", "live.x")})

    assert response.status_code == 400
    assert all_rows() == before


@pytest.mark.parametrize(
    "query",
    ["before=x&after=y", "before=%00", "after=e99999999999", "after=d9999999999",
     "page=0", "page=-1", "page=99999999999999999999", "page=x", "show=x",
     "before=live&after=live"],
)  # fmt: skip
def test_the_page_survives_a_nonsense_query(editor, role, query):
    assert get_history(editor, f"{CELL}?{query}").query("h1")


def test_a_text_of_another_cell_stays_hidden(editor, role, authority):
    other = make_role("Other", texts={authority: "Zwitscher"})
    record = other.entries.get().history.get()

    response = editor.get(f"{CELL}?before=live&after=e{record.history_id:010}")

    assert b"Zwitscher" not in response.content
    assert "One of the versions doesn’t exist" in response.content.decode()


@pytest.mark.parametrize("kind", ["role", "dimension"])
def test_a_deleted_text_can_be_read_but_not_restored(editor, role, authority, kind):
    make_draft(role, authority, "Last words")
    {"role": role, "dimension": authority}[kind].delete()

    page = get_history(editor)

    assert "has been deleted" in text_of(page, ".gone")
    assert event_titles(page)[:2] == ["Deleted with its role or dimension"] * 2
    assert not page.query("button[name=restore]")
    fields = {"restore": event_key(page, 0), "version": "live.x"}
    assert editor.post(CELL, fields).status_code == 400


def test_an_unknown_role_or_dimension_is_not_found(editor, role):
    for path in ("/admin/history/unknown/authority/", "/admin/history/architect/no/"):
        assert editor.get(path).status_code == 404


def test_a_former_slug_leads_to_the_same_history(editor, role):
    role.slug = "builder"
    role.save()

    assert event_titles(get_history(editor)) == ["Written outside the editorial pages"]


def test_reading_and_restoring_need_permission(role, authority):
    client = Client()
    assert client.get(CELL).status_code == 302
    client.force_login(make_person("guest"))
    for path in (CELL, CHANGES, "/admin/deleted/"):
        assert client.get(path).status_code == 403
        assert client.post(path).status_code in {403, 405}


def test_a_long_history_has_pages(editor, role, authority, monkeypatch):
    monkeypatch.setattr("careers.editorial.history.views.EVENTS", 2)
    make_approved(role, authority)

    first = get_history(editor)
    second = get_history(editor, CELL + links(first, ".newer-older a")[0])

    assert len(event_titles(first)) == len(event_titles(second)) == 2
    assert links(second, ".newer-older a") == ["?page=1"]


# Everything


def test_changes_to_all_kinds_of_content_are_listed(editor, role, authority):
    family = make_family("Data")
    role.family, role.name = family, "Chief Architect"
    role.save()
    theme = Theme.objects.create(name="power", slug="power")
    authority.theme, authority.position = theme, 7
    authority.save()

    page = get_history(editor, CHANGES)

    assert texts(page, ".events tbody th")[:3] == [
        "Dimension “Authority”", "Theme “power”", "Role “Chief Architect”"
    ]  # fmt: skip
    fields = texts(page, ".events .fields div")
    assert "Theme nothing → to power" in fields
    assert "Position from 0 → to 7" in fields
    assert "Name from Architect → to Chief Architect" in fields
    assert "Family nothing → to Data" in fields


def test_a_status_change_links_to_its_publication(editor, role):
    reviewer = make_person("rita", "Reviewer")

    publishing.change_status(items=[role], status="archived", by=reviewer)

    page = get_history(editor, CHANGES)
    assert texts(page, ".events .fields div") == ["Status from Published → to Archived"]
    assert texts(page, ".events tbody tr:first-child td:last-child") == ["rita"]
    assert [link for link in links(page, ".events a") if "publications" in link]


def test_changes_can_be_filtered_by_role_dimension_and_person(editor, role, authority):
    other = make_role("Other", texts={authority: "Text"})
    make_draft(other, authority)

    def subjects(query):
        return texts(get_history(editor, f"{CHANGES}?{query}"), ".events tbody th")

    assert subjects("role=architect") == ["Architect: Authority", "Role “Architect”"]
    assert subjects("role=other&dimension=authority") == ["Other: Authority"] * 2
    assert "Role “Other”" not in subjects("dimension=authority")
    assert subjects("by=writer") == ["Other: Authority"]
    assert subjects("by=unknown") == subjects("role=unknown") == []


@pytest.mark.parametrize(
    "query",
    ["role=%00", "role=a%00b", "dimension=%E0%A4%A", "by=%00", f"by={'x' * 5000}",
     "role=²", "page=1000", "page=99999999999", "page=-3", "role=a&role=b", "role=-"],
)  # fmt: skip
def test_the_list_of_changes_survives_a_nonsense_query(editor, role, query):
    assert get_history(editor, f"{CHANGES}?{query}").query("h1")


def test_changes_to_deleted_content_are_still_listed(editor, role, authority):
    family = make_family("Data")
    role.family = family
    role.save()
    role.family = None
    role.save()
    family.delete()
    role.delete()

    page = get_history(editor, f"{CHANGES}?role=architect")

    assert "Family from Data → nothing" in texts(page, ".events .fields div")
    assert texts(page, ".events tbody th")[-1] == "Role “Architect”"
    assert values(page, "input[name=role]", "value") == ["architect"]
    assert texts(page, ".changes-filter .help") == ["Architect (deleted)"]


def test_a_former_slug_is_listed(editor, role):
    role.slug = "builder"
    role.save()

    subjects = texts(get_history(editor, f"{CHANGES}?role=builder"), ".events tbody th")

    assert "Former address “architect” of Architect" in subjects


def test_a_page_has_fifty_changes(
    editor, role, authority, django_assert_max_num_queries
):
    for number in range(60):
        make_role(
            f"R{number}", family=Family.objects.first(), texts={authority: "Text"}
        )

    with django_assert_max_num_queries(30):
        first = get_history(editor, CHANGES)
    second = get_history(editor, CHANGES + links(first, ".newer-older a")[0])

    assert len(first.query(".events tbody tr")) == 50
    rows = [texts(page, ".events tbody tr") for page in (first, second)]
    assert not set(rows[0]) & set(rows[1])


def test_reading_the_history_changes_nothing(editor, role, authority):
    make_approved(role, authority)
    before = all_rows()

    for path in (CELL, CHANGES, "/admin/deleted/"):
        get_history(editor, path)

    assert all_rows() == before


def test_texts_of_editors_are_escaped(editor, role, authority):
    make_draft(role, authority, "<script>alert(1)</script>")
    Dimension.objects.update(name="<b>Authority")

    for path in (CELL, CHANGES):
        page = get_history(editor, path)
        assert not page.query("#content-main b b, .diff script")


def test_a_cell_without_events_has_a_history_page(editor, role):
    make_dimension("Growth")

    page = get_history(editor, "/admin/history/architect/growth/")
    assert "Nothing has happened here yet" in text_of(page, "#content-main")


def test_the_history_links_to_the_text(editor, role):
    page = get_history(editor)

    assert links(page, ".object-tools a")[0] == "/admin/texts/architect/authority/"


@pytest.mark.parametrize("before", ["Decides nothing at all", ""])
def test_an_undo_is_listed_as_such(editor, authority, before):
    texts_before = {authority: before} if before else None
    architect = make_role("Architect", texts=texts_before)
    make_entry(architect, make_dimension("Hours"))
    publication = make_publication([make_approved(architect, authority)])
    publishing.undo(publication=publication, by=publication.made_by, why="A mistake")
    event = "published the previous text again" if before else "removed from the page"
    for path in (CELL, CHANGES):
        assert f"Undone: {event}" in text_of(get_history(editor, path), ".events")


def test_people_are_listed_by_their_full_names(editor, role, authority):
    make_draft(role, authority, by=make_person("carl", "Editor", first_name="Carl"))
    assert "Carl" in texts(get_history(editor), ".events td")
    assert "Carl (carl)" in texts(get_history(editor, CHANGES), ".events td")


@pytest.mark.parametrize("why", ["Loaded from a file", "Returned", "Approved"])
def test_no_reason_disguises_a_publication(editor, role, authority, why):
    publication = make_publication([make_approved(role, authority)], why=why)

    for path in (CELL, CHANGES):
        page = get_history(editor, path)
        assert publication_path(publication) in links(page, ".events a")
        assert "Published" in text_of(page, ".events")
        assert why in texts(page, ".events .why")
