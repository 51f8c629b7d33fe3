"""Text that a reader spaces out or enlarges is not cut off and does not overlap."""

import pytest

from .measure import ADD_STYLE, CLIPPED, OVERLAPPING, SIDEWAYS, SPILLED
from .public_pages import PAGES

# The least spacing that a page must support, by WCAG 2.2, 1.4.12.
SPACED_OUT = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
"""
NAMES = [
    pytest.param("home", marks=pytest.mark.long),
    pytest.param("directory filtered", marks=pytest.mark.long),
    pytest.param("role", marks=pytest.mark.long),
    "role with much",
    pytest.param("picker with an error", marks=pytest.mark.long),
    pytest.param("dimension", marks=pytest.mark.long),
    "comparison of 3",
    pytest.param("comparison of 12", marks=pytest.mark.long),
    "comparison that strains",
    pytest.param("comparison of differences", marks=pytest.mark.long),
    pytest.param("comparison of two columns", marks=pytest.mark.long),
]


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_spaced_out(visit, name):
    page = visit(PAGES[name])
    page.evaluate(ADD_STYLE, SPACED_OUT)
    assert_nothing_is_lost(page)


@pytest.mark.parametrize("name", NAMES)
def test_text_can_be_twice_as_large(first_visit, name):
    page = first_visit()
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page.goto(PAGES[name])
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    assert_nothing_is_lost(page)


@pytest.mark.parametrize("menu", ["Columns", "Share", "More"])
def test_menus_fit_a_phone_with_text_twice_as_large(first_visit, menu):
    page = first_visit()
    page.set_viewport_size({"width": 360, "height": 740})
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page.goto(PAGES["comparison of 3"])
    page.locator("summary.tool", has_text=menu).click()
    box = page.locator("details[open] > :not(summary)").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def assert_nothing_is_lost(page):
    for width in [320, 768, 1280]:
        page.set_viewport_size({"width": width, "height": 720})
        assert (width, page.evaluate(SIDEWAYS)) == (width, 0)
        for defect in [CLIPPED, SPILLED, OVERLAPPING]:
            assert (width, page.evaluate(defect)) == (width, [])
