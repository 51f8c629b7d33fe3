"""Writing in cells: how the box opens and closes, undo, and the side panel."""

import re

import pytest
from playwright.sync_api import expect

from careers.text.words import count_sentences, words_of

PURPOSE = "Designer says what the Purpose is."


@pytest.fixture
def matrix(open_matrix):
    return open_matrix()


@pytest.mark.parametrize("key", ["Enter", "F2"])
def test_a_key_opens_the_box_with_its_text(matrix, key):
    matrix.go()
    matrix.press(key)
    expect(matrix.box).to_be_focused()
    expect(matrix.box).to_have_value(PURPOSE)


def test_typing_opens_the_box_and_keeps_every_letter(matrix):
    matrix.go()
    matrix.type(" More.")
    expect(matrix.box).to_have_value(f"{PURPOSE} More.")


def test_a_double_click_or_the_link_opens_the_box(matrix):
    matrix.cell().dblclick(position={"x": 8, "y": 8})
    expect(matrix.box).to_be_focused()
    matrix.cell("analyst").get_by_text("Edit").click()
    expect(matrix.cell("analyst").locator("textarea")).to_be_focused()
    expect(matrix.box).to_have_count(1)


def test_a_text_is_saved_within_a_second_of_the_last_key(matrix):
    matrix.write("Draws what is built.")
    with matrix.page.expect_response("**/admin/texts/**", timeout=1_500) as response:
        pass
    assert response.value.status == 200
    matrix.saved()
    expect(matrix.cell().locator(".cell-saving")).to_have_text(
        re.compile(r"Saved \d\d:")
    )
    matrix.open()
    expect(matrix.text()).to_have_text("Draws what is built.")
    expect(matrix.cell().locator("[data-label]")).to_have_text("Live, newer draft")


def test_typing_goes_on_during_a_save(matrix):
    network = matrix.page.context.new_cdp_session(matrix.page)
    network.send("Network.emulateNetworkConditions", SLOW)
    with matrix.page.expect_request("**/admin/texts/**"):
        matrix.write("One")
    with matrix.page.expect_request("**/admin/texts/**"):
        matrix.type(" two")
    matrix.type(" three")
    matrix.saved()
    expect(matrix.box).to_have_value("One two three")
    matrix.open()
    expect(matrix.text()).to_have_text("One two three")


SLOW = {
    "offline": False,
    "latency": 700,  # milliseconds
    "downloadThroughput": -1,
    "uploadThroughput": -1,
}


def test_clicking_a_link_opens_its_cell_even_if_the_page_moves(matrix):
    matrix.write("Many words. " * 60, "designer", "authority")
    for dimension in ["career", "tasks", "career"]:
        press(matrix, matrix.cell("designer", dimension).get_by_text("Edit"))
        expect(matrix.box).to_be_focused()
        expect(matrix.cell("designer", dimension).locator("textarea")).to_be_visible()
    expect(matrix.text("designer", "authority")).to_contain_text("Many words.")


def test_clicking_a_cell_selects_it_even_if_the_page_moves(matrix):
    matrix.write("Many words. " * 60, "designer", "authority")
    press(matrix, matrix.cell("designer", "career").locator("[data-count]"))
    expect(matrix.cell("designer", "career")).to_be_focused()
    matrix.type("Goes here")
    expect(matrix.box).to_have_value("Goes here")
    press(matrix, matrix.cell("designer", "tasks").locator("[data-text]"), times=2)
    expect(matrix.cell("designer", "tasks").locator("textarea")).to_be_focused()


def test_dragging_away_from_a_link_opens_nothing(matrix):
    matrix.cell().get_by_text("Edit").hover()
    matrix.page.mouse.down()
    matrix.page.mouse.move(5, 5)
    matrix.page.mouse.up()
    expect(matrix.box).to_have_count(0)


