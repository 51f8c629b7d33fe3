"""Two lists of values, crossed: a few pairs for every run, all pairs for a long one."""

from itertools import product

import pytest


def in_turn(names, first, second):
    """Parametrize a test with every pair of two lists.

    Those pairs are not marked long in which each value of the longer list meets the
    next of the shorter one.
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
