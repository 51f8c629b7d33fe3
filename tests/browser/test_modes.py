"""Forced colours and reduced motion lose no information."""

import pytest
from playwright.sync_api import expect

from .measure import EDGES, MOTION
from .public_pages import PAGES, comparison_of
from .turns import in_turn

HUES = [f"--hue-{number}" for number in range(1, 7)]

# The tokens as painted: red, green and blue, 0 to 255.
PAINTED = """names => names.map(name => {
    const canvas = document.createElement("canvas").getContext("2d");
    const probe = document.createElement("p");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    canvas.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
})"""


@pytest.fixture
def forced(visit):
    return lambda path, **options: visit(path, forced_colors="active", **options)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_the_edges_of_columns_and_cards(forced, scheme):
    page = forced(comparison_of(3), color_scheme=scheme)
    for selector, side in [(".heads .head", "Top"), (".card .only", "Left")]:
        edges = page.locator(selector).evaluate_all(EDGES, side)
        assert len(edges) >= 3
        assert min(edges) >= 3


@pytest.mark.parametrize("count", [3, 12])
def test_forced_colours_keep_the_edges_of_stacked_cells_and_cards(forced, count):
    page = forced(comparison_of(count), width=320)
    edges = page.locator(".comparison td, .card").evaluate_all(EDGES, "Left")
    assert min(edges) >= 1


def test_forced_colours_keep_the_lines_of_the_table(forced):
    page = forced(comparison_of(12))
    for selector, side in [
        (".heads > ul", "Bottom"),
        (".comparison tbody :is(th, td)", "Bottom"),
    ]:
        assert min(page.locator(selector).evaluate_all(EDGES, side)) >= 1


def test_forced_colours_keep_heads_opaque(forced):
    page = forced(comparison_of(12))
    heads = page.locator(".heads > ul, .corner, .comparison tbody th").evaluate_all(
        "heads => heads.map(head => getComputedStyle(head).backgroundColor)"
    )
    assert [color for color in heads if "rgba" in color or "/" in color] == []


def test_forced_colours_draw_no_bars_between_heads(forced):
    page = forced(comparison_of(12))
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    bars = page.locator(".heads > ul > li").evaluate_all(
        """(heads, paper) => heads.map(head => getComputedStyle(head)).filter(
            style => parseFloat(style.borderRightWidth) > 1 &&
                style.borderRightColor !== paper)""",
        paper,
    )
    assert bars == []


@pytest.mark.parametrize("name", ["home", "comparison of 3"])
def test_forced_colours_keep_the_focus_visible(forced, name):
    page = forced(PAGES[name])
    links = page.get_by_role("main").get_by_role("link")
    for link in [links.first, links.last]:
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        outline = link.evaluate("link => getComputedStyle(link).outlineWidth")
        assert float(outline.removesuffix("px")) >= 2


def test_forced_colours_keep_the_edges_of_fields_and_buttons(forced):
    page = forced("/roles/?family=nowhere")
    controls = page.locator("input[type=search], select, .button, .errorlist")
    assert min(controls.evaluate_all(EDGES, "Top")) >= 1
    expect(page.locator(".errorlist")).to_be_visible()


def test_forced_colours_keep_the_current_page_marked(forced):
    page = forced("/roles/")
    for link in page.get_by_label("Main").get_by_role("link").all():
        line = link.evaluate("link => getComputedStyle(link).borderBottomColor")
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (line != paper) == (link.get_attribute("aria-current") == "page")


@in_turn(("name", "scheme"), [*HUES, "--edge", "--focus"], ["light", "dark"])
def test_edges_have_a_contrast_of_three_to_one(visit, name, scheme):
    page = visit(comparison_of(2), color_scheme=scheme)
    edge, *behind = page.evaluate(PAINTED, [name, "--paper", "--card"])
    assert min(contrast(edge, color) for color in behind) >= 3


@pytest.mark.parametrize("name", ["home", "directory", "picker", "comparison of 12"])
def test_nothing_moves_with_reduced_motion(visit, name):
    page = visit(PAGES[name], reduced_motion="reduce")
    assert page.evaluate(MOTION) == []


@pytest.mark.parametrize("name", ["home", "comparison of 3"])
def test_the_page_follows_the_systems_colours(visit, name):
    paper = "getComputedStyle(document.body).backgroundColor"
    light = visit(PAGES[name], color_scheme="light").evaluate(paper)
    dark = visit(PAGES[name], color_scheme="dark").evaluate(paper)
    assert lightness(light) > 0.9
    assert lightness(dark) < 0.25


def lightness(color):
    """Return the lightness of a colour such as "oklch(0.986 0.004 85)"."""
    return float(color.removeprefix("oklch(").split()[0])


def contrast(one, other):
    """Return the contrast ratio of two colours, by WCAG 2.2."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def luminance(color):
    shares = [value / 255 for value in color]
    red, green, blue = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
