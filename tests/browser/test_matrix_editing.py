"""Writing in place: what opens and leaves the box, undo, and what stands beside."""

import re

import pytest
from playwright.sync_api import expect

from careers.text.words import count_sentences, count_words

PURPOSE = "Designer says what the Purpose is."


@pytest.fixture
def desk(desk_of):
    return desk_of()


@pytest.mark.parametrize("key", ["Enter", "F2"])
def test_a_key_opens_the_box_with_the_text_in_it(desk, key):
    desk.go()
    desk.press(key)
    expect(desk.box).to_be_focused()
    expect(desk.box).to_have_value(PURPOSE)


def test_typing_opens_the_box_and_loses_no_letter_of_either_text(desk):
    desk.go()
    desk.type(" More.")
    expect(desk.box).to_have_value(f"{PURPOSE} More.")


def test_a_double_click_and_the_link_open_the_box(desk):
    desk.cell().dblclick(position={"x": 8, "y": 8})
    expect(desk.box).to_be_focused()
    desk.cell("analyst").get_by_text("Edit").click()
    expect(desk.cell("analyst").locator("textarea")).to_be_focused()
    expect(desk.box).to_have_count(1)


def test_a_text_is_saved_within_a_second_of_the_last_key(desk):
    desk.write("Draws what is built.")
    with desk.page.expect_response("**/admin/texts/**", timeout=1_500) as answer:
        pass
    assert answer.value.status == 200
    desk.saved()
    expect(desk.cell().locator(".cell-saving")).to_have_text(re.compile(r"Saved \d\d:"))
    desk.open()
    expect(desk.text()).to_have_text("Draws what is built.")
    expect(desk.cell().locator("[data-label]")).to_have_text("Live, newer draft")


def test_typing_goes_on_while_a_save_is_under_way(desk):
    network = desk.page.context.new_cdp_session(desk.page)
    network.send("Network.emulateNetworkConditions", SLOW)
    with desk.page.expect_request("**/admin/texts/**"):
        desk.write("One")
    with desk.page.expect_request("**/admin/texts/**"):
        desk.type(" two")
    desk.type(" three")
    desk.saved()
    expect(desk.box).to_have_value("One two three")
    desk.open()
    expect(desk.text()).to_have_text("One two three")


SLOW = {
    "offline": False,
    "latency": 700,  # milliseconds
    "downloadThroughput": -1,
    "uploadThroughput": -1,
}


def test_a_press_on_another_cells_link_opens_it_whatever_moves(desk):
    desk.write("Many words. " * 60, "designer", "authority")
    for dimension in ["career", "tasks", "career"]:
        press(desk, desk.cell("designer", dimension).get_by_text("Edit"))
        expect(desk.box).to_be_focused()
        expect(desk.cell("designer", dimension).locator("textarea")).to_be_visible()
    expect(desk.text("designer", "authority")).to_contain_text("Many words.")


def test_a_press_anywhere_in_another_cell_selects_it_whatever_moves(desk):
    desk.write("Many words. " * 60, "designer", "authority")
    press(desk, desk.cell("designer", "career").locator("[data-count]"))
    expect(desk.cell("designer", "career")).to_be_focused()
    desk.type("Goes here")
    expect(desk.box).to_have_value("Goes here")
    press(desk, desk.cell("designer", "tasks").locator("[data-text]"), times=2)
    expect(desk.cell("designer", "tasks").locator("textarea")).to_be_focused()


def test_who_drags_away_from_a_link_opens_nothing(desk):
    desk.cell().get_by_text("Edit").hover()
    desk.page.mouse.down()
    desk.page.mouse.move(5, 5)
    desk.page.mouse.up()
    expect(desk.box).to_have_count(0)


