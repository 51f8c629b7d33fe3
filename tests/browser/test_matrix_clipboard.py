"""Cells survive a round trip to a spreadsheet, and every paste has a preview."""

import pytest
from playwright.sync_api import expect

HARD = 'He said "no",\nthen\tleft.\n\n- "quoted"'


@pytest.fixture
def matrix(open_matrix):
    return open_matrix()


def fill_cell(matrix, words, *where):
    """Put a text into a cell exactly as it is, and go there."""
    matrix.go(*where)
    matrix.press("Enter")
    matrix.box.fill(words)
    matrix.press("Control+Enter")
    matrix.go(*where)
    matrix.saved()


def test_a_range_is_copied_as_a_table_and_as_quoted_text(matrix):
    fill_cell(matrix, HARD, "analyst", "purpose")
    matrix.press("Shift+ArrowRight", "Shift+ArrowDown")
    copied = matrix.copied()
    quoted = '"' + HARD.replace('"', '""') + '"'
    assert copied["text"] == (
        f"{quoted}\tDesigner says what the Purpose is.\n"
        "Analyst says what the Tasks is.\tDesigner says what the Tasks is."
    )
    assert copied["html"].count("<tr>") == 2
    assert "<br>" in copied["html"]


def test_copied_cells_come_back_unchanged(matrix):
    fill_cell(matrix, HARD, "analyst", "purpose")
    matrix.press("Shift+ArrowRight", "Shift+ArrowDown")
    copied = matrix.copied()
    matrix.go("designer", "authority")
    matrix.paste(**copied)
    expect(matrix.dialog).to_contain_text("4 cells change")
    matrix.dialog.get_by_role("button", name="Paste 4 texts").click()
    expect(matrix.dialog).to_have_count(0)
    assert matrix.text("designer", "authority").inner_text() == HARD
    matrix.open()
    assert matrix.text("designer", "authority").inner_text() == HARD
    expect(matrix.text("engineer", "career")).to_have_text(
        "Designer says what the Tasks is."
    )


def test_pasting_one_cell_needs_no_preview(matrix):
    fill_cell(matrix, HARD, "analyst", "purpose")
    copied = matrix.copied()
    matrix.go("engineer", "career")
    matrix.paste(**copied)
    assert matrix.text("engineer", "career").inner_text() == HARD
    matrix.saved()


def test_a_pasted_table_is_undone_in_one_step(matrix):
    matrix.go("analyst", "purpose")
    matrix.paste("A\tB\r\nC\tD\r\n")
    matrix.dialog.get_by_role("button", name="Paste 4 texts").click()
    expect(matrix.text("designer", "tasks")).to_have_text("D")
    expect(matrix.page.locator("td[aria-selected=true]")).to_have_count(4)
    matrix.press("Control+z")
    expect(matrix.text("designer", "tasks")).to_have_text(
        "Designer says what the Tasks is."
    )
    matrix.saved()
    matrix.open()
    expect(matrix.page.locator("td[data-state=draft]")).to_have_count(0)


def test_a_preview_changes_nothing_until_confirmed(matrix):
    matrix.go("analyst", "purpose")
    matrix.paste("A\tB")
    expect(matrix.dialog.locator(".diff").first).to_contain_text("Analyst")
    matrix.dialog.get_by_role("button", name="Cancel").click()
    expect(matrix.cell("analyst", "purpose")).to_be_focused()
    matrix.open()
    expect(matrix.page.locator("td[data-state=draft]")).to_have_count(0)


def test_a_table_that_does_not_fit_is_refused_with_the_reason(matrix):
    matrix.go("engineer", "career")
    matrix.paste("A\tB")
    expect(matrix.dialog).to_contain_text("Nothing was pasted")
    expect(matrix.dialog.locator("[data-paste-problem]")).not_to_be_empty()
    matrix.dialog.get_by_role("button", name="Close").click()
    expect(matrix.text("engineer", "career")).to_have_text("")