def press(matrix, place, *, times=1):
    """Press where ``place`` is now, without following it if it moves."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    at = box["x"] + 5, box["y"] + box["height"] / 2
    matrix.page.mouse.move(*at)
    for count in range(1, times + 1):
        matrix.page.mouse.down(click_count=count)
        matrix.page.wait_for_timeout(60)
        matrix.page.mouse.up(click_count=count)


def test_escape_restores_the_saved_text_and_undo_the_typed_one(matrix):
    matrix.write("A mistake")
    matrix.saved()
    matrix.press("Escape")
    expect(matrix.cell()).to_be_focused()
    expect(matrix.text()).to_have_text(PURPOSE)
    expect(matrix.page.locator("[data-matrix-status]")).to_have_text(
        "The earlier text is back. Press Ctrl+Z to get back what you typed."
    )
    expect(matrix.cell()).to_have_attribute("data-state", "live")
    matrix.press("Control+z")
    expect(matrix.text()).to_have_text("A mistake")
    expect(matrix.cell()).to_have_attribute("data-state", "draft")
    matrix.press("Control+z")
    expect(matrix.text()).to_have_text(PURPOSE)


def test_undo_after_escape_leaves_other_cells_alone(matrix):
    matrix.write("Meant", "analyst")
    matrix.press("Control+Enter")
    matrix.write("A mistake")
    matrix.press("Escape", "Control+z")
    expect(matrix.text()).to_have_text("A mistake")
    expect(matrix.text("analyst")).to_have_text("Meant")


def test_the_open_cell_and_the_summary_show_the_current_state(matrix):
    matrix.write("Two words", "designer", "career")
    cell = matrix.cell("designer", "career")
    expect(cell.locator("[data-count]")).to_have_text("2 words, guide 45")
    expect(cell.locator("[data-label]")).to_have_text("Draft")
    expect(cell).to_have_attribute("data-state", "draft")
    summary = matrix.page.locator(".matrix-summary li:visible")
    expect(summary).to_have_text(["5 missing", "1 draft", "0 in review", "6 live"])
    matrix.press("Escape")
    expect(summary).to_have_text(["6 missing", "0 in review", "6 live"])


def test_the_first_draft_does_not_move_the_matrix(matrix):
    top = matrix.page.locator(".matrix-frame").bounding_box()["y"]
    assert top <= 300
    matrix.write("A draft")
    matrix.saved()
    expect(matrix.page.get_by_role("button", name="for review")).to_be_visible()
    assert matrix.page.locator(".matrix-frame").bounding_box()["y"] == top


@pytest.mark.parametrize("state", ["missing", "in-review"])
def test_a_state_without_cells_shows_a_message(open_matrix, state):
    matrix = open_matrix()
    matrix.page.goto(f"{matrix.path}&dimension=purpose&state={state}")
    empty = matrix.page.locator(".matrix-empty")
    words = {"missing": "missing", "in-review": "in review"}[state]
    expect(empty).to_contain_text(f"No text is {words}.")
    empty.get_by_role("link", name="Show everything").click()
    expect(matrix.page.locator("#matrix")).to_be_visible()


def test_control_enter_saves_and_goes_down_to_the_last(matrix):
    matrix.go("analyst", "authority")
    matrix.type("One")
    matrix.press("Control+Enter")
    matrix.type("Two")
    matrix.press("Control+Enter")
    expect(matrix.cell("analyst", "career")).to_be_focused()
    matrix.saved()
    matrix.open()
    expect(matrix.text("analyst", "authority")).to_have_text("One")
    expect(matrix.text("analyst", "career")).to_have_text("Two")


def test_enter_and_arrows_stay_in_the_open_box(matrix):
    matrix.go("designer", "career")
    matrix.type("bc")
    matrix.press("Home")
    matrix.type("a")
    matrix.press("End", "Enter")
    matrix.type("d")
    expect(matrix.box).to_have_value("abc\nd")


def test_leaving_the_box_for_another_cell_saves_the_text(matrix):
    matrix.write("Kept by leaving.  ")
    matrix.go("engineer", "tasks")
    expect(matrix.box).to_have_count(0)
    expect(matrix.text()).to_have_text("Kept by leaving.")
    matrix.saved()


# Undo


def test_undone_and_redone_typing_is_saved(matrix):
    matrix.write("Another text")
    matrix.press("Control+Enter")
    matrix.saved()
    matrix.press("Control+z")
    expect(matrix.text()).to_have_text(PURPOSE)
    expect(matrix.cell()).to_be_focused()
    expect(matrix.cell()).to_have_attribute("data-state", "live")
    matrix.press("Control+Shift+z")
    expect(matrix.text()).to_have_text("Another text")
    expect(matrix.cell()).to_have_attribute("data-state", "draft")


def test_delete_clears_the_selection_in_one_step(matrix):
    matrix.go("analyst", "purpose")
    matrix.press("Shift+ArrowDown", "Shift+ArrowRight", "Delete")
    for role in ["analyst", "designer"]:
        for dimension in ["purpose", "tasks"]:
            expect(matrix.text(role, dimension)).to_have_text("")
    matrix.press("Control+z")
    expect(matrix.text()).to_have_text(PURPOSE)
    # Without a time if it was undone before anything was sent.
    expect(matrix.state).to_have_attribute("data-kind", "saved")
    matrix.open()
    expect(matrix.page.locator("td[data-state=live]")).to_have_count(6)


def test_undo_says_when_there_is_nothing_to_undo(matrix):
    matrix.go()
    matrix.press("Control+z")
    expect(matrix.page.locator("[data-matrix-status]")).to_have_text(
        "There is nothing to undo."
    )


# The side panel


def test_tab_goes_to_the_side_panel_and_escape_back(matrix):
    matrix.go()
    matrix.press("Enter")
    beside = matrix.page.get_by_role("complementary", name="Beside the text")
    expect(beside).to_contain_text("What about purpose?")
    expect(beside).to_contain_text("Analyst says what the Purpose is.")
    matrix.press("Tab")
    assert beside.locator(":focus").count() == 1
    matrix.press("Escape")
    expect(matrix.box).to_be_focused()


@pytest.mark.parametrize(
    "text",
    [
        "One sentence",
        "Two. Sentences here, e.g. this one.",
        "A list:\n- plans the year\n- keeps the books\n\nAnd more… “Right.” Is it?",
        "naïve café Ⅷ ② ½ 数据 工程师 R&D, CI/CD and don’t stop-gap",
    ],
)
def test_words_and_sentences_are_counted_as_on_the_server(matrix, text):
    matrix.go("designer", "career")
    matrix.press("Enter")
    matrix.box.fill(text)
    words, sentences = len(words_of(text)), count_sentences(text)
    length = matrix.page.locator("[data-length]").inner_text()
    assert length.startswith(f"{words} word{'' if words == 1 else 's'}, guide 45")
    assert length.endswith(f", {sentences} sentence{'' if sentences == 1 else 's'}")


def test_the_label_of_a_row_follows_saved_texts(matrix):
    row = matrix.page.locator("tr", has=matrix.cell()).locator("[data-row-label]")
    texts = {"analyst": "Bakes bread", "designer": "Drives buses", "engineer": "Sings"}
    for label, common in [("Distinct", ""), ("Nearly the same", "Plans the year")]:
        for role, text in texts.items():
            matrix.write(common or text, role)
            matrix.press("Control+Enter")
            matrix.saved()
        expect(row).to_have_text(label)


def test_a_reader_gets_no_box(open_matrix, editors_site):
    matrix = open_matrix("reader")
    matrix.go()
    matrix.press("Enter")
    expect(matrix.box).to_have_count(0)


# Speed


def test_a_key_changes_one_cell_and_the_side_panel(matrix):
    """A change to the grid would lay out a thousand cells with every letter."""
    matrix.go("designer", "career")
    matrix.press("Enter")
    expect(matrix.page.locator(".side-panel")).to_contain_text("0 words, guide 45")
    matrix.page.evaluate(WATCH)
    matrix.type("one two three")
    expect(matrix.page.locator(".side-panel")).to_contain_text("3 words, guide 45")
    touched = matrix.cell("designer", "career").get_attribute("id")
    assert matrix.page.evaluate("window.touched") == [touched]


# Records which cells change until one is saved.
WATCH = """() => {
  window.touched = [];
  new MutationObserver((changes, observer) => {
    for (const { target } of changes) {
      const element = target.closest ? target : target.parentElement;
      const cell = element.closest("td")?.id ?? element.outerHTML;
      if (!window.touched.includes(cell)) window.touched.push(cell);
    }
  }).observe(document.querySelector("#matrix"), {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
}"""
