"""Long imports are done outside requests: with progress, and all or nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from careers.editorial.files import work
from careers.editorial.models import Draft, ImportPlan
from careers.models import Role
from tests.database_rows import all_rows
from tests.factories import make_dimension, make_draft, make_person, make_role
from tests.html import document, text_of, texts
from tests.matrix_pages import log_in

from .import_tables import table

pytestmark = pytest.mark.django_db

CHANGED = ("Analyst", "", "Purpose", "Counts all.")


@pytest.fixture(autouse=True)
def all_is_long(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(work, "MOST_BYTES_AT_ONCE", 0)
    monkeypatch.setattr(work, "MOST_TEXTS_AT_ONCE", 0)


@pytest.fixture
def analyst():
    return make_role("Analyst", texts={make_dimension("Purpose"): "Counts."})


@pytest.fixture
def anna():
    return log_in()


def run_tasks():
    call_command("run_tasks", "--once")


def send(client):
    file = SimpleUploadedFile("roles.csv", table(CHANGED), "text/csv")
    return client.post("/admin/import/", {"sent_files": [file]}).url


def planned(client):
    """Return the path of a plan that has been made."""
    path = send(client)
    run_tasks()
    return path


def saving(client):
    """Return the path of a plan whose drafts are to be saved."""
    path = planned(client)
    client.post(path, {"act": "save"})
    return path


def buttons(client, path):
    return texts(document(client.get(path)), "#content-main button")


def test_a_long_import_is_read_compared_and_saved_by_tasks(anna, analyst):
    path = send(anna)
    page = document(anna.get(path))
    assert text_of(page, "[data-work]") == "Reading the files …"
    assert text_of(page, "[data-count]") == "It waits for its turn."

    run_tasks()
    assert "Save 1 text as a draft" in buttons(anna, path)
    anna.post(path, {"act": "save"})
    assert text_of(document(anna.get(path)), "[data-work]") == "Saving drafts …"
    run_tasks()

    assert Draft.objects.get().text == "Counts all."
    page = document(anna.get(path))
    assert text_of(page, ".lead") == "Saved 1 text as a draft. See it in the matrix ."


def test_the_page_says_how_far_it_is(anna, analyst):
    path = saving(anna)
    ImportPlan.objects.update(beat_at=timezone.now(), done=3_000, total=12_000)

    page = document(anna.get(path))

    assert text_of(page, "[data-count]") == "3000 of 12000"
    assert page.query("progress")[0].attrs["value"] == "25"


def test_stopping_leaves_the_plan_and_no_other_trace(anna, analyst):
    path = saving(anna)
    anna.post(path, {"act": "stop"})

    run_tasks()

    assert not Draft.objects.exists()
    assert "Save 1 text as a draft" in buttons(anna, path)


def test_work_that_is_stopped_halfway_writes_nothing(anna, analyst):
    saving(anna)
    plan = ImportPlan.objects.get()
    work.stop(plan)
    before = all_rows()

    with pytest.raises(work.StoppedError):
        work.do(plan)

    assert all_rows() == before


def test_an_import_can_be_given_up_before_it_is_read(anna, analyst):
    path = send(anna)

    anna.post(path, {"act": "discard"})
    run_tasks()

    assert not ImportPlan.objects.exists()


def test_an_import_whose_process_was_killed_can_be_started_again(anna, analyst):
    path = saving(anna)
    killed = ImportPlan.objects.get()
    ImportPlan.objects.update(beat_at=timezone.now() - timedelta(seconds=31))
    page = document(anna.get(path))
    assert text_of(page, ".errornote") == (
        "It stopped before the end, so nothing was saved."
    )

    anna.post(path, {"act": "again"})
    with pytest.raises(work.StoppedError):
        work.do(killed)  # it was not dead after all
    assert not Draft.objects.exists()
    run_tasks()

    assert Draft.objects.count() == 1


def test_an_import_that_nothing_starts_says_so(anna, analyst):
    path = send(anna)
    ImportPlan.objects.update(asked_at=timezone.now() - timedelta(seconds=90))

    [note] = texts(document(anna.get(path)), ".errornote")
    assert note.startswith("Nothing has started it yet. Tell an administrator")


def test_a_text_that_changed_before_its_turn_refuses_all(anna, analyst):
    path = saving(anna)
    [entry] = analyst.entries.all()
    ben = make_person("ben", "Editor")
    make_draft(analyst, entry.dimension, by=ben)

    run_tasks()

    assert Draft.objects.get().written_by == ben
    [note] = texts(document(anna.get(path)), ".errornote")
    assert note.startswith("“Analyst: Purpose” changed after the files were compared")


def test_who_lost_the_right_to_write_meanwhile_writes_nothing(anna, analyst):
    saving(anna)
    person = ImportPlan.objects.get().person
    person.groups.clear()

    run_tasks()

    assert not Draft.objects.exists()
    assert ImportPlan.objects.get().problem == "Your account may not write drafts."


def test_a_failure_is_no_work_for_ever(anna, analyst, caplog):
    saving(anna)
    ImportPlan.objects.update(plan="{}")

    run_tasks()

    assert ImportPlan.objects.get().problem.startswith("Something went wrong")
    assert "An import failed." in caplog.messages
    assert Role.objects.count() == 1
