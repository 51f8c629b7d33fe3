"""The texts of a role on its own page, with scripts and without."""

import pytest
from playwright.sync_api import expect

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations
from .measure import SIDEWAYS


def open_role(matrix):
    """Open the page of the first role of a matrix; return its page and its boxes."""
    matrix.page.locator("thead th a").first.click()
    return matrix.page, matrix.page.locator(".role-text textarea")


@pytest.mark.parametrize("scripts", [True, False])
def test_one_press_saves_the_changed_texts(open_matrix, scripts):
    matrix = open_matrix(scripts=scripts)
    page, boxes = open_role(matrix)
    boxes.nth(0).fill("Decides on\n\n- tools")
    boxes.nth(2).fill("A new text")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist")).to_contain_text("2 texts saved as drafts.")
    expect(boxes.nth(0)).to_have_value("Decides on\n\n- tools")
    expect(boxes.nth(2)).to_have_value("A new text")
    expect(boxes.nth(1)).not_to_have_value("")


def test_two_people_in_one_text_see_each_others_words(open_matrix):
    (page, boxes), (other, theirs) = (
        open_role(open_matrix(name)) for name in ("anna", "cleo")
    )
    theirs.nth(0).fill("Theirs")
    other.get_by_role("button", name="Save and continue editing").click()
    expect(other.locator(".messagelist")).to_contain_text("1 text saved as a draft.")
    boxes.nth(0).fill("Mine")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".theirs")).to_contain_text("Theirs")
    expect(boxes.nth(0)).to_have_value("Mine")
    assert violations(page) == {}


@pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT], ids=str)
def test_a_long_text_keeps_the_page_usable(open_matrix, view):
    page, boxes = open_role(open_matrix("cleo", **view))
    boxes.nth(0).fill("Many words of one text. " * 4_000)
    assert boxes.nth(0).bounding_box()["height"] <= page.viewport_size["height"]
    assert page.evaluate(SIDEWAYS) <= 0
    assert violations(page) == {}
