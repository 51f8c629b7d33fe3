"""The options of a comparison, all of them in its address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_dimension, make_role
from tests.html import (
    comparison_table,
    csv_rows,
    document,
    links,
    text,
    text_of,
    texts,
    values,
)

pytestmark = pytest.mark.django_db

SAME, PARTLY, APART = "Same", "Partly", "Apart"


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
    for query in ("", "?sort=distinct"):
        page = compare(query)
        assert "Empty" not in row_names(page)
        assert text_of(page, ".unanswered span") == "Empty"
    assert not compare("?show=differences").query(".unanswered")
    assert not compare("?dimension=same").query(".unanswered")


def test_files_sort_rows_without_texts_last(client, content):
    make_dimension("Empty", position=0)
    rows = csv_rows(client.get("/compare/a-vs-b-vs-c.csv?sort=distinct"))
    assert [row[0] for row in rows[1:5]] == [APART, PARTLY, SAME, "Empty"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?show=differences&dimension=apart", "Every dimension differs"),
        ("?show=similarities&dimension=same", "Every dimension shares something"),
    ],
)
def test_a_page_without_hidden_rows_says_so(compare, query, sentence):
    first = texts(compare(query), ".hidden-rows")[0]
    assert first == f"{sentence}, so none is hidden."


def test_hidden_rows_are_counted_and_can_be_shown(compare):
    hidden = compare("?show=differences&sort=distinct&dimension=same&dimension=apart")
    first = texts(hidden, ".hidden-rows")[0]
    assert first.startswith("1 of 2 dimensions is hidden")
    assert links(hidden, ".hidden-rows a") == [
        "/compare/a-vs-b-vs-c/?sort=distinct&dimension=same&dimension=apart#view_show"
    ]


@pytest.mark.parametrize("query", ["?show=differences&mark=similarities&baseline=b"])
def test_every_control_keeps_the_other_options(compare, query):
    page = compare(query)
    paths = [
        path
        for path in links(page, ".tools li a")
        if path.startswith("/compare/a-vs-b-vs-c/?")
    ]
    assert len(paths) > 10
    for path in paths:
        options = path.partition("?")[2].partition("#")[0]
        assert sum(part in options for part in query[1:].split("&")) >= 2


def test_moving_adding_and_removing_roles_keep_the_options(compare):
    query = "show=differences&baseline=b&dimension=apart"
    page = compare(f"?{query}")
    paths = links(page, ".heads a:not(.name)")
    without_b = "show=differences&dimension=apart"
    roles = "role=a&role=b&role=c"
    assert [path.partition("?")[2].partition("#")[0] for path in paths] == [
        f"{roles}&go=choose&{query}",
        *[f"{roles}&replace=a&{query}", query, query],
        *[f"{roles}&replace=b&{query}", without_b, query, query],
        *[f"{roles}&replace=c&{query}", query, query],
    ]
    assert set(links(page, ".cards .acts a, .add a")) == set(paths)


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
    assert links(page, "#view_show") == [
        "/compare/a-vs-b-vs-c/?show=differences#view_show"
    ]


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


def test_chosen_columns_do_not_change_what_all_share_and_the_figures(compare):
    page, whole = compare("?column=c&column=a"), compare()
    for part in (".shared", ".below"):
        assert text_of(page, part) == text_of(whole, part)


@pytest.mark.parametrize("query", ["?column=a", "?column=a&column=z"])
def test_a_single_column_shows_all_columns_with_a_notice(compare, query):
    page = compare(query)
    assert comparison_table(page)[0] == ["Dimension", "A", "B", "C"]
    assert "A single column can’t be compared" in text_of(page, ".notice")


def test_each_of_two_columns_can_be_swapped(compare):
    page = compare("?column=c&column=a&show=differences")
    sides = links(page, ".for-narrow a[href*='column=']")
    path = "/compare/a-vs-b-vs-c/?show=differences&column={}&column={}"
    sides = {link.partition("#")[0] for link in sides}
    assert {path.format(*columns) for columns in ("ba", "cb", "ac")} <= sides


def test_two_columns_can_be_chosen_without_scripts(compare):
    assert links(compare(), ".for-narrow a") == [
        "/compare/a-vs-b-vs-c/#view_more",
        "/compare/a-vs-b-vs-c/?column=a&column=b#view_more",
    ]


def test_removing_a_role_removes_it_from_the_options(compare):
    def removals(query):
        removals = links(compare(query), ".heads .acts li:nth-child(2) a")
        return [path.partition("#")[0] for path in removals]

    assert removals("?column=c&column=a&baseline=c") == [
        "/compare/a-vs-b/",
        "/compare/b-vs-c/?baseline=c",
    ]
    assert removals("?baseline=c")[1] == "/compare/a-vs-c/?baseline=c"


@pytest.mark.parametrize("query", ["", "?show=similarities", "?show=differences"])
def test_every_link_to_a_row_leads_to_one(compare, query):
    page = compare(query)
    ids = set(values(page, "[id]", "id"))
    paths = links(page, ".overview a, .below a")
    assert {path[1:] for path in paths if path.startswith("#")} <= ids
    assert any(path.endswith("#same") for path in paths)
    assert any(path.endswith("#apart") for path in paths)


def test_the_anchor_of_a_row_without_texts_is_on_the_page(compare):
    make_dimension("Empty", position=0)
    assert "empty" in values(compare(), "[id]", "id")


def test_every_control_leads_back_to_itself(compare):
    page = compare("?column=a&column=b")
    ids = set(values(page, "[id]", "id"))
    paths = links(page, ".tools li a, .heads .acts a")
    paths += values(page, ".menu-form", "action")
    places = {path.partition("#")[2] for path in paths if path and "#" in path}
    assert places >= {"view_show", "view_columns", "view_more"}
    assert places <= ids


# Tools


def switch(page):
    (node,) = page.query("#view_show")
    return node


@pytest.mark.parametrize(
    ("query", "is_on", "path"),
    [
        ("", False, "?show=differences#view_show"),
        ("?sort=distinct", False, "?show=differences&sort=distinct#view_show"),
        ("?show=similarities", False, "?show=differences#view_show"),
        ("?show=differences", True, "#view_show"),
        ("?show=differences&baseline=b", True, "?baseline=b#view_show"),
    ],
)
def test_a_switch_shows_the_differences_and_everything_again(
    compare, query, is_on, path
):
    node = switch(compare(query))
    assert text(node) == "Show differences"
    assert node.attrs["role"] == "switch"
    assert node.attrs["aria-checked"] == ("true" if is_on else "false")
    assert node.attrs["href"] == f"/compare/a-vs-b-vs-c/{path}"


def test_a_switch_that_would_change_nothing_says_why(compare):
    node = switch(compare("?dimension=same"))
    assert node.name == "span"
    assert "is-off" in node.attrs["class"]
    assert text(node) == "Show differences (there are none)"
    assert text_of(node, "small") == "(there are none)"


def test_a_switch_that_is_on_can_always_be_switched_off(compare):
    node = switch(compare("?dimension=same&show=differences"))
    assert node.attrs["href"] == "/compare/a-vs-b-vs-c/?dimension=same#view_show"


def test_a_switch_of_texts_that_cannot_be_counted_says_so(client):
    dimension = make_dimension()
    make_role("A", texts={dimension: "管理团队。"})
    make_role("B", texts={dimension: "培训员工。"})
    assert text(switch(document(client.get("/compare/a-vs-b/")))) == (
        "Show differences (the words of this language can’t be counted)"
    )


@pytest.mark.parametrize(
    ("query", "choices"),
    [
        ("", []),
        (
            "?dimension=same",
            [
                "Only similarities (each dimension shares something)",
                "Most different first (they are in this order now)",
                "All differences (there are none)",
            ],
        ),
        (
            "?dimension=apart",
            [
                "Only similarities (nothing is shared)",
                "Most different first (they are in this order now)",
                "All similarities (nothing is shared)",
            ],
        ),
        # What is chosen is never off.
        ("?dimension=same&show=similarities&sort=distinct&mark=differences", []),
    ],
)
def test_a_choice_that_would_change_nothing_is_no_link_and_says_why(
    compare, query, choices
):
    assert texts(compare(query), ".more-panel .is-off") == choices


def test_the_menus_say_what_is_chosen(compare):
    query = "?show=similarities&sort=distinct&mark=nothing&baseline=b"
    menus = {
        text_of(menu, "p"): (texts(menu, "li"), texts(menu, "[aria-current]"))
        for menu in compare(query).query(".more-columns > .choices-of")
        if menu.name == "div"
    }
    assert menus == {
        "Rows": (["Everything", "Only similarities"], ["Only similarities"]),
        "Order": (["As written", "Most different first"], ["Most different first"]),
        "Marks": (
            ["What all share", "All differences", "All similarities", "Nothing"],
            ["Nothing"],
        ),
        "Baseline": (["None", "A", "B", "C"], ["B"]),
    }


@pytest.mark.parametrize(("address", "count"), [("a-vs-b", 0), ("a-vs-b-vs-c", 1)])
def test_columns_are_chosen_from_three_roles_on(compare, address, count):
    assert len(compare(address=address).query("#view_columns")) == count


def test_the_columns_shown_are_counted(compare):
    assert text_of(compare(), "#view_columns") == "Columns"
    assert text_of(compare("?column=a&column=b"), "#view_columns") == "Columns 2 of 3"


# Addresses


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
VALUES = [
    "differences",
    "similarities",
    "nothing",
    "distinct",
    "same",
    "a",
    "z",
    "",
    "\x00",
]


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
