"""The database counts and finds cells by their states as each cell says its own."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from careers.editorial.workflow import CellState, Draft, Tally, load_cells, with_cell_in
from careers.models import Dimension, Role
from careers.search import counts, index
from tests.factories import (
    make_approved,
    make_dimension,
    make_draft,
    make_entry,
    make_family,
    make_person,
    make_publication,
    make_role,
    make_submitted,
)

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)


@pytest.fixture(scope="module")
def dimensions(django_db_setup, django_db_blocker):
    """The dimensions of ``make_cells``, made once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cells()
        transaction.set_rollback(True)


def make_cells():
    """Make three dimensions, and roles with cells of every state, live or not."""
    shown = [make_dimension(f"Dimension {number}") for number in range(3)]
    archived = make_dimension("Archived", status="archived")
    family = make_family()
    for number, make in enumerate(
        [make_draft, make_submitted, make_approved, scheduled, scheduled_alone, changed]
    ):
        for is_live in (False, True):
            role = make_role(f"Role {number} {is_live}", family=family)
            make_entry(role, archived)
            if is_live:
                make_entry(role, shown[0], "What was there before")
            make(role, shown[0])
    full = make_role("Full", texts=dict.fromkeys(shown, "Says something"))
    make_role("Empty", status="draft")
    make_role("Élan", slug="elan", status="draft", family=family)
    make_role("厨师", slug="chef", family=make_family("Kitchens"))
    make_role("Archived", status="archived", texts=dict.fromkeys(shown, "Says more"))
    make_draft(full, archived)
    return shown


def scheduled(role, dimension):
    make_publication([make_approved(role, dimension)], due_at=timezone.now() + TOMORROW)


def scheduled_alone(role, dimension):
    scheduled(role, dimension)
    Draft.objects.filter(role=role).delete()


def changed(role, dimension):
    scheduled(role, dimension)
    make_draft(role, dimension, "Says what is newer than what is scheduled")


SELECTIONS = [
    (Role.objects.not_archived, slice(None)),
    (Role.objects.not_archived, slice(0, 1)),
    (lambda: Role.objects.filter(family__slug="engineering"), slice(1, None)),
    (Role.objects.all, slice(None)),
]


@pytest.fixture(params=["behind", "few", "many"])
def kept(request, monkeypatch):
    """Whether what is kept for the directory knows the roles, and tells few apart."""
    if request.param != "behind":
        index.refresh()
    if request.param == "many":
        monkeypatch.setattr(counts, "FEW", 0)
    return request.param


@pytest.mark.parametrize(("roles", "part"), SELECTIONS)
def test_the_numbers_are_those_of_the_cells(dimensions, roles, part):
    cells = load_cells(roles(), dimensions[part]).values()

    tally = Tally(dimensions[part], roles())

    assert +tally.states == Counter(cell.state for cell in cells)
    assert tally.roles == roles().count()


@pytest.mark.parametrize("is_planned", [False, True])
def test_without_roles_all_count_that_are_not_archived(dimensions, kept, is_planned):
    if is_planned:  # a dimension that only editors see
        planned = make_dimension("Planned", status="draft")
        for slug in ("full", "empty", "archived"):
            make_entry(Role.objects.get(slug=slug), planned)
        make_entry(Role.objects.get(slug="empty"), dimensions[1])
        dimensions = [*dimensions, planned]
        if kept != "behind":
            index.refresh()
    cells = load_cells(Role.objects.not_archived(), dimensions).values()

    tally = Tally(dimensions)

    roles = Role.objects.not_archived()
    assert +tally.states == Counter(cell.state for cell in cells)
    assert tally.roles == roles.count()
    if kept == "behind":
        assert tally.letters == tally.families == {}
    else:
        assert list(tally.letters.items()) == list(roles.letter_counts().items())
        assert tally.families == Counter(roles.values_list("family", flat=True))


def test_roles_that_lack_a_planned_text_are_found(dimensions, kept):
    planned = make_dimension("Planned", status="draft")
    make_entry(Role.objects.get(slug="full"), planned)
    roles, everything = Role.objects.not_archived(), [*dimensions, planned]
    cells = load_cells(roles, everything).values()

    found = with_cell_in(CellState.MISSING, roles, everything, are_all=True)

    missing = {cell.role for cell in cells if cell.state == CellState.MISSING}
    assert {*found} == missing
    assert "full" not in {role.slug for role in missing}


@pytest.mark.parametrize("state", CellState)
@pytest.mark.parametrize(("roles", "part"), SELECTIONS)
def test_roles_with_a_cell_of_a_state_are_found(dimensions, kept, roles, part, state):
    cells = load_cells(roles(), dimensions[part]).values()
    are_all = part == slice(None)

    found = with_cell_in(state, roles(), dimensions[part], are_all=are_all)

    assert {*found} == {cell.role for cell in cells if cell.state == state}


def test_a_deleted_role_counts_nowhere(dimensions):
    before = Tally(Dimension.objects.not_archived())
    Role.objects.filter(slug="archived").update(
        status="deleted", deleted_at=timezone.now(), deleted_by=make_person("boss")
    )

    assert Tally(Dimension.objects.not_archived()).states == before.states
