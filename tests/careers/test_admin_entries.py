"""The texts of a role, edited on its one page."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError
from django.urls import reverse

from careers.admin_forms import DIMENSION_IS_GONE, EntryFormSet
from careers.models import Dimension, Role, RoleDimensionEntry
from tests.factories import make_dimension, make_entry, make_role
from tests.pages import document, texts

from .admin_pages import (
    as_editor,
    boxes,
    entries_typed,
    errors,
    messages_of,
    page_of,
    sent_by,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/careers/role/add/"


def make_dimensions():
    return [
        make_dimension("Authority", position=2, question="What may it decide?"),
        make_dimension("Primary Role", position=1, question="What is it for?"),
    ]


def text_on(role, dimension):
    return RoleDimensionEntry.objects.get(role=role, dimension=dimension).text


@pytest.mark.parametrize("change", [True, False])
def test_a_role_has_a_box_for_every_dimension_in_the_editors_order(change):
    authority, _ = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Decides."})
    response = as_editor().get(page_of(role) if change else ADD)
    assert list(boxes(response)) == ["Primary Role", "Authority"]


def test_a_box_is_described_by_its_question_and_its_guide():
    make_dimension("Authority", question="What may it decide?", length_guide=20)
    page = document(as_editor().get(ADD))
    described_by = page.query_one(".entry textarea").attrs["aria-describedby"]
    assert texts(page, f"#{described_by} p") == [
        "What may it decide?",
        "Guide: 20 words",
    ]


def test_texts_are_saved_and_public_at_once(client):
    make_dimensions()
    role, other = make_role("Data Engineer"), make_role("Data Scientist")
    admin = as_editor()
    typed = entries_typed(admin.get(page_of(role)), {"Authority": "Decides on tools."})
    admin.post(page_of(role), typed)
    page = client.get(f"/compare/{role.slug}-vs-{other.slug}/")
    assert "Decides on tools." in page.content.decode()


def test_a_role_made_from_nothing_can_be_compared(client):
    make_dimensions()
    make_role("Data Scientist")
    admin = as_editor()
    new = {"name": "Data Engineer", "slug": "data-engineer", "status": "published"}
    text = {"Primary Role": "Builds pipelines."}
    admin.post(ADD, entries_typed(admin.get(ADD), text, **new))
    page = client.get("/compare/data-engineer-vs-data-scientist/")
    assert "Builds pipelines." in page.content.decode()
    assert RoleDimensionEntry.objects.count() == 1


def test_an_emptied_box_removes_its_text():
    authority, primary = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Decides.", primary: "Builds."})
    admin = as_editor()
    typed = entries_typed(admin.get(page_of(role)), {"Authority": ""})
    admin.post(page_of(role), typed)
    assert [entry.text for entry in role.entries.all()] == ["Builds."]


@pytest.mark.parametrize("blank", [" ", "\r\n\r\n", "\t \u00a0\u3000"])
def test_a_text_of_nothing_but_spaces_is_blank(blank):
    authority, _ = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Decides."})
    admin = as_editor()
    typed = dict.fromkeys(["Authority", "Primary Role"], blank)
    admin.post(page_of(role), entries_typed(admin.get(page_of(role)), typed))
    assert not role.entries.exists()


def test_a_text_is_kept_with_unix_line_ends_and_no_trailing_spaces():
    authority, _ = make_dimensions()
    role = make_role("Data Engineer")
    admin = as_editor()
    typed = {"Authority": "Decides: \r\n \r\n- tools  \r\n- dates\r\n\r\n"}
    admin.post(page_of(role), entries_typed(admin.get(page_of(role)), typed))
    assert text_on(role, authority) == "Decides:\n\n- tools\n- dates"


def test_a_text_left_alone_is_not_written_again():
    authority, primary = make_dimensions()
    untidy = {authority: "Decides:\r\n- tools ", primary: "\nBuilds."}
    role = make_role("Data Engineer", texts=untidy)
    before = list(RoleDimensionEntry.objects.values())
    admin = as_editor()
    admin.post(page_of(role), sent_by(admin.get(page_of(role))))
    assert list(RoleDimensionEntry.objects.values()) == before
    assert LogEntry.objects.get().get_change_message() == "No fields changed."


def test_the_history_names_the_texts_that_changed():
    authority, primary = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Decides."})
    admin = as_editor()
    typed = {"Authority": "", "Primary Role": "Builds."}
    admin.post(page_of(role), entries_typed(admin.get(page_of(role)), typed))
    assert LogEntry.objects.get().get_change_message() == (
        f"Added entry “{role}: {primary}”. Deleted entry “{role}: {authority}”."
    )


def test_what_was_typed_survives_an_error_elsewhere():
    make_dimensions()
    admin = as_editor()
    typed = {"Authority": "Decides on tools."}
    page = admin.post(ADD, entries_typed(admin.get(ADD), typed, name=""))
    again = sent_by(page, name="Data Engineer", slug="data-engineer")
    admin.post(ADD, again)
    assert RoleDimensionEntry.objects.get().text == "Decides on tools."


# Others at work on the same role


def test_a_text_left_alone_keeps_what_somebody_else_made_of_it():
    authority, primary = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Old.", primary: "Builds."})
    admin = as_editor()
    mine = entries_typed(admin.get(page_of(role)), {"Primary Role": "Mine."})
    role.entries.filter(dimension=authority).update(text="Theirs.")
    admin.post(page_of(role), mine)
    assert text_on(role, authority) == "Theirs."
    assert text_on(role, primary) == "Mine."


@pytest.mark.parametrize(
    ("before", "theirs", "message"),
    [
        ("Old.", "Theirs.", "“Theirs.” Nothing is saved yet"),
        ("Old.", "", "Somebody removed this text"),
        ("", "Theirs.", "“Theirs.” Nothing is saved yet"),
    ],
)
def test_two_people_on_one_text_are_told_and_nothing_is_lost(before, theirs, message):
    authority, _ = make_dimensions()
    role = make_role("Data Engineer", texts={authority: before} if before else {})
    admin = as_editor()
    mine = entries_typed(admin.get(page_of(role)), {"Authority": "Mine."})
    role.entries.all().delete()
    if theirs:
        make_entry(role, authority, theirs)
    page = admin.post(page_of(role), mine)
    assert message in errors(page)[boxes(page)["Authority"]]
    assert [entry.text for entry in role.entries.all()] == [theirs] * bool(theirs)

    admin.post(page_of(role), sent_by(page))
    assert text_on(role, authority) == "Mine."


def test_the_same_words_from_two_people_are_no_conflict():
    authority, _ = make_dimensions()
    role = make_role("Data Engineer")
    admin = as_editor()
    mine = entries_typed(admin.get(page_of(role)), {"Authority": "Decides."})
    make_entry(role, authority, "Decides.")
    assert admin.post(page_of(role), mine).status_code == 302


def test_a_text_left_alone_shows_the_newest_words_after_an_error_elsewhere():
    authority, primary = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Old.", primary: "Builds."})
    admin = as_editor()
    mine = sent_by(admin.get(page_of(role)), name="")
    role.entries.filter(dimension=authority).update(text="Theirs.")
    page = admin.post(page_of(role), mine)
    assert sent_by(page)[boxes(page)["Authority"]] == "Theirs."


def test_words_on_a_dimension_that_was_deleted_are_kept_with_a_message():
    authority, _ = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Old."})
    admin = as_editor()
    response = admin.get(page_of(role))
    mine = entries_typed(response, {"Authority": "Mine."}, name="Renamed")
    authority.delete()
    page = admin.post(page_of(role), mine)
    box = boxes(response)["Authority"]
    assert errors(page) == {box: DIMENSION_IS_GONE}
    assert sent_by(page)[box] == "Mine."
    assert Role.objects.get().name == "Data Engineer"


def test_a_deleted_dimension_that_nobody_wrote_on_stops_nothing():
    authority, _ = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Old."})
    admin = as_editor()
    mine = entries_typed(admin.get(page_of(role)), {"Primary Role": "Mine."})
    authority.delete()
    assert admin.post(page_of(role), mine).status_code == 302
    assert [entry.text for entry in role.entries.all()] == ["Mine."]


def test_a_dimension_added_meanwhile_is_there_after_an_error_and_keeps_its_text():
    make_dimensions()
    role = make_role("Data Engineer")
    admin = as_editor()
    mine = sent_by(admin.get(page_of(role)), name="")
    make_entry(role, make_dimension("Hours", position=0), "Nine to five.")
    page = admin.post(page_of(role), mine)
    assert list(boxes(page)) == ["Hours", "Primary Role", "Authority"]
    assert "This dimension was added while you were writing." in page.content.decode()
    admin.post(page_of(role), sent_by(page, name="Data Engineer"))
    assert role.entries.get().text == "Nine to five."


@pytest.mark.parametrize("wrong", ["abc", "", "0", "٣", "9" * 30])
def test_a_dimension_that_never_was_is_refused(wrong):
    make_dimension("Authority")
    role = make_role("Data Engineer")
    admin = as_editor()
    typed = entries_typed(admin.get(page_of(role)), {"Authority": "Decides."})
    page = admin.post(page_of(role), typed | {"entries-0-dimension": wrong})
    assert errors(page) == {"entries-0-text": DIMENSION_IS_GONE}
    assert not role.entries.exists()


def test_one_dimension_cannot_be_sent_twice():
    make_dimensions()
    role = make_role("Data Engineer")
    admin = as_editor()
    typed = entries_typed(
        admin.get(page_of(role)), {"Authority": "One.", "Primary Role": "Two."}
    )
    twice = typed | {"entries-1-dimension": typed["entries-0-dimension"]}
    assert "entries-1-text" in errors(admin.post(page_of(role), twice))


@pytest.mark.parametrize("count", [None, "", "x", "-1", "99999999"])
def test_a_form_that_miscounts_its_boxes_changes_no_text(count):
    authority, _ = make_dimensions()
    role = make_role("Data Engineer", texts={authority: "Decides."})
    admin = as_editor()
    sent = sent_by(admin.get(page_of(role)))
    del sent["entries-TOTAL_FORMS"]
    counted = {} if count is None else {"entries-TOTAL_FORMS": count}
    assert admin.post(page_of(role), sent | counted).status_code in (200, 302)
    assert text_on(role, authority) == "Decides."


def test_a_collision_that_the_database_finds_becomes_a_message(monkeypatch):
    authority, _ = make_dimensions()
    role = make_role("Data Engineer")
    admin = as_editor()
    mine = entries_typed(admin.get(page_of(role)), {"Authority": "Mine."})
    refuse_once(monkeypatch, then=lambda: make_entry(role, authority, "Theirs."))
    page = admin.post(page_of(role), mine)
    assert "“Theirs.”" in errors(page)[boxes(page)["Authority"]]
    assert messages_of(page) == []


def refuse_once(monkeypatch, *, then):
    """Let the first save fail as it does when another one was a moment faster."""
    save = EntryFormSet.save
    check = EntryFormSet.__init__
    refused = []

    def refuse(self, commit=True):
        refused.append(True)
        raise IntegrityError

    def look_again(self, *args, **kwargs):
        if refused:
            monkeypatch.setattr(EntryFormSet, "save", save)
            monkeypatch.setattr(EntryFormSet, "__init__", check)
            then()
        check(self, *args, **kwargs)

    monkeypatch.setattr(EntryFormSet, "save", refuse)
    monkeypatch.setattr(EntryFormSet, "__init__", look_again)


# How much it costs


@pytest.mark.parametrize(("change", "queries"), [(True, 10), (False, 6)])
def test_more_dimensions_cost_no_more_queries(
    change, queries, django_assert_num_queries
):
    admin = as_editor()
    role = make_role("Data Engineer")
    address = page_of(role) if change else ADD
    for count in (2, 12):
        for number in range(Dimension.objects.count(), count):
            make_entry(role, make_dimension(f"Dimension {number}", position=number))
        with django_assert_num_queries(queries):
            admin.get(address)


def test_without_dimensions_the_page_says_where_to_add_one():
    page = as_editor().get(ADD)
    assert reverse("admin:careers_dimension_add") in page.content.decode()
