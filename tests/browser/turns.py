"""Pairs from two lists: a few for every run, all of them for a long one."""

from itertools import product

import pytest


def in_turn(names, first, second):
    """Parametrize a test with every pair of two lists.

    Pairs in which each value of the longer list meets the next of the shorter one run
    always. The others are marked long.
    """
    first, second = list(first), list(second)
    shorter = min(len(first), len(second))
    return pytest.mark.parametrize(
        names,
        [
            pytest.param(
                one,
                other,
                id=f"{one}-{other}",
                marks=[pytest.mark.long] if (row - column) % shorter else [],
            )
            for (row, one), (column, other) in product(
                enumerate(first), enumerate(second)
            )
        ],
    )
