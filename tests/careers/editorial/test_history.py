"""What happened to a text, and to everything: read in the admin, and restored."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.models import (
    Action,
    Credit,
    Dimension,
    Family,
    Publication,
    Role,
    RoleDimensionEntry,
    Theme,
)
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


def whats(page):
    """What happened, in the page's order."""
    return [text.split("\n")[0] for text in texts(page, ".events td:nth-of-type(1)")]


def visit(client, path=CELL, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return document(answer)


def version(role, dimension):
    return load_cell(role, dimension).version


def key_of(page, number):
    """The key of the event with this place in the list, from 0."""
    return values(page, ".events input[name=after]", "value")[number]


# One text


def test_everything_is_there_newest_first(editor, role, authority):
    draft = make_draft(role, authority, "Decides little")
    [draft] = drafting.submit(versions=[draft.version], by=draft.written_by)
    reviewer = make_person("reviewer", "Reviewer")
    drafting.send_back(versions=[draft.version], by=reviewer, comment="Too short")
    draft = make_approved(role, authority, "Decides much")
    make_publication([draft], why="New year")

    page = visit(editor)

    assert whats(page) == [
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

    assert publication_path(publication) in links(visit(editor), ".events a")


def test_that_a_draft_is_live_now_is_no_deletion_of_it(editor, role, authority):
    make_publication([make_approved(role, authority)])

    assert not [what for what in whats(visit(editor)) if "eleted" in what]


def test_a_discarded_draft_and_a_removed_text_are_told(editor, role, authority):
    draft = make_draft(role, authority, "Decides little")
    by = draft.written_by
    drafting.discard(role=role, dimension=authority, version=draft.version, by=by)
    make_publication([make_approved(role, authority, "")], why="Wrong")

    assert [
        what for what in whats(visit(editor)) if "iscarded" in what or "emoved" in what
    ] == [
        "Removed from the page Wrong",
        "Draft discarded",
    ]


def test_what_a_file_brought_is_told(editor, tmp_path):
    load_records(tmp_path, [dimension_record(), role_record(), entry_record()])

    page = visit(editor, "/admin/history/analyst/purpose/")
    every = visit(editor, CHANGES)

    assert whats(page) == ["Loaded from a file"]
    told = texts(every, ".events td:nth-of-type(2)")
    assert {each.split("\n")[0] for each in told} == {"Loaded from a file"}


def test_one_sitting_is_one_event(editor, role, authority):
    now = timezone.now()
    for minute in range(5):
        make_draft(
            role, authority, f"Take {minute}", now=now + timedelta(minutes=minute)
        )

    assert whats(visit(editor)).count("Draft saved") == 1


def test_milestones_can_be_filtered(editor, role, authority):
    make_approved(role, authority)

    page = visit(editor, f"{CELL}?show=milestones")

    assert whats(page)[:2] == ["Approved", "Submitted for review"]
    assert "Draft saved" not in whats(page)


def test_the_newest_text_is_compared_with_the_one_before(editor, role, authority):
    make_approved(role, authority, "Decides everything at all")

    page = visit(editor)

    assert texts(page, ".diff del") == ["[removed: nothing ]"]
    assert texts(page, ".diff ins") == ["[added: everything ]"]


def test_any_two_versions_are_compared(editor, role, authority):
    for text in ("One", "Two", "Three"):
        make_publication([make_approved(role, authority, text)])
    page = visit(editor, f"{CELL}?show=milestones")
    oldest, published = key_of(page, -1), key_of(page, 3)

    page = visit(editor, f"{CELL}?before={oldest}&after={published}")

    assert text_of(page, ".diff") == "[removed: Decides nothing at all ] [added: Two ]"
    assert values(page, "input[name=before][checked]", "value") == [oldest]


def test_comparing_with_live_is_one_click(editor, role, authority):
    make_draft(role, authority, "Decides nothing much")
    page = visit(editor)
    first = links(page, ".events .then a")[0]

    page = visit(editor, f"{CELL}{first}")

    assert text_of(page, ".sides div:first-child dd") == "The live text"
    assert texts(page, ".diff del") == ["[removed: at all ]"]


def test_an_old_text_is_restored_as_a_draft(editor, role, authority):
    make_publication([make_approved(role, authority, "Decides everything")])
    page = visit(editor)
    sent = {"restore": key_of(page, -1), "version": version(role, authority)}

    answer = editor.post(CELL, sent)

    draft = Draft.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, CELL)
    assert (draft.text, draft.written_by.username) == ("Decides nothing at all", "anna")
    assert role.entries.get().text == "Decides everything"
    assert "Restored from " in whats(visit(editor))[0]


def test_the_button_that_restores_sends_what_it_should(editor, role, authority):
    page = visit(editor)

    assert values(page, "#restore input[name=version]", "value") == [
        version(role, authority)
    ]
    assert values(page, "button[name=restore]", "value") == [key_of(page, 0)]


def test_restoring_what_is_live_is_no_draft(editor, role, authority):
    sent = {"restore": key_of(visit(editor), 0), "version": version(role, authority)}

    answer = editor.post(CELL, sent)

    assert messages_of(answer) == [
        "Visitors read this text already, so no draft is needed."
    ]
    assert not Draft.objects.exists()


def test_restoring_what_is_live_ends_the_draft(editor, role, authority):
    draft = make_draft(role, authority, "Something else")
    live_key = key_of(visit(editor), 1)

    editor.post(CELL, {"restore": live_key, "version": draft.version})

    # Its record holds the draft's last text, not the one that was restored.
    page = visit(editor)
    assert "Draft ended: it matched the live text" in whats(page)[0]
    assert not Draft.objects.exists()


def test_a_stale_restore_changes_nothing_and_says_so(editor, role, authority):
    sent = {"restore": key_of(visit(editor), 0), "version": version(role, authority)}
    make_draft(role, authority, "Meanwhile")

    answer = editor.post(CELL, sent)

    assert answer.status_code == 409
    assert "Someone else changed this text" in text_of(document(answer), ".errornote")
    assert Draft.objects.get().text == "Meanwhile"


@pytest.mark.parametrize(
    "sent",
    [{}, {"restore": "e0"}, {"restore": "x\0", "version": "\0"},
     {"restore": "d9999999999"}, {"restore": "live"}, {"restore": "²"}],
)  # fmt: skip
def test_restoring_what_there_is_not_is_refused(editor, role, sent):
    other = make_role("Other", status="draft")
    make_entry(other, make_dimension("Other"))
    before = all_rows()

    answer = editor.post(CELL, sent | {"version": sent.get("version", "live.x")})

    assert answer.status_code == 400
    assert all_rows() == before


@pytest.mark.parametrize(
    "query",
    ["before=x&after=y", "before=%00", "after=e99999999999", "after=d9999999999",
     "page=0", "page=-1", "page=99999999999999999999", "page=x", "show=x",
     "before=live&after=live"],
)  # fmt: skip
def test_whatever_is_asked_the_page_answers(editor, role, query):
    assert visit(editor, f"{CELL}?{query}").query("h1")


def test_a_text_of_another_cell_is_never_shown(editor, role, authority):
    other = make_role("Other", texts={authority: "Zwitscher"})
    record = other.entries.get().history.get()

    answer = editor.get(f"{CELL}?before=live&after=e{record.history_id:010}")

    assert b"Zwitscher" not in answer.content
    assert "One of the versions does not exist" in answer.content.decode()


@pytest.mark.parametrize("kind", ["role", "dimension"])
def test_the_history_of_what_is_deleted_can_be_read_not_restored(
    editor, role, authority, kind
):
    make_draft(role, authority, "Last words")
    {"role": role, "dimension": authority}[kind].delete()

    page = visit(editor)

    assert "has been deleted" in text_of(page, ".gone")
    assert whats(page)[:2] == ["Deleted with its role or dimension"] * 2
    assert not page.query("button[name=restore]")
    sent = {"restore": key_of(page, 0), "version": "live.x"}
    assert editor.post(CELL, sent).status_code == 400


def test_what_never_was_is_a_404(editor, role):
    for path in ("/admin/history/nobody/authority/", "/admin/history/architect/no/"):
        assert editor.get(path).status_code == 404


def test_a_former_slug_leads_to_the_same_history(editor, role):
    role.slug = "builder"
    role.save()

    assert whats(visit(editor)) == ["Written outside the editorial pages"]


def test_reading_and_restoring_ask_for_their_rights(role, authority):
    client = Client()
    assert client.get(CELL).status_code == 302
    client.force_login(make_person("guest"))
    for path in (CELL, CHANGES, "/admin/deleted/"):
        assert client.get(path).status_code == 403
        assert client.post(path).status_code in {403, 405}


def test_a_long_history_comes_in_pages(editor, role, authority, monkeypatch):
    monkeypatch.setattr("careers.editorial.history.text_views.EVENTS", 2)
    make_approved(role, authority)

    first = visit(editor)
    second = visit(editor, CELL + links(first, ".newer-older a")[0])

    assert len(whats(first)) == len(whats(second)) == 2
    assert links(second, ".newer-older a") == ["?page=1"]


# Everything


def test_all_changes_of_everything_are_listed(editor, role, authority):
    family = make_family("Data")
    role.family, role.name = family, "Chief Architect"
    role.save()
    theme = Theme.objects.create(name="power", slug="power")
    authority.theme, authority.position = theme, 7
    authority.save()

    page = visit(editor, CHANGES)

    assert texts(page, ".events tbody th")[:3] == [
        "Dimension “Authority”", "Theme “power”", "Role “Chief Architect”"
    ]  # fmt: skip
    fields = texts(page, ".events .fields div")
    assert "Theme nothing → to power" in fields
    assert "Position from 0 → to 7" in fields
    assert "Name from Architect → to Chief Architect" in fields
    assert "Family nothing → to Data" in fields


def test_a_status_change_is_told_with_its_publication(editor, role):
    boss = make_person("boss", "Reviewer")

    publishing.change_status(roles=[role], status="archived", by=boss)

    page = visit(editor, CHANGES)
    assert texts(page, ".events .fields div") == ["Status from Published → to Archived"]
    assert texts(page, ".events tbody tr:first-child td:last-child") == ["boss"]
    assert [link for link in links(page, ".events a") if "publications" in link]


def test_records_of_a_status_change_point_at_its_publication(role):
    publishing.change_status(roles=[role], status="archived", by=make_person("boss"))

    record = Role.history.first()
    assert (record.action, record.publication) == (
        "published", Publication.objects.get()
    )  # fmt: skip


def test_changes_are_those_of_a_role_a_dimension_or_a_person(editor, role, authority):
    other = make_role("Other", texts={authority: "Text"})
    make_draft(other, authority)

    def subjects(query):
        return texts(visit(editor, f"{CHANGES}?{query}"), ".events tbody th")

    assert subjects("role=architect") == ["Architect: Authority", "Role “Architect”"]
    assert subjects("role=other&dimension=authority") == ["Other: Authority"] * 2
    assert "Role “Other”" not in subjects("dimension=authority")
    assert subjects("by=writer") == ["Other: Authority"]
    assert subjects("by=nobody") == subjects("role=nobody") == []


@pytest.mark.parametrize(
    "query",
    ["role=%00", "role=a%00b", "dimension=%E0%A4%A", "by=%00", f"by={'x' * 5000}",
     "role=²", "page=1000", "page=99999999999", "page=-3", "role=a&role=b", "role=-"],
)  # fmt: skip
def test_whatever_is_asked_of_all_changes_it_answers(editor, role, query):
    assert visit(editor, f"{CHANGES}?{query}").query("h1")


def test_changes_of_what_is_deleted_are_still_told(editor, role, authority):
    family = make_family("Data")
    role.family = family
    role.save()
    role.family = None
    role.save()
    family.delete()
    role.delete()

    page = visit(editor, f"{CHANGES}?role=architect")

    assert "Family from Data → nothing" in texts(page, ".events .fields div")
    assert texts(page, ".events tbody th")[-1] == "Role “Architect”"
    assert texts(page, "select[name=role] option[selected]") == ["Architect (deleted)"]


def test_a_former_address_is_told(editor, role):
    role.slug = "builder"
    role.save()

    found = texts(visit(editor, f"{CHANGES}?role=builder"), ".events tbody th")

    assert "Former address “architect” of Architect" in found


def test_pages_of_changes_are_bounded(
    editor, role, authority, django_assert_max_num_queries
):
    for number in range(60):
        make_role(
            f"R{number}", family=Family.objects.first(), texts={authority: "Text"}
        )

    with django_assert_max_num_queries(30):
        first = visit(editor, CHANGES)
    second = visit(editor, CHANGES + links(first, ".newer-older a")[0])

    assert len(first.query(".events tbody tr")) == 50
    shown = [texts(page, ".events tbody tr") for page in (first, second)]
    assert not set(shown[0]) & set(shown[1])


def test_reading_changes_nothing(editor, role, authority):
    make_approved(role, authority)
    before = all_rows()

    for path in (CELL, CHANGES, "/admin/deleted/"):
        visit(editor, path)

    assert all_rows() == before


def test_nothing_that_editors_wrote_is_markup(editor, role, authority):
    make_draft(role, authority, "<script>alert(1)</script>")
    Dimension.objects.update(name="<b>Authority")

    for path in (CELL, CHANGES):
        page = visit(editor, path)
        assert not page.query("#content-main b b, .diff script")


def test_a_role_without_anything_has_a_history_too(editor, role):
    make_dimension("Growth")

    assert "Nothing has happened here yet" in text_of(
        visit(editor, "/admin/history/architect/growth/"), "#content-main"
    )


def test_the_history_leads_to_the_text(editor, role):
    page = visit(editor)

    assert links(page, ".object-tools a")[0] == "/admin/texts/architect/authority/"


@pytest.mark.parametrize("before", ["Decides nothing at all", ""])
def test_an_undoing_is_told_as_one(editor, authority, before):
    texts_before = {authority: before} if before else None
    architect = make_role("Architect", texts=texts_before)
    publication = make_publication([make_approved(architect, authority)])
    publishing.undo(publication=publication, by=publication.made_by, why="A mistake")
    word = "published the previous text again" if before else "removed from the page"
    for path in (CELL, CHANGES):
        assert f"Undone: {word}" in text_of(visit(editor, path), ".events")


def test_people_are_told_by_their_names_where_they_have_one(editor, role, authority):
    make_draft(role, authority, by=make_person("carl", "Editor", first_name="Carl"))
    assert "Carl" in texts(visit(editor), ".events td")
    assert "Carl (carl)" in texts(visit(editor, CHANGES), ".events td")


@pytest.mark.parametrize("why", ["Loaded from a file", "Returned", "Approved"])
def test_no_reason_changes_what_a_publication_is(editor, role, authority, why):
    publication = make_publication([make_approved(role, authority)], why=why)

    for path in (CELL, CHANGES):
        page = visit(editor, path)
        assert publication_path(publication) in links(page, ".events a")
        assert "Published" in text_of(page, ".events")
        assert why in texts(page, ".events .why")


@pytest.mark.parametrize("name", ["Chief Architect", "Architect"])
def test_a_credit_is_for_one_save(role, name):
    role.name = name
    role.credit = Credit(make_person("boss"), Action.RECOVERED, "Because")
    role.save()

    role.delete()

    record = Role.history.first()
    assert (record.action, record.history_user) == ("deleted", None)


def test_records_of_a_publication_point_at_it(role, authority):
    publication = make_publication([make_approved(role, authority)])

    record = RoleDimensionEntry.history.first()
    assert (record.action, record.publication) == ("published", publication)


def test_a_draft_again_points_at_what_undid_its_publication(role, authority):
    publication = make_publication([make_approved(role, authority)])

    undoing = publishing.undo(
        publication=publication, by=publication.made_by, why="A mistake"
    )

    record = Draft.history.first()
    assert (record.action, record.publication) == ("unpublished", undoing)
