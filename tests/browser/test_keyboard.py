"""Tab reaches everything on a page, and the focused element is visible."""

import pytest
from playwright.sync_api import expect

from .keyboard import focus_stops
from .public_pages import PAGES, STRAINED, comparison_of

WINDOW = (1280, 720)
ZOOMED = (640, 360)  # the same window at 200 %
PICKERS = ["/", "/roles/", "/compare/", "/dimensions/primary-role/"]
# Keys pressed before it are lost.
FIRST_FRAME = "new Promise(requestAnimationFrame)"
WALKS = [
    ("home", WINDOW),
    ("directory", WINDOW),
    ("directory", ZOOMED),
    ("role", WINDOW),
    ("picker with words", ZOOMED),
    ("comparison of 3", WINDOW),
    ("comparison of 3", ZOOMED),
    pytest.param("comparison of 12", WINDOW, marks=pytest.mark.long),
    ("comparison that strains", ZOOMED),
]


@pytest.mark.parametrize(("name", "size"), WALKS)
def test_every_focused_element_is_visible(visit, name, size):
    page = visit(PAGES[name], width=size[0], height=size[1])
    for key in ["Tab", "Shift+Tab"]:
        stops = focus_stops(page, key)
        assert len(stops) > 10
        assert [stop["html"] for stop in stops if not stop["isVisible"]] == []
        assert [stop["html"] for stop in stops if stop["outline"] < 2] == []


def test_the_first_stop_skips_to_the_content(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("path", [comparison_of(3), comparison_of(12), STRAINED])
def test_the_second_stop_of_a_comparison_skips_to_the_table(visit, path):
    page = visit(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the table")
    page.keyboard.press("Enter")
    expect(page.locator(".heads .name").first).to_be_in_viewport()
    expect(page.locator("#comparison_table")).to_be_focused()


def test_tab_goes_from_the_table_through_all_below_to_the_footer(visit):
    page = visit(comparison_of(3))
    page.locator("#comparison_table a:visible").last.focus()
    expect(page.locator(".overview :focus")).to_be_visible()  # rows have no stops
    page.keyboard.press("Tab")
    expect(page.locator(".below > summary")).to_be_focused()
    considered = page.get_by_role("region", name="Also consider").get_by_role("link")
    for link in considered.all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".site-footer :focus")).to_be_visible()


def test_a_skip_link_is_visible_only_while_focused(visit):
    page = visit("/")
    link = page.get_by_role("link", name="Skip to content")
    expect(link).not_to_be_in_viewport()
    link.focus()
    expect(link).to_be_in_viewport()


def test_a_wide_table_scrolls_with_the_arrow_keys(visit):
    page = visit(comparison_of(12))
    region = page.get_by_role("region", name="Scrollable: comparison")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize("count", [3, 12])
def test_a_link_to_a_row_opens_at_that_row(visit, count):
    page = visit(f"{comparison_of(count)}#communication")
    row = page.locator("#communication th")
    head = page.locator(".heads > ul").bounding_box()
    expect(row).to_be_in_viewport(ratio=1)
    assert row.bounding_box()["y"] >= head["y"] + head["height"]


# Picking and comparing


@pytest.mark.parametrize("path", PICKERS)
def test_compare_is_at_most_twelve_keys_from_every_box(visit, path):
    page = visit(path)
    page.locator("[name=role]").first.check()
    page.reload()
    page.evaluate(FIRST_FRAME)
    stops = [stop["html"] for stop in focus_stops(page, "Tab")]
    keys = [
        next(n for n, stop in enumerate(stops[place:], 1) if 'value="compare"' in stop)
        for place, html in enumerate(stops)
        if 'name="role"' in html
    ]
    assert len(keys) == page.locator("[name=role]").count()
    assert max(keys) <= 12


def test_two_roles_are_compared_without_leaving_the_boxes(visit):
    page = visit("/")
    page.evaluate(FIRST_FRAME)
    page.get_by_role("checkbox", name="Agent Architect").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("Tab")
    button = page.locator("button:focus")
    expect(button).to_have_text("Compare now")
    expect(button).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/agent-architect-vs-devops-engineer/")


def test_compare_is_near_only_once_a_role_is_ticked(visit):
    page = visit("/compare/")
    expect(page.get_by_role("button", name="Compare now")).to_have_count(0)
    page.get_by_role("checkbox", name="Data Engineer").check()
    expect(page.get_by_role("button", name="Compare now")).not_to_have_count(0)


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_both_keys_press_the_switch_of_a_comparison(visit, key):
    page = visit(comparison_of(3))
    page.wait_for_load_state()
    switch = page.get_by_role("switch", name="Show differences")
    expect(switch).not_to_be_checked()
    switch.press(key)
    expect(switch).to_be_checked()
    switch.press(key)
    expect(switch).not_to_be_checked()
