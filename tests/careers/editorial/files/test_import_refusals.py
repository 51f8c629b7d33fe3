"""A plan says in advance what the workflow would refuse, and the workflow does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from careers.editorial.files.applying import publish, save_as_drafts
from careers.editorial.models import Draft
from careers.editorial.workflow import (
    EditConflictError,
    RefusedError,
    Scope,
    redacting,
)
from careers.editorial.workflow.versions import versions_of
from careers.models import text_part
from tests.database_rows import all_rows
from tests.factories import (
    limit_to,
    make_approved,
    make_dimension,
    make_family,
    make_person,
    make_publication,
    make_role,
)

from .import_tables import acts, plan_of, problems

pytestmark = pytest.mark.django_db

CHANGED = ("Analyst", "Data", "Purpose", "Counts all.")
EMPTY = ("Analyst", "Data", "Purpose", "")


@pytest.fixture
def analyst(purpose):
    scope = make_dimension("Scope")
    texts = {purpose: "Counts.", scope: "All of it."}
    return make_role("Analyst", family=make_family("Data"), texts=texts)


@pytest.fixture
def anna():
    return make_person("anna", "Editor")


@pytest.fixture
def scheduled(analyst, purpose):
    approved = make_approved(analyst, purpose, "Soon.")
    tomorrow = timezone.now() + timedelta(days=1)
    return make_publication([approved], due_at=tomorrow)


def test_an_empty_cell_is_no_problem_unless_it_removes_a_text(analyst):
    scope = Scope.of(limit_to(make_person("dana"), make_family("People")))

    assert problems(plan_of(EMPTY, scope=scope)) == []
    [problem] = problems(plan_of(EMPTY, scope=scope, remove=True))
    assert "This role isn’t in your families." in problem


def test_the_live_text_over_a_scheduled_draft_is_a_problem(analyst, scheduled):
    [problem] = problems(plan_of(("Analyst", "Data", "Purpose", "Counts.")))

    assert "is scheduled and would still be published." in problem


def test_a_new_text_over_a_decided_draft_says_what_it_costs(analyst, purpose):
    make_approved(analyst, purpose, "Counts a lot.")

    [planned] = plan_of(CHANGED).texts

    assert planned.is_decided


def test_redacted_words_are_a_problem(analyst, purpose):
    tokens = [v.token for v in versions_of(text_part(analyst.pk, purpose.pk)).values()]
    asked = redacting.ask(
        tokens=tokens, why="A person", by=make_person("ada", "Administrator")
    )
    redacting.confirm(
        redaction=asked,
        seen=redacting.plan_of(asked).mark,
        by=make_person("bob", "Administrator"),
    )
    rows = [("Analyst", "Data", name, "COUNTS!") for name in ("Purpose", "Scope")]

    plan = plan_of(*rows)

    [problem] = problems(plan)
    assert problem.startswith("roles.csv, E2: These words were redacted on ")


@pytest.mark.parametrize("status", ["archived", "draft"])
def test_publishing_says_what_cannot_be_public(analyst, purpose, status):
    item = analyst if status == "archived" else purpose
    item.status = status
    item.save()

    [problem] = problems(plan_of(CHANGED, publish=True))

    assert ("is archived" in problem) == (status == "archived")
    assert ("isn’t public" in problem) == (status == "draft")


def test_a_text_that_changed_since_is_not_published_over(analyst, purpose):
    plan = plan_of(CHANGED, ("Cook", "Data", "Purpose", "X"), publish=True, create=True)
    analyst.entries.filter(dimension=purpose).update(text="Counts some.")
    before = all_rows()

    with pytest.raises(EditConflictError, match="“Analyst: Purpose” changed"):
        publish(plan, why="Moved in")

    assert all_rows() == before


def test_publishing_takes_a_draft_that_the_file_has(analyst, purpose):
    make_approved(analyst, purpose, "Counts all.")

    publish(plan_of(CHANGED, publish=True), why="Moved in")

    assert analyst.entries.get(dimension=purpose).text == "Counts all."
    assert not Draft.objects.exists()


@pytest.mark.parametrize("deleted", ["role", "dimension"])
def test_what_was_deleted_since_is_refused(analyst, purpose, anna, deleted):
    plan = plan_of(CHANGED)
    item = analyst if deleted == "role" else purpose
    item.status, item.deleted_at, item.deleted_by = "deleted", timezone.now(), anna
    item.save()
    before = all_rows()

    with pytest.raises(RefusedError, match="has been deleted"):
        save_as_drafts(plan, by=anna)

    assert all_rows() == before


def test_a_role_that_left_the_families_of_its_writer_is_refused(analyst):
    family = analyst.family
    dana = limit_to(make_person("dana", "Editor"), family)
    plan = plan_of(CHANGED, scope=Scope.of(dana))
    assert acts(plan) == [("change", "Counts all.")]
    analyst.family = make_family("People")
    analyst.save()

    with pytest.raises(RefusedError, match="isn’t in your families"):
        save_as_drafts(plan, by=dana)

    assert not Draft.objects.exists()
