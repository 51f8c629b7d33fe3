"""Moving an object makes a draft of the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.editorial.models import DetailsDraft
from careers.editorial.workflow import details, ordering
from careers.models import Dimension, Family
from tests.factories import make_dimension, make_editor, make_family


def in_proposed_order(model=Family):
    items = details.with_proposals(model.objects.all())
    return sorted(items, key=lambda item: (item.position, item.name))


class OrderedTests(TestCase):
    @given(
        st.lists(st.integers(0, 5), min_size=1, max_size=6),
        st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)), max_size=6),
    )
    def test_moves_lose_nothing_and_number_from_one(self, positions, moves):
        editor = make_editor()
        for number, position in enumerate(positions):
            make_family(f"Family {number}", position=position)

        for index, steps in moves:
            families = in_proposed_order()
            ordering.move(families[index % len(families)], steps, by=editor)

        live = Family.objects.order_by("pk").values_list("position", flat=True)
        assert list(live) == positions
        if moves:
            after = [family.position for family in in_proposed_order()]
            assert after == list(range(1, len(positions) + 1))


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def three(db):
    return [make_family(name, position=i) for i, name in enumerate("ABC", start=1)]


def order():
    return "".join(family.name for family in in_proposed_order())


@pytest.mark.parametrize(
    ("place", "steps", "expected"),
    [
        (0, 1, "BAC"),
        (0, 2, "BCA"),
        (2, -1, "ACB"),
        (1, 0, "ABC"),
        (0, -1, "ABC"),
        (2, 1, "ABC"),
        (2, -99, "CAB"),
        (0, 99, "BCA"),
    ],
)
def test_an_object_moves_but_not_beyond_the_ends(three, editor, place, steps, expected):
    ordering.move(three[place], steps, by=editor)

    assert order() == expected


def test_visitors_read_the_former_order(three, editor):
    ordering.move(three[0], 1, by=editor)

    assert "".join(Family.objects.values_list("name", flat=True)) == "ABC"
    assert DetailsDraft.objects.count() == 2


def test_moving_back_ends_the_drafts(three, editor):
    ordering.move(three[0], 2, by=editor)
    ordering.move(three[0], -2, by=editor)

    assert not DetailsDraft.objects.exists()


def test_moving_returns_the_new_position(three, editor):
    assert ordering.move(three[0], 1, by=editor) == 2
    assert ordering.move(three[2], 9, by=editor) == 3


def test_objects_with_equal_positions_are_ordered_by_name(db):
    make_family("B")
    make_family("A")

    assert order() == "AB"


def test_dimensions_move_in_their_own_order(three, editor):
    last = make_dimension("Last", position=9)
    make_dimension("First", position=5)

    ordering.move(last, -1, by=editor)

    moved = in_proposed_order(Dimension)
    assert [(item.name, item.position) for item in moved] == [("Last", 1), ("First", 2)]
    assert order() == "ABC"
