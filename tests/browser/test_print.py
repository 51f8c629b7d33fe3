"""A printed comparison: across the paper, the whole table, its address and date."""

import re

import pytest
from playwright.sync_api import expect

from .paper import page_sizes
from .public_pages import PAGES, comparison_of

ONLY_ON_SCREEN = [
    "nav",
    ".site-header",
    ".site-footer",
    ".skip-link",
    ".choice-bar",
    ".tools",
    ".heads",
    ".acts",
    ".below",
    "a[download]",
]


@pytest.fixture
def on_paper(visit):
    """Return a function that opens an address as it will be printed."""

    def on_paper(path):
        # As wide as the paper between its margins: 273 mm.
        return visit(path, width=1032, height=703, media="print")

    return on_paper


@pytest.mark.parametrize(
    ("count", "paper", "most"), [(3, "A4", 2), (3, "Letter", 2), (8, "A4", 7)]
)
def test_a_comparison_is_printed_across_the_paper(visit, count, paper, most):
    sizes = page_sizes(visit(comparison_of(count)), paper)
    assert {width > height for width, height in sizes} == {True}
    assert len(sizes) <= most


def test_a_role_is_printed_upright_on_one_page(visit):
    [(width, height)] = page_sizes(visit("/roles/agent-architect/"), "A4")
    assert width < height


def test_the_figures_stay_on_the_screen(on_paper):
    expect(on_paper(comparison_of(3)).locator(".pair-tables")).to_be_hidden()


def test_paper_says_what_the_marks_mean(on_paper):
    expect(on_paper(comparison_of(3)).locator(".key")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_controls_are_not_printed(on_paper, name):
    page = on_paper(PAGES[name])
    for selector in ONLY_ON_SCREEN:
        elements = page.locator(selector).all()
        visible = [element for element in elements if element.is_visible()]
        assert (selector, visible) == (selector, [])


@pytest.mark.parametrize("count", [3, 8])
def test_nothing_sticks_on_paper(on_paper, count):
    positions = on_paper(comparison_of(count)).evaluate(
        """[...document.querySelectorAll("*")]
            .filter(element => element.checkVisibility())
            .map(element => getComputedStyle(element).position)"""
    )
    assert "sticky" not in positions
    assert "fixed" not in positions


@pytest.mark.parametrize("count", [3, 5, 8, 12])
def test_the_whole_table_is_on_paper(on_paper, count):
    page = on_paper(comparison_of(count))
    region = page.locator("#comparison_table")
    assert region.evaluate("region => getComputedStyle(region).overflow") == "visible"
    assert region.evaluate("region => getComputedStyle(region).maxHeight") == "none"
    assert region.evaluate("region => region.scrollWidth - region.clientWidth") <= 0


def test_role_names_repeat_on_every_sheet_and_rows_stay_whole(on_paper):
    page = on_paper(comparison_of(3))
    display = page.locator(".comparison thead").evaluate(
        "head => getComputedStyle(head).display"
    )
    assert display == "table-header-group"
    breaks = page.locator(".comparison tbody tr").evaluate_all(
        "rows => rows.map(row => getComputedStyle(row).breakInside)"
    )
    assert set(breaks) == {"avoid"}


@pytest.mark.parametrize("count", [8, 12])
def test_many_roles_are_printed_in_rows_of_three(on_paper, count):
    page = on_paper(comparison_of(count))
    left = page.locator(".comparison").bounding_box()["x"]
    for row in page.locator(".comparison tbody tr").all():
        cells = [cell.bounding_box() for cell in row.locator("td").all()]
        assert cells[0]["x"] == left
        assert len({cell["x"] for cell in cells}) == 3
        assert len({cell["y"] for cell in cells[:3]}) == 1


@pytest.mark.parametrize("count", [8, 12])
def test_every_text_of_many_roles_is_printed_with_its_role(on_paper, count):
    page = on_paper(comparison_of(count))
    for cell in page.locator("#communication td").all():
        expect(cell.locator(".cell-role")).to_be_visible()


@pytest.mark.parametrize("count", [3, 8])
def test_the_address_and_date_are_printed(on_paper, site, count):
    page = on_paper(comparison_of(count))
    origin = page.locator(".print-only")
    expect(origin).to_be_visible()
    expect(origin).to_contain_text(f"{site}{comparison_of(count)}")
    today = page.evaluate("new Date().getUTCFullYear()")
    expect(origin).to_contain_text(re.compile(rf"\d+ [A-Z][a-z]+ {today}"))


def test_text_is_black_on_white(on_paper):
    page = on_paper(comparison_of(3))
    style = "getComputedStyle(document.querySelector('td .prose'))"
    assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    body = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert body == "rgb(255, 255, 255)"