def press(desk, place, *, times=1):
    """Press where ``place`` is now, as a hand does: it does not follow what moves."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    at = box["x"] + 5, box["y"] + box["height"] / 2
    desk.page.mouse.move(*at)
    for count in range(1, times + 1):
        desk.page.mouse.down(click_count=count)
        desk.page.wait_for_timeout(60)
        desk.page.mouse.up(click_count=count)


def test_escape_puts_back_what_was_saved_and_undo_brings_the_typed_text(desk):
    desk.write("A mistake")
    desk.saved()
    desk.press("Escape")
    expect(desk.cell()).to_be_focused()
    expect(desk.text()).to_have_text(PURPOSE)
    expect(desk.page.locator("[data-matrix-status]")).to_have_text(
        "The earlier text is back. Press Ctrl+Z for the one you typed."
    )
    expect(desk.cell()).to_have_attribute("data-state", "live")
    desk.press("Control+z")
    expect(desk.text()).to_have_text("A mistake")
    expect(desk.cell()).to_have_attribute("data-state", "draft")
    desk.press("Control+z")
    expect(desk.text()).to_have_text(PURPOSE)


def test_undo_after_escape_leaves_other_cells_alone(desk):
    desk.write("Meant", "analyst")
    desk.press("Control+Enter")
    desk.write("A mistake")
    desk.press("Escape", "Control+z")
    expect(desk.text()).to_have_text("A mistake")
    expect(desk.text("analyst")).to_have_text("Meant")


def test_the_open_cell_and_the_pages_counts_say_how_it_stands_by_now(desk):
    desk.write("Two words", "designer", "career")
    cell = desk.cell("designer", "career")
    expect(cell.locator("[data-count]")).to_have_text("2 words, guide 45")
    expect(cell.locator("[data-label]")).to_have_text("Draft")
    expect(cell).to_have_attribute("data-state", "draft")
    summary = desk.page.locator(".matrix-summary li:visible")
    expect(summary).to_have_text(["5 missing", "1 draft", "0 in review", "6 live"])
    desk.press("Escape")
    expect(summary).to_have_text(["6 missing", "0 in review", "6 live"])


def test_nothing_above_the_matrix_moves_with_the_first_draft(desk):
    top = desk.page.locator(".matrix-frame").bounding_box()["y"]
    assert top <= 300
    desk.write("A draft")
    desk.saved()
    expect(desk.page.get_by_role("button", name="for review")).to_be_visible()
    assert desk.page.locator(".matrix-frame").bounding_box()["y"] == top


@pytest.mark.parametrize("state", ["missing", "in-review"])
def test_a_state_that_no_cell_is_in_is_said(desk_of, state):
    desk = desk_of()
    desk.page.goto(f"{desk.path}&dimension=purpose&state={state}")
    empty = desk.page.locator(".matrix-empty")
    words = {"missing": "missing", "in-review": "in review"}[state]
    expect(empty).to_contain_text(f"Nothing is {words}.")
    empty.get_by_role("link", name="Show everything").click()
    expect(desk.page.locator("#matrix")).to_be_visible()


def test_control_enter_saves_and_goes_down_then_to_the_next_column(desk):
    desk.go("analyst", "authority")
    desk.type("One")
    desk.press("Control+Enter")
    desk.type("Two")
    desk.press("Control+Enter")
    expect(desk.cell("designer", "purpose")).to_be_focused()
    desk.saved()
    desk.open()
    expect(desk.text("analyst", "authority")).to_have_text("One")
    expect(desk.text("analyst", "career")).to_have_text("Two")


def test_enter_and_arrows_belong_to_the_box_while_it_is_open(desk):
    desk.go("designer", "career")
    desk.type("bc")
    desk.press("Home")
    desk.type("a")
    desk.press("End", "Enter")
    desk.type("d")
    expect(desk.box).to_have_value("abc\nd")


def test_leaving_the_box_for_another_cell_keeps_what_was_typed(desk):
    desk.write("Kept by leaving.  ")
    desk.go("engineer", "tasks")
    expect(desk.box).to_have_count(0)
    expect(desk.text()).to_have_text("Kept by leaving.")
    desk.saved()


# Undo


def test_undo_and_redo_of_typing_are_saved_like_typing(desk):
    desk.write("Another text")
    desk.press("Control+Enter")
    desk.saved()
    desk.press("Control+z")
    expect(desk.text()).to_have_text(PURPOSE)
    expect(desk.cell()).to_be_focused()
    expect(desk.cell()).to_have_attribute("data-state", "live")
    desk.press("Control+Shift+z")
    expect(desk.text()).to_have_text("Another text")
    expect(desk.cell()).to_have_attribute("data-state", "draft")


def test_delete_clears_what_is_selected_as_one_step(desk):
    desk.go("analyst", "purpose")
    desk.press("Shift+ArrowDown", "Shift+ArrowRight", "Delete")
    for role in ["analyst", "designer"]:
        for dimension in ["purpose", "tasks"]:
            expect(desk.text(role, dimension)).to_have_text("")
    desk.press("Control+z")
    expect(desk.text()).to_have_text(PURPOSE)
    desk.saved()
    desk.open()
    expect(desk.page.locator("td[data-state=live]")).to_have_count(6)


def test_nothing_to_undo_is_said(desk):
    desk.go()
    desk.press("Control+z")
    expect(desk.page.locator("[data-matrix-status]")).to_have_text(
        "There is nothing to undo."
    )


# Beside


def test_tab_leads_to_what_stands_beside_and_escape_back(desk):
    desk.go()
    desk.press("Enter")
    beside = desk.page.get_by_role("complementary", name="Beside the text")
    expect(beside).to_contain_text("What about purpose?")
    expect(beside).to_contain_text("Analyst says what the Purpose is.")
    desk.press("Tab")
    assert beside.locator(":focus").count() == 1
    desk.press("Escape")
    expect(desk.box).to_be_focused()


@pytest.mark.parametrize(
    "text",
    [
        "One sentence",
        "Two. Sentences here, e.g. this one.",
        "A list:\n- plans the year\n- keeps the books\n\nAnd more… “Right.” Is it?",
        "naïve café Ⅷ ② ½ 数据 工程师 R&D, CI/CD and don’t stop-gap",
    ],
)
def test_words_and_sentences_are_counted_as_the_site_counts_them(desk, text):
    desk.go("designer", "career")
    desk.press("Enter")
    desk.box.fill(text)
    words, sentences = count_words(text), count_sentences(text)
    said = desk.page.locator("[data-length]").inner_text()
    assert said.startswith(f"{words} word{'' if words == 1 else 's'}, guide 45")
    assert said.endswith(f", {sentences} sentence{'' if sentences == 1 else 's'}")


def test_the_rows_label_follows_what_is_saved(desk):
    row = desk.page.locator("tr", has=desk.cell()).locator("[data-row-label]")
    expect(row).not_to_have_text("Nearly the same")
    for role in ["analyst", "designer", "engineer"]:
        desk.write("- plans the year\n- keeps the books", role)
        desk.press("Control+Enter")
        desk.saved()
    expect(row).to_have_text("Nearly the same")


def test_who_may_only_read_gets_no_box(desk_of, workshop):
    desk = desk_of("reader")
    desk.go()
    desk.press("Enter")
    expect(desk.box).to_have_count(0)


# Speed


def test_a_key_touches_one_cell_and_what_stands_beside(desk):
    """Not the grid: a thousand cells would be laid out anew with every letter."""
    desk.go("designer", "career")
    desk.press("Enter")
    expect(desk.page.locator(".side-panel")).to_contain_text("0 words, guide 45")
    desk.page.evaluate(WATCH)
    desk.type("one two three")
    expect(desk.page.locator(".side-panel")).to_contain_text("3 words, guide 45")
    touched = desk.cell("designer", "career").get_attribute("id")
    assert desk.page.evaluate("window.touched") == [touched]


# Notes which cells change, until one is saved.
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
