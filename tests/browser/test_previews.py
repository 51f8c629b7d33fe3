"""The banner of a preview stays in view, and leaves the page below it as it is."""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import VIEWS, violations
from .measure import ADD_STYLE, SIDEWAYS
from .turns import in_turn

PAGES = ["roles", "compare"]
SIZES = [(320, 600), (320, 300), (768, 600), (1280, 720), (1280, 400)]

# Whether the whole banner is on top, at the upper edge of the window.
IN_VIEW = """banner => {
    const { top, left, right, bottom } = banner.getBoundingClientRect();
    const points = [[left + 8, top + 2], [right - 8, top + 2], [left + 8, bottom - 2]];
    return top === 0 && bottom < innerHeight / 2 &&
        points.every(point => banner.contains(document.elementFromPoint(...point)));
}"""
LARGE_TEXT = "html { font-size: 200%; }"


@pytest.fixture
def preview(open_matrix):
    """Return a function that opens a preview from the matrix of a team."""

    def preview(kind, **options):
        matrix = open_matrix(**options)
        page, team = matrix.page, matrix.team
        roles = [f"{name}-{team:02}" for name in ("designer", "engineer", "analyst")]
        address = "-vs-".join(roles) if kind == "compare" else roles[0]
        page.goto(f"/admin/preview/{kind}/{address}/?back={matrix.path}")
        return page

    return preview


def banner_of(page):
    return page.locator(".preview-banner")


@pytest.mark.parametrize("style", ["", LARGE_TEXT], ids=["", "large"])
@in_turn(("kind", "size"), PAGES, SIZES)
def test_the_banner_is_in_view_at_every_position(preview, kind, size, style):
    width, height = size
    page = preview(kind, width=width, height=height)
    page.evaluate(ADD_STYLE, style)
    bottom = page.evaluate("document.documentElement.scrollHeight")
    for top in (0, 200, bottom // 2, bottom):
        page.evaluate("top => scrollTo(0, top)", top)
        assert banner_of(page).evaluate(IN_VIEW), top


@in_turn(("width", "style"), [320, 768, 1280], ["", LARGE_TEXT])
def test_what_sticks_sticks_below_the_banner(preview, width, style):
    page = preview("compare", width=width, height=900)
    page.evaluate(ADD_STYLE, style)
    page.locator(".comparison tbody tr").last.evaluate("row => row.scrollIntoView()")
    page.evaluate("new Promise(requestAnimationFrame)")
    sticking = page.evaluate("""[...document.querySelectorAll(".bar, .tools, .heads")]
        .filter(element => getComputedStyle(element).position === "sticky")
        .filter(element => element.checkVisibility())
        .map(element => element.getBoundingClientRect().top)""")
    box = banner_of(page).bounding_box()
    assert sticking
    assert min(sticking) >= box["height"] - 0.1


@in_turn(("kind", "view"), PAGES, VIEWS)
def test_axe_finds_nothing_on_a_preview(preview, kind, view):
    page = preview(kind, **view)
    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) <= 0


def test_the_keyboard_reaches_the_way_back_after_the_skip_links(preview):
    page = preview("compare")
    for _ in (*page.locator(".skip-link").all(), "the banner"):
        page.keyboard.press("Tab")
    back = page.get_by_role("link", name="Back to the matrix")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/admin/matrix/"))


@pytest.mark.parametrize("kind", PAGES)
def test_the_page_below_the_banner_has_not_moved(preview, kind):
    page = preview(kind)
    height = banner_of(page).bounding_box()["height"]
    tops = "all => all.map(element => element.getBoundingClientRect().top)"
    below = page.locator("main :is(h1, h2, p, th, td):visible").evaluate_all(tops)
    page.goto(page.url.replace("/admin/preview", "").partition("?")[0])
    alone = page.locator("main :is(h1, h2, p, th, td):visible").evaluate_all(tops)
    assert below == pytest.approx([top + height for top in alone], abs=0.1)


@pytest.mark.parametrize("kind", PAGES)
def test_a_printed_preview_says_so(preview, kind):
    page = preview(kind)
    page.emulate_media(media="print")
    expect(banner_of(page)).to_contain_text("Preview: all drafts, not public")
    position = banner_of(page).evaluate("banner => getComputedStyle(banner).position")
    assert position == "static"


def test_forced_colours_set_the_banner_apart(preview):
    page = preview("roles", forced_colors="active")
    width = "banner => parseFloat(getComputedStyle(banner).borderBottomWidth)"
    assert banner_of(page).evaluate(width) >= 1


def test_a_preview_is_not_among_the_recent_comparisons(preview):
    page = preview("compare")
    assert page.evaluate("localStorage.getItem('recent-sets')") is None
    page.goto(page.url.replace("/admin/preview", "").partition("?")[0])
    assert page.evaluate("localStorage.getItem('recent-sets')") is not None


def test_the_banner_stays_without_scripts(preview):
    page = preview("compare", scripts=False)
    page.mouse.wheel(0, 2000)
    expect(banner_of(page)).to_be_in_viewport(ratio=1)
