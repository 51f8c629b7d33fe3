"""Promise 3: a publication is exactly what was approved, all of it or nothing."""

import re
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.db import DatabaseError, connection
from django.utils import timezone

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.drafting import DraftEdit
from careers.editorial.workflow.errors import EditConflictError, RefusedError
from careers.models import Publication, Role, RoleDimensionEntry
from tests.database_rows import all_rows
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_person,
    make_publication,
    make_role,
)

pytestmark = pytest.mark.django_db

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
LATER = timedelta(hours=1)


class BrokenDiskError(DatabaseError):
    """What the tests break a write with."""


@contextmanager
def failing_write(number):
    """Let the write of this number, from 1, fail."""
    writes = count(1)

    def break_it(execute, sql, params, many, context):
        if WRITE.match(sql) and next(writes) == number:
            raise BrokenDiskError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(break_it):
        yield


def state():
    return {**all_rows(), "log": list(LogEntry.objects.order_by("pk").values())}


@pytest.fixture
def reviewer():
    return make_person("reviewer", "Reviewer")


@pytest.fixture
def approved(reviewer):
    """Approved drafts: a first text, a changed one, and one that removes a text."""
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


def versions(drafts):
    return [draft.version for draft in drafts]


def acts(approved, reviewer):
    """Return what is done to several things at once, by name."""
    now = timezone.now()
    role = approved[0].role
    how = {"versions": versions(approved), "by": reviewer}
    why = {"why": "Because"}
    edits = [
        DraftEdit(role, draft.dimension, "Anew.", draft.version) for draft in approved
    ]
    return {
        "publish": lambda: publishing.publish(roles=[role], **how, **why),
        "schedule": lambda: publishing.publish(due_at=now + LATER, **how, **why),
        "return": lambda: drafting.send_back(comment="Shorter.", **how),
        "save": lambda: drafting.save_all(edits=edits, by=reviewer),
        "status": lambda: publishing.change_status(
            roles=Role.objects.all(), status="published", by=reviewer
        ),
    }


@pytest.mark.parametrize("act", ["publish", "schedule", "return", "save", "status"])
def test_whichever_write_fails_nothing_is_written(approved, reviewer, act):
    act = acts(approved, reviewer)[act]
    before = state()

    for number in count(1):
        with failing_write(number):
            try:
                act()
                break
            except BrokenDiskError:
                assert state() == before

    assert number > 2
    assert state() != before


@pytest.mark.parametrize("act", ["undo", "cancel"])
def test_whichever_write_fails_nothing_is_taken_back(approved, reviewer, act):
    due_at = timezone.now() + LATER if act == "cancel" else None
    publication = make_publication(approved, by=reviewer, due_at=due_at)
    why = {"why": "Too early"} if act == "undo" else {}
    before = state()

    for number in count(1):
        with failing_write(number):
            try:
                getattr(publishing, act)(publication=publication, by=reviewer, **why)
                break
            except BrokenDiskError:
                assert state() == before

    assert state() != before


def test_whichever_write_fails_what_is_due_is_tried_again_whole(approved, reviewer):
    make_publication(approved, by=reviewer, due_at=timezone.now() + LATER)
    before, due = state(), timezone.now() + 2 * LATER

    for number in count(1):
        with failing_write(number):
            if publishing.publish_due(now=due):
                break
        assert state() == before

    assert number > 4
    assert publishing.publish_due(now=due) == 0


def test_what_was_approved_becomes_public_to_the_letter(approved, reviewer):
    make_publication(approved, by=reviewer)

    texts = RoleDimensionEntry.objects.order_by("dimension").values_list("text")
    assert [text for (text,) in texts] == ["First words.", "New words."]
    assert not Draft.objects.exists()


def test_an_edit_after_the_approval_takes_the_approval_back(approved, reviewer):
    draft = approved[0]
    changed = make_draft(draft.role, draft.dimension, "Other words.", by=reviewer)

    assert changed.state == Draft.State.WRITING
    with pytest.raises(RefusedError, match="hasn’t been approved"):
        publishing.publish(versions=[changed.version], why="Because", by=reviewer)
    with pytest.raises(EditConflictError):
        make_publication(approved, by=reviewer)
    assert not Publication.objects.exists()


