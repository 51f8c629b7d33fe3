"""The same words keep their state: changing a text back changes nothing."""

import pytest

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting
from tests.factories import (
    make_approved,
    make_draft,
    make_entry,
    make_person,
    make_submitted,
)

pytestmark = pytest.mark.django_db

DECIDED = [
    "state", "written_at", "written_by", "submitted_at", "submitted_by", "approved_at",
    "approved_by",
]  # fmt: skip


def decided(draft):
    draft = Draft.objects.get(role=draft.role, dimension=draft.dimension)
    return {name: getattr(draft, name) for name in DECIDED}


def actions():
    return list(Draft.history.order_by("history_id").values_list("action", flat=True))


@pytest.mark.parametrize("make", [make_submitted, make_approved])
@pytest.mark.parametrize("typed", ["Decides more!", "Decides", ""])
def test_changing_a_text_back_gives_its_state_back(role, dimension, make, typed):
    """Also over the live text, which ends the draft, and over no text."""
    draft = make(role, dimension, "Decides more")
    before = decided(draft)
    typist = make_person("ben", "Reviewer")
    drafting.save(
        role=role, dimension=dimension, text=typed, version=draft.version, by=typist
    )

    back = make_draft(role, dimension, "Decides more", by=typist)

    assert decided(draft) == before
    assert back.version != draft.version
    assert actions()[-1] == "back"


def test_a_text_that_was_approved_against_another_live_text_stays_a_draft(
    role, dimension
):
    draft = make_approved(role, dimension, "Decides more")
    make_draft(role, dimension, "Decides mo")
    role.entries.all().delete()
    make_entry(role, dimension, "Decides nothing")

    back = make_draft(role, dimension, "Decides more")

    assert (draft.state, back.state) == ("approved", "writing")


@pytest.mark.parametrize("end", ["returned", "discarded"])
def test_a_decision_that_ended_does_not_come_back(role, dimension, end):
    draft = make_submitted(role, dimension, "Decides more")
    by = draft.written_by
    if end == "returned":
        drafting.send_back(versions=[draft.version], by=by, comment="No.")
    else:
        cell = {"role": role, "dimension": dimension, "version": draft.version}
        drafting.discard(by=by, **cell)
    make_draft(role, dimension, "Decides mo")

    assert make_draft(role, dimension, "Decides more").state == "writing"


@pytest.mark.parametrize(
    "typed", ["Decides more", "  Decides more \r\n", "Decides more\n"]
)
def test_saving_the_same_words_changes_nothing(role, dimension, typed):
    draft = make_approved(role, dimension, "Decides more")
    before = decided(draft), actions()

    again = make_draft(role, dimension, typed, by=make_person("ben", "Editor"))

    assert again.version == draft.version
    assert (decided(draft), actions()) == before
