"""The table of a comparison, as assistive technology reads it."""

import pytest
from playwright.sync_api import expect

from .content import RIGHT_TO_LEFT_NAME
from .public_pages import STRAINED, comparison_of
from .turns import in_turn

COMPARISONS = [*map(comparison_of, (2, 3, 5, 12)), STRAINED]
FOR_EVERY_COMPARISON = pytest.mark.parametrize("path", COMPARISONS)

DISPLAYS = {
    "table": "table",
    "thead": "table-header-group",
    "tbody": "table-row-group",
    "tr": "table-row",
    "th": "table-cell",
    "td": "table-cell",
}


@FOR_EVERY_COMPARISON
def test_the_table_is_native(visit, path):
    table = visit(path).locator("table.comparison")
    assert table.count() == 1
    for element, display in DISPLAYS.items():
        within = "table.comparison" if element == "table" else f".comparison {element}"
        displays = table.page.locator(within).evaluate_all(
            "all => [...new Set(all.map(e => getComputedStyle(e).display))]"
        )
        assert (element, displays) == (element, [display])


@FOR_EVERY_COMPARISON
def test_the_caption_comes_first_and_names_every_role(visit, path):
    page = visit(path)
    caption = page.locator("table.comparison > :first-child")
    assert caption.evaluate("element => element.localName") == "caption"
    for name in page.locator(".head .name").all_text_contents():
        expect(caption).to_contain_text(name)


@FOR_EVERY_COMPARISON
def test_every_header_has_a_scope(visit, path):
    page = visit(path)
    heads, rows = (
        page.locator(".comparison thead th"),
        page.locator(".comparison tbody tr"),
    )
    expect(page.locator(".comparison thead th[scope=col]")).to_have_count(heads.count())
    expect(page.locator(".comparison tbody th[scope=row]")).to_have_count(rows.count())
    expect(page.locator(".comparison tbody tr > th:first-child")).to_have_count(
        rows.count()
    )


@FOR_EVERY_COMPARISON
def test_the_heads_are_dimension_and_the_role_names(visit, path):
    page = visit(path)
    names = page.locator(".head .name").all_text_contents()
    assert page.locator(".comparison thead th").all_text_contents() == [
        "Dimension",
        *names,
    ]
    expect(
        page.locator(".comparison thead").locator("button, input, select")
    ).to_have_count(0)


@FOR_EVERY_COMPARISON
def test_every_row_has_a_text_for_every_role(visit, path):
    page = visit(path)
    expect(
        page.locator("table.comparison").locator("[colspan], [rowspan], br")
    ).to_have_count(0)
    cells = page.locator("td .prose").all_text_contents()
    roles, rows = (
        page.locator(".head").count(),
        page.locator(".comparison tbody tr").count(),
    )
    assert len(cells) == roles * rows
    assert all(cell.strip() for cell in cells)


def test_a_role_without_texts_is_not_described_yet(visit):
    page = visit(STRAINED)
    last = page.locator("td:last-child .prose").all_text_contents()
    assert set(last) == {"Not described yet"}


@in_turn(("count", "width"), [2, 12], [320, 1280])
def test_the_accessibility_tree_has_the_whole_table(visit, count, width):
    page = visit(comparison_of(count), width=width)
    rows = page.locator(".comparison tbody tr").count()
    roles = [role for role, _ in accessibility_tree(page)]
    assert roles.count("table") == 1
    assert roles.count("columnheader") == count + 1
    assert roles.count("rowheader") == rows
    assert roles.count("cell") + roles.count("gridcell") == rows * count


def test_the_accessibility_tree_names_the_roles_on_a_narrow_page(visit):
    tree = accessibility_tree(visit(comparison_of(2), width=320))
    heads = [name for role, name in tree if role == "columnheader"]
    assert heads == ["Dimension", "Agent Architect", "MLOps Engineer"]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_links_of_a_role_name_it(visit, width):
    page = visit(comparison_of(3), width=width)
    names = page.locator(".head .name").all_text_contents()
    for name, acts in zip(names, page.locator(".acts:visible").all(), strict=True):
        links = acts.get_by_role("link").all()
        assert len(links) > 2
        assert all(name in link.text_content() for link in links)


def test_a_right_to_left_name_is_read_from_the_right(visit):
    name = visit(STRAINED).locator(".card h2", has_text=RIGHT_TO_LEFT_NAME)
    assert name.evaluate("name => getComputedStyle(name).direction") == "rtl"


def accessibility_tree(page):
    """Return (role, name) of every node that Chromium gives to assistive technology.

    The tables of figures are removed first, so that one table is left.
    """
    page.locator(".below").evaluate("below => below.remove()")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes["nodes"]
        if not node["ignored"]
    ]
