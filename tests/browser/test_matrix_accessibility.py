"""axe finds nothing on the editors' pages, in any state, narrow or wide."""

import pytest
from playwright.sync_api import expect

from .accessibility import DESKTOP_DARK, DESKTOP_LIGHT, PHONE_DARK, violations
from .measure import SIDEWAYS
from .turns import in_turn
from .unsaved_texts import back, collide, leave_unsaved

VIEWS = pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT], ids=str)


@VIEWS
def test_axe_finds_nothing_on_the_matrix(open_matrix, view):
    assert violations(open_matrix(**view).page) == {}


@VIEWS
def test_axe_finds_nothing_with_a_box_open(open_matrix, view):
    matrix = open_matrix(**view)
    matrix.write("Written")
    matrix.saved()
    expect(matrix.page.locator(".neighbour").first).to_be_visible()
    assert violations(matrix.page) == {}
    assert matrix.page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("view", [DESKTOP_DARK, DESKTOP_LIGHT], ids=str)
def test_axe_finds_nothing_with_a_range_selected(open_matrix, view):
    matrix = open_matrix(**view)
    matrix.go()
    matrix.press("Control+a")
    matrix.page.get_by_text("Keyboard shortcuts").click()
    assert violations(matrix.page) == {}


@VIEWS
def test_axe_finds_nothing_while_a_text_cannot_be_saved(open_matrix, view):
    matrix = open_matrix(**view)
    matrix.page.route("**/admin/texts/**", lambda route: route.abort())
    matrix.write("Written")
    expect(matrix.state).to_contain_text("no connection")
    matrix.press("Control+Enter")
    assert violations(matrix.page) == {}


def test_axe_finds_nothing_on_a_merge(open_matrix):
    anna, _ = collide(open_matrix)
    anna.press("Control+Enter")
    expect(anna.dialog.get_by_label("The text to save")).to_be_focused()
    assert violations(anna.page) == {}


@in_turn(
    ("pasted", "view"),
    ["A\tB", "A\tB\tC\tD\tE", "A\nB"],
    [PHONE_DARK, DESKTOP_LIGHT],
)
def test_axe_finds_nothing_on_a_paste(open_matrix, pasted, view):
    matrix = open_matrix(**view)
    matrix.go("analyst", "purpose")
    matrix.paste(pasted)
    expect(matrix.dialog.get_by_role("button").first).to_be_focused()
    assert violations(matrix.page) == {}
    assert matrix.page.evaluate(SIDEWAYS) <= 0


def test_axe_finds_nothing_on_an_offer_to_restore(open_matrix):
    matrix = open_matrix()
    page = back(matrix, leave_unsaved(matrix, "Left")).page
    page.get_by_role("button", name="Show").last.click()
    assert violations(page) == {}


@in_turn(("path", "view"), ["text", "paste"], [PHONE_DARK, DESKTOP_LIGHT])
def test_axe_finds_nothing_on_the_plain_pages(open_matrix, path, view):
    matrix = open_matrix(**view)
    where = {
        "text": f"/admin/texts/designer-{matrix.team:02}/purpose/",
        "paste": f"/admin/matrix/paste/?family=team-{matrix.team:02}",
    }
    matrix.page.goto(where[path])
    assert violations(matrix.page) == {}
    assert matrix.page.evaluate(SIDEWAYS) <= 0


def test_the_selected_cell_has_an_outline_in_forced_colours(open_matrix):
    matrix = open_matrix(forced_colors="active")
    matrix.go()
    assert (
        matrix.cell().evaluate("cell => getComputedStyle(cell).outlineStyle") == "solid"
    )
