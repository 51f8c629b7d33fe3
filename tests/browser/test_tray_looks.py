"""How the tray looks, at any width."""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import violations
from .content import LONG_NAME
from .keyboard import focus_stops
from .measure import EDGES, MOTION, RECORD_SHIFTS, SIDEWAYS, shifts
from .picks import STRAINING, WITH_A_TRAY, box, remove, tray
from .public_pages import ROLES
from .turns import in_turn

# How the tray works is tested each time, in test_tray.
pytestmark = pytest.mark.long

SIZES = [(320, 480), (320, 720), (768, 600), (1280, 480), (1280, 720)]


@in_turn(
    ("path", "view"),
    ["/roles/", "/roles/data-engineer/"],
    [{"width": 320}, {"color_scheme": "dark"}],
)
def test_axe_finds_nothing_with_a_full_tray(visit_with_roles, path, view):
    assert violations(visit_with_roles(STRAINING, path, **view)) == {}


@in_turn(("path", "size"), ["/roles/", "/roles/much/"], SIZES)
def test_a_full_tray_takes_less_than_a_quarter_of_the_window(
    visit_with_roles, path, size
):
    width, height = size
    page = visit_with_roles(STRAINING, path, width=width, height=height)
    area = tray(page).bounding_box()
    assert area["height"] < height / 4
    assert area["y"] + area["height"] == pytest.approx(height, abs=1)
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_every_button_of_the_tray_is_large_enough_to_touch(visit_with_roles, width):
    buttons = tray(visit_with_roles(STRAINING, "/roles/", width=width)).locator(
        "button"
    )
    sizes = buttons.evaluate_all(
        "buttons => buttons.map(button => [button.offsetWidth, button.offsetHeight])"
    )
    assert len(sizes) == len(STRAINING) + 2
    assert min(map(min, sizes)) >= 44


@pytest.mark.parametrize("height", [180, 470])
def test_the_tray_does_not_stick_in_a_low_window(visit_with_roles, height):
    page = visit_with_roles(STRAINING, "/roles/", width=320, height=height)
    position = "tray => getComputedStyle(tray).position"
    assert tray(page).evaluate(position) == "static"
    assert page.evaluate(SIDEWAYS) == 0


@in_turn(
    ("path", "size"), ["/roles/", "/roles/much/"], [(320, 480), (640, 360), (1280, 720)]
)
def test_every_focused_element_is_visible_above_the_tray(visit_with_roles, path, size):
    width, height = size
    page = visit_with_roles(STRAINING, path, width=width, height=height)
    for key in ["Tab", "Shift+Tab"]:
        stops = focus_stops(page, key)
        assert len(stops) > 20
        assert [stop["html"] for stop in stops if not stop["isVisible"]] == []
        assert [stop["html"] for stop in stops if stop["outline"] < 2] == []


@in_turn(("path", "width"), WITH_A_TRAY, [320, 1280])
def test_nothing_shifts_if_the_tray_is_there_from_the_start(first_visit, path, width):
    page = first_visit(viewport={"width": width, "height": 720})
    page.add_init_script(RECORD_SHIFTS)
    page.goto("/compare/")
    box(page, "Data Engineer").check()
    box(page, LONG_NAME).check()
    page.goto(path)
    expect(tray(page)).to_be_visible()
    assert sum(value for value, _ in shifts(page)) < 0.01


@pytest.mark.parametrize("path", ["/roles/", "/roles/much/"])
def test_focusing_the_tray_does_not_scroll_the_page(visit_with_roles, path):
    page = visit_with_roles(ROLES, path)
    page.evaluate("scrollTo(0, 200)")
    tray(page).get_by_role("button", name="Clear all").focus()
    page.keyboard.press("Tab")
    expect(tray(page).get_by_role("button", name="Compare")).to_be_focused()
    assert page.evaluate("scrollY") == 200


def test_the_newest_name_scrolls_into_view(visit_with_roles):
    page = visit_with_roles(STRAINING, "/roles/?q=researcher", width=320)
    box(page, "UX Researcher").check()
    expect(remove(page, "UX Researcher")).to_be_in_viewport(ratio=1)


def test_the_tray_comes_last_and_is_not_printed(visit_with_roles):
    page = visit_with_roles(ROLES, "/roles/")
    assert (
        page.locator("main > :last-child").evaluate("last => last.className") == "tray"
    )
    page.emulate_media(media="print")
    expect(tray(page)).to_be_hidden()


def test_forced_colours_keep_the_edges_of_the_tray_and_its_buttons(visit_with_roles):
    page = visit_with_roles(ROLES, "/roles/data-engineer/", forced_colors="active")
    assert tray(page).evaluate_all(EDGES, "Top") == [1]
    assert min(page.locator(".tray .button").evaluate_all(EDGES, "Top")) >= 1


def test_the_tray_does_not_move_with_reduced_motion(visit_with_roles):
    page = visit_with_roles(ROLES, "/roles/", reduced_motion="reduce")
    assert page.evaluate(MOTION) == []


def test_names_that_are_scrolled_out_of_view_fade(visit_with_roles):
    page = visit_with_roles(["little"], "/roles/?q=researcher", width=320)
    mask = "names => getComputedStyle(names).maskImage"
    assert page.locator(".tray-names").evaluate(mask) == "none"
    page = visit_with_roles(STRAINING, "/roles/?q=researcher", width=320)
    box(page, "UX Researcher").check()
    expect(page.locator(".tray-names")).to_have_css(
        "mask-image", re.compile("gradient")
    )
