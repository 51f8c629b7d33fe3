"""Every change is recorded with its author and time, and can be restored.

However a text is written, even without a signal, the history of its cell has it, and
restoring it brings back exactly that text.
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
from careers.editorial.models import DetailsDraft
from careers.editorial.workflow import publishing
from careers.editorial.workflow.cells import load_cell
from careers.models import (
    Dimension,
    Family,
    Role,
    RoleDimensionEntry,
    Term,
    Theme,
)
from tests.admin_forms import form_data
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_term,
    make_theme,
)
from tests.fixture_records import entry_record

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
INTERVAL = timedelta(hours=1)  # between two changes: longer than an editing session


def current_cell():
    return load_cell(Role.objects.get(), Dimension.objects.get(slug="purpose"))


def browser_of(accounts):
    """Return a new one: sessions end while the clock goes on."""
    browser = Client()
    browser.force_login(accounts["editor"])
    return browser


def save_form(text, accounts, folder):
    address = reverse("editorial:text", args=["analyst", "purpose"])
    before = current_cell()
    data = {"text": text, "version": before.version, "act": "save"}
    assert browser_of(accounts).post(address, data).status_code == 302
    # A draft equal to the live text is withdrawn, which can be restored too.
    is_withdrawn = before.draft and not current_cell().draft
    return before.text if is_withdrawn else current_cell().text


def publish(text, accounts, folder):
    cell = current_cell()
    if text == cell.live:
        return save_form(text, accounts, folder)
    draft = make_approved(cell.role, cell.dimension, text, by=accounts["writer"])
    make_publication([draft], by=accounts["reviewer"])
    return current_cell().live


def load_fixture(text, accounts, folder):
    file = folder / "texts.json"
    file.write_text(json.dumps([entry_record(text=text)]))
    call_command("loaddata", file, verbosity=0)
    return text


def update_in_bulk(text, accounts, folder):
    RoleDimensionEntry.objects.filter(dimension__slug="purpose").update(text=text)
    return text


def create_in_bulk(text, accounts, folder):
    RoleDimensionEntry.objects.filter(dimension__slug="purpose").delete()
    role, dimension = Role.objects.get(), Dimension.objects.get(slug="purpose")
    new = RoleDimensionEntry(role=role, dimension=dimension, text=text)
    RoleDimensionEntry.objects.bulk_create([new])
    return text


def save_in_script(text, accounts, folder):
    entry = RoleDimensionEntry.objects.get(dimension__slug="purpose")
    entry.text = text
    entry.save()
    return text


def delete_and_bring_back(text, accounts, folder):
    """Delete the role and the dimension; what is written stays as it is."""
    before = current_cell().text
    for item in (Role.objects.get(), Dimension.objects.get(slug="purpose")):
        publishing.delete(item, by=accounts["reviewer"])
        publishing.bring_back(item, by=accounts["reviewer"])
    assert current_cell().text == before
    return before


WRITERS = [
    delete_and_bring_back,
    save_form,
    publish,
    load_fixture,
    update_in_bulk,
    create_in_bulk,
    save_in_script,
]
edits = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(WRITERS),
        strategies.sampled_from(["A.", "B.", "C.\n- d"]),
    ),
    min_size=2,
    max_size=7,
)


def restore(accounts, key):
    address = reverse("editorial:text_history", args=["analyst", "purpose"])
    data = {"restore": key, "version": current_cell().version}
    assert browser_of(accounts).post(address, data).status_code == 302


@pytest.fixture
def accounts():
    return {
        "writer": make_person("writer", "Editor"),
        "reviewer": make_person("reviewer", "Reviewer"),
        "editor": make_person("ana", "Editor"),
    }


@given(edits=edits)
@settings(max_examples=settings().max_examples // 8)
def test_every_text_can_be_restored_however_it_was_written(accounts, tmp_path, edits):
    with transaction.atomic(), time_machine.travel(START, tick=False) as clock:
        purpose = make_dimension("Purpose")
        # Without this text the role would be empty while its dimension is deleted.
        texts = {purpose: "Begins.", make_dimension("Kept"): "Keeps it described."}
        keys = [make_role("Analyst", texts=texts).pk, purpose.pk]
        states = {text_history.events_of(*keys)[0].key: "Begins."}
        for write, text in edits:
            clock.shift(INTERVAL)
            written = write(text, accounts, tmp_path)
            newest = text_history.events_of(*keys)[0]
            # Writing the current text again records nothing.
            if newest.key not in states:
                assert text_history.text_of(newest.key, *keys) == written
                states[newest.key] = written

        for key, text in states.items():
            clock.shift(INTERVAL)
            restore(accounts, key)
            assert current_cell().text == text
        transaction.set_rollback(True)


def rename_or_delete(model, method):
    first = model.objects.first()
    if method == "save":
        first.name = "Renamed"
        first.save()
    elif method == "update":
        model.objects.filter(pk=first.pk).update(name="Renamed")
    elif method == "bulk_update":
        first.name = "Renamed"
        model.objects.bulk_update([first], ["name"])
    elif method == "delete":
        first.delete()
    else:
        model.objects.filter(pk=first.pk).delete()


@pytest.mark.parametrize("model", [Role, Dimension, Family, Theme])
@pytest.mark.parametrize("method", ["save", "update", "bulk_update"])
def test_every_new_name_is_recorded_once(model, method):
    for make in (make_family, make_theme, make_dimension):
        make("Named")
    make_role("Named")

    rename_or_delete(model, method)

    names = model.history.order_by("history_id").values_list("name", flat=True)
    assert list(names) == ["Named", "Renamed"]


@pytest.mark.parametrize("model", [Role, Dimension, Family, Theme])
@pytest.mark.parametrize("method", ["delete", "delete several"])
def test_every_deletion_is_recorded(model, method):
    for make in (make_family, make_theme, make_dimension):
        make("Named")
    make_role("Named")

    rename_or_delete(model, method)

    assert model.history.first().history_type == "-"


@pytest.mark.parametrize("model", [Role, Dimension, Family, Theme, Term])
def test_every_deletion_and_recovery_is_recorded_with_its_author(model, accounts):
    for make in (make_family, make_theme, make_term):
        make("Named")
    texts = {make_dimension(name): "Kept." for name in ("Named", "Other")}
    make_role("Named", texts=texts)
    item = next(item for item in model.objects.all() if str(item) == "Named")

    publishing.delete(item, by=accounts["writer"])
    publishing.bring_back(item, by=accounts["reviewer"])

    recovered, deleted, *_ = model.history.filter(id=item.pk)
    assert (recovered.action, recovered.status) == ("recovered", "published")
    assert (deleted.status, deleted.history_user.username) == ("deleted", "writer")
    assert recovered.history_user.username == "reviewer"


def test_the_texts_deleted_with_a_role_are_recorded():
    role = make_role("Analyst", texts={make_dimension(): "Live."})
    draft = make_draft(role, make_dimension("Tools"), "Proposed.")

    role.delete()

    for record in (RoleDimensionEntry.history.first(), type(draft).history.first()):
        assert record.history_type == "-"
        assert record.text in {"Live.", "Proposed."}


def test_a_change_in_the_admin_is_recorded_with_its_author(accounts):
    role = make_role("Analyst")
    boss = Client()
    boss.force_login(make_person("boss", "Administrator"))
    address = reverse("admin:careers_role_change", args=[role.pk])

    boss.post(address, form_data(boss.get(address), name="Analyst II"))

    record = DetailsDraft.history.first()
    assert (record.values["name"], record.history_user.username) == (
        "Analyst II", "boss",
    )  # fmt: skip


def test_autosaves_of_one_editing_session_are_one_record(accounts):
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    for minute, text in enumerate(["A", "A b", "A b c."]):
        now = START + timedelta(minutes=minute)
        draft = make_draft(role, dimension, text, by=accounts["writer"], now=now)

    assert [record.text for record in draft.history.all()] == ["A b c."]


def test_another_persons_text_is_a_separate_record(accounts):
    role, dimension = make_role("Analyst"), make_dimension("Purpose")
    for name, text in [("writer", "A"), ("reviewer", "B"), ("writer", "C")]:
        draft = make_draft(role, dimension, text, by=accounts[name], now=START)

    recorded_texts = draft.history.order_by("history_id").values_list("text", flat=True)
    assert list(recorded_texts) == ["A", "B", "C"]