def test_what_is_undone_stays_as_drafts_for_its_writers(approved, reviewer):
    publication = make_publication(approved, by=reviewer)

    publishing.undo(publication=publication, why="Too early", by=reviewer)

    kept = Draft.objects.order_by("dimension")
    assert [draft.text for draft in kept] == ["First words.", "New words.", ""]
    assert {draft.state for draft in kept} == {Draft.State.WRITING}
    assert {draft.written_by.username for draft in kept} == {"writer"}


def test_what_is_scheduled_holds_the_text_that_was_approved(approved, reviewer):
    draft = approved[0]
    make_publication(approved, by=reviewer, due_at=timezone.now() + LATER)
    make_draft(draft.role, draft.dimension, "Written later.", by=reviewer)

    publishing.publish_due(now=timezone.now() + 2 * LATER)

    cell = load_cell(draft.role, draft.dimension)
    assert (cell.live, cell.text) == ("First words.", "Written later.")
    assert cell.draft.state == Draft.State.WRITING
    assert not cell.is_overtaken


def test_a_publication_whose_role_is_archived_meanwhile_is_refused(approved, reviewer):
    role = approved[0].role
    publishing.change_status(roles=[role], status="published", by=reviewer)
    publication = make_publication(approved, by=reviewer, due_at=timezone.now() + LATER)
    publishing.change_status(roles=[role], status="archived", by=reviewer)
    before = list(RoleDimensionEntry.objects.values())

    assert publishing.publish_due(now=timezone.now() + 2 * LATER) == 0

    publication.refresh_from_db()
    assert publication.state == Publication.State.REFUSED
    assert "since been archived" in publication.refusal
    assert list(RoleDimensionEntry.objects.values()) == before


def test_of_two_who_publish_the_same_only_the_first_does(approved, reviewer):
    make_publication(approved, by=reviewer)

    with pytest.raises(RefusedError, match="published or discarded"):
        make_publication(approved, by=make_person("other", "Reviewer"))

    assert Publication.objects.count() == 1


def test_what_is_scheduled_cannot_be_scheduled_again(approved, reviewer):
    soon = timezone.now() + LATER
    make_publication(approved, by=reviewer, due_at=soon)

    with pytest.raises(RefusedError, match="scheduled for"):
        make_publication(approved[:1], by=reviewer, due_at=soon + LATER)


def test_a_time_that_is_past_is_refused(approved, reviewer):
    with pytest.raises(RefusedError, match="in the past"):
        make_publication(approved, by=reviewer, due_at=timezone.now() - LATER)

    assert not Publication.objects.exists()


def test_the_present_is_no_time_to_come(approved, reviewer):
    now = timezone.now()

    with pytest.raises(RefusedError, match="in the past"):
        make_publication(approved, by=reviewer, due_at=now, now=now)


def test_what_is_due_is_not_cancelled(approved, reviewer):
    due_at = timezone.now() + LATER
    publication = make_publication(approved, by=reviewer, due_at=due_at)

    with pytest.raises(RefusedError, match="too late to cancel"):
        publishing.cancel(publication=publication, by=reviewer, now=due_at)

    assert publishing.publish_due(now=due_at) == 1


def test_the_texts_of_an_archived_role_can_be_put_back(approved, reviewer):
    publication = make_publication(approved, by=reviewer)
    publishing.change_status(roles=[approved[0].role], status="archived", by=reviewer)

    publishing.undo(publication=publication, why="Too early", by=reviewer)

    texts = RoleDimensionEntry.objects.order_by("dimension").values_list("text")
    assert [text for (text,) in texts] == ["Old words.", "Outlived."]


def test_a_text_that_is_put_back_has_its_last_approval(approved, reviewer):
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


def test_notices_go_out_when_it_is_public_and_name_no_text(
    approved, reviewer, django_capture_on_commit_callbacks
):
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        make_publication(approved, by=reviewer)

    [notice] = mail.outbox
    assert notice.to == ["writer@example.com"]
    assert "Analyst: Dimension 0" in notice.body
    assert "words" not in notice.body
