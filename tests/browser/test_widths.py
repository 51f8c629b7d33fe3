"""No page scrolls sideways at any width, and narrow pages show everything."""

import pytest

from .measure import CLIPPED, SIDEWAYS, SPILLED
from .public_pages import ERROR_PAGES, PAGES, STRAINED, comparison_of
from .turns import in_turn

WIDTHS = [320, 360, 704, 768, 1024, 1280, 1920]
MOST_UNFOLDED = 10  # roles of a dimension, in a narrow window
ADDRESSES = {**PAGES, **{name: path for name, (_, path) in ERROR_PAGES.items()}}

# Cells that lie partly outside the window or cut off their content.
CELLS_CUT_OFF = """() => [
    ...document.querySelectorAll(".comparison :is(td, tbody th)")
].filter(cell => {
    const { left, right } = cell.getBoundingClientRect();
    return left < 0 || right > innerWidth || cell.scrollWidth > cell.clientWidth;
}).map(cell => cell.textContent.slice(0, 60))"""

# The visible labels above the texts of each row: its dimension, then each text's role.
LABELS = """rows => rows.map(row =>
    [...row.querySelectorAll(".dimension, .cell-role")]
        .filter(label => label.checkVisibility() && label.offsetWidth > 20)
        .map(label => label.textContent))"""

# How many characters of English prose fit on a line of each cell.
MEASURES = """cells => cells.map(cell => {
    const prose = "Designs the overall framework and how parts of it work together";
    const letters = document.createElement("span");
    letters.style.whiteSpace = "nowrap";
    letters.textContent = prose;
    document.querySelector("main").append(letters);
    const { width } = letters.getBoundingClientRect();
    letters.remove();
    return cell.getBoundingClientRect().width / (width / prose.length);
})"""


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_fits_every_width(visit, name):
    page = visit(ADDRESSES[name], width=WIDTHS[0])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        assert (width, page.evaluate(SIDEWAYS)) == (width, 0)
        assert (width, page.evaluate(CLIPPED)) == (width, [])
        assert (width, page.evaluate(SPILLED)) == (width, [])


@pytest.mark.parametrize("path", [*map(comparison_of, (2, 3, 5, 12)), STRAINED])
def test_no_cell_needs_sideways_scrolling_at_320(visit, path):
    page = visit(path, width=320)
    assert page.evaluate(CELLS_CUT_OFF) == []


@pytest.mark.parametrize("path", [*map(comparison_of, (2, 12)), STRAINED])
def test_every_text_is_labelled_with_its_role_and_dimension_at_320(visit, path):
    page = visit(path, width=320)
    names = page.locator(".head .name").all_text_contents()[:MOST_UNFOLDED]
    rows = page.locator(".comparison tbody tr").evaluate_all(LABELS)
    dimensions = page.locator(".comparison tbody th .dimension").all_text_contents()
    assert rows == [[dimension, *names] for dimension in dimensions]


def test_the_dimension_stays_in_view_at_320_while_its_row_is_read(visit):
    page = visit(comparison_of(5), width=320)
    row = page.locator("#strategic-planning")
    row.locator("td").last.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    tools = page.locator(".tools").bounding_box()
    dimension = row.locator(".dimension").bounding_box()
    assert tools["y"] == 0
    assert dimension["y"] == pytest.approx(tools["height"], abs=2)


@in_turn(
    ("path", "width"),
    [*map(comparison_of, (2, 3, 5, 12)), STRAINED],
    [768, 1280, 1920],
)
def test_a_column_holds_18_to_80_characters(visit, path, width):
    page = visit(path, width=width)
    measures = page.locator(".comparison tbody tr:first-child .prose").evaluate_all(
        MEASURES
    )
    assert min(measures) >= 18
    assert max(measures) <= 80


@in_turn(("name", "width"), ["home", "directory"], [320, 1280])
def test_controls_are_large_enough_to_touch(visit, name, width):
    assert min(target_sizes(visit(PAGES[name], width=width))) >= 44


@pytest.mark.parametrize(("width", "least"), [(320, 32), (1280, 24)])
def test_the_links_of_a_comparison_are_large_enough(visit, width, least):
    assert min(target_sizes(visit(comparison_of(3), width=width))) >= least


def target_sizes(page):
    """Return the heights and widths of buttons, boxes and links that are seen."""
    targets = (
        ".acts a:visible, .add a:visible, .choice-bar button, label:has(input):visible"
    )
    sizes = page.locator(targets).evaluate_all(
        "targets => targets.map(target => [target.offsetWidth, target.offsetHeight])"
    )
    assert sizes
    return [side for size in sizes for side in size]
