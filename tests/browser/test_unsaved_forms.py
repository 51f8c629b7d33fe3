"""What is typed into the admin's own forms is kept, offered back and asked about."""

import pytest
from playwright.sync_api import expect

from .editors import sign_in
from .test_autosave_forms import end_session

ADD_ROLE = "/admin/careers/role/add/"
ADD_THEME = "/admin/careers/theme/add/"
UNSAVED = "Object.keys(localStorage).filter((key) => key.startsWith('unsaved/')).length"


@pytest.fixture
def open_form(open_matrix):
    def open_form(path, name="cleo", **options):
        page = open_matrix(name, **options).page
        page.goto(path)
        return page

    return open_form


def wait_until_kept(page):
    # The site's policy lets no string be evaluated in the page again and again.
    for _ in range(100):
        if page.evaluate(UNSAVED) == 1:
            return
        page.wait_for_timeout(20)
    pytest.fail("The browser has not kept the form.")


def type_role(page, name="Head Cook"):
    page.locator("#id_name").press_sequentially(name)
    page.fill("#id_slug", "head-cook")
    page.fill("#id_other_names", "Chef\nSous-chef")
    page.select_option("#id_family", label="Team 01")
    wait_until_kept(page)


def has_role(page):
    """Whether the form has what ``type_role`` types."""
    expect(page.locator("#id_name")).to_have_value("Head Cook")
    expect(page.locator("#id_slug")).to_have_value("head-cook")
    expect(page.locator("#id_other_names")).to_have_value("Chef\nSous-chef")
    expect(page.locator("#id_family option:checked")).to_have_text("Team 01")


def test_a_form_in_a_closed_tab_comes_back(open_form):
    page = open_form(ADD_ROLE)
    type_role(page)
    page.close()
    page = page.context.new_page()
    page.goto(ADD_ROLE)
    has_role(page)
    expect(page.locator(".restored-note")).to_contain_text("It was not saved.")


def test_a_form_that_came_back_can_be_discarded(open_form):
    page = open_form(ADD_ROLE)
    type_role(page)
    page.goto("/admin/")
    page.goto(ADD_ROLE)
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator("#id_name")).to_have_value("")
    expect(page.locator("#id_name")).to_be_focused()
    assert page.evaluate(UNSAVED) == 0


def test_an_open_window_keeps_its_words_to_itself(open_form):
    page = open_form(ADD_ROLE)
    type_role(page)
    other = page.context.new_page()
    other.goto(ADD_ROLE)
    expect(other.locator(".restored-note")).to_have_count(0)
    expect(other.locator("#id_name")).to_have_value("")


def test_another_person_does_not_get_the_words(open_form):
    page = open_form(ADD_ROLE)
    type_role(page)
    end_session(page)
    page.goto("/admin/login/")
    sign_in(page, "ben")
    page.goto(ADD_ROLE)
    expect(page.locator("#id_name")).to_have_value("")
    expect(page.locator(".restored-note")).to_have_count(0)


