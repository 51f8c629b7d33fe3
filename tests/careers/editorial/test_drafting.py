"""Saving drafts: what is recorded, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from careers.editorial.models import Comment, Draft
from careers.editorial.workflow import drafting
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.errors import RefusedError
from careers.models import Role
from tests.factories import (
    make_dimension,
    make_draft,
    make_entry,
    make_person,
    make_role,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("pause", "records"),
    [(HALF_AN_HOUR - timedelta(seconds=1), 1), (HALF_AN_HOUR, 2)],
    ids=["within half an hour", "half an hour later"],
)
def test_saves_within_half_an_hour_are_one_record(pause, records):
    role, dimension = make_role("Analyst"), make_dimension()
    make_draft(role, dimension, "One.", now=NOON)

    make_draft(role, dimension, "One. Two.", now=NOON + pause)

    assert Draft.history.count() == records
    assert Draft.history.first().text == "One. Two."


def test_saving_what_was_loaded_makes_no_draft():
    role, dimension = make_role("Analyst"), make_dimension()
    make_entry(role, dimension, "Reads\u00a0re\u00adports.\r\n")
    writer = make_person("writer", "Editor")
    cell = load_cell(role, dimension)

    for text in (cell.live, "Reads reports."):
        where = {"role": role, "dimension": dimension}
        drafting.save(**where, text=text, version=cell.version, by=writer)

    assert not Draft.objects.exists()


def test_a_text_for_a_deleted_role_is_refused():
    role, dimension = make_role("Analyst"), make_dimension()
    version = load_cell(role, dimension).version
    Role.objects.all().delete()

    with pytest.raises(RefusedError, match="deleted"):
        drafting.save(
            role=role,
            dimension=dimension,
            text="Counts.",
            version=version,
            by=make_person("ana", "Editor"),
        )

    assert not Draft.objects.exists()


def test_each_comment_points_at_the_step_of_its_own_draft():
    drafts = [make_draft(make_role(name), make_dimension(name)) for name in "AB"]

    drafting.submit(
        versions=[draft.version for draft in drafts],
        by=drafts[0].written_by,
        comment="Look at both",
    )

    steps = Comment.objects.values_list("step__action", "step__id", "role")
    assert set(steps) == {("submitted", d.pk, d.role_id) for d in drafts}
