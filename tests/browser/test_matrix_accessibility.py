"""axe finds nothing on the workshop's pages, in any state, narrow or wide."""

import pytest
from playwright.sync_api import expect

from .measure import SIDEWAYS
from .test_accessibility import DESKTOP_DARK, DESKTOP_LIGHT, PHONE_DARK, violations
from .test_matrix_saving import back, collide, leave_unsaved
from .turns import in_turn

VIEWS = pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT], ids=str)


@VIEWS
def test_axe_finds_nothing_on_the_matrix(desk_of, view):
    assert violations(desk_of(**view).page) == {}


@VIEWS
def test_axe_finds_nothing_with_a_box_open(desk_of, view):
    desk = desk_of(**view)
    desk.write("Written")
    desk.saved()
    expect(desk.page.locator(".neighbour").first).to_be_visible()
    assert violations(desk.page) == {}
    assert desk.page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("view", [DESKTOP_DARK, DESKTOP_LIGHT], ids=str)
def test_axe_finds_nothing_with_a_range_selected(desk_of, view):
    desk = desk_of(**view)
    desk.go()
    desk.press("Control+a")
    desk.page.get_by_text("Keyboard shortcuts").click()
    assert violations(desk.page) == {}


@VIEWS
def test_axe_finds_nothing_while_a_text_cannot_be_saved(desk_of, view):
    desk = desk_of(**view)
    desk.page.route("**/admin/texts/**", lambda route: route.abort())
    desk.write("Written")
    expect(desk.state).to_contain_text("no connection")
    desk.press("Control+Enter")
    assert violations(desk.page) == {}


def test_axe_finds_nothing_on_a_merge(desk_of):
    anna, _ = collide(desk_of)
    anna.press("Control+Enter")
    expect(anna.dialog.get_by_label("The text to save")).to_be_focused()
    assert violations(anna.page) == {}


@in_turn(
    ("pasted", "view"),
    ["A\tB", "A\tB\tC\tD\tE", "A\nB"],
    [PHONE_DARK, DESKTOP_LIGHT],
)
def test_axe_finds_nothing_on_a_paste(desk_of, pasted, view):
    desk = desk_of(**view)
    desk.go("analyst", "purpose")
    desk.paste(pasted)
    expect(desk.dialog.get_by_role("button").first).to_be_focused()
    assert violations(desk.page) == {}
    assert desk.page.evaluate(SIDEWAYS) <= 0


def test_axe_finds_nothing_on_an_offer(desk_of):
    desk = desk_of()
    page = back(desk, leave_unsaved(desk, "Left")).page
    page.get_by_role("button", name="Show").last.click()
    assert violations(page) == {}


@in_turn(("path", "view"), ["text", "paste"], [PHONE_DARK, DESKTOP_LIGHT])
def test_axe_finds_nothing_on_the_plain_pages(desk_of, path, view):
    desk = desk_of(**view)
    where = {
        "text": f"/admin/texts/designer-{desk.team:02}/purpose/",
        "paste": f"/admin/matrix/paste/?family=team-{desk.team:02}",
    }
    desk.page.goto(where[path])
    assert violations(desk.page) == {}
    assert desk.page.evaluate(SIDEWAYS) <= 0


def test_a_cell_is_to_be_seen_in_forced_colours(desk_of):
    desk = desk_of(forced_colors="active")
    desk.go()
    assert (
        desk.cell().evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    )