def test_a_saved_form_does_not_come_back(open_form):
    page = open_form(ADD_THEME)
    page.fill("#id_name", f"pay {id(page)}")
    page.fill("#id_slug", f"pay-{id(page)}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.evaluate(UNSAVED) == 0
    page.goto(ADD_THEME)
    expect(page.locator("#id_name")).to_have_value("")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_comes_back_after_the_session_has_ended(open_form, scripts):
    page = open_form(ADD_ROLE, scripts=scripts)
    page.fill("#id_name", "Head Cook")
    page.fill("#id_slug", "head-cook")
    page.fill("#id_other_names", "Chef\nSous-chef")
    page.select_option("#id_family", label="Team 01")
    end_session(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    sign_in(page, "cleo")
    has_role(page)
    expect(page.locator(".kept-form")).to_contain_text("nothing was saved")
    page.get_by_role("button", name="Discard what I typed").click()
    expect(page.locator("#id_name")).to_have_value("")


def test_what_is_typed_into_a_form_that_came_back_comes_back_too(open_form):
    page = open_form(ADD_ROLE)
    type_role(page)
    end_session(page)
    page.get_by_role("button", name="Save", exact=True).click()
    sign_in(page, "cleo")
    has_role(page)
    page.fill("#id_abbreviations", "HC")
    page.close()
    page = page.context.new_page()
    page.goto(ADD_ROLE)
    has_role(page)
    expect(page.locator("#id_abbreviations")).to_have_value("HC")
    page.get_by_role("button", name="Discard it").click()
    has_role(page)
    expect(page.locator("#id_abbreviations")).to_have_value("")


def test_a_popup_that_has_saved_leaves_nothing(open_form):
    page = open_form(ADD_ROLE)
    with page.expect_popup() as popups:
        page.locator("#add_id_family").click()
    popups.value.locator("#id_name").press_sequentially(f"Family {id(page)}")
    with popups.value.expect_event("close"):
        popups.value.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#id_family option:checked")).to_have_text(f"Family {id(page)}")
    page.goto("/admin/careers/family/add/?_popup=1")
    expect(page.locator("#id_name")).to_have_value("")


def test_a_pasted_table_comes_back(open_form):
    page = open_form("/admin/matrix/paste/")
    page.get_by_label("The table").press_sequentially("One text")
    page.goto("/admin/")
    page.goto("/admin/matrix/paste/")
    expect(page.get_by_label("The table")).to_have_value("One text")


def test_without_a_network_the_words_stay_in_the_form(open_form):
    page = open_form(ADD_ROLE)
    type_role(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    note = page.get_by_role("alert")
    expect(note).to_contain_text("Not sent: there is no connection. This browser keeps")
    has_role(page)
    page.context.set_offline(False)
    page.fill("#id_slug", f"cook-{id(page)}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.evaluate(UNSAVED) == 0


def asks_before_leaving(page):
    dialogs = []

    def on_dialog(dialog):
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", on_dialog)
    page.get_by_role("link", name="Home").first.click()
    page.wait_for_url("**/admin/")
    return dialogs == ["beforeunload"]


@pytest.mark.parametrize("model", ["role", "dimension", "theme", "family", "term"])
def test_an_unsaved_form_asks_before_it_is_left(open_form, model):
    page = open_form(f"/admin/careers/{model}/add/")
    page.locator(".form-row input").first.press_sequentially("Typed")
    wait_until_kept(page)
    assert asks_before_leaving(page)


def test_a_form_with_an_error_asks_before_it_is_left(open_form):
    page = open_form(ADD_ROLE)
    page.locator("#id_name").press_sequentially("Cook")
    page.fill("#id_slug", "No slug")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist")).to_be_visible()
    page.locator("#id_name").click()
    assert asks_before_leaving(page)


def test_an_untouched_form_asks_nothing(open_form):
    page = open_form(ADD_ROLE)
    page.locator("#id_name").press_sequentially("C")
    page.locator("#id_name").press("Backspace")
    page.fill("#id_slug", "")
    page.wait_for_timeout(300)
    assert not asks_before_leaving(page)


def test_passwords_stay_out_of_the_browsers_storage(open_form):
    page = open_form("/admin/password_change/")
    page.fill("#id_new_password1", "a very secret thing")
    # Longer than any form waits before it keeps what is typed.
    page.wait_for_timeout(1500)
    assert "secret" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_redaction_comes_back_without_the_words_that_it_looks_for(open_form):
    page = open_form("/admin/redactions/text/designer-00/purpose/")
    page.get_by_label("Words to look for").fill("Zoe")
    page.get_by_label("Reason (required)").fill("Named a person")
    wait_until_kept(page)
    page.reload()
    expect(page.locator(".restored-note")).to_contain_text("It was not saved.")
    expect(page.get_by_label("Reason (required)")).to_have_value("Named a person")
    assert "Zoe" not in page.evaluate("JSON.stringify(localStorage)")
