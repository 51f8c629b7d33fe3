"""Going through the editors' long lists by keyboard, and naming a role in a field."""

import pytest
from playwright.sync_api import expect

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations
from .measure import SIDEWAYS

LISTS = {
    "matrix": "/admin/matrix/?letter=e",
    "search": "/admin/matrix/?q=designer&find=analyst",
    "roles": "/admin/careers/role/?q=engineer&letter=e",
    "pages of roles": "/admin/careers/role/?p=2",
    "texts": "/admin/careers/roledimensionentry/?letter=e&p=2",
    "history": "/admin/history/?role=engineer",
    "views": "/admin/views/",
}


@pytest.mark.parametrize("path", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT], ids=str)
def test_axe_finds_nothing_on_a_long_list(open_matrix, path, view):
    page = open_matrix(**view).page
    page.goto(path)

    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_letter_and_a_page_are_reached_by_keyboard(open_matrix):
    page = open_matrix().page
    page.goto("/admin/matrix/")

    page.get_by_role("link", name="E", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**letter=e")
    page.get_by_label("Page", exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("3")
    page.keyboard.press("Enter")

    page.wait_for_url("**/admin/matrix/?letter=e&page=3")
    expect(page.locator("thead th[data-role] a").first).to_contain_text("Engineer")


def test_a_role_is_chosen_from_a_list_while_typing(open_matrix):
    matrix = open_matrix()
    page, name = matrix.page, f"Designer {(matrix.team + 1) % 240:02}"

    page.get_by_label("Add a role").press_sequentially(name)
    option = page.get_by_role("option", name=name).first
    expect(option).to_be_visible()
    assert violations(page) == {}
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**role={name.lower().replace(' ', '-')}")


def test_a_role_is_found_without_scripts(open_matrix):
    page = open_matrix(scripts=False).page
    page.goto("/admin/history/")

    page.get_by_label("Role", exact=True).fill("engineer")
    page.get_by_role("button", name="Show").click()
    offer = page.locator(".role-offers a").first
    name = offer.inner_text()
    offer.click()

    expect(page.get_by_label("Role", exact=True)).to_have_value(name)


def test_a_view_is_saved_by_keyboard(open_matrix):
    matrix = open_matrix()
    page, name = matrix.page, f"Team {matrix.team}"

    page.get_by_text("Save this view").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.keyboard.press("Enter")

    view = page.get_by_role("link", name=name, exact=True)
    expect(view).to_have_attribute("aria-current", "true")
