"""A publication is exactly what was approved: all of it or nothing."""

from datetime import timedelta
from itertools import count

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from careers.editorial.models import DetailsDraft, Draft
from careers.editorial.workflow import details, drafting, ordering, publishing
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.drafting import DraftEdit
from careers.editorial.workflow.errors import EditConflictError, RefusedError
from careers.models import Dimension, Publication, Role, RoleDimensionEntry, Theme
from tests.database_rows import all_rows
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
)
from tests.failing_writes import BrokenDiskError, failing_write

pytestmark = pytest.mark.django_db


HOUR = timedelta(hours=1)


def rows_and_log():
    return {**all_rows(), "log": list(LogEntry.objects.order_by("pk").values())}


@pytest.fixture
def reviewer():
    return make_person("reviewer", "Reviewer")


@pytest.fixture
def approved(reviewer):
    """Approved drafts that add, change and remove a text."""
    dimensions = [make_dimension(f"Dimension {n}", position=n) for n in range(3)]
    role = make_role(
        "Analyst",
        status="draft",
        texts={dimensions[1]: "Old words.", dimensions[2]: "Outlived."},
    )
    texts = ["First words.", "New words.", ""]
    return [
        make_approved(role, dimension, text, reviewer=reviewer)
        for dimension, text in zip(dimensions, texts, strict=True)
    ]


@pytest.fixture
def approved_details(approved, reviewer):
    """Approved drafts of a new name, a new dimension with a text, and a new theme."""
    role = approved[0].role
    role.name = "Senior Analyst"
    theme = Theme(name="Authority", slug="authority")
    dimension = Dimension(name="Budget", slug="budget", position=9)
    drafts = [
        details.save(role, by=make_person("ana", "Administrator")),
        details.create(theme, by=make_person("ben", "Administrator")),
        details.create(dimension, by=make_person("cy", "Administrator")),
    ]
    for draft in drafts:
        details.submit(versions=[draft.version], by=draft.written_by)
    submitted = DetailsDraft.objects.order_by("pk")
    drafts = details.approve(versions=versions(submitted), by=reviewer)
    return [*drafts, make_approved(role, dimension, "Spends it.", reviewer=reviewer)]


def versions(drafts):
    return [draft.version for draft in drafts]


def actions_on(approved, reviewer):
    """Return the actions on several drafts or roles at once, by name."""
    now = timezone.now()
    role = approved[0].role
    arguments = {"versions": versions(approved), "by": reviewer}
    reason = {"why": "Because"}
    edits = [
        DraftEdit(role, draft.dimension, "Rewritten.", draft.version)
        for draft in approved
    ]
    return {
        "publish": lambda: publishing.publish(roles=[role], **arguments, **reason),
        "schedule": lambda: publishing.publish(
            due_at=now + HOUR, **arguments, **reason
        ),
        "return": lambda: drafting.send_back(comment="Shorter.", **arguments),
        "save": lambda: drafting.save_all(edits=edits, by=reviewer),
        "status": lambda: publishing.change_status(
            items=Role.objects.all(), status="published", by=reviewer
        ),
    }


@pytest.mark.parametrize("action", ["publish", "schedule", "return", "save", "status"])
def test_a_failed_write_leaves_nothing_behind(approved, reviewer, action):
    action = actions_on(approved, reviewer)[action]
    before = rows_and_log()

    for number in count(1):
        with failing_write(number):
            try:
                action()
                break
            except BrokenDiskError:
                assert rows_and_log() == before

    assert number > 2
    assert rows_and_log() != before


@pytest.mark.parametrize("action", ["undo", "cancel"])
def test_a_failed_write_takes_nothing_back(approved, reviewer, action):
    due_at = timezone.now() + HOUR if action == "cancel" else None
    publication = make_publication(approved, by=reviewer, due_at=due_at)
    reason = {"why": "Too early"} if action == "undo" else {}
    before = rows_and_log()

    for number in count(1):
        with failing_write(number):
            try:
                getattr(publishing, action)(
                    publication=publication, by=reviewer, **reason
                )
                break
            except BrokenDiskError:
                assert rows_and_log() == before

    assert rows_and_log() != before


