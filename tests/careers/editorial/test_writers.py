"""Who counts as a writer of a draft, whatever became of the drafts before it."""

import pytest

from careers.editorial.models import Draft
from careers.editorial.workflow import drafting, publishing
from careers.editorial.workflow.cells import load_cell
from careers.editorial.workflow.errors import RefusedError
from tests.factories import (
    make_approved,
    make_draft,
    make_person,
    make_publication,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return make_person("anna", "Editor")


@pytest.fixture
def reviewer(db):
    return make_person("ben", "Reviewer")


def writers(draft):
    return {writer.username for writer in draft.writers.all()}


def discard(draft, by):
    drafting.discard(
        role=draft.role, dimension=draft.dimension, version=draft.version, by=by
    )


def test_undoing_a_paste_brings_back_the_earlier_writer(
    role, dimension, editor, reviewer
):
    make_draft(role, dimension, "Decides all", by=reviewer)
    make_draft(role, dimension, "Pasted over", by=editor)
    draft = make_draft(role, dimension, "Decides all", by=editor)
    [draft] = drafting.submit(versions=[draft.version], by=editor)

    with pytest.raises(RefusedError, match="You wrote"):
        drafting.approve(versions=[draft.version], by=reviewer)


def test_the_words_of_a_discarded_draft_keep_their_writer(
    role, dimension, editor, reviewer
):
    discard(make_draft(role, dimension, "Decides all", by=reviewer), reviewer)

    draft = make_draft(role, dimension, "Decides all of it", by=editor)

    assert writers(draft) == {"anna", "ben"}


def test_a_text_from_before_a_publication_brings_back_its_writers(
    role, dimension, editor, reviewer
):
    make_draft(role, dimension, "Decides all", by=reviewer)
    make_publication([make_approved(role, dimension, "Decides some", by=editor)])

    draft = make_draft(role, dimension, "Decides all", by=editor)

    assert writers(draft) == {"anna", "ben"}


def test_a_publication_settles_the_words_before_it(role, dimension, editor, reviewer):
    make_draft(role, dimension, "Decides all", by=reviewer)
    make_publication([make_approved(role, dimension, "Decides some", by=editor)])

    draft = make_draft(role, dimension, "Decides some more", by=editor)

    assert writers(draft) == {"anna"}


def test_an_undone_publication_bars_all_writers_of_its_text(
    role, dimension, editor, reviewer
):
    make_draft(role, dimension, "Decides all", by=reviewer)
    publication = make_publication(
        [make_approved(role, dimension, "Decides all of it", by=editor)]
    )

    publishing.undo(publication=publication, by=reviewer, why="Too early")

    draft = Draft.objects.get()
    assert draft.written_by == editor
    assert writers(draft) == {"anna", "ben"}


def test_a_text_that_is_brought_back_keeps_its_writers(
    role, dimension, editor, reviewer
):
    make_draft(role, dimension, "Decides all", by=reviewer)
    publishing.delete(role, by=editor)

    publishing.bring_back(role, by=editor)

    assert writers(Draft.objects.get()) == {"ben"}


def test_an_approver_may_touch_a_text_and_take_it_back(
    role, dimension, editor, reviewer
):
    draft = make_draft(role, dimension, "Decides all", by=editor)
    drafting.submit(versions=[draft.version], by=editor)
    make_draft(role, dimension, "Decides allx", by=reviewer)
    draft = make_draft(role, dimension, "Decides all", by=reviewer)

    [approved] = drafting.approve(versions=[draft.version], by=reviewer)

    assert approved.state == "approved"
    assert writers(load_cell(role, dimension).draft) == {"anna"}
