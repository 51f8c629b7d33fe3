"""What a comparison sums up: above the table in a few lines, below it in figures."""

import pytest

from careers.models import Role
from tests.factories import make_dimension, make_entry, make_role, make_roles
from tests.html import document, links, text_of, texts

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SHARED, ONLY, DIFFER = ".shared-lines li", ".card .only", ".differ-lines a"


@pytest.fixture
def compare(client):
    def get(*slugs, query=""):
        return document(client.get(f"/compare/{'-vs-'.join(slugs)}/{query}"))

    return get


@pytest.fixture
def markdown(client):
    """Return a function that gives the comparison of some slugs as Markdown."""

    def get(*slugs):
        return client.get(f"/compare/{'-vs-'.join(slugs)}.md").content.decode()

    return get


def make_row(*cells, name="Duties", **fields):
    """Make a dimension, and one role for each cell if they do not exist yet."""
    dimension = make_dimension(name, **fields)
    for number, cell in enumerate(cells):
        make_role(f"Role {number}", texts={dimension: cell} if cell else {})


def test_roles_with_nothing_in_common_say_so(compare):
    make_row("Bakes bread", "Drives buses")
    page = compare("role-0", "role-1")
    assert text_of(page, ".shared h2") == "Both"
    assert text_of(page, ".shared > p:not(.key)") == "have no point in common."
    assert not page.query(SHARED)
    assert texts(page, ONLY) == ["Only here: Bakes bread", "Only here: Drives buses"]
    assert texts(page, DIFFER) == ["Duties"]


def test_roles_that_are_the_same_say_so(compare):
    make_row("Bakes bread", "Bakes bread", "Bakes bread")
    page = compare("role-0", "role-1", "role-2")
    assert text_of(page, ".shared h2") == "All three"
    assert texts(page, SHARED) == ["Bakes bread"]
    assert not page.query(ONLY)
    assert "Nowhere: the texts are nearly the same." in text_of(page, ".below")
    assert not page.query(".closest")


def test_a_comparison_with_few_texts_quotes_them(compare):
    make_row("Bakes bread", "", "")
    page = compare("role-0", "role-1", "role-2")
    assert text_of(page, "tr#duties th").endswith("Only in Role 0")
    assert "No dimension has two texts to compare yet." in text_of(page, ".below")
    assert texts(page, ".figures tbody tr:first-child td")[2] == "– not described yet"


def test_without_dimensions_nothing_is_summed_up(compare):
    make_roles(2)
    assert not compare("role-01", "role-02").query(".shared, .cards, .below")


def test_texts_that_cannot_be_counted_say_so(compare):
    make_row("管理团队。", "培训员工。")
    page = compare("role-0", "role-1")
    sentence = "This site can’t count the words of these texts."
    assert text_of(page, ".shared > p") == sentence
    assert sentence in text_of(page, ".below")


def test_words_that_differ_are_left_out_of_what_all_share(compare):
    make_row("Approves up to 5 orders", "Approves up to 50 orders")
    page = compare("role-0", "role-1")
    assert texts(page, SHARED) == ["Approves up to … orders"]
    assert texts(page, "#duties .row-note") == ["Both: Approves up to … orders"]


def test_what_all_do_to_different_things_is_shared_too(compare):
    make_row("Owns budgets", "Owns houses", "Owns buses")
    page = compare("role-0", "role-1", "role-2")
    assert texts(page, SHARED) == ["Owns …"]
    assert links(page, f"{SHARED} a") == ["#duties"]
    assert texts(page, "#duties .row-note") == ["All three: Owns …"]


def test_a_row_head_counts_the_roles_that_do_the_same_to_different_things(compare):
    make_row("Owns budgets", "Owns houses", "Drives buses")
    page = compare("role-0", "role-1", "role-2")
    assert texts(page, "#duties .row-note") == ["2 of 3: Owns …"]
    assert not page.query(SHARED)


def test_many_shared_points_are_named_first_and_counted_in_files(compare, markdown):
    shared = "\n".join(f"- Bakes {letter * 4} bread" for letter in "abcdefgh")
    make_row(shared, shared)
    page = compare("role-0", "role-1")
    assert len(texts(page, SHARED)) == 4
    assert text_of(page, "#duties .row-note").endswith("; and 6 more")
    assert "\n- … and 2 more\n" in markdown("role-0", "role-1")


def test_a_point_of_all_roles_but_one_is_counted(compare, markdown):
    make_row(*["Bakes bread"] * 5, "Drives buses")
    slugs = [f"role-{number}" for number in range(6)]
    page = compare(*slugs)
    assert text_of(page, ".shared > p:not(.key)") == "have no point in common."
    assert texts(page, SHARED) == ["5 of 6: Bakes bread"]
    assert texts(page, "#duties .row-note") == ["5 of 6: Bakes bread"]
    assert "- All but Role 5: Bakes bread (Duties)\n" in markdown(*slugs)


def test_summaries_on_the_cards_are_not_quoted_again(compare, markdown):
    make_row("Bakes bread", "Drives buses", is_summary=True)
    assert not compare("role-0", "role-1").query(ONLY)
    sentence = "- Role 0 has no unique points beyond its summary.\n"
    assert sentence in markdown("role-0", "role-1")


def test_a_long_point_is_cut_above_the_table(compare):
    words = " ".join(["whole"] + ["very"] * 40)
    make_row(f"Bakes {words} bread", f"Bakes {words} bread", "Drives buses")
    page = compare("role-0", "role-1")
    (line,) = texts(page, SHARED)
    assert line.startswith("Bakes whole very")
    assert line.endswith("…")
    assert len(line) <= 90


def test_what_stands_above_the_table_is_of_the_dimensions_chosen(compare):
    make_row("Bakes bread", "Bakes bread")
    dimension = make_dimension("Tools")
    for role in Role.objects.all():
        make_entry(role, dimension, "Uses ovens")
    assert texts(compare("role-0", "role-1", query="?dimension=tools"), SHARED) == [
        "Uses ovens"
    ]


def test_the_figures_are_folded_below_the_table(compare):
    make_row("Bakes bread", "Bakes bread", "Drives buses")
    for name in ("Tools", "Hours"):
        dimension = make_dimension(name)
        for role, cell in zip(Role.objects.all(), "aab", strict=True):
            make_entry(role, dimension, f"Uses {name} {cell * 4}")
    page = compare("role-0", "role-1", "role-2")
    (below,) = page.query("details.below")
    assert "open" not in below.attrs
    assert text_of(below, "summary").startswith("Figures")
    assert text_of(below, ".closest") == "Closest: Role 0 and Role 1: 3 points the same"
    assert len(below.query(".figures")) == len(page.query(".figures")) == 1
    order = page.query("table.comparison, details.below")
    assert [node.name for node in order] == ["table", "details"]


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
