"""A form that the site has saved is empty when it is opened again."""

import pytest
from playwright.sync_api import expect

from .test_autosave_forms import open_review, return_text
from .test_unsaved_forms import UNSAVED, open_form  # noqa: F401

# No dimension: it would be a column in the matrix of all other tests.
ADDED = {
    "careers/role": ["name", "slug"],
    "careers/family": ["name", "slug"],
    "careers/theme": ["name", "slug"],
    "careers/term": ["preferred", "variants"],
    "auth/user": ["username"],
}


def fill_form(page, names):
    for number, name in enumerate(names):
        page.fill(f"#id_{name}", f"received-{number}-{id(page)}")
    for tick in page.locator("#id_groups [type=checkbox]").all()[:1]:
        tick.check()


@pytest.mark.parametrize("model", ADDED)
def test_a_form_to_add_is_empty_after_it_was_saved(open_form, model):  # noqa: F811
    path = f"/admin/{model}/add/"
    page = open_form(path)
    fill_form(page, ADDED[model])
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert page.evaluate(UNSAVED) == 0
    page.goto(path)
    for name in ADDED[model]:
        expect(page.locator(f"#id_{name}")).to_have_value("")
    expect(page.locator("#id_groups :checked")).to_have_count(0)
    expect(page.locator(".restored-note")).to_have_count(0)


def test_edits_saved_by_an_action_do_not_come_back(open_form):  # noqa: F811
    page = open_form("/admin/careers/theme/add/")
    fill_form(page, ADDED["careers/theme"])
    page.goto("/admin/careers/dimension/")
    page.locator("#result_list .field-name a").first.click()
    page.fill("#id_example", f"An example {id(page)}.")
    page.locator("#content-main form select[name$=action]").select_option("archive")
    with page.expect_navigation():
        page.locator("#content-main form button[name=index]").first.click()
    expect(page.get_by_role("heading", name="Archive").first).to_be_visible()
    kept = page.evaluate("Object.keys(localStorage).join()")
    assert "careers/dimension" not in kept
    assert "careers/theme" in kept


def test_a_form_that_met_an_error_comes_back(open_form):  # noqa: F811
    path = "/admin/careers/theme/add/"
    page = open_form(path)
    fill_form(page, ADDED["careers/theme"])
    page.route(f"**{path}", lambda route: route.fulfill(status=500, body="Error"))
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.unroute(f"**{path}")
    page.goto(path)
    expect(page.locator("#id_name")).to_have_value(f"received-0-{id(page)}")
    expect(page.locator(".restored-note")).to_contain_text("It was not saved.")


def test_a_comment_returned_with_a_text_is_gone_from_every_page(open_matrix):
    page = open_review(open_matrix)
    return_text(page, "Say which.")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.evaluate(UNSAVED) == 0
