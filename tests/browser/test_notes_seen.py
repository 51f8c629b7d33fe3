"""Notes and stars are usable, visible and distinct in every window."""

import sys
from itertools import product

import pytest
from playwright.sync_api import expect

from .accessibility import violations
from .keyboard import focus_stops
from .measure import (
    CLIPPED,
    EDGES,
    MOST_SHIFT,
    MOTION,
    OVERLAPPING,
    RECORD_SHIFTS,
    SIDEWAYS,
    SPILLED,
    shifts,
)
from .notes import (
    CELL_KEY,
    HOSTILE,
    PATH,
    ROLE_KEY,
    STAR_KEY,
    STORE,
    add,
    delete,
    noting,
    press_toggle,
    star,
    toggle,
    visit_with,
    wait_until_kept,
    write,
)
from .public_pages import STRAINED, comparison_of
from .turns import in_turn

# How notes work is tested each time, in test_notes.
pytestmark = pytest.mark.long


def test_notes_work_without_a_mouse(visit):
    page = visit(PATH)
    page.locator("#view_more").press("Enter")
    toggle(page).press("Enter")
    page.keyboard.press("Escape")
    star(page).press("Space")
    expect(star(page)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    expect(add(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Ask Ana")
    page.keyboard.press("Tab")
    expect(delete(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(add(page)).to_be_focused()


@pytest.mark.parametrize(
    ("path", "width", "height"),
    [(PATH, 320, 480), (PATH, 640, 360), (PATH, 1280, 720), (STRAINED, 1280, 720)],
)
def test_every_focused_element_is_visible(visit, path, width, height):
    kept = {"taking-notes": "on", CELL_KEY: "Ask Ana", "note/much": "Much"}
    page = visit_with(visit, kept, path, width=width, height=height)
    for key in ["Tab", "Shift+Tab"]:
        stops = focus_stops(page, key)
        assert len(stops) > 40
        assert [stop["html"] for stop in stops if not stop["isVisible"]] == []
        assert [stop["html"] for stop in stops if stop["outline"] < 2] == []


@in_turn(("view", "mode"), [{"width": 320}, {"color_scheme": "dark"}], ["on", ""])
def test_axe_finds_nothing_on_a_page_with_notes(visit, view, mode):
    kept = {CELL_KEY: "Ask Ana", ROLE_KEY: "Good", STAR_KEY: "1"}
    page = visit_with(visit, {**kept, "taking-notes": mode}, **view)
    assert violations(page) == {}


@in_turn(
    ("path", "width"),
    [comparison_of(3), comparison_of(12), STRAINED],
    [320, 704, 768, 1280],
)
def test_a_page_with_notes_fits(visit, path, width):
    kept = {"taking-notes": "on", CELL_KEY: "long" * 300, "note/much": HOSTILE}
    page = visit_with(visit, {**kept, STAR_KEY: "1"}, path, width=width)
    for _ in range(2):
        assert page.evaluate(SIDEWAYS) == 0
        assert page.evaluate(CLIPPED) == []
        assert page.evaluate(SPILLED) == []
        assert page.evaluate(OVERLAPPING) == []
        press_toggle(page)


@pytest.mark.parametrize(("width", "least"), [(320, 44), (1280, 24)])
def test_every_button_is_large_enough_to_touch(visit, width, least):
    page = noting(visit, width=width)
    write(page, "Ask Ana")
    wait_until_kept(page, CELL_KEY, "Ask Ana")  # or the next test may find it
    sizes = page.locator(".notes-button:visible, .notes-toggle").evaluate_all(
        "buttons => buttons.map(button => [button.offsetWidth, button.offsetHeight])"
    )
    assert len(sizes) > 20
    assert min(map(min, sizes)) >= least


def test_column_heads_have_no_button_and_ids_are_unique(visit):
    page = noting(visit)
    expect(page.locator("thead button")).to_have_count(0)
    ids = page.locator("[id]").evaluate_all("all => all.map(({ id }) => id)")
    assert len(ids) == len(set(ids))


@in_turn(
    ("size", "state"),
    [(3, 320), (3, 768), (12, 1280)],
    product(["on", ""], ["", "#communication"]),
)
def test_nothing_shifts_if_notes_are_there_from_the_start(first_visit, size, state):
    (count, width), (mode, row) = size, state
    page = first_visit(viewport={"width": width, "height": 720})
    page.goto("/health/live")
    kept = {CELL_KEY: "Ask", ROLE_KEY: "Good", STAR_KEY: "1"}
    page.evaluate(STORE, {**kept, "taking-notes": mode})
    page.add_init_script(RECORD_SHIFTS)
    page.goto(comparison_of(count) + row)
    expect(page.locator(".note").first).to_be_attached()
    shift = sum(value for value, _ in shifts(page))
    sys.stdout.write(f"{count} roles at {width} px shift by {shift:.4f}\n")
    assert shift < MOST_SHIFT


def test_forced_colours_keep_notes_and_pressed_buttons_visible(visit):
    page = noting(visit, forced_colors="active")
    write(page, "Ask Ana")
    star(page).click()
    assert min(page.locator(".note-box:visible").evaluate_all(EDGES, "Left")) >= 3
    assert min(page.locator(".notes-toggle").evaluate_all(EDGES, "Top")) >= 1
    mark = "button => getComputedStyle(button, '::before').content"
    assert "★" in star(page).evaluate(mark)
    assert "☆" in star(page, "Communication").evaluate(mark)
    assert "✓" in toggle(page).evaluate(mark)


def test_nothing_moves_with_reduced_motion(visit):
    page = noting(visit, reduced_motion="reduce")
    write(page, "Ask Ana")
    assert page.evaluate(MOTION) == []


def test_without_scripts_there_are_no_notes(visit):
    page = visit(PATH, java_script_enabled=False)
    expect(toggle(page)).to_have_count(0)
    expect(page.locator(".note, .notes-about")).to_have_count(0)