def test_a_due_publication_is_retried_whole_after_a_failed_write(approved, reviewer):
    make_publication(approved, by=reviewer, due_at=timezone.now() + HOUR)
    before, due = rows_and_log(), timezone.now() + 2 * HOUR

    for number in count(1):
        with failing_write(number):
            if publishing.publish_due(now=due):
                break
        assert rows_and_log() == before

    assert number > 4
    assert publishing.publish_due(now=due) == 0


@pytest.mark.parametrize("action", ["publish", "schedule", "delete", "move"])
def test_a_failed_write_leaves_nothing_of_details_behind(
    approved, approved_details, reviewer, action
):
    drafts = versions([*approved, *approved_details])
    publish = {"versions": drafts, "by": reviewer, "why": "Because"}
    action = {
        "publish": lambda: publishing.publish(**publish),
        "schedule": lambda: publishing.publish(**publish, due_at=timezone.now() + HOUR),
        "delete": lambda: publishing.delete(approved[0].role, by=reviewer),
        "move": lambda: ordering.move(approved[2].dimension, -2, by=reviewer),
    }[action]
    before = rows_and_log()

    for number in count(1):
        with failing_write(number):
            try:
                action()
                break
            except BrokenDiskError:
                assert rows_and_log() == before

    assert number > 3
    assert rows_and_log() != before


@pytest.mark.parametrize("action", ["undo", "cancel", "bring back"])
def test_a_failed_write_takes_back_no_details(
    approved, approved_details, reviewer, action
):
    role = approved[0].role
    due_at = timezone.now() + HOUR if action == "cancel" else None
    drafts = [*approved, *approved_details]
    publication = make_publication(drafts, by=reviewer, due_at=due_at)
    if action == "bring back":
        publishing.delete(role, by=reviewer)
    named = {"publication": publication, "by": reviewer}
    action = {
        "undo": lambda: publishing.undo(**named, why="Too early"),
        "cancel": lambda: publishing.cancel(**named),
        "bring back": lambda: publishing.bring_back(role, by=reviewer),
    }[action]
    before = rows_and_log()

    for number in count(1):
        with failing_write(number):
            try:
                action()
                break
            except BrokenDiskError:
                assert rows_and_log() == before

    assert rows_and_log() != before


def test_due_details_are_retried_whole_after_a_failed_write(
    approved, approved_details, reviewer
):
    drafts = [*approved, *approved_details]
    make_publication(drafts, by=reviewer, due_at=timezone.now() + HOUR)
    before, due = rows_and_log(), timezone.now() + 2 * HOUR

    for number in count(1):
        with failing_write(number):
            if publishing.publish_due(now=due):
                break
        assert rows_and_log() == before

    assert number > 12
    assert Role.objects.get().name == "Senior Analyst"
    assert Dimension.objects.get(slug="budget").is_published
    assert not DetailsDraft.objects.exists()


def test_details_that_cannot_be_published_stop_everything(
    approved, approved_details, reviewer
):
    make_role("Senior Analyst", slug="other")
    before = rows_and_log()

    with pytest.raises(RefusedError, match="taken"):
        make_publication([*approved, *approved_details], by=reviewer)

    assert rows_and_log() == before


def test_undone_details_become_their_writers_drafts(
    approved, approved_details, reviewer
):
    publication = make_publication([*approved, *approved_details], by=reviewer)

    publishing.undo(publication=publication, why="Too early", by=reviewer)

    assert Role.objects.get().name == "Analyst"
    assert not Dimension.objects.get(slug="budget").is_published
    assert not Theme.objects.get().is_published
    drafts = DetailsDraft.objects.order_by("written_by__username")
    assert [str(draft) for draft in drafts] == ["Senior Analyst", "Authority", "Budget"]
    assert {draft.state for draft in drafts} == {DetailsDraft.State.WRITING}
    assert [draft.is_of_new_object for draft in drafts] == [False, True, True]


def test_the_approved_texts_become_public_unchanged(approved, reviewer):
    make_publication(approved, by=reviewer)

    texts = RoleDimensionEntry.objects.order_by("dimension").values_list("text")
    assert [text for (text,) in texts] == ["First words.", "New words."]
    assert not Draft.objects.exists()


