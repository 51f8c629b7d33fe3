"""What a visitor asks of a comparison, all of it in the address."""

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
    for name, own in [("A", "food"), ("B", "roads"), ("C", "music")]:
        make_role(
            name,
            texts={
                same: "Plans the work of the team",
                partly: f"Owns yearly budgets, staff rotas, and {own}",
                apart: f"- {own}\n- {own} {own}s festival",
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


def shown(page):
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
def test_rows_are_chosen_and_ordered(compare, query, rows):
    if len(rows) == 1:
        assert text_of(compare(query), ".comparison tbody th") == rows[0]
    else:
        assert shown(compare(query)) == rows


def test_rows_that_nobody_answers_are_no_difference(compare):
    make_dimension("Empty", position=0)
    assert shown(compare("?sort=distinct"))[-1] == "Empty"
    assert "Empty" not in shown(compare("?show=differences"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?show=differences&dimension=apart", "All dimensions differ"),
        ("?show=similarities&dimension=same", "All dimensions share something"),
    ],
)
def test_where_nothing_is_hidden_the_page_says_so(compare, query, sentence):
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
        ("?mark=differences&dimension=partly", ["food", "roads", "music"]),
        ("?mark=similarities&dimension=partly", ["yearly budgets", "staff rotas"] * 3),
        (
            "?mark=similarities&dimension=partly&baseline=a",
            ["yearly budgets", "staff rotas"] * 2,
        ),
        ("?mark=differences&dimension=partly&baseline=a", ["roads", "music"]),
    ],
)
def test_what_is_different_is_marked(compare, query, marked):
    assert texts(compare(query), ".prose mark") == marked


def test_what_is_marked_as_different_is_also_said_once_a_row(compare):
    marked = compare("?mark=differences&dimension=partly")
    assert text_of(marked, ".comparison td:last-child .visually-hidden") == (
        "Only in A: food. Only in B: roads. Only in C: music."
    )
    assert not compare("?mark=similarities").query("td .visually-hidden")


def test_a_text_that_is_different_as_a_whole_says_so_instead(compare):
    remarks = texts(compare("?mark=differences&dimension=apart"), ".remark")
    assert remarks == ["Shares no points."] * 3


def test_a_text_that_is_shared_as_a_whole_says_so_instead(compare):
    remarks = texts(compare("?mark=similarities"), ".remark")
    assert remarks == ["All of it is shared."] * 3


def test_against_a_role_each_text_says_what_it_adds_and_lacks(compare):
    against = compare("?baseline=b&dimension=partly")
    assert texts(against, ".against dt") == ["Adds", "Lacks"] * 2
    assert texts(against, ".against dd") == ["food", "roads", "music", "roads"]


def test_against_a_role_equal_and_other_texts_say_so(compare):
    remarks = texts(compare("?baseline=b&dimension=same&dimension=apart"), ".remark")
    assert remarks == [
        *["Says the same."] * 2,
        *["No points in common."] * 2,
    ]


@pytest.mark.parametrize("query", ["?show=differences&mark=similarities&baseline=b"])
def test_every_control_keeps_what_the_others_ask_for(compare, query):
    found = compare(query)
    for path in links(found, ".segments a, .menu li a"):
        if "/compare/a-vs-b-vs-c/" in path:
            asked = path.partition("?")[2].partition("#")[0]
            assert sum(part in asked for part in query[1:].split("&")) >= 2


def test_moving_adding_and_removing_keep_what_is_asked(compare):
    query = "show=differences&baseline=b&dimension=apart"
    found = compare(f"?{query}")
    kept = links(found, ".card-actions a, .add a")
    without_b = "show=differences&dimension=apart"
    assert [path.partition("?")[2].partition("#")[0] for path in kept] == [
        *[query] * 2,
        *[query] * 2,
        without_b,
        *[query] * 2,
        f"role=a&role=b&role=c&go=choose&{query}",
    ]


def test_the_picker_leads_back_with_what_was_asked(client, content):
    query = "show=differences&baseline=b&dimension=apart&role=a&role=b"
    form = document(client.get(f"/compare/?go=choose&{query}"))
    hidden = form.query(".picker input[type=hidden]")
    assert [(each.attrs["name"], each.attrs["value"]) for each in hidden] == [
        ("show", "differences"),
        ("baseline", "b"),
        ("dimension", "apart"),
    ]
    answer = client.get(f"/compare/?go=compare&{query}&role=c")
    assert answer["Location"] == (
        "/compare/a-vs-b-vs-c/?show=differences&baseline=b&dimension=apart"
    )


