"""The options of a comparison, all of them in its address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_dimension, make_role, make_theme
from tests.html import comparison_table, document, links, text_of, texts, values

pytestmark = pytest.mark.django_db

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


def row_names(page):
    return [row[0] for row in comparison_table(page)[1:]]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("", [SAME, PARTLY, APART]),
        ("?show=differences", [PARTLY, APART]),
        ("?show=similarities", [SAME, PARTLY]),
        ("?sort=distinct", [APART, PARTLY, SAME]),
        ("?dimension=apart&dimension=same", [SAME, APART]),
        ("?dimension=apart&dimension=same&sort=distinct", [APART, SAME]),
        ("?dimension=same&show=differences", ["No dimension is left to show."]),
    ],
)
def test_options_choose_and_order_the_rows(compare, query, rows):
    if len(rows) == 1:
        assert text_of(compare(query), ".comparison tbody th") == rows[0]
    else:
        assert row_names(compare(query)) == rows


def test_rows_without_texts_are_no_difference(compare):
    make_dimension("Empty", position=0)
    assert row_names(compare("?sort=distinct"))[-1] == "Empty"
    assert "Empty" not in row_names(compare("?show=differences"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?show=differences&dimension=apart", "All dimensions differ"),
        ("?show=similarities&dimension=same", "All dimensions share something"),
    ],
)
def test_a_page_without_hidden_rows_says_so(compare, query, sentence):
    assert text_of(compare(query), ".hidden-rows") == f"{sentence}: nothing is hidden."


def test_hidden_rows_are_counted_and_can_be_shown(compare):
    hidden = compare("?show=differences&sort=distinct&dimension=same&dimension=apart")
    assert text_of(hidden, ".hidden-rows").startswith("1 of 2 dimensions is hidden")
    assert links(hidden, ".hidden-rows a") == [
        "/compare/a-vs-b-vs-c/?sort=distinct&dimension=same&dimension=apart#view_show"
    ]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("", []),
        (
            "?mark=differences&dimension=partly",
            ["school food", "mountain roads", "chamber music"],
        ),
        (
            "?mark=similarities&dimension=partly",
            ["Owns yearly budgets, staff rotas"] * 3,
        ),
        (
            "?mark=similarities&dimension=partly&baseline=a",
            ["Owns yearly budgets, staff rotas"] * 2,
        ),
        (
            "?mark=differences&dimension=partly&baseline=a",
            ["mountain roads", "chamber music"],
        ),
    ],
)
def test_differences_or_similarities_are_marked(compare, query, marked):
    assert texts(compare(query), ".prose mark") == marked


def test_marked_differences_are_repeated_for_screen_readers(compare):
    marked = compare("?mark=differences&dimension=partly")
    assert text_of(marked, ".comparison td:last-child .visually-hidden") == (
        "Only in A: Owns … school food. Only in B: Owns … mountain roads. "
        "Only in C: Owns … chamber music."
    )
    assert not compare("?mark=similarities").query("td .visually-hidden")


def test_a_text_that_shares_nothing_says_so(compare):
    remarks = texts(compare("?mark=differences&dimension=apart"), ".remark")
    assert remarks == ["Shares no points."] * 3


def test_a_text_that_is_wholly_shared_says_so(compare):
    remarks = texts(compare("?mark=similarities"), ".remark")
    assert remarks == ["All of it is shared."] * 3


def test_texts_beside_a_baseline_list_what_they_add_and_lack(compare):
    against = compare("?baseline=b&dimension=partly")
    assert texts(against, ".against dt") == ["Adds", "Lacks"] * 2
    assert texts(against, ".against dd") == [
        "Owns … school food",
        "Owns … mountain roads",
        "Owns … chamber music",
        "Owns … mountain roads",
    ]


def test_texts_equal_to_the_baseline_or_unlike_it_say_so(compare):
    remarks = texts(compare("?baseline=b&dimension=same&dimension=apart"), ".remark")
    assert remarks == [
        *["Says the same."] * 2,
        *["No points in common."] * 2,
    ]


@pytest.mark.parametrize("query", ["?show=differences&mark=similarities&baseline=b"])
def test_every_control_keeps_the_other_options(compare, query):
    page = compare(query)
    for path in links(page, ".segments a, .menu li a"):
        if "/compare/a-vs-b-vs-c/" in path:
            options = path.partition("?")[2].partition("#")[0]
            assert sum(part in options for part in query[1:].split("&")) >= 2


def test_moving_adding_and_removing_roles_keep_the_options(compare):
    query = "show=differences&baseline=b&dimension=apart"
    page = compare(f"?{query}")
    paths = links(page, ".card-actions a, .add a")
    without_b = "show=differences&dimension=apart"
    assert [path.partition("?")[2].partition("#")[0] for path in paths] == [
        *[query] * 2,
        *[query] * 2,
        without_b,
        *[query] * 2,
        f"role=a&role=b&role=c&go=choose&{query}",
    ]


def test_the_picker_keeps_the_options(client, content):
    query = "show=differences&baseline=b&dimension=apart&role=a&role=b"
    form = document(client.get(f"/compare/?go=choose&{query}"))
    hidden = form.query(".picker input[type=hidden]")
    assert [(field.attrs["name"], field.attrs["value"]) for field in hidden] == [
        ("show", "differences"),
        ("baseline", "b"),
        ("dimension", "apart"),
    ]
    response = client.get(f"/compare/?go=compare&{query}&role=c")
    assert response["Location"] == (
        "/compare/a-vs-b-vs-c/?show=differences&baseline=b&dimension=apart"
    )


def test_dimensions_are_chosen_by_theme_or_one_by_one(compare):
    page = compare("?dimension=same")
    assert texts(page, ".themes a") == ["All", "duties", "authority"]
    assert values(page, "input[name=dimension][checked]", "value") == ["same"]
    assert text_of(page, ".themes a[aria-current]") == "duties"


def test_choosing_all_dimensions_is_choosing_none(compare):
    page = compare("?dimension=same&dimension=partly&dimension=apart")
    assert "dimension=" not in links(page, ".segments a")[0]


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("?show=nothing", "“nothing” isn’t a choice for “show”, so it is ignored."),
        ("?dimension=hours", "“hours” isn’t a dimension, so it is ignored."),
        ("?baseline=z", "“z” isn’t a role in this comparison, so it is ignored."),
    ],
)
def test_unknown_values_are_ignored_with_a_notice(compare, query, notice):
    page = compare(query)
    assert text_of(page, ".notice") == notice
    assert row_names(page) == [SAME, PARTLY, APART]


def test_columns_appear_in_the_order_chosen(compare):
    page = compare("?column=c&column=a")
    assert comparison_table(page)[0] == ["Dimension", "C", "A"]
    assert comparison_table(page)[2][1].endswith("music")
    assert values(page, ".comparison thead th", "class")[1:] == ["hue-3", "hue-1"]


def test_chosen_columns_do_not_change_the_highlights(compare):
    page, whole = compare("?column=c&column=a"), compare()
    assert text_of(page, ".highlight-lists") == text_of(whole, ".highlight-lists")


@pytest.mark.parametrize("query", ["?column=a", "?column=a&column=z"])
def test_a_single_column_shows_all_columns_with_a_notice(compare, query):
    page = compare(query)
    assert comparison_table(page)[0] == ["Dimension", "A", "B", "C"]
    assert "A single column can’t be compared" in text_of(page, ".notice")


def test_each_of_two_columns_can_be_swapped(compare):
    page = compare("?column=c&column=a&show=differences")
    sides = links(page, ".menu li a[href*='column=']")
    path = "/compare/a-vs-b-vs-c/?show=differences&column={}&column={}"
    sides = {link.partition("#")[0] for link in sides}
    assert {path.format(*columns) for columns in ("ba", "cb", "ac")} <= sides


def test_two_columns_can_be_chosen_without_scripts(compare):
    assert links(compare(), ".is-narrow a") == [
        "/compare/a-vs-b-vs-c/#view_read",
        "/compare/a-vs-b-vs-c/?column=a&column=b#view_read",
    ]


def test_removing_a_role_removes_it_from_the_options(compare):
    page = compare("?column=c&column=a&baseline=c")
    removals = links(page, ".card-remove a")
    assert removals[2] == "/compare/a-vs-b/"
    assert removals[1] == "/compare/a-vs-c/?baseline=c&column=c&column=a"


@pytest.mark.parametrize("query", ["", "?show=similarities", "?show=differences"])
def test_every_link_to_a_row_leads_to_one(compare, query):
    page = compare(query)
    ids = set(values(page, "[id]", "id"))
    paths = links(page, ".highlights a")
    assert {path[1:] for path in paths if path.startswith("#")} <= ids
    assert any(path.endswith("#same") for path in paths)


def test_every_control_leads_back_to_itself(compare):
    page = compare("?column=a&column=b")
    ids = set(values(page, "[id]", "id"))
    paths = links(page, ".segments a, .menu li a")
    paths += values(page, ".menu-form", "action")
    places = {path.partition("#")[2] for path in paths if path and "#" in path}
    assert places <= ids
    assert len(places) > 5


def test_every_option_has_one_canonical_address(compare):
    page = compare("?show=differences&sort=distinct", "c-vs-a-vs-b")
    assert values(page, "link[rel=canonical]", "href") == [
        "http://127.0.0.1:8000/compare/a-vs-b-vs-c/"
    ]


@pytest.mark.parametrize("kind", ["csv", "md", "json", "xlsx"])
def test_links_to_files_keep_the_options(client, content, kind):
    path = f"/compare/a-vs-b.{kind}"
    query = "?show=differences&dimension=apart&baseline=a"
    (link,) = [
        link
        for link in links(document(client.get(f"/compare/a-vs-b/{query}")), ".files a")
        if link.startswith(path)
    ]
    assert link == f"{path}?show=differences&baseline=a&dimension=apart"
    assert client.get(link).status_code == 200


OPTIONS = [
    "show",
    "mark",
    "sort",
    "dimension",
    "baseline",
    "column",
    "role",
    "go",
    "q",
    "x",
]
VALUES = ["differences", "similarities", "distinct", "same", "a", "b", "z", "", "\x00"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(OPTIONS), st.one_of(st.sampled_from(VALUES), st.text())
        ),
        max_size=8,
    ),
    st.sampled_from(["/", ".csv", ".md", ".json", ".xlsx"]),
)
def test_no_query_breaks_a_page(client, content, parameters, file):
    query = {}
    for name, value in parameters:
        query.setdefault(name, []).append(value)
    assert client.get(f"/compare/a-vs-b-vs-c{file}", query).status_code == 200


@pytest.fixture
def uncounted_content():
    """Texts in another script, placeholders, and an emoji."""
    texts = [
        ["管理团队。", "-", "管理团队。"],
        ["N/A", "👩🏽‍🚀", "管理团队，培训员工。"],
        ["TBD", "Not described yet", "Plans work"],
    ]
    dimensions = [make_dimension(f"D{number}") for number in range(3)]
    for name, *cells in zip("ABC", *texts, strict=True):
        make_role(name, texts=dict(zip(dimensions, cells, strict=True)))


@given(
    st.sampled_from(["show", "mark", "sort", "baseline", "dimension", "column"]),
    st.sampled_from([*VALUES, "d0"]),
    st.sampled_from(["/", ".csv", ".md", ".json", ".xlsx"]),
)
def test_no_query_breaks_a_page_that_cannot_be_counted(
    client, uncounted_content, name, value, file
):
    response = client.get(f"/compare/a-vs-b-vs-c{file}", {name: value})
    assert response.status_code == 200