def test_several_lines_are_pasted_as_one_text_or_as_cells(matrix):
    matrix.go("engineer", "authority")
    matrix.paste("One\nTwo")
    matrix.dialog.get_by_role("button", name="One text").click()
    assert matrix.text("engineer", "authority").inner_text() == "One\nTwo"
    matrix.paste("One\nTwo")
    matrix.dialog.get_by_role("button", name="2 cells").click()
    matrix.dialog.get_by_role("button", name="Paste 2 texts").click()
    expect(matrix.text("engineer", "career")).to_have_text("Two")


def test_quoted_lines_are_first_taken_for_cells(matrix):
    matrix.go("engineer", "authority")
    matrix.paste('"One\nand a half"\nTwo')
    expect(matrix.dialog).to_contain_text("You copied 2 cells.")
    expect(matrix.dialog.get_by_role("button").first).to_be_focused()
    matrix.press("Enter")
    matrix.dialog.get_by_role("button", name="Paste 2 texts").click()
    expect(matrix.text("engineer", "career")).to_have_text("Two")


def test_a_list_of_word_is_shown_as_it_becomes(matrix):
    matrix.go("engineer", "career")
    matrix.paste("•\tPlan\n•\tWrite\n•\tCoach")
    matrix.dialog.get_by_role("button", name="Paste 1 text").click()
    expect(matrix.dialog).to_have_count(0)
    assert matrix.text("engineer", "career").inner_text() == (
        "- Plan\n- Write\n- Coach"
    )


def test_lines_are_pasted_as_a_list_when_asked(matrix):
    matrix.go("engineer", "career")
    matrix.paste("Plan\nWrite")
    matrix.dialog.get_by_role("button", name="A list").click()
    matrix.dialog.get_by_role("button", name="Leave lines").click()
    matrix.dialog.get_by_role("button", name="First make a list").click()
    matrix.dialog.get_by_role("button", name="Paste 1 text").click()
    expect(matrix.dialog).to_have_count(0)
    assert matrix.text("engineer", "career").inner_text() == "- Plan\n- Write"


def test_a_copied_cell_is_no_formula_elsewhere(matrix):
    fill_cell(matrix, "=1+1", "analyst", "purpose")
    copied = matrix.copied()
    assert copied["text"] == "'=1+1"
    assert ">'=1+1<" in copied["html"]
    matrix.go("engineer", "career")
    matrix.paste(**copied)
    expect(matrix.text("engineer", "career")).to_have_text("=1+1")


def test_words_that_start_with_a_quote_are_plain_words(matrix):
    matrix.go("engineer", "career")
    matrix.paste('"Own it," they say.')
    expect(matrix.text("engineer", "career")).to_have_text('"Own it," they say.')


def test_the_browser_handles_pasting_into_the_box(matrix):
    matrix.go("engineer", "career")
    matrix.press("Enter")
    matrix.paste("A\tB")
    expect(matrix.dialog).to_have_count(0)


def test_pasting_over_a_newer_text_writes_nothing(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
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


def test_cutting_copies_and_clears(matrix):
    matrix.go()
    matrix.page.evaluate(
        "document.activeElement.dispatchEvent(new ClipboardEvent('cut',"
        " { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }))"
    )
    expect(matrix.text()).to_have_text("")
    matrix.press("Control+z")
    expect(matrix.text()).not_to_have_text("")


def test_the_drafts_on_the_page_are_submitted_in_their_latest_version(matrix):
    button = matrix.page.get_by_role("button", name="for review")
    expect(button).to_be_hidden()
    matrix.write("A first draft", "analyst", "career")
    matrix.press("Control+Enter")
    matrix.write("A second one", "analyst", "authority")
    matrix.saved()
    expect(button).to_have_text("Submit 2 drafts for review")
    button.click()
    expect(matrix.page.locator("td[data-state=in-review]")).to_have_count(2)
    matrix.go("analyst", "purpose")
    matrix.press("Alt+Shift+ArrowDown")
    expect(matrix.cell("analyst", "authority")).to_be_focused()
