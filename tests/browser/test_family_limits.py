"""The matrix of someone limited to other families is there to be read."""

import pytest
from playwright.sync_api import expect

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations
from .editors import LIMITED

READ_ONLY = "This role isn’t in your families, so you can only read its texts."


@pytest.fixture
def matrix(open_matrix):
    return open_matrix(LIMITED)


@pytest.mark.parametrize("key", ["Enter", "F2", "x", "Delete", "ControlOrMeta+x"])
def test_a_key_changes_no_text_and_says_why(matrix, key):
    before = matrix.text().text_content()
    matrix.go()
    matrix.press(key)
    expect(matrix.status).to_have_text(READ_ONLY)
    expect(matrix.box).to_have_count(0)
    expect(matrix.text()).to_have_text(before)


def test_a_paste_changes_no_text_and_says_why(matrix):
    before = matrix.text().text_content()
    matrix.go()
    matrix.paste("Mine.")
    expect(matrix.status).to_have_text(READ_ONLY)
    expect(matrix.text()).to_have_text(before)


def test_a_pasted_table_is_refused_with_the_reason(matrix):
    matrix.go()
    matrix.paste("A\tB")
    expect(matrix.dialog).to_contain_text("This role isn’t in your families.")


def test_the_link_of_a_cell_leads_to_the_text(matrix):
    matrix.cell().get_by_role("link", name="Read").click()
    expect(matrix.page.locator(".out-of-scope")).to_be_visible()
    expect(matrix.page.locator("[data-text-form]")).to_have_count(0)


@pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT], ids=str)
def test_axe_finds_nothing(open_matrix, view):
    matrix = open_matrix(LIMITED, **view)
    assert violations(matrix.page) == {}
    matrix.page.locator("thead th a").first.click()
    expect(matrix.page.locator(".hindrance")).to_be_visible()
    assert violations(matrix.page) == {}
