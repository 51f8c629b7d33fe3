"""Three roles and a function that compares them."""

import pytest

from tests.factories import make_dimension, make_role, make_theme
from tests.html import document

SAME, PARTLY, APART = "Same", "Partly", "Apart"


@pytest.fixture
def content():
    """Three roles and three rows: one the same, one partly shared, one distinct."""
    same = make_dimension(SAME, position=1, theme=make_theme("duties"))
    partly = make_dimension(PARTLY, position=2, theme=make_theme("authority"))
    apart = make_dimension(APART, position=3)
    for name, own, duties in [
        ("A", "school food", "- Bakes bread\n- Sells cakes"),
        ("B", "mountain roads", "- Drives buses\n- Fixes cars"),
        ("C", "chamber music", "- Sings songs\n- Paints walls"),
    ]:
        make_role(
            name,
            texts={
                same: "Plans the work of the team",
                partly: f"Owns yearly budgets, staff rotas, and {own}",
                apart: duties,
            },
        )


@pytest.fixture
def compare(client, content):
    """Return a function that gives the comparison of A, B and C with a query."""

    def get(query="", address="a-vs-b-vs-c"):
        response = client.get(f"/compare/{address}/{query}")
        assert response.status_code == 200
        return document(response)

    return get
