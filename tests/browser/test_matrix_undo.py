"""The same words keep their state, and a block is undone as a whole or not at all."""

import re

import pytest
from playwright.sync_api import expect

TABLE = "One\tTwo\nThree\tFour"
TEXTS = "**/matrix/texts/"


@pytest.fixture
def matrix(open_matrix):
    return open_matrix()


def paste_table(matrix):
    matrix.go("analyst")
    matrix.paste(TABLE)
    matrix.dialog.get_by_role("button", name="Paste 4 texts").click()
    expect(matrix.dialog).to_have_count(0)
    expect(matrix.text("designer", "tasks")).to_have_text("Four")


def submitted(matrix):
    matrix.write("Draws plans")
    matrix.press("Control+Enter")
    matrix.saved()
    matrix.page.get_by_role("button", name="for review").click()
    expect(matrix.cell()).to_have_attribute("data-state", "in-review")


def test_a_block_is_undone_in_one_request(matrix):
    paste_table(matrix)
    sent = []
    matrix.page.on("request", lambda request: sent.append(request.url))
    matrix.press("Control+z")
    expect(matrix.status).to_have_text("Undone: pasting 4 cells.")
    expect(matrix.text("designer", "tasks")).to_contain_text("says what the Tasks")
    posts = [url for url in sent if "/texts/" in url and "row-labels" not in url]
    assert [url.partition("/admin/")[2] for url in posts] == ["matrix/texts/"]
    matrix.press("Control+y")
    expect(matrix.status).to_have_text("Redone: pasting 4 cells.")
    matrix.open()
    expect(matrix.text("designer", "tasks")).to_have_text("Four")


def test_without_a_network_nothing_of_a_block_is_undone(matrix):
    paste_table(matrix)
    matrix.page.context.set_offline(True)
    matrix.press("Control+z")
    expect(matrix.status).to_contain_text("Nothing is undone yet.")
    expect(matrix.text("designer", "tasks")).to_have_text("Four")
    matrix.page.context.set_offline(False)
    matrix.press("Control+z")
    expect(matrix.status).to_have_text("Undone: pasting 4 cells.")


def test_a_block_whose_answer_was_lost_is_undone(matrix):
    paste_table(matrix)

    def swallow(route):
        route.fetch()
        route.abort()

    matrix.page.route(TEXTS, swallow)
    matrix.press("Control+z")
    expect(matrix.status).to_contain_text("Nothing is undone yet.")
    matrix.page.unroute(TEXTS)
    matrix.press("Control+z")
    expect(matrix.status).to_have_text("Undone: pasting 4 cells.")
    expect(matrix.text("designer", "tasks")).to_contain_text("says what the Tasks")


def test_a_colleagues_change_stops_the_undo_of_a_block(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    paste_table(anna)
    ben.open()
    ben.write("Ben's", "analyst", "tasks")
    ben.press("Control+Enter")
    ben.saved()
    anna.press("Control+z")
    expect(anna.status).to_contain_text("Not undone: “Analyst")
    expect(anna.text("designer", "tasks")).to_have_text("Four")
    expect(anna.text("analyst", "tasks")).to_have_text("Ben's")


def test_a_block_is_cleared_in_one_request_or_not_at_all(matrix):
    paste_table(matrix)
    matrix.page.context.set_offline(True)
    matrix.go("analyst")
    matrix.press("Shift+ArrowDown", "Delete")
    expect(matrix.status).to_contain_text("Nothing was cleared.")
    expect(matrix.text("analyst")).to_have_text("One")


def test_a_submitted_text_stays_submitted_after_escape(matrix):
    submitted(matrix)
    matrix.go()
    matrix.type("x")
    matrix.saved()
    expect(matrix.cell()).to_have_attribute("data-state", "draft")
    matrix.press("Escape")
    expect(matrix.cell()).to_have_attribute("data-state", "in-review")


def test_the_first_key_says_what_a_change_costs(matrix):
    submitted(matrix)
    cost = "In review. A change takes it out of review."
    matrix.go()
    matrix.press("Enter")
    expect(matrix.cell().locator(".cell-cost")).to_have_count(0)
    matrix.type("x")
    expect(matrix.cell().locator(".cell-cost")).to_have_text(cost)
    expect(matrix.status).to_have_text(cost)
    matrix.press("Escape")
    expect(matrix.cell().locator(".cell-cost")).to_have_count(0)


def test_the_page_of_a_text_says_it_too(matrix):
    submitted(matrix)
    matrix.page.goto(f"/admin/texts/designer-{matrix.team:02}/purpose/")
    line = matrix.page.locator(".text-cost")
    expect(line).to_have_text("")
    matrix.page.locator("#id_text").press("End")
    matrix.type("x")
    expect(line).to_have_text("In review. A change takes it out of review.")
    expect(matrix.page.locator("[data-save-state]")).to_have_text(re.compile("saved"))
    matrix.press("Backspace")
    expect(line).to_have_text("")


def test_the_undo_of_one_text_is_said_once_it_is_saved(matrix):
    matrix.write("Draws plans")
    matrix.press("Control+Enter")
    matrix.saved()
    matrix.page.context.set_offline(True)
    matrix.press("Control+z")
    expect(matrix.status).to_contain_text("Undone on this page, but not saved yet")
    matrix.page.context.set_offline(False)
    matrix.saved()


def test_a_filter_submits_only_what_it_shows(matrix):
    matrix.write("Draws plans")
    matrix.press("Control+Enter")
    matrix.saved()
    matrix.page.goto(f"{matrix.path}&state=missing")
    button = matrix.page.get_by_role("button", name="for review")
    expect(button).to_be_hidden()
    matrix.write("Newly written", "designer", "career")
    matrix.press("Control+Enter")
    matrix.saved()
    expect(button).to_have_text("Submit 1 draft for review")


def test_typing_goes_on_when_the_slug_of_the_role_changes(open_matrix):
    anna, cleo = open_matrix("anna"), open_matrix("cleo")
    anna.write("Draws")
    anna.saved()
    cleo.page.locator(f"th[data-role='designer-{cleo.team:02}'] a").click()
    cleo.page.locator("[name=slug]").fill(f"drawer-{cleo.team:02}")
    cleo.page.get_by_role("button", name="Save", exact=True).click()
    cleo.page.wait_for_url("**/admin/careers/role/")
    anna.type(" plans")
    anna.saved()
    anna.press("Escape")
    paste_table(anna)
