"""A link handed over, from the administrator who makes it to the owner who uses it."""

import pytest
from playwright.sync_api import expect

from tests.site_processes import run_code, serve

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations
from .measure import SIDEWAYS

PASSWORD = "only for the browser tests"
FILL = f"""
from tests.browser.content import fill_public_site
from tests.factories import make_person
fill_public_site()
for name in ("ada", "bo"):
    make_person(name, "Administrator", password={PASSWORD!r})
for name in ("anna", "rita"):
    make_person(name, "Reviewer", first_name=name.title(), last_name="Levi" * 12)
"""
VIEWS = {"anna": PHONE_DARK, "rita": DESKTOP_LIGHT}


@pytest.fixture(scope="session")
def accounts_site(site, site_folder):
    """The address of a site without mail that only these tests change."""
    url = f"sqlite:///{site_folder / 'accounts.sqlite3'}"
    run_code(FILL, site_folder, url)
    with serve(site_folder, url) as address:
        yield address


@pytest.fixture
def open_as(new_context, accounts_site):
    """Return a function that opens the admin as a person, or as a visitor."""

    def open_as(name, view, password=PASSWORD):
        viewport = {"width": view["width"], "height": 720}
        scheme = view["color_scheme"]
        context = new_context(
            base_url=accounts_site, viewport=viewport, color_scheme=scheme
        )
        page = context.new_page()
        if name:
            page.goto("/admin/login/")
            page.fill("[name=username]", name)
            page.fill("[name=password]", password)
            page.click("[type=submit]")
            page.wait_for_url("**/admin/")
        return page

    return open_as


def check(page):
    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) <= 0


def open_account(page, name):
    page.goto(f"/admin/auth/user/?q={name}")
    page.locator("#result_list").get_by_role("link", name=name, exact=True).click()
    page.wait_for_url("**/change/**")


@pytest.mark.parametrize("owner", VIEWS)
def test_an_owner_sets_a_password_and_is_confirmed(open_as, owner):
    view = VIEWS[owner]
    ada = open_as("ada", view)
    open_account(ada, owner)
    check(ada)
    ada.get_by_role("button", name="Make a link to set a password").press("Enter")
    check(ada)
    link = ada.get_by_label("Give this link to").input_value()
    visitor = open_as(None, view)
    visitor.goto(link)
    check(visitor)
    visitor.get_by_label("New password:", exact=True).fill("a violet umbrella 7")
    visitor.get_by_label("New password confirmation").fill("a violet umbrella 7")
    visitor.get_by_role("button", name="Set the password").press("Enter")
    expect(visitor.locator(".messagelist")).to_contain_text("Your password is set.")
    visitor.goto(link)
    check(visitor)
    page = open_as(owner, view, "a violet umbrella 7")
    expect(page.get_by_role("heading", name="Your account isn’t")).to_be_visible()
    check(page)
    page.get_by_role("button", name="I have read this").press("Enter")
    expect(page.get_by_text("Your account was changed")).to_have_count(0)
    bo = open_as("bo", view)
    check(bo)
    bo.get_by_role("link", name=owner.title()).click()
    expect(bo.get_by_role("button", name="Confirm the owner")).to_be_visible()
    check(bo)
    bo.get_by_role("button", name="Confirm the owner").press("Enter")
    expect(bo.locator(".messagelist")).to_contain_text("You confirmed that")
    page.reload()
    expect(page.get_by_text("Your account isn’t confirmed yet")).to_have_count(0)


@pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT], ids=str)
def test_axe_finds_nothing_on_the_form_for_a_new_account(open_as, view):
    page = open_as("ada", view)
    page.goto("/admin/auth/user/add/")
    expect(page.get_by_label("Username")).to_be_visible()
    check(page)
