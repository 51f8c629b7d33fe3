"""axe finds nothing on any public page: WCAG 2.2 AA and axe's best practices."""

import pytest
from playwright.sync_api import expect

from .accessibility import (
    DESKTOP_DARK,
    DESKTOP_LIGHT,
    PHONE_DARK,
    TABLET_LIGHT,
    violations,
)
from .content import GUEST
from .public_pages import ERROR_PAGES, PAGES, comparison_of
from .turns import in_turn


@in_turn(("name", "view"), PAGES, [PHONE_DARK, DESKTOP_LIGHT])
def test_axe_finds_nothing(visit, name, view):
    assert violations(visit(PAGES[name], **view)) == {}


@in_turn(("count", "view"), [2, 8], [TABLET_LIGHT, DESKTOP_DARK])
def test_axe_finds_nothing_in_other_views_of_a_comparison(visit, count, view):
    assert violations(visit(comparison_of(count), **view)) == {}


@in_turn(
    ("name", "view"),
    ["home", "directory with an error", "picker", "role"],
    [TABLET_LIGHT, DESKTOP_DARK],
)
def test_axe_finds_nothing_in_other_views(visit, name, view):
    assert violations(visit(PAGES[name], **view)) == {}


@pytest.mark.long
@pytest.mark.parametrize("name", ERROR_PAGES)
def test_axe_finds_nothing_on_an_error_page(visit, name):
    status, path = ERROR_PAGES[name]
    page = visit(path, **PHONE_DARK)
    assert page.reload().status == status
    assert violations(page) == {}


def test_axe_finds_nothing_on_the_page_of_an_unknown_host(visit, site):
    page = visit("/")
    response = page.goto(site.replace("127.0.0.1", "elsewhere.localhost"))
    assert response.status == 400
    assert violations(page) == {}


def test_axe_finds_nothing_on_the_page_of_an_expired_form(first_visit):
    page = first_visit()
    page.goto("/admin/login/")
    page.context.clear_cookies()
    with page.expect_response("**/admin/login/") as response:
        sign_in(page)
    assert response.value.status == 403
    expect(page.get_by_role("heading", level=1)).to_contain_text("form has expired")
    assert violations(page) == {}


def test_axe_finds_nothing_on_the_page_of_a_closed_door(first_visit):
    page = first_visit()
    page.goto("/admin/login/")
    sign_in(page)
    page.wait_for_url("**/admin/")
    assert page.goto("/admin/careers/role/").status == 403
    assert violations(page) == {}


def test_axe_finds_nothing_on_the_page_of_a_failure(visit, broken_site):
    page = visit("/")
    assert page.goto(broken_site).status == 500
    assert violations(page) == {}


def sign_in(page):
    page.fill("[name=username]", GUEST["username"])
    page.fill("[name=password]", GUEST["password"])
    page.click("[type=submit]")