def test_dimensions_are_chosen_by_theme_or_one_by_one(compare):
    found = compare("?dimension=same")
    assert texts(found, ".themes a") == ["All", "duties", "authority"]
    assert values(found, "input[name=dimension][checked]", "value") == ["same"]
    assert text_of(found, ".themes a[aria-current]") == "duties"


def test_all_dimensions_chosen_are_none_chosen(compare):
    found = compare("?dimension=same&dimension=partly&dimension=apart")
    assert "dimension=" not in links(found, ".segments a")[0]


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("?show=nothing", "“nothing” is not a choice for “show”, so it is ignored."),
        ("?dimension=hours", "“hours” is not a dimension, so it is ignored."),
        ("?baseline=z", "“z” is not a role of this comparison, so it is ignored."),
    ],
)
def test_what_there_is_not_is_left_out_and_said(compare, query, notice):
    found = compare(query)
    assert text_of(found, ".notice") == notice
    assert shown(found) == [SAME, PARTLY, APART]


def test_columns_are_chosen_in_the_order_they_are_asked_for(compare):
    found = compare("?column=c&column=a")
    assert comparison_table(found)[0] == ["Dimension", "C", "A"]
    assert comparison_table(found)[2][1].endswith("music")
    assert values(found, ".comparison thead th", "class")[1:] == ["hue-3", "hue-1"]


def test_columns_change_nothing_of_what_is_counted(compare):
    found, whole = compare("?column=c&column=a"), compare()
    assert text_of(found, ".highlight-lists") == text_of(whole, ".highlight-lists")


@pytest.mark.parametrize("query", ["?column=a", "?column=a&column=z"])
def test_one_column_alone_compares_nothing_and_is_said_to(compare, query):
    found = compare(query)
    assert comparison_table(found)[0] == ["Dimension", "A", "B", "C"]
    assert "One column has nothing to be compared with" in text_of(found, ".notice")


def test_of_two_columns_either_can_be_swapped(compare):
    found = compare("?column=c&column=a&show=differences")
    sides = links(found, ".menu li a[href*='column=']")
    path = "/compare/a-vs-b-vs-c/?show=differences&column={}&column={}"
    sides = {link.partition("#")[0] for link in sides}
    assert {path.format(*each) for each in ("ba", "cb", "ac")} <= sides


def test_two_columns_can_be_asked_for_without_a_script(compare):
    assert links(compare(), ".is-narrow a") == [
        "/compare/a-vs-b-vs-c/#view_read",
        "/compare/a-vs-b-vs-c/?column=a&column=b#view_read",
    ]


def test_a_role_removed_leaves_no_trace_in_what_is_asked(compare):
    found = compare("?column=c&column=a&baseline=c")
    removals = links(found, ".card-remove a")
    assert removals[2] == "/compare/a-vs-b/"
    assert removals[1] == "/compare/a-vs-c/?baseline=c&column=c&column=a"


@pytest.mark.parametrize("query", ["", "?show=similarities", "?show=differences"])
def test_every_link_to_a_row_finds_it(compare, query):
    found = compare(query)
    ids = set(values(found, "[id]", "id"))
    paths = links(found, ".highlights a")
    assert {path[1:] for path in paths if path.startswith("#")} <= ids
    assert any(path.endswith("#same") for path in paths)


def test_every_control_opens_the_page_at_itself(compare):
    found = compare("?column=a&column=b")
    ids = set(values(found, "[id]", "id"))
    paths = links(found, ".segments a, .menu li a")
    paths += values(found, ".menu-form", "action")
    places = {path.partition("#")[2] for path in paths if path and "#" in path}
    assert places <= ids
    assert len(places) > 5


def test_every_option_has_one_canonical_address(compare):
    found = compare("?show=differences&sort=distinct", "c-vs-a-vs-b")
    assert values(found, "link[rel=canonical]", "href") == [
        "http://127.0.0.1:8000/compare/a-vs-b-vs-c/"
    ]


@pytest.mark.parametrize("kind", ["csv", "md", "json", "xlsx"])
def test_files_carry_what_is_asked(client, content, kind):
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
def test_nothing_that_can_be_asked_breaks_a_page(client, content, asked, file):
    query = {}
    for name, value in asked:
        query.setdefault(name, []).append(value)
    assert client.get(f"/compare/a-vs-b-vs-c{file}", query).status_code == 200
