"""Cells go to spreadsheets and come back as they were; nothing is pasted unseen."""

import pytest
from playwright.sync_api import expect

HARD = 'He said "no",\nthen\tleft.\n\n- "quoted"'


@pytest.fixture
def desk(desk_of):
    return desk_of()


def hold(desk, words, *where):
    """Put a text into a cell as it is, and go there."""
    desk.go(*where)
    desk.press("Enter")
    desk.box.fill(words)
    desk.press("Control+Enter")
    desk.go(*where)
    desk.saved()


def test_a_range_is_copied_as_a_table_and_as_quoted_text(desk):
    hold(desk, HARD, "analyst", "purpose")
    desk.press("Shift+ArrowRight", "Shift+ArrowDown")
    copied = desk.copied()
    quoted = '"' + HARD.replace('"', '""') + '"'
    assert copied["text"] == (
        f"{quoted}\tDesigner says what the Purpose is.\n"
        "Analyst says what the Tasks is.\tDesigner says what the Tasks is."
    )
    assert copied["html"].count("<tr>") == 2
    assert "<br>" in copied["html"]


def test_what_was_copied_comes_back_as_it_was(desk):
    hold(desk, HARD, "analyst", "purpose")
    desk.press("Shift+ArrowRight", "Shift+ArrowDown")
    copied = desk.copied()
    desk.go("designer", "authority")
    desk.paste(**copied)
    expect(desk.dialog).to_contain_text("4 cells change")
    desk.dialog.get_by_role("button", name="Paste 4 texts").click()
    expect(desk.dialog).to_have_count(0)
    assert desk.text("designer", "authority").inner_text() == HARD
    desk.open()
    assert desk.text("designer", "authority").inner_text() == HARD
    expect(desk.text("engineer", "career")).to_have_text(
        "Designer says what the Tasks is."
    )


def test_one_cell_goes_into_one_cell_without_being_asked(desk):
    hold(desk, HARD, "analyst", "purpose")
    copied = desk.copied()
    desk.go("engineer", "career")
    desk.paste(**copied)
    assert desk.text("engineer", "career").inner_text() == HARD
    desk.saved()


def test_a_pasted_table_is_undone_as_one_step(desk):
    desk.go("analyst", "purpose")
    desk.paste("A\tB\r\nC\tD\r\n")
    desk.dialog.get_by_role("button", name="Paste 4 texts").click()
    expect(desk.text("designer", "tasks")).to_have_text("D")
    expect(desk.page.locator("td[aria-selected=true]")).to_have_count(4)
    desk.press("Control+z")
    expect(desk.text("designer", "tasks")).to_have_text(
        "Designer says what the Tasks is."
    )
    desk.saved()
    desk.open()
    expect(desk.page.locator("td[data-state=draft]")).to_have_count(0)


def test_a_preview_changes_nothing_before_it_is_confirmed(desk):
    desk.go("analyst", "purpose")
    desk.paste("A\tB")
    expect(desk.dialog.locator(".diff").first).to_contain_text("Analyst")
    desk.dialog.get_by_role("button", name="Cancel").click()
    expect(desk.cell("analyst", "purpose")).to_be_focused()
    desk.open()
    expect(desk.page.locator("td[data-state=draft]")).to_have_count(0)


def test_a_table_that_does_not_fit_is_refused_whole_with_the_reason(desk):
    desk.go("engineer", "career")
    desk.paste("A\tB")
    expect(desk.dialog).to_contain_text("Nothing was pasted")
    expect(desk.dialog.locator("[data-paste-problem]")).not_to_be_empty()
    desk.dialog.get_by_role("button", name="Close").click()
    expect(desk.text("engineer", "career")).to_have_text("")


def test_several_lines_are_one_text_or_a_cell_each_as_the_paster_says(desk):
    desk.go("engineer", "authority")
    desk.paste("One\nTwo")
    desk.dialog.get_by_role("button", name="One text").click()
    assert desk.text("engineer", "authority").inner_text() == "One\nTwo"
    desk.paste("One\nTwo")
    desk.dialog.get_by_role("button", name="2 cells").click()
    desk.dialog.get_by_role("button", name="Paste 2 texts").click()
    expect(desk.text("engineer", "career")).to_have_text("Two")


def test_what_a_spreadsheet_quoted_is_taken_for_cells_first(desk):
    desk.go("engineer", "authority")
    desk.paste('"One\nand a half"\nTwo')
    expect(desk.dialog).to_contain_text("You copied 2 cells.")
    expect(desk.dialog.get_by_role("button").first).to_be_focused()
    desk.press("Enter")
    desk.dialog.get_by_role("button", name="Paste 2 texts").click()
    expect(desk.text("engineer", "career")).to_have_text("Two")


def test_words_that_begin_with_a_quote_are_words(desk):
    desk.go("engineer", "career")
    desk.paste('"Own it," they say.')
    expect(desk.text("engineer", "career")).to_have_text('"Own it," they say.')


def test_pasting_into_the_box_is_the_browsers(desk):
    desk.go("engineer", "career")
    desk.press("Enter")
    desk.paste("A\tB")
    expect(desk.dialog).to_have_count(0)


def test_a_paste_over_what_somebody_changed_meanwhile_writes_nothing(desk_of):
    anna, ben = desk_of("anna"), desk_of("ben")
    anna.go("analyst", "purpose")
    anna.paste("A\tB")
    expect(anna.dialog).to_contain_text("2 cells change")
    ben.write("Bens", "designer", "purpose")
    ben.press("Control+Enter")
    ben.saved()
    anna.dialog.get_by_role("button", name="Paste 2 texts").click()
    expect(anna.dialog.get_by_role("alert")).not_to_be_empty()
    anna.open()
    expect(anna.text("analyst", "purpose")).to_have_text(
        "Analyst says what the Purpose is."
    )
    expect(anna.text("designer", "purpose")).to_have_text("Bens")


def test_cutting_copies_and_clears(desk):
    desk.go()
    desk.page.evaluate(
        "document.activeElement.dispatchEvent(new ClipboardEvent('cut',"
        " { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }))"
    )
    expect(desk.text()).to_have_text("")
    desk.press("Control+z")
    expect(desk.text()).not_to_have_text("")


def test_the_drafts_shown_are_submitted_as_they_are_by_then(desk):
    button = desk.page.get_by_role("button", name="for review")
    expect(button).to_be_hidden()
    desk.write("A first draft", "analyst", "career")
    desk.press("Control+Enter")
    desk.write("A second one", "analyst", "authority")
    desk.saved()
    expect(button).to_have_text("Submit 2 drafts for review")
    button.click()
    expect(desk.page.locator("td[data-state=in-review]")).to_have_count(2)
    desk.go("analyst", "purpose")
    desk.press("Alt+Shift+ArrowDown")
    expect(desk.cell("analyst", "authority")).to_be_focused()
