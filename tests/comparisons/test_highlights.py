"""The highlights above the table: what roles share, how they differ, and figures."""

import pytest

from tests.factories import make_dimension, make_role, make_roles
from tests.html import document, links, text_of, texts

pytestmark = pytest.mark.django_db

SHARED, APART, DIFFER = ".shared-lines li", ".apart-lines li", ".differ-lines li"


@pytest.fixture
def compare(client):
    def get(*slugs, query=""):
        return document(client.get(f"/compare/{'-vs-'.join(slugs)}/{query}"))

    return get


def make_row(*cells, name="Duties", **fields):
    """Make a dimension, and one role for each cell if they do not exist yet."""
    dimension = make_dimension(name, **fields)
    for number, cell in enumerate(cells):
        make_role(f"Role {number}", texts={dimension: cell} if cell else {})


def test_roles_with_nothing_in_common_say_so(compare):
    make_row("Bakes bread", "Drives buses")
    page = compare("role-0", "role-1")
    assert texts(page, SHARED) == ["No points in common."]
    assert texts(page, APART) == [
        "Role 0 alone: Bakes bread",
        "Role 1 alone: Drives buses",
    ]
    (line,) = texts(page, DIFFER)
    assert line == "Duties Role 0 Bakes bread ; Role 1 Drives buses"


def test_roles_that_are_the_same_say_so(compare):
    make_row("Bakes bread", "Bakes bread", "Bakes bread")
    page = compare("role-0", "role-1", "role-2")
    assert texts(page, SHARED) == ["All three: Bakes bread Duties"]
    assert texts(page, APART)[0] == "Role 0 has no unique points."
    assert "Nowhere: the texts are nearly the same." in text_of(page, ".highlights")
    assert not page.query(".closest")


def test_a_comparison_with_few_texts_quotes_them(compare):
    make_row("Bakes bread", "", "")
    page = compare("role-0", "role-1", "role-2")
    assert text_of(page, "tr#duties th").endswith("Only in Role 0")
    assert "No dimension has two texts to compare yet." in text_of(page, ".highlights")
    assert texts(page, ".figures tbody tr:first-child td")[2] == "– not described yet"


def test_without_dimensions_there_are_no_highlights(compare):
    make_roles(2)
    assert not compare("role-01", "role-02").query(".highlights")


def test_many_shared_points_are_counted_and_can_be_marked(compare):
    shared = "\n".join(f"- Bakes {letter * 4} bread" for letter in "abcdefgh")
    make_row(shared, shared)
    page = compare("role-0", "role-1", query="?sort=distinct")
    assert len(texts(page, SHARED)) == 6
    assert text_of(page, ".more") == "Mark all 8 in the table"
    assert links(page, ".more a") == [
        "/compare/role-0-vs-role-1/?mark=similarities&sort=distinct#view_mark"
    ]


def test_a_point_of_all_roles_but_one_names_that_one(compare):
    make_row(*["Bakes bread"] * 5, "Drives buses")
    page = compare(*(f"role-{number}" for number in range(6)))
    assert texts(page, SHARED)[0] == "All but Role 5: Bakes bread Duties"


def test_summaries_on_the_cards_are_not_quoted_again(compare):
    make_row("Bakes bread", "Drives buses", is_summary=True)
    lines = texts(compare("role-0", "role-1"), APART)
    assert lines[0] == "Role 0 has no unique points beyond its summary."


# Tables of pairs


@pytest.mark.parametrize(
    ("count", "query", "shapes"),
    [
        (2, "", [(1, 2)]),
        (3, "", [(3, 2)]),
        (4, "", [(6, 2)]),
        (5, "", [(4, 4), (1, 1)]),
        (12, "", [(11, 11), (1, 1)]),
        (12, "?baseline=role-3", [(11, 2)]),
    ],
)
def test_the_pair_tables_fit_the_number_of_roles(compare, count, query, shapes):
    make_row(*["Bakes bread"] * count)
    page = compare(*(f"role-{number}" for number in range(count)), query=query)
    tables = [
        (len(texts(table, "thead th")) - 1, len(table.query("tbody tr")))
        for table in page.query(".figures")
    ]
    assert tables == shapes


def test_every_figure_is_text_in_a_table_with_heads(compare):
    make_row("Bakes bread", "Bakes bread", "Drives buses")
    page = compare("role-0", "role-1", "role-2")
    (table,) = page.query(".figures")
    assert texts(table, "tbody tr:first-child td") == ["1 + 0", "0 + 0", "0 + 0"]
    assert text_of(page, f"#{table.attrs['aria-labelledby']}").startswith(
        "What each pair of roles shares"
    )
    assert texts(table, "thead .visually-hidden") == [
        "Role 0 and Role 1",
        "Role 0 and Role 2",
        "Role 1 and Role 2",
    ]


def test_the_counting_is_explained(client, compare):
    make_row("Bakes bread", "Drives buses")
    (path,) = links(compare("role-0", "role-1"), ".how a")
    assert "Dice’s coefficient" in client.get(path).content.decode()
