"""The labels of rows, which scripts fetch again after each save."""

import pytest

from tests.factories import make_dimension, make_draft, make_role, make_roles
from tests.html import document, values
from tests.matrix_pages import MATRIX, ROW_LABELS, log_in, text_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def dimension():
    return make_dimension("Authority")


def fetch_labels(path):
    response = log_in().get(path)
    assert response.status_code == 200
    return response.json()["labels"]


def row_labels_path(page):
    return values(document(page), "[data-row-labels]", "data-row-labels")[0]


def test_a_label_takes_drafts_into_account(dimension):
    make_role("Architect", texts={dimension: "Decides on tools"})
    make_draft(make_role("Writer"), dimension, "Decides on tools")

    query = "?role=architect&role=writer&dimension=authority"

    assert fetch_labels(f"{ROW_LABELS}{query}") == {"authority": "Nearly the same"}


def test_a_single_text_has_no_label(dimension):
    make_role("Architect", texts={dimension: "Decides on tools"})

    query = "?role=architect&dimension=authority"

    assert fetch_labels(f"{ROW_LABELS}{query}") == {"authority": ""}


def test_the_matrix_and_the_text_page_name_their_roles(dimension):
    texts = {dimension: "Decides on tools"}
    role = make_role("Architect", texts=texts)
    make_role("Writer", texts=texts)
    client = log_in()

    for page in (MATRIX, text_path(role, dimension)):
        path = row_labels_path(client.get(page))
        assert path == f"{ROW_LABELS}?role=architect&role=writer"


def test_a_label_covers_more_roles_than_a_page(dimension):
    path = f"{ROW_LABELS}?dimension=authority"
    for role in make_roles(21):
        make_draft(role, dimension, "Decides on tools")
        path += f"&role={role.slug}"

    assert fetch_labels(path) == {"authority": "Nearly the same"}


def test_the_number_of_queries_for_many_rows_stays_small(
    dimension, django_assert_max_num_queries
):
    make_roles(20, dimensions=[dimension, make_dimension("Tools")])
    roles = "&".join(f"role=role-{number:02}" for number in range(1, 21))
    path = f"{ROW_LABELS}?{roles}&dimension=authority&dimension=tools"
    client = log_in()

    with django_assert_max_num_queries(11):
        assert len(client.get(path).json()["labels"]) == 2


@pytest.mark.parametrize(
    "query", ["", "role=architect", "dimension=authority", "role=%00&dimension=../x"]
)
def test_a_query_without_a_role_or_dimension_is_refused(dimension, query):
    make_role("Architect")

    response = log_in().get(f"{ROW_LABELS}?{query}")

    assert response.status_code == 400
    message = response.json()["message"]
    assert message == "The role or dimension is missing. Reload the page."


def test_unknown_roles_and_dimensions_have_no_labels():
    assert fetch_labels(f"{ROW_LABELS}?role=gone&dimension=gone") == {}


def test_fetching_labels_needs_permission():
    path = f"{ROW_LABELS}?role=architect&dimension=authority"

    assert log_in("eve", group=None).get(path).status_code == 403
