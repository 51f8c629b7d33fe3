"""Names stay in view while a reader scrolls, but not where they would be in the way."""

import pytest

from .public_pages import STRAINED, comparison_of
from .turns import in_turn

# Whether each element is on top at its own place.
ON_TOP = """elements => elements.map(element => {
    const box = element.getBoundingClientRect();
    const x = box.left + 8, y = box.top + 8;
    return element.contains(document.elementFromPoint(x, y));
})"""

SCROLL_TO_THE_RIGHT = """region => {
    region.scrollIntoView();
    region.scrollLeft = region.scrollWidth;
    return region.scrollLeft;
}"""


def to_the_last_row(page):
    page.locator(".comparison tbody tr:last-child").evaluate(
        "row => row.scrollIntoView(false)"
    )


@in_turn(("count", "width"), [2, 3, 4, 5, 6, 8, 12], [704, 768, 1280, 1920])
def test_names_stay_in_view_down_to_the_last_row(visit, count, width):
    page = visit(comparison_of(count), width=width)
    to_the_last_row(page)
    if page.locator(".heads").is_visible():
        names = ".head .name"
    else:
        names = ".comparison tbody tr:last-child .dimension"
    in_view = (
        "all => all.filter(name => name.getBoundingClientRect().left < innerWidth)"
    )
    on_top = page.locator(names).evaluate_all(f"all => ({ON_TOP})(({in_view})(all))")
    assert on_top
    assert all(on_top)


@pytest.mark.parametrize("path", [comparison_of(3), comparison_of(8), STRAINED])
def test_no_stretch_of_scrolling_is_without_a_name(visit, path):
    page = visit(path)
    names = page.locator("h1, .head .name")
    height = page.evaluate("document.querySelector('.comparison').offsetHeight")
    for top in range(0, height, 60):
        page.evaluate("top => scrollTo(0, top)", top)
        assert any(names.evaluate_all(ON_TOP)), top


@pytest.mark.parametrize("path", [comparison_of(5), STRAINED])
def test_a_phone_names_the_dimension_and_the_role_of_a_long_text(visit, path):
    page = visit(path, width=360, height=780)
    cell = page.locator("#primary-role td").nth(2)
    cell.evaluate("""cell => {
        const { top, height } = cell.getBoundingClientRect();
        scrollTo(0, top + scrollY + height / 2 - 150);
    }""")
    labels = page.locator("#primary-role .dimension").or_(cell.locator(".cell-role"))
    assert labels.evaluate_all(ON_TOP) == [True, True]


@pytest.mark.parametrize("path", [comparison_of(3), comparison_of(8), STRAINED])
@pytest.mark.parametrize("height", [600, 720, 800, 1080])
def test_what_sticks_takes_no_more_than_a_fifth_of_a_window(visit, path, height):
    page = visit(path, height=height)
    to_the_last_row(page)
    sticking = page.locator(".bar, .heads").evaluate_all(
        """all => all.filter(element => element.getBoundingClientRect().bottom > 0)
            .map(element => element.getBoundingClientRect().bottom)"""
    )
    assert max(sticking) <= height / 5


@pytest.mark.parametrize("width", [704, 768, 1280, 1920])
def test_dimensions_stay_in_view_to_the_last_of_twelve_roles(visit, width):
    page = visit(comparison_of(12), width=width)
    region = page.locator("#comparison_table")
    assert region.evaluate(SCROLL_TO_THE_RIGHT) > 0
    left = region.bounding_box()["x"]
    heads = page.locator(".corner, .comparison tbody tr:first-child th")
    for head in heads.all():
        assert head.bounding_box()["x"] == pytest.approx(left, abs=1)
    assert page.locator(".corner span, #primary-role .dimension").evaluate_all(
        ON_TOP
    ) == [True, True]


def test_the_corner_sticks_in_both_directions(visit):
    page = visit(comparison_of(12))
    page.locator("#comparison_table").evaluate(SCROLL_TO_THE_RIGHT)
    to_the_last_row(page)
    assert page.locator(".corner span").evaluate_all(ON_TOP) == [True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sticky_heads_are_opaque(visit, scheme):
    page = visit(comparison_of(12), color_scheme=scheme)
    colors = page.locator(".heads > ul, .corner, .comparison tbody th").evaluate_all(
        "heads => heads.map(head => getComputedStyle(head).backgroundColor)"
    )
    assert [color for color in colors if "/" in color or "rgba" in color] == []


@pytest.mark.parametrize("count", [3, 12])
def test_no_head_sticks_in_a_low_window(visit, count):
    page = visit(comparison_of(count), height=470)
    positions = page.locator(".bar, .heads").evaluate_all(
        "heads => heads.map(head => getComputedStyle(head).position)"
    )
    assert "sticky" not in positions


@in_turn(
    ("path", "size"),
    ["/roles/?q=coordinator", "/compare/", "/dimensions/communication/"],
    [(320, 480), (1280, 480), (1280, 720)],
)
def test_the_bar_with_the_button_takes_less_than_a_quarter(visit, path, size):
    width, height = size
    page = visit(path, width=width, height=height)
    page.locator("[value=long-name]").focus()
    bar = page.locator(".choice-bar").bounding_box()
    assert bar["height"] < height / 4
    assert bar["y"] + bar["height"] <= height


def test_the_bar_does_not_stick_in_a_low_window(visit):
    bar = visit("/roles/", height=470).locator(".choice-bar")
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "static"


@pytest.mark.parametrize("count", [2, 3])
def test_a_table_that_fits_has_no_scroll_bars(visit, count):
    region = visit(comparison_of(count)).locator("#comparison_table")
    assert region.evaluate("region => getComputedStyle(region).overflow") == "visible"
