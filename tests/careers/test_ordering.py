import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.models import Dimension, Family
from tests.factories import make_dimension, make_family


class OrderedTests(TestCase):
    @given(
        st.lists(st.integers(0, 5), min_size=1, max_size=6),
        st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)), max_size=6),
    )
    def test_moves_lose_nothing_and_number_from_one(self, positions, moves):
        for number, position in enumerate(positions):
            make_family(f"Family {number}", position=position)

        for index, steps in moves:
            families = list(Family.objects.all())
            families[index % len(families)].move(steps)

        assert Family.objects.count() == len(positions)
        if moves:
            positions_after = Family.objects.values_list("position", flat=True)
            assert list(positions_after) == list(range(1, len(positions) + 1))


@pytest.fixture
def three(db):
    return [make_family(name, position=i) for i, name in enumerate("ABC", start=1)]


def order():
    return "".join(Family.objects.values_list("name", flat=True))


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
def test_an_object_moves_but_not_beyond_the_ends(three, place, steps, expected):
    three[place].move(steps)

    assert order() == expected


def test_moving_returns_the_new_position(three):
    assert three[0].move(1) == 2
    assert three[2].move(9) == 3


def test_objects_with_equal_positions_are_ordered_by_name(db):
    make_family("B")
    make_family("A")

    assert order() == "AB"


def test_dimensions_move_in_their_own_order(three):
    last = make_dimension("Last", position=9)
    make_dimension("First", position=5)

    last.move(-1)

    assert list(Dimension.objects.values_list("name", "position")) == [
        ("Last", 1),
        ("First", 2),
    ]
    assert order() == "ABC"
