"""A draft cannot replace a live text that its writer has not seen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import CellState, load_cell
from careers.editorial.workflow.errors import RefusedError
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_publication,
    make_role,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def dimension():
    return make_dimension()


@pytest.fixture
def role(dimension):
    return make_role("Analyst", texts={dimension: "Counts."})


def schedule_text(role, dimension):
    """Approve "Counts more." and schedule it."""
    approved = make_approved(role, dimension, "Counts more.")
    return make_publication([approved], due_at=timezone.now() + DAY)


def is_overtaken_when_due(role, dimension):
    publishing.publish_due(now=timezone.now() + 2 * DAY)
    cell = load_cell(role, dimension)
    assert cell.live == "Counts more."
    return cell.is_overtaken


def test_a_scheduled_text_overtakes_a_draft_started_beside_it(role, dimension):
    schedule_text(role, dimension)
    for text in ("Counts on.", "Counts.", "Counts less."):
        cell = load_cell(role, dimension)
        by = User.objects.get(username="writer")
        place = {"role": role, "dimension": dimension, "version": cell.version}
        drafting.save(**place, text=text, by=by)

    assert is_overtaken_when_due(role, dimension)


def test_a_draft_started_from_the_scheduled_text_is_not_overtaken(role, dimension):
    schedule_text(role, dimension)
    make_draft(role, dimension, "Counts more and more.")

    assert not is_overtaken_when_due(role, dimension)


def test_undoing_overtakes_a_draft_started_from_the_undone_text(role, dimension):
    publication = make_publication([make_approved(role, dimension, "Counts wrong.")])
    make_draft(role, dimension, "Counts wrong. And more.")

    reviewer = User.objects.get(username="reviewer")
    publishing.undo(publication=publication, by=reviewer, why="It is wrong")

    assert load_cell(role, dimension).is_overtaken


def test_a_scheduled_text_is_returned_only_after_cancelling(role, dimension):
    schedule_text(role, dimension)
    cell = load_cell(role, dimension)
    place = {"role": role, "dimension": dimension}

    with pytest.raises(RefusedError, match="Cancel the publication first"):
        drafting.send_back(
            versions=[cell.version], by=cell.draft.approved_by, comment="Not this"
        )
    with pytest.raises(RefusedError, match="Cancel the publication first"):
        drafting.discard(**place, version=cell.version, by=cell.draft.written_by)

    assert load_cell(role, dimension).state == CellState.SCHEDULED
