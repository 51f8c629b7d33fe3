"""Pages do not shift while they load, and browsers can keep them for the way back."""

import sys

import pytest

from .measure import MOST_SHIFT, RECORD_SHIFTS, painted, shifts
from .public_pages import PAGES, comparison_of
from .turns import in_turn

# Listeners that stop a browser from keeping a page for the way back.
RECORD_LISTENERS = """
    window.listeners = [];
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
        window.listeners.push(type);
        return add.call(this, type, ...rest);
    };
"""


@pytest.fixture
def slow_fonts(first_visit):
    """Return a function that opens an address whose fonts arrive after the text."""

    def slow_fonts(path, width):
        page = first_visit(viewport={"width": width, "height": 720})
        page.add_init_script(RECORD_SHIFTS)
        routes = {}
        page.route(
            "**/*.woff2", lambda route: routes.update({route.request.url: route})
        )
        with page.expect_request("**/*.woff2"):
            page.goto(path, wait_until="domcontentloaded")
        painted(page)
        while routes:
            routes.popitem()[1].continue_()
        page.unroute("**/*.woff2")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    return slow_fonts


@in_turn(("count", "width"), [3, 20], [320, 768, 1280])
def test_a_comparison_does_not_shift_while_its_fonts_arrive(slow_fonts, count, width):
    page = slow_fonts(comparison_of(count), width)
    assert page.evaluate("document.fonts.check('16px Newsreader')")
    shifted = shifts(page)
    shift = sum(value for value, _ in shifted)
    sys.stdout.write(f"{count} roles at {width} px shift by {shift:.4f}\n")
    assert shift < MOST_SHIFT, shifted


@pytest.mark.parametrize("name", ["home", "directory", "picker", "comparison of 3"])
def test_a_browser_can_keep_a_page_for_the_way_back(first_visit, name):
    page = first_visit()
    page.add_init_script(RECORD_LISTENERS)
    response = page.goto(PAGES[name])
    assert "no-store" not in response.header_value("cache-control")
    listeners = page.evaluate("window.listeners")
    assert "unload" not in listeners
    assert "beforeunload" not in listeners
    assert page.evaluate("[window.onunload, window.onbeforeunload]") == [None, None]
