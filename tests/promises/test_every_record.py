"""Every change says who made it, when, what was done, and why."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.management import call_command

from careers.editorial.models import AccountEvent, DetailsDraft, Draft
from careers.editorial.workflow import details, drafting, ordering, publishing
from careers.editorial.workflow.cells import live_version, load_cell
from careers.models import (
    Dimension,
    FormerSlug,
    Publication,
    Role,
    RoleDimensionEntry,
)
from tests.accounts import (
    account_named,
    account_path,
    add_account,
    change_account,
    group_keys,
)
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_family,
    make_person,
    make_publication,
    make_role,
)
from tests.fixture_records import entry_record
from tests.queue_pages import client_for

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def ana():
    return make_person("ana", "Administrator")


@pytest.fixture
def ben():
    return make_person("ben", "Reviewer")


@pytest.fixture
def purpose():
    return make_dimension("Purpose")


@pytest.fixture
def role(purpose):
    return make_role("Analyst", texts={purpose: "Live."})


def records(model, *fields):
    """Return what the records of a model say, the oldest first."""
    rows = model.history.order_by("history_id")
    return list(rows.values_list("action", "history_user__username", *fields))


def text_of(cell):
    return {
        "role": cell.role,
        "dimension": cell.dimension,
        "version": cell.version,
        "seen_live": cell.live_version,
    }


def publish_text(role, dimension, text, ana, ben, **fields):
    draft = make_approved(role, dimension, text, by=ana, reviewer=ben)
    return make_publication([draft], by=ben, **fields)


# Texts


@pytest.mark.parametrize(
    ("before", "text", "kind"),
    [("", "New.", "+"), ("Old.", "New.", "~"), ("Old.", "", "-")],
)
def test_a_published_text_is_recorded_with_its_publication(
    ana, ben, purpose, before, text, kind
):
    texts = {make_dimension("Kept"): "Stays."} | ({purpose: before} if before else {})
    role = make_role("Cook", texts=texts)
    RoleDimensionEntry.history.all().delete()

    publication = publish_text(role, purpose, text, ana, ben, why="Yearly")

    fields = ["history_type", "history_date", "history_change_reason", "publication"]
    assert records(RoleDimensionEntry, *fields) == [
        ("published", "ben", kind, START, "Yearly", publication.pk)
    ]


def test_a_scheduled_text_is_recorded_at_its_time(clock, ana, ben, purpose):
    role = make_role("Cook")
    publish_text(role, purpose, "New.", ana, ben, due_at=START + HOUR)
    clock.shift(5 * HOUR)

    publishing.publish_due()

    assert records(RoleDimensionEntry, "history_date") == [
        ("published", "ben", START + HOUR)
    ]


def test_each_step_of_a_draft_is_recorded(clock, ana, ben, role, purpose):
    publish_text(role, purpose, "New.", ana, ben)

    assert [record[:2] for record in records(Draft)][:3] == [
        ("saved", "ana"),
        ("submitted", "ana"),
        ("approved", "ben"),
    ]
    assert Draft.history.latest("history_id").history_type == "-"


def test_a_returned_draft_is_recorded(ana, ben, role, purpose):
    draft = make_draft(role, purpose, "New.", by=ana)
    [draft] = drafting.submit(versions=[draft.version], by=ana)
    drafting.send_back(versions=[draft.version], by=ben, comment="Shorter.")

    assert records(Draft)[-1] == ("returned", "ben")


def test_a_discarded_draft_is_recorded(ana, ben, role, purpose):
    version = make_draft(role, purpose, "New.", by=ana).version

    drafting.discard(role=role, dimension=purpose, version=version, by=ben)

    assert records(Draft, "history_type")[-1] == ("discarded", "ben", "-")


def test_a_draft_that_comes_to_match_the_live_text_is_recorded(ana, ben, role, purpose):
    make_draft(role, purpose, "New.", by=ana)

    drafting.save(**text_of(load_cell(role, purpose)), text="Live.", by=ben)

    assert records(Draft, "history_type")[-1] == ("reverted", "ben", "-")


def test_a_restored_text_says_from_when_it_is(clock, ana, ben, role, purpose):
    make_draft(role, purpose, "New.", by=ana)
    clock.shift(HOUR)
    make_draft(role, purpose, "Newer.", by=ana)

    cell = load_cell(role, purpose)
    drafting.restore(**text_of(cell), text="New.", by=ben, moment=START)

    assert records(Draft, "text", "restored_from")[-1] == (
        "restored", "ben", "New.", START,
    )  # fmt: skip


def test_a_text_that_is_changed_back_is_recorded(clock, ana, ben, role, purpose):
    draft = make_draft(role, purpose, "New.", by=ana)
    drafting.submit(versions=[draft.version], by=ana)
    for text in ("Newer.", "New."):
        clock.shift(HOUR)
        drafting.save(**text_of(load_cell(role, purpose)), text=text, by=ben)

    assert records(Draft, "text")[-1] == ("back", "ben", "New.")


def test_a_later_session_is_another_record(clock, ana, role, purpose):
    for text in ("A.", "B.", "C."):
        make_draft(role, purpose, text, by=ana)
        clock.shift(timedelta(minutes=40))

    assert records(Draft, "text") == [
        ("saved", "ana", text) for text in ("A.", "B.", "C.")
    ]


def test_undone_texts_are_recorded(ana, ben, role, purpose):
    publication = publish_text(role, purpose, "New.", ana, ben)

    undo = publishing.undo(publication=publication, why="A mistake", by=ben)

    assert records(Draft, "text", "publication")[-1] == (
        "unpublished", "ben", "New.", undo.pk,
    )  # fmt: skip
    assert records(RoleDimensionEntry, "text", "history_change_reason")[-1] == (
        "published", "ben", "Live.", "A mistake",
    )  # fmt: skip


def test_saving_the_same_values_is_no_change(role):
    for item in (role, role.entries.get()):
        before = type(item).history.count()
        item.save()
        assert type(item).history.count() == before


def load(folder, *records):
    file = folder / "texts.json"
    file.write_text(json.dumps(records))
    call_command("loaddata", file, verbosity=0)


def test_a_loaded_text_can_be_undone(tmp_path, ben, role, purpose):
    load(tmp_path, entry_record(role=["analyst"], dimension=["purpose"], text="New."))

    publication = Publication.objects.get()
    assert records(RoleDimensionEntry)[-1] == ("loaded", None)
    publishing.undo(publication=publication, why="A mistake", by=ben)
    assert role.entries.get().text == "Live."


def test_a_loaded_name_can_be_undone(tmp_path, ben, role, purpose):
    fields = {"name": "Chief", "slug": "analyst", "status": "published"}
    load(tmp_path, {"model": "careers.role", "fields": fields})

    publishing.undo(publication=Publication.objects.get(), why="A mistake", by=ben)

    assert Role.objects.get().name == "Analyst"


def test_a_review_is_recorded(ana, role, purpose):
    publishing.mark_reviewed(
        role=role, dimension=purpose, version=live_version("Live."), by=ana
    )

    entry = role.entries.get()
    assert (entry.reviewed_at, entry.reviewed_by) == (START, ana)
    assert LogEntry.objects.get().user == ana


# Everything else


def test_a_new_object_is_recorded(ana, purpose):
    details.create(Role(name="Cook", slug="cook"), by=ana)

    assert records(Role, "history_date") == [("created", "ana", START)]
    assert records(DetailsDraft, "history_date") == [("saved", "ana", START)]


def test_a_published_name_is_recorded(ana, ben, role):
    role.name = role.slug = "chief"
    draft = details.save(role, by=ana)
    [draft] = details.submit(versions=[draft.version], by=ana)
    [draft] = details.approve(versions=[draft.version], by=ben)
    publication = make_publication([draft], by=ben, why="Renamed")

    fields = ["name", "history_change_reason", "publication"]
    assert records(Role, *fields)[-1] == (
        "published", "ben", "chief", "Renamed", publication.pk,
    )  # fmt: skip
    assert [record[:2] for record in records(DetailsDraft)] == [
        ("saved", "ana"), ("submitted", "ana"), ("approved", "ben"),
        ("published", "ben"),
    ]  # fmt: skip
    assert FormerSlug.history.get().slug == "analyst"


def test_a_discarded_name_is_recorded(ana, ben, role):
    role.name = "Chief"
    draft = details.save(role, by=ana)

    details.discard(version=draft.version, by=ben)

    assert records(DetailsDraft, "history_type")[-1] == ("discarded", "ben", "-")


def test_a_name_that_comes_to_match_the_live_one_is_recorded(ana, ben, role):
    for name, by in (("Chief", ana), ("Analyst", ben)):
        role.name = name
        details.save(role, by=by)

    assert records(DetailsDraft, "history_type")[-1] == ("reverted", "ben", "-")


def test_what_visitors_do_not_read_is_recorded_at_once(ana, purpose):
    purpose.example = "As here."

    details.save(purpose, by=ana)

    assert records(Dimension, "example")[-1] == ("changed", "ana", "As here.")


def test_a_move_is_recorded_for_all_that_it_numbers(ana, purpose):
    make_dimension("Tools")

    ordering.move(purpose, 1, by=ana)

    assert (
        records(DetailsDraft, "history_change_reason")
        == [("reordered", "ana", "Purpose")] * 2
    )


def test_a_new_status_is_recorded(ana, role):
    publishing.change_status(items=[role], status="archived", by=ana, why="Gone")

    assert records(Role, "status", "history_change_reason")[-1] == (
        "published", "ana", "archived", "Gone",
    )  # fmt: skip
    assert LogEntry.objects.get().user == ana


def test_a_deletion_says_who_and_when(ana, role):
    publishing.delete(role, by=ana)

    deleted = Role.everything.get()
    assert (deleted.deleted_by, deleted.deleted_at) == (ana, START)


def test_what_is_brought_back_is_what_it_was_before_its_last_deletion(ana, role):
    for status in ("published", "archived", "draft"):
        publishing.change_status(items=[role], status=status, by=ana)
        publishing.delete(role, by=ana)
        publishing.bring_back(role, by=ana)
        assert Role.objects.get().status == status


def test_new_rights_are_recorded(ana):
    boss = client_for(ana)
    add_account(boss, username="carl", groups=group_keys("Editor"))
    change_account(boss, account_named("carl"), groups=group_keys("Reviewer"))

    events = AccountEvent.objects.filter(account__username="carl")
    made, *changed = events.exclude(kind="link_mailed")
    assert (made.kind, made.after, made.made_by) == ("made", "Editor", ana)
    groups = next(event for event in changed if event.kind == "groups")
    assert (groups.before, groups.after, groups.made_by) == ("Editor", "Reviewer", ana)


def test_new_families_are_recorded(ana):
    carl, family = make_person("carl", "Editor"), make_family("Data")
    boss = client_for(ana)
    page = account_path(carl)
    assert boss.get(page).status_code == 200

    change_account(
        boss,
        carl,
        **{"family_limits-TOTAL_FORMS": "1", "family_limits-0-family": str(family.pk)},
    )

    event = AccountEvent.objects.get(kind="families")
    assert (event.after, event.made_by) == ("Data", ana)
