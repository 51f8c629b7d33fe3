"""The matrix is one tab stop; keys move in it and select, as in the APG's data grid."""

import pytest
from playwright.sync_api import expect

# Of a team's matrix, whose columns are Analyst, Designer and Engineer.
FIRST, LAST = ("analyst", "purpose"), ("engineer", "career")
MIDDLE = ("designer", "tasks")


@pytest.fixture
def desk(desk_of):
    return desk_of()


def where(desk):
    """The role and the dimension of the cell that has the focus."""
    role, dimension = desk.page.evaluate(
        "['role', 'dimension'].map((name) => document.activeElement.dataset[name])"
    )
    return (role or "").rpartition("-")[0], dimension


def test_the_grid_is_one_tab_stop(desk):
    stops = "#matrix :is([tabindex='0'], a:not([tabindex]), button:not([tabindex]))"
    assert desk.page.locator(stops).count() == 1
    desk.go(*MIDDLE)
    desk.press("Tab")
    assert desk.page.evaluate("!document.activeElement.closest('#matrix')")
    desk.press("Shift+Tab")
    assert where(desk) == MIDDLE


@pytest.mark.parametrize(
    ("keys", "target"),
    [
        ("ArrowUp", ("designer", "purpose")),
        ("ArrowDown", ("designer", "authority")),
        ("ArrowLeft", ("analyst", "tasks")),
        ("ArrowRight", ("engineer", "tasks")),
        ("Home", ("analyst", "tasks")),
        ("End", ("engineer", "tasks")),
        ("Control+Home", FIRST),
        ("Control+End", LAST),
        ("PageUp", ("designer", "purpose")),
        ("PageDown", ("designer", "career")),
        ("ArrowLeft ArrowLeft", ("analyst", "tasks")),
        ("Control+End ArrowRight", LAST),
        ("Control+End ArrowDown", LAST),
    ],
)
def test_keys_move_and_never_wrap(desk, keys, target):
    desk.go(*MIDDLE)
    desk.press(*keys.split())
    assert where(desk) == target


def test_column_heads_are_reached_from_the_first_row(desk):
    desk.go("designer", "purpose")
    desk.press("ArrowUp", "ArrowRight")
    expect(desk.page.locator("thead a:focus")).to_have_text(f"Engineer {desk.team:02}")
    desk.press("ArrowDown")
    assert where(desk) == ("engineer", "purpose")


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("Shift+ArrowRight", 2),
        ("Shift+ArrowRight Shift+ArrowDown", 4),
        ("Shift+ArrowRight Shift+ArrowLeft", 0),
        ("Control+Shift+End", 6),
        ("Control+a", 12),
        ("Shift+Space", 3),
        ("Control+Space", 4),
        ("Control+a Escape", 0),
        ("Control+a ArrowDown", 0),
    ],
)
def test_shift_selects_and_control_a_selects_all(desk, keys, count):
    expect(desk.page.locator("#matrix")).to_have_attribute(
        "aria-multiselectable", "true"
    )
    desk.go(*MIDDLE)
    desk.press(*keys.split())
    expect(desk.page.locator("td[aria-selected=true]")).to_have_count(count)


def test_shift_and_a_click_select_and_no_words_of_the_page(desk):
    desk.go("analyst", "purpose")
    desk.cell(*MIDDLE).click(modifiers=["Shift"], position={"x": 8, "y": 8})
    expect(desk.page.locator("td[aria-selected=true]")).to_have_count(4)
    assert desk.page.evaluate("getSelection().isCollapsed")


def test_next_and_previous_missing(desk):
    desk.go("analyst", "tasks")
    desk.press("Alt+ArrowDown")
    assert where(desk) == ("analyst", "authority")
    desk.press("Alt+ArrowDown", "Alt+ArrowDown")
    assert where(desk) == ("designer", "authority")
    desk.press("Alt+ArrowUp")
    assert where(desk) == ("analyst", "career")


def test_the_link_to_what_is_missing_moves_in_the_grid(desk):
    desk.page.locator("[data-next=missing]").first.click()
    assert where(desk) == ("analyst", "authority")


def test_what_is_to_review_is_said_when_there_is_none(desk):
    desk.go(*MIDDLE)
    desk.press("Alt+Shift+ArrowDown")
    expect(desk.page.locator("[data-matrix-status]")).to_contain_text(
        "No text waits for review after this cell"
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_the_focus_is_not_hidden_under_what_holds(desk_of, width):
    desk = desk_of(width=width, height=600)
    desk.go("analyst", "purpose")
    for key in ["Control+End", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowUp"]:
        desk.press(key)
        assert desk.page.evaluate(IS_CLEAR), key


IS_CLEAR = """() => {
  const { top, left } = document.activeElement.getBoundingClientRect();
  const corner = document.querySelector("#matrix th").getBoundingClientRect();
  return top >= corner.bottom - 1 && left >= corner.right - 1;
}"""


def test_the_address_of_a_cell_leads_the_tab_key_to_it(desk):
    desk.page.goto(f"{desk.path}#cell_engineer-{desk.team:02}_tasks")
    expect(desk.page.locator("td[tabindex='0']")).to_have_attribute(
        "data-dimension", "tasks"
    )


def test_without_scripts_each_cell_leads_to_its_form(desk_of):
    desk = desk_of(scripts=False)
    desk.cell("engineer", "career").get_by_role("link").click()
    desk.page.fill("textarea[name=text]", "Written without scripts.")
    desk.page.get_by_role("button", name="Save", exact=False).first.click()
    desk.open()
    expect(desk.text("engineer", "career")).to_have_text("Written without scripts.")
    expect(desk.cell("engineer", "career")).to_have_attribute("data-state", "draft")
