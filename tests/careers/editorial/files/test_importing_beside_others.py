"""Others write while an import gets ready, and what it writes is as if it came last."""

import pytest

from careers.editorial.files.applying import save_as_drafts
from careers.editorial.models import Draft
from careers.editorial.workflow import EditConflictError, RefusedError
from tests.database_rows import all_rows
from tests.factories import make_dimension, make_draft, make_person, make_role

from .import_tables import plan_of

pytestmark = pytest.mark.django_db

WORDS = "Counts what there is to count."


@pytest.fixture
def purpose():
    return make_dimension("Purpose")


@pytest.fixture
def analyst(purpose):
    return make_role("Analyst", texts={purpose: "Counts."})


def doing(action, times=1):
    """Return a function of progress that acts when the import is nearly ready."""
    left = [times]

    def progress(done, total):
        if done == total and left[0]:
            left[0] -= 1
            action()

    return progress


def test_words_written_elsewhere_meanwhile_have_their_writer(analyst, purpose):
    anna, ben = make_person("anna", "Editor"), make_person("ben", "Editor")
    cook = make_role("Cook")
    progress = doing(lambda: make_draft(cook, purpose, WORDS, by=ben))

    plan = plan_of(("Analyst", "", "Purpose", WORDS))
    save_as_drafts(plan, by=anna, progress=progress)

    draft = Draft.objects.get(role=analyst)
    assert set(draft.writers.all()) == {anna, ben}


def test_a_text_that_changes_meanwhile_refuses_all(analyst, purpose):
    anna, ben = make_person("anna", "Editor"), make_person("ben", "Editor")
    plan = plan_of(("Analyst", "", "Purpose", WORDS), ("Cook", "", "Purpose", WORDS))
    progress = doing(lambda: make_draft(analyst, purpose, by=ben))

    with pytest.raises(EditConflictError, match="Analyst: Purpose"):
        save_as_drafts(plan, by=anna, progress=progress)

    assert [draft.written_by for draft in Draft.objects.all()] == [ben]


def test_an_import_gives_up_where_others_never_stop(analyst, purpose):
    anna, ben = make_person("anna", "Editor"), make_person("ben", "Editor")
    make_dimension("Scope")
    plan = plan_of(("Analyst", "", "Scope", WORDS))
    numbers = iter(range(9))

    def write():
        make_draft(analyst, purpose, f"Counts {next(numbers)}.", by=ben)

    with pytest.raises(RefusedError, match="Others kept writing"):
        save_as_drafts(plan, by=anna, progress=doing(write, times=9))

    assert Draft.objects.count() == 1


def test_an_import_that_stops_before_the_end_has_written_nothing(analyst):
    plan = plan_of(("Analyst", "", "Purpose", WORDS))
    anna = make_person("anna", "Editor")
    before = all_rows()

    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_as_drafts(plan, by=anna, progress=doing(stop))

    assert all_rows() == before
