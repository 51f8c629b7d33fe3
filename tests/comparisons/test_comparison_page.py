import json
import re

import pytest

from tests.factories import (
    make_dimension,
    make_family,
    make_role,
    make_roles,
    make_theme,
)
from tests.html import (
    comparison_table,
    csv_rows,
    document,
    links,
    meta,
    robots,
    text,
    text_of,
    texts,
    values,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def compare(client):
    """Return a function that gives the page of a comparison of some slugs."""

    def compare(*slugs):
        response = client.get(f"/compare/{'-vs-'.join(slugs)}/")
        assert response.status_code == 200
        return document(response)

    return compare


@pytest.mark.parametrize("count", range(2, 9))
def test_roles_appear_in_the_order_of_the_address(compare, count):
    roles = make_roles(
        count, dimensions=[make_dimension(), make_dimension("Authority")]
    )
    roles = [*roles[1::2], *roles[::2]]
    names = [role.name for role in roles]

    page = compare(*(role.slug for role in roles))

    assert text_of(page, "main .eyebrow") == f"{count}-way comparison"
    assert text_of(page, "h1") == " vs ".join(names)
    assert texts(page, ".cards h2") == names
    assert comparison_table(page) == [
        ["Dimension", *names],
        ["Authority", *(f"{name} on Authority" for name in names)],
        ["Primary Role", *(f"{name} on Primary Role" for name in names)],
    ]


def test_rows_appear_in_the_editors_order(compare):
    dimensions = [
        make_dimension(name, position=position)
        for position, name in [(3, "Last"), (1, "First"), (2, "Second")]
    ]
    make_roles(2, dimensions=dimensions)

    page = compare("role-01", "role-02")

    assert texts(page, "th .dimension") == ["First", "Second", "Last"]


def test_a_dimensions_question_appears_beside_its_name(compare):
    make_roles(2, dimensions=[make_dimension(question="What is this role for?")])

    page = compare("role-01", "role-02")

    assert text_of(page, "th .question") == "What is this role for?"


def test_a_missing_text_is_not_described_yet(compare):
    dimension = make_dimension()
    make_role("A", texts={dimension: "Says something"})
    make_role("B")

    page = compare("a", "b")

    assert comparison_table(page)[1] == [
        "Primary Role",
        "Says something",
        "Not described yet",
    ]
    assert all(text(cell) for cell in page.query("td"))


def test_a_site_without_dimensions_has_no_empty_cells(compare):
    make_roles(2)

    page = compare("role-01", "role-02")

    assert texts(page, "td") == ["Not described yet", "Not described yet"]


def test_paragraphs_and_bullets_are_marked_up(compare):
    dimension = make_dimension()
    make_role("A", texts={dimension: "Leads:\n- one\n- two\n\nAfter & later."})
    make_role("B")

    page = compare("a", "b")

    assert texts(page, "td p")[:2] == ["Leads:", "After & later."]
    assert texts(page, "td ul li") == ["one", "two"]


def test_a_row_that_no_role_answers_is_named_below_the_table(compare):
    make_roles(2, dimensions=[make_dimension()])
    make_dimension("Growth", position=2)
    make_dimension("Tools", position=3)

    page = compare("role-01", "role-02")

    assert texts(page, "th .dimension") == ["Primary Role"]
    assert text_of(page, ".unanswered").startswith("Not described yet for any of these")
    assert texts(page, ".unanswered span") == ["Growth", "Tools"]
    assert values(page, ".unanswered span", "id") == ["growth", "tools"]


def test_a_page_on_which_every_row_is_answered_names_none_below_the_table(compare):
    make_roles(2, dimensions=[make_dimension()])

    assert not compare("role-01", "role-02").query(".unanswered")


def test_files_keep_the_rows_that_no_role_answers(client):
    make_roles(2, dimensions=[make_dimension()])
    make_dimension("Growth", position=2)

    rows = csv_rows(client.get("/compare/role-01-vs-role-02.csv"))

    assert rows[2][:3] == ["Growth", "Not described yet", "Not described yet"]


def bullets(count):
    return "\n".join(f"- bullet {number}" for number in range(1, count + 1))


def test_a_list_of_more_than_ten_bullets_is_folded_after_eight(compare):
    dimension = make_dimension()
    make_role("A", texts={dimension: bullets(40)})
    make_role("B", texts={dimension: f"{bullets(11)}\n\nAfter"})

    page = compare("a", "b")

    first, second = page.query("details.more-bullets")
    assert text_of(first, "summary") == "Show all 40"
    assert texts(first, "li") == [f"bullet {number}" for number in range(9, 41)]
    assert texts(second, "li") == ["bullet 9", "bullet 10", "bullet 11"]
    assert values(page, "details.more-bullets[open]", "class") == []
    assert (
        texts(page, "td .prose > ul > li")
        == [f"bullet {number}" for number in range(1, 9)] * 2
    )


@pytest.mark.parametrize("cell", [bullets(10), f"{bullets(6)}\n\nThen\n\n{bullets(6)}"])
def test_a_shorter_list_is_shown_whole(compare, cell):
    dimension = make_dimension()
    make_role("A", texts={dimension: cell})
    make_role("B")

    page = compare("a", "b")

    assert len(texts(page, "td li")) == cell.count("-")
    assert not page.query(".more-bullets")


def test_the_page_of_a_role_folds_no_list(client):
    make_role("A", texts={make_dimension(): bullets(40)})

    page = document(client.get("/roles/a/"))

    assert "bullet 40" in texts(page, "main li")
    assert not page.query(".more-bullets")


@pytest.mark.parametrize(
    ("themes", "lede"),
    [
        ([], "Compare A and B side by side."),
        (["responsibilities"], "Compare A and B across responsibilities."),
        (
            ["responsibilities", "authority"],
            "Compare A and B across responsibilities and authority.",
        ),
        (
            ["collaboration", "authority", "collaboration", "growth"],
            "Compare A and B across collaboration, authority, and growth.",
        ),
    ],
)
def test_the_lede_names_the_themes_of_the_rows_in_order(compare, themes, lede):
    by_name = {name: make_theme(name) for name in dict.fromkeys(themes)}
    rows = [
        make_dimension(f"Row {position}", position=position, theme=by_name[name])
        for position, name in enumerate(themes)
    ]
    make_dimension("Without a theme")
    make_dimension("Unanswered", theme=make_theme("tools"))
    make_role("A", texts=dict.fromkeys(rows[::2], "Says something"))
    make_role("B", texts=dict.fromkeys(rows[1::2], "Says something else"))

    assert text_of(compare("a", "b"), "main .lede") == lede


@pytest.mark.parametrize(
    ("count", "title"),
    [
        (8, "R1 vs R2 vs R3 vs R4 vs R5 vs R6 vs R7 vs R8"),
        (9, "R1 vs R2 vs R3 and 6 more"),
        (20, "R1 vs R2 vs R3 and 17 more"),
    ],
)
def test_the_title_of_many_roles_names_the_first_and_counts_the_others(
    client, compare, count, title
):
    names = [f"R{number}" for number in range(1, count + 1)]
    slugs = [make_role(name).slug for name in names]

    page = compare(*slugs)
    data = json.loads(client.get(f"/compare/{'-vs-'.join(slugs)}.json").content)

    assert text_of(page, "h1") == title
    assert text_of(page, "title") == f"{title} – Careers"
    assert data["title"] == " vs ".join(names)
    assert comparison_table(page)[0] == ["Dimension", *names]


@pytest.mark.parametrize(
    ("count", "lede"),
    [
        (8, "Compare R1, R2, R3, R4, R5, R6, R7, and R8 side by side."),
        (9, "Compare R1, R2, R3, and 6 more side by side."),
        (20, "Compare R1, R2, R3, and 17 more side by side."),
    ],
)
def test_the_lede_of_many_roles_names_the_first_and_counts_the_others(
    compare, count, lede
):
    slugs = [make_role(f"R{number}").slug for number in range(1, count + 1)]

    page = compare(*slugs)

    assert text_of(page, "main .lede") == lede
    assert meta(page, "description").startswith(lede)


def test_the_table_has_a_caption_and_scopes(compare):
    make_roles(2, dimensions=[make_dimension()])

    page = compare("role-01", "role-02")

    assert (
        text_of(page, "table.comparison > caption")
        == "Comparison of Role 01 and Role 02"
    )
    assert values(page, ".comparison thead th", "scope") == ["col"] * 3
    assert values(page, ".comparison tbody th", "scope") == ["row"]
    assert not page.query("[colspan], [rowspan], td br")


def test_every_row_has_an_id_to_link_to(compare):
    make_roles(2, dimensions=[make_dimension(), make_dimension("Authority")])

    page = compare("role-01", "role-02")

    assert values(page, ".comparison tbody tr", "id") == ["authority", "primary-role"]


def test_links_to_files_keep_the_order_of_the_address(compare):
    make_roles(2)

    assert links(compare("role-02", "role-01"), ".files a") == [
        f"/compare/role-02-vs-role-01.{file}" for file in ("csv", "xlsx", "md", "json")
    ]


def test_the_page_names_the_last_change_and_the_owner(compare):
    make_roles(2, dimensions=[make_dimension()])

    colophon = text_of(compare("role-01", "role-02"), ".colophon")

    assert re.search(r"Last changed \d+ \w+ \d{4} by People Operations", colophon)


def test_the_title_and_description_name_the_roles(compare):
    make_roles(3, dimensions=[make_dimension()])

    pages = [compare("role-01", "role-02"), compare("role-01", "role-03")]

    assert [text_of(page, "title") for page in pages] == [
        "Role 01 vs Role 02 – Careers",
        "Role 01 vs Role 03 – Careers",
    ]
    assert meta(pages[0], "description").startswith("Compare Role 01 and Role 02 ")
    assert meta(pages[0], "description") != meta(pages[1], "description")


def test_structured_data_lists_the_roles_in_order(compare):
    make_roles(2)

    blocks = compare("role-02", "role-01").query("script[type='application/ld+json']")
    (item_list,) = [d for d in map(json_of, blocks) if d["@type"] == "ItemList"]

    assert [(e["position"], e["name"]) for e in item_list["itemListElement"]] == [
        (1, "Role 02"),
        (2, "Role 01"),
    ]


def json_of(script):
    return json.loads(script.to_text())


@pytest.mark.parametrize("count", [2, 3])
def test_a_small_complete_set_of_one_family_may_be_indexed(compare, count):
    roles = make_roles(count, dimensions=[make_dimension()], family=make_family())

    assert robots(compare(*(role.slug for role in roles))) == []


def test_search_engines_follow_but_do_not_index_other_sets(compare):
    dimensions = [make_dimension()]
    family = make_family()
    make_roles(4, dimensions=dimensions, family=family)
    make_role("Silent", family=family)
    make_role("Elsewhere", family=make_family("People"), texts={dimensions[0]: "x"})
    make_role("Nowhere", texts={dimensions[0]: "x"})
    make_role("Twin", texts={dimensions[0]: "x"})

    for slugs in [
        ["role-01", "role-02", "role-03", "role-04"],
        ["role-01", "elsewhere"],
        ["nowhere", "role-01"],
        ["nowhere", "twin"],
        ["silent", "role-01"],
    ]:
        assert robots(compare(*slugs)) == ["noindex, follow"]
