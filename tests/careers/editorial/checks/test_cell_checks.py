"""What the checks of many cells compare their texts with."""

import pytest

from careers.editorial.checks.cell_checks import CheckContext
from careers.editorial.workflow import EditorCell
from careers.models import RoleDimensionEntry
from tests.factories import make_dimension, make_role

pytestmark = pytest.mark.django_db


def test_the_same_text_is_found_beside_more_cells_than_a_condition_holds():
    dimension, role = make_dimension(), make_role("Analyst")
    other = make_role("Engineer", texts={dimension: "Text 1200."})
    cells = [
        EditorCell(role, dimension, RoleDimensionEntry(text=f"Text {number}."))
        for number in range(1, 1_201)
    ]

    same = CheckContext.of(cells).same

    assert same == {(dimension.pk, "Text 1200."): {other.pk: "Engineer"}}