def test_an_edit_withdraws_the_approval(approved, reviewer):
    draft = approved[0]
    changed = make_draft(draft.role, draft.dimension, "Other words.", by=reviewer)

    assert changed.state == Draft.State.WRITING
    with pytest.raises(RefusedError, match="hasn’t been approved"):
        publishing.publish(versions=[changed.version], why="Because", by=reviewer)
    with pytest.raises(EditConflictError):
        make_publication(approved, by=reviewer)
    assert not Publication.objects.exists()


def test_a_newer_approved_text_is_not_published_in_its_place(approved, reviewer):
    draft = approved[1]
    make_approved(draft.role, draft.dimension, "Newer words.", reviewer=reviewer)

    with pytest.raises(EditConflictError, match="changed after you opened"):
        publishing.publish(versions=[draft.version], why="New", by=reviewer)

    live = RoleDimensionEntry.objects.get(dimension=draft.dimension)
    assert live.text == "Old words."


def test_undone_texts_become_their_writers_drafts(approved, reviewer):
    publication = make_publication(approved, by=reviewer)

    publishing.undo(publication=publication, why="Too early", by=reviewer)

    drafts = Draft.objects.order_by("dimension")
    assert [draft.text for draft in drafts] == ["First words.", "New words.", ""]
    assert {draft.state for draft in drafts} == {Draft.State.WRITING}
    assert {draft.written_by.username for draft in drafts} == {"writer"}


def test_a_scheduled_publication_keeps_the_approved_text(approved, reviewer):
    draft = approved[0]
    make_publication(approved, by=reviewer, due_at=timezone.now() + HOUR)
    make_draft(draft.role, draft.dimension, "Written later.", by=reviewer)

    publishing.publish_due(now=timezone.now() + 2 * HOUR)

    cell = load_cell(draft.role, draft.dimension)
    assert (cell.live, cell.text) == ("First words.", "Written later.")
    assert cell.draft.state == Draft.State.WRITING
    assert not cell.is_overtaken


def test_a_scheduled_publication_of_an_archived_role_is_refused(approved, reviewer):
    role = approved[0].role
    publishing.change_status(items=[role], status="published", by=reviewer)
    publication = make_publication(approved, by=reviewer, due_at=timezone.now() + HOUR)
    publishing.change_status(items=[role], status="archived", by=reviewer)
    before = list(RoleDimensionEntry.objects.values())

    assert publishing.publish_due(now=timezone.now() + 2 * HOUR) == 0

    publication.refresh_from_db()
    assert publication.state == Publication.State.REFUSED
    assert "since been archived" in publication.refusal
    assert list(RoleDimensionEntry.objects.values()) == before


@pytest.mark.parametrize("kind", ["role", "dimension"])
def test_a_scheduled_publication_of_what_is_deleted_is_refused(
    approved, reviewer, kind
):
    publication = make_publication(approved, by=reviewer, due_at=timezone.now() + HOUR)
    deleted = getattr(approved[0], kind)
    publishing.delete(deleted, by=reviewer)
    before = list(RoleDimensionEntry.objects.values())

    assert publishing.publish_due(now=timezone.now() + 2 * HOUR) == 0

    publication.refresh_from_db()
    assert publication.state == Publication.State.REFUSED
    assert publication.refusal == f"“{deleted}” has since been deleted."
    assert list(RoleDimensionEntry.objects.values()) == before


def publish_name(role, name, reviewer):
    role.name = name
    draft = details.save(role, by=User.objects.get(username="writer"))
    details.submit(versions=[draft.version], by=draft.written_by)
    [draft] = details.approve(
        versions=versions(DetailsDraft.objects.all()), by=reviewer
    )
    return make_publication([draft], by=reviewer)


def test_a_name_that_has_changed_since_is_not_undone(approved, reviewer):
    role = approved[0].role
    publication = publish_name(role, "Adviser", reviewer)
    publish_name(role, "Expert", reviewer)

    with pytest.raises(RefusedError, match="“Expert” has since changed"):
        publishing.undo(publication=publication, why="No", by=reviewer)

    assert Role.objects.get().name == "Expert"


