"""The form of one text counts words, saves while someone types, and loses nothing."""

import pytest
from playwright.sync_api import expect

from .unsaved_texts import ANNAS, BENS, BOTH, back, leave_unsaved


class Form:
    """The form of one text, open in one person's window."""

    def __init__(self, matrix, page=None):
        self.page = page or matrix.page
        self.path = f"/admin/texts/designer-{matrix.team:02}/purpose/"
        self.open()

    def open(self):
        self.page.goto(self.path)

    @property
    def box(self):
        return self.page.get_by_role("textbox", name="Text", exact=True)

    @property
    def state(self):
        return self.page.locator("[data-save-state]")

    def saved(self):
        expect(self.state).to_have_attribute("data-kind", "saved")
        expect(self.state).to_contain_text("All changes saved")


@pytest.fixture
def form_of(open_matrix):
    return lambda name="anna", **options: Form(open_matrix(name, **options))


def test_the_count_follows_the_typing(form_of):
    form = form_of()
    form.box.fill("One. Two words.")
    expect(form.page.locator("[data-count]")).to_have_text(
        "3 words, guide 45, 2 sentences"
    )


def test_a_reader_sees_the_text_but_no_form(form_of):
    form = form_of("reader")
    expect(form.page.locator(".text-main .prose").first).to_be_visible()
    expect(form.box).to_have_count(0)


def test_the_text_is_saved_while_it_is_typed(form_of):
    form = form_of()
    form.box.fill("Saved by itself.")
    form.saved()
    expect(form.page.locator("[data-label]")).to_have_text("Live, newer draft")
    form.open()
    expect(form.box).to_have_value("Saved by itself.")


def test_a_pasted_list_gets_the_sites_bullets_and_undo_takes_them_back(form_of):
    form = form_of()
    button = form.page.get_by_role("button", name="Make it a list")
    expect(button).to_be_hidden()
    form.box.fill("•\tPlans\n•\tWrites")
    form.saved()

    button.click()

    expect(form.box).to_have_value("- Plans\n- Writes")
    expect(form.box).to_be_focused()
    expect(button).to_be_hidden()
    form.saved()
    form.page.keyboard.press("Control+z")
    expect(form.box).to_have_value("•\tPlans\n•\tWrites")


def test_the_submit_button_works_during_a_save(form_of):
    form = form_of()
    form.box.fill("Saved and submitted.")
    form.page.get_by_role("button", name="Save and submit").click()
    expect(form.page.locator(".messagelist")).to_contain_text("submitted for review")
    expect(form.box).to_have_value("Saved and submitted.")


def test_the_changes_of_two_people_are_merged(form_of):
    anna, ben = form_of("anna"), form_of("ben")
    ben.box.fill(BENS)
    ben.saved()
    anna.box.fill(ANNAS)
    expect(anna.state).to_contain_text("ben changed this text")
    anna.page.get_by_role("button", name="Compare and merge").click()
    expect(anna.page.get_by_label("The text to save")).to_have_value(BOTH)
    anna.page.get_by_role("button", name="Save the merged text").click()
    anna.saved()
    expect(anna.box).to_have_value(BOTH)


def test_a_closed_window_loses_nothing(open_matrix):
    matrix = open_matrix()
    page = back(matrix, leave_unsaved(matrix, "Left behind")).page
    form = Form(matrix, page)
    form.page.get_by_role("button", name="Keep it").click()
    form.saved()
    expect(form.box).to_have_value("Left behind")


def test_without_scripts_a_conflict_shows_both_texts(form_of):
    anna, ben = form_of("anna", scripts=False), form_of("ben", scripts=False)
    ben.box.fill(BENS)
    ben.page.get_by_role("button", name="Save draft").click()
    anna.box.fill(ANNAS)
    anna.page.get_by_role("button", name="Save draft").click()
    expect(anna.page.get_by_label("The text to save")).to_have_value(BOTH)
    anna.page.get_by_role("button", name="Save the merged text").click()
    expect(anna.box).to_have_value(BOTH)
