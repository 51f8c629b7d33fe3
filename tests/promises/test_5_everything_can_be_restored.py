"""Promise 5: every change has who, when and what, and can be restored.

Texts are written in every way there is, those that send no signal among them; each
stands in the history of its cell, and restoring it gives exactly what was there.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings, strategies

from careers.editorial.history import text_history
from careers.editorial.workflow.cells import load_cell
from careers.models import Dimension, Family, Role, RoleDimensionEntry, Theme
from tests.admin_forms import form_data
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_theme,
)
from tests.fixture_records import entry_record

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)
PASSED = timedelta(hours=1)  # between two changes: longer than one sitting


def cell():
    return load_cell(Role.objects.get(), Dimension.objects.get())


def through_the_form(text, people, folder):
    address = reverse("editorial:text", args=["analyst", "purpose"])
    before = cell()
    data = {"text": text, "version": before.version, "act": "save"}
    assert people["browser"].post(address, data).status_code == 302
    # A draft that comes to say what is live is taken back: that can be undone too.
    is_taken_back = before.draft and not cell().draft
    return before.text if is_taken_back else cell().text


def through_a_publication(text, people, folder):
    present = cell()
    if text == present.live:
        return through_the_form(text, people, folder)
    draft = make_approved(present.role, present.dimension, text, by=people["writer"])
    make_publication([draft], by=people["reviewer"])
    return cell().live


def from_a_fixture(text, people, folder):
    file = folder / "texts.json"
    file.write_text(json.dumps([entry_record(text=text)]))
    call_command("loaddata", file, verbosity=0)
    return text


def by_a_bulk_update(text, people, folder):
    RoleDimensionEntry.objects.all().update(text=text)
    return text


def by_a_bulk_creation(text, people, folder):
    RoleDimensionEntry.objects.all().delete()
    role, dimension = Role.objects.get(), Dimension.objects.get()
    new = RoleDimensionEntry(role=role, dimension=dimension, text=text)
    RoleDimensionEntry.objects.bulk_create([new])
    return text


def by_a_script(text, people, folder):
    live = RoleDimensionEntry.objects.get()
    live.text = text
    live.save()
    return text


WAYS = [
    through_the_form,
    through_a_publication,
    from_a_fixture,
    by_a_bulk_update,
    by_a_bulk_creation,
    by_a_script,
]
edits = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(WAYS), strategies.sampled_from(["A.", "B.", "C.\n- d"])
    ),
    min_size=2,
    max_size=7,
)


def restore(people, key):
    address = reverse("editorial:text_history", args=["analyst", "purpose"])
    data = {"restore": key, "version": cell().version}
    assert people["browser"].post(address, data).status_code == 302


@pytest.fixture
def people():
    everyone = {
        "writer": make_person("writer", "Editor"),
        "reviewer": make_person("reviewer", "Reviewer"),
        "browser": Client(),
    }
    everyone["browser"].force_login(make_person("ana", "Editor"))
    return everyone


@given(edits=edits)
@settings(max_examples=settings().max_examples // 8)
def test_whatever_is_written_by_whatever_way_can_be_restored(people, tmp_path, edits):
    with transaction.atomic(), time_machine.travel(BEGIN, tick=False) as clock:
        make_role("Analyst", texts={make_dimension("Purpose"): "Begins."})
        keys = [Role.objects.get().pk, Dimension.objects.get().pk]
        states = {text_history.events_of(*keys)[0].key: "Begins."}
        for way, text in edits:
            clock.shift(PASSED)
            written = way(text, people, tmp_path)
            newest = text_history.events_of(*keys)[0]
            # Writing what is there already changes nothing, and says nothing.
            if newest.key not in states:
                assert text_history.text_of(newest.key, *keys) == written
                states[newest.key] = written

        for key, text in states.items():
            clock.shift(PASSED)
            restore(people, key)
            assert cell().text == text
        transaction.set_rollback(True)


def renamed(model, way):
    first = model.objects.first()
    if way == "save":
        first.name = "Renamed"
        first.save()
    elif way == "update":
        model.objects.filter(pk=first.pk).update(name="Renamed")
    elif way == "bulk_update":
        first.name = "Renamed"
        model.objects.bulk_update([first], ["name"])
    elif way == "delete":
        first.delete()
    else:
        model.objects.filter(pk=first.pk).delete()


@pytest.mark.parametrize("model", [Role, Dimension, Family, Theme])
@pytest.mark.parametrize("way", ["save", "update", "bulk_update"])
def test_every_change_of_a_name_is_recorded_once(model, way):
    for make in (make_family, make_theme, make_dimension):
        make("Named")
    make_role("Named")

    renamed(model, way)

    names = model.history.order_by("history_id").values_list("name", flat=True)
    assert list(names) == ["Named", "Renamed"]


@pytest.mark.parametrize("model", [Role, Dimension, Family, Theme])
@pytest.mark.parametrize("way", ["delete", "delete several"])
def test_every_deletion_is_recorded(model, way):
    for make in (make_family, make_theme, make_dimension):
        make("Named")
    make_role("Named")

    renamed(model, way)

    assert model.history.first().history_type == "-"


def test_what_goes_with_a_role_is_recorded_too():
    role = make_role("Analyst", texts={make_dimension(): "Live."})
    draft = make_draft(role, make_dimension("Tools"), "Proposed.")

    role.delete()

    for record in (RoleDimensionEntry.history.first(), type(draft).history.first()):
        assert record.history_type == "-"
        assert record.text in {"Live.", "Proposed."}


def test_who_works_in_the_admin_is_named(people):
    role = make_role("Analyst")
    boss = Client()
    boss.force_login(make_person("boss", "Administrator"))
    address = reverse("admin:careers_role_change", args=[role.pk])

    boss.post(address, form_data(boss.get(address), name="Analyst II"))

    record = role.history.first()
    assert (record.name, record.history_user.username) == ("Analyst II", "boss")


def test_autosaves_of_one_sitting_are_one_entry(people):
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    for minute, text in enumerate(["A", "A b", "A b c."]):
        now = BEGIN + timedelta(minutes=minute)
        draft = make_draft(role, dimension, text, by=people["writer"], now=now)

    assert [record.text for record in draft.history.all()] == ["A b c."]


def test_another_persons_text_is_an_entry_of_its_own(people):
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    for name, text in [("writer", "A"), ("reviewer", "B"), ("writer", "C")]:
        draft = make_draft(role, dimension, text, by=people[name], now=BEGIN)

    said = draft.history.order_by("history_id").values_list("text", flat=True)
    assert list(said) == ["A", "B", "C"]
