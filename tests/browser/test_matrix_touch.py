"""Writing in the matrix with a thumb: a box has buttons."""

import pytest
from playwright.sync_api import expect

from .accessibility import violations

PURPOSE = "Designer says what the Purpose is."
BUTTONS = ["Save", "Next", "Undo", "Cancel"]


@pytest.fixture
def phone(open_matrix):
    return open_matrix(width=390, height=844, has_touch=True, is_mobile=True)


def open_box(matrix):
    matrix.cell().get_by_text("Edit").tap()
    expect(matrix.box).to_be_visible()


def press(matrix, name):
    matrix.page.locator(".touch-buttons").get_by_role("button", name=name).tap()


def test_the_buttons_fit_a_thumb_and_the_panel_a_third_of_the_screen(phone):
    open_box(phone)
    for name in BUTTONS:
        button = phone.page.locator(".touch-buttons").get_by_role("button", name=name)
        box = button.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    phone.page.wait_for_timeout(500)  # the panel's content is loaded
    assert phone.page.locator(".side-panel").bounding_box()["height"] <= 844 / 3
    assert violations(phone.page) == {}


def test_save_closes_the_box_and_keeps_the_words(phone):
    open_box(phone)
    phone.box.fill("Draws what is built.")
    press(phone, "Save")
    expect(phone.box).to_have_count(0)
    phone.saved()
    expect(phone.text()).to_have_text("Draws what is built.")


def test_next_opens_the_box_below(phone):
    open_box(phone)
    press(phone, "Next")
    expect(phone.cell("designer", "tasks").locator("textarea")).to_be_focused()


def test_undo_takes_back_what_was_typed(phone):
    open_box(phone)
    phone.box.press_sequentially("X")
    press(phone, "Undo")
    expect(phone.box).to_have_value(PURPOSE)


def test_cancel_restores_the_text(phone):
    open_box(phone)
    phone.box.fill("Something else.")
    press(phone, "Cancel")
    expect(phone.box).to_have_count(0)
    expect(phone.text()).to_have_text(PURPOSE)


def test_a_wide_window_with_a_mouse_shows_no_such_buttons(open_matrix):
    matrix = open_matrix()
    matrix.go()
    matrix.press("Enter")
    expect(matrix.box).to_be_visible()
    expect(matrix.page.locator(".touch-buttons")).to_be_hidden()
    expect(matrix.page.locator(".side-panel-keys")).to_be_visible()


def test_saving_the_last_text_of_a_column_stops_there(open_matrix):
    matrix = open_matrix()
    matrix.write("Moves up.", "designer", "career")
    matrix.press("Control+Enter")
    expect(matrix.box).to_have_count(0)
    expect(matrix.cell("designer", "career")).to_be_focused()
    expect(matrix.status).to_have_text("That was the last text of this column.")
