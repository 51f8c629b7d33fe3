"""Text that a reader spaces out or enlarges is neither cut off nor overlapped."""

import pytest

from .measure import ADD_STYLE, CLIPPED, OVERLAPPING, SIDEWAYS, SPILLED
from .public_pages import PAGES

# The least that a page must bear, by WCAG 2.2, 1.4.12.
SPACED_OUT = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
"""
READ = [
    "home",
    "directory filtered",
    "role",
    "role with much",
    "picker with an error",
    "dimension",
    "comparison of 3",
    "comparison of 12",
    "comparison that strains",
    "comparison of differences",
    "comparison of two columns",
]


@pytest.mark.parametrize("name", READ)
def test_text_can_be_spaced_out(visit, name):
    page = visit(PAGES[name])
    page.evaluate(ADD_STYLE, SPACED_OUT)
    assert_all_is_there(page)


@pytest.mark.parametrize("name", READ)
def test_text_can_be_twice_as_large(first_visit, name):
    page = first_visit()
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page.goto(PAGES[name])
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    assert_all_is_there(page)


def assert_all_is_there(page):
    for width in [320, 768, 1280]:
        page.set_viewport_size({"width": width, "height": 720})
        assert (width, page.evaluate(SIDEWAYS)) == (width, 0)
        for defect in [CLIPPED, SPILLED, OVERLAPPING]:
            assert (width, page.evaluate(defect)) == (width, [])