def test_a_refused_publication_has_changed_nothing(
    approved, approved_details, reviewer
):
    drafts = [*approved, *approved_details]
    publication = make_publication(drafts, by=reviewer, due_at=timezone.now() + HOUR)
    publishing.change_status(
        items=[approved[2].dimension], status="archived", by=reviewer
    )
    before = rows_and_log()

    assert publishing.publish_due(now=timezone.now() + 2 * HOUR) == 0

    publication.refresh_from_db()
    assert publication.state == Publication.State.REFUSED
    after = rows_and_log()
    del before["Publication"], after["Publication"]
    assert after == before


def test_only_the_first_of_two_people_publishes(approved, reviewer):
    make_publication(approved, by=reviewer)

    with pytest.raises(RefusedError, match="published or discarded"):
        make_publication(approved, by=make_person("other", "Reviewer"))

    assert Publication.objects.count() == 1


def test_a_scheduled_draft_cannot_be_scheduled_again(approved, reviewer):
    soon = timezone.now() + HOUR
    make_publication(approved, by=reviewer, due_at=soon)

    with pytest.raises(RefusedError, match="scheduled for"):
        make_publication(approved[:1], by=reviewer, due_at=soon + HOUR)


def test_scheduled_details_cannot_be_scheduled_again(
    approved, approved_details, reviewer
):
    soon = timezone.now() + HOUR
    drafts = [*approved, *approved_details]
    make_publication(drafts, by=reviewer, due_at=soon)

    with pytest.raises(RefusedError, match="scheduled for"):
        make_publication([approved_details[0]], by=reviewer, due_at=soon + HOUR)


def test_a_time_in_the_past_is_refused(approved, reviewer):
    with pytest.raises(RefusedError, match="in the past"):
        make_publication(approved, by=reviewer, due_at=timezone.now() - HOUR)

    assert not Publication.objects.exists()


def test_the_current_time_is_refused(approved, reviewer):
    now = timezone.now()

    with pytest.raises(RefusedError, match="in the past"):
        make_publication(approved, by=reviewer, due_at=now, now=now)


def test_a_due_publication_cannot_be_cancelled(approved, reviewer):
    due_at = timezone.now() + HOUR
    publication = make_publication(approved, by=reviewer, due_at=due_at)

    with pytest.raises(RefusedError, match="too late to cancel"):
        publishing.cancel(publication=publication, by=reviewer, now=due_at)

    assert publishing.publish_due(now=due_at) == 1


def test_undoing_works_on_an_archived_role(approved, reviewer):
    publication = make_publication(approved, by=reviewer)
    publishing.change_status(items=[approved[0].role], status="archived", by=reviewer)

    publishing.undo(publication=publication, why="Too early", by=reviewer)

    texts = RoleDimensionEntry.objects.order_by("dimension").values_list("text")
    assert [text for (text,) in texts] == ["Old words.", "Outlived."]


def test_a_restored_text_has_its_last_approval(approved, reviewer):
    cell = approved[0].role, approved[0].dimension
    last_reviewer = make_person("last", "Reviewer")
    make_publication(approved, by=reviewer)
    make_publication([make_approved(*cell, "Others.")], by=reviewer)
    again = make_approved(*cell, "First words.", reviewer=last_reviewer)
    make_publication([again], by=reviewer)
    mistake = make_publication([make_approved(*cell, "Mistake.")], by=reviewer)

    undone = publishing.undo(publication=mistake, why="A mistake", by=reviewer)

    assert undone.texts.get().approved_by == last_reviewer
    entry = RoleDimensionEntry.objects.get(role=cell[0], dimension=cell[1])
    assert entry.reviewed_by == last_reviewer


def test_notices_go_out_on_publishing_and_quote_no_text(
    approved, reviewer, django_capture_on_commit_callbacks
):
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        make_publication(approved, by=reviewer)

    [notice] = mail.outbox
    assert notice.to == ["writer@example.com"]
    assert "Analyst: Dimension 0" in notice.body
    assert "words" not in notice.body
