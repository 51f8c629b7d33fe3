"""The matrix is one tab stop, and keys move and select as in the APG's data grid."""

import pytest
from playwright.sync_api import expect

# In a team's matrix, with the columns Analyst, Designer and Engineer.
FIRST, LAST = ("analyst", "purpose"), ("engineer", "career")
MIDDLE = ("designer", "tasks")


@pytest.fixture
def matrix(open_matrix):
    return open_matrix()


def focused_cell(matrix):
    """Return the role and the dimension of the focused cell."""
    role, dimension = matrix.page.evaluate(
        "['role', 'dimension'].map((name) => document.activeElement.dataset[name])"
    )
    return (role or "").rpartition("-")[0], dimension


def test_the_grid_is_one_tab_stop(matrix):
    stops = "#matrix :is([tabindex='0'], a:not([tabindex]), button:not([tabindex]))"
    assert matrix.page.locator(stops).count() == 1
    matrix.go(*MIDDLE)
    matrix.press("Tab")
    assert matrix.page.evaluate("!document.activeElement.closest('#matrix')")
    matrix.press("Shift+Tab")
    assert focused_cell(matrix) == MIDDLE


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
def test_keys_move_and_never_wrap(matrix, keys, target):
    matrix.go(*MIDDLE)
    matrix.press(*keys.split())
    assert focused_cell(matrix) == target


def test_column_heads_are_reached_from_the_first_row(matrix):
    matrix.go("designer", "purpose")
    matrix.press("ArrowUp", "ArrowRight")
    expect(matrix.page.locator("thead a:focus")).to_have_text(
        f"Engineer {matrix.team:02}"
    )
    matrix.press("ArrowDown")
    assert focused_cell(matrix) == ("engineer", "purpose")


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
def test_shift_selects_and_control_a_selects_all(matrix, keys, count):
    expect(matrix.page.locator("#matrix")).to_have_attribute(
        "aria-multiselectable", "true"
    )
    matrix.go(*MIDDLE)
    matrix.press(*keys.split())
    expect(matrix.page.locator("td[aria-selected=true]")).to_have_count(count)


def test_shift_and_click_select_cells_but_no_words(matrix):
    matrix.go("analyst", "purpose")
    matrix.cell(*MIDDLE).click(modifiers=["Shift"], position={"x": 8, "y": 8})
    expect(matrix.page.locator("td[aria-selected=true]")).to_have_count(4)
    assert matrix.page.evaluate("getSelection().isCollapsed")


def test_next_and_previous_missing(matrix):
    matrix.go("analyst", "tasks")
    matrix.press("Alt+ArrowDown")
    assert focused_cell(matrix) == ("analyst", "authority")
    matrix.press("Alt+ArrowDown", "Alt+ArrowDown")
    assert focused_cell(matrix) == ("designer", "authority")
    matrix.press("Alt+ArrowUp")
    assert focused_cell(matrix) == ("analyst", "career")


def test_the_link_to_the_next_missing_text_moves_the_focus(matrix):
    matrix.page.locator("[data-next=missing]").first.click()
    assert focused_cell(matrix) == ("analyst", "authority")


def test_the_status_says_when_no_more_texts_wait_for_review(matrix):
    matrix.go(*MIDDLE)
    matrix.press("Alt+Shift+ArrowDown")
    expect(matrix.page.locator("[data-matrix-status]")).to_contain_text(
        "No text after this cell on this page is waiting"
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_sticky_heads_never_hide_the_focus(open_matrix, width):
    matrix = open_matrix(width=width, height=600)
    matrix.go("analyst", "purpose")
    for key in ["Control+End", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowUp"]:
        matrix.press(key)
        assert matrix.page.evaluate(IS_CLEAR), key


IS_CLEAR = """() => {
  const { top, left } = document.activeElement.getBoundingClientRect();
  const corner = document.querySelector("#matrix th").getBoundingClientRect();
  return top >= corner.bottom - 1 && left >= corner.right - 1;
}"""


def test_tab_goes_to_the_cell_in_the_address(matrix):
    matrix.page.goto(f"{matrix.path}#cell_engineer-{matrix.team:02}_tasks")
    expect(matrix.page.locator("td[tabindex='0']")).to_have_attribute(
        "data-dimension", "tasks"
    )


def test_without_scripts_each_cell_links_to_its_form(open_matrix):
    matrix = open_matrix(scripts=False)
    matrix.cell("engineer", "career").get_by_role("link").click()
    matrix.page.fill("textarea[name=text]", "Written without scripts.")
    matrix.page.get_by_role("button", name="Save", exact=False).first.click()
    matrix.open()
    expect(matrix.text("engineer", "career")).to_have_text("Written without scripts.")
    expect(matrix.cell("engineer", "career")).to_have_attribute("data-state", "draft")
