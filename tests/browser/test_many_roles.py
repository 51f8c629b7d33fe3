"""Choosing from more roles than a page lists at once."""

import pytest
from playwright.sync_api import expect

from tests.site_processes import environment, run_code, run_manage, serve

from .accessibility import DESKTOP_DARK, PHONE_DARK, TABLET_LIGHT, violations
from .keyboard import focus_stops
from .measure import SIDEWAYS
from .public_pages import comparing
from .turns import in_turn

# A site of its own; the picker of many roles is tested without a browser too.
pytestmark = pytest.mark.long

FILL = """
from tests.factories import make_family, make_role
for number in range(240):
    family = make_family(f"Family {number // 40}") if number % 40 == 0 else family
    make_role(f"{chr(65 + number % 26)} role {number:03}", family=family)
"""
PICKERS = ["/", "/compare/"]


@pytest.fixture(scope="module")
def many_roles(site, site_folder):
    """The address of a site with 240 roles in six families."""
    url = f"sqlite:///{site_folder / 'many.sqlite3'}"
    run_manage("migrate", variables=environment(site_folder, DATABASE_URL=url))
    run_code(FILL, site_folder, url)
    with serve(site_folder, url) as address:
        yield address


@pytest.fixture
def open_page(many_roles, new_context):
    def open_page(path, *, width=1280, height=720, picks=(), **settings):
        size = {"width": width, "height": height}
        page = new_context(base_url=many_roles, viewport=size, **settings).new_page()
        if picks:
            page.goto("/health/live")
            page.evaluate(
                "roles => localStorage.setItem('chosen-roles', JSON.stringify(roles))",
                [[slug, slug] for slug in picks],
            )
        page.goto(path)
        return page

    return open_page


def opened(page):
    return page.locator("details[open] h2")


@pytest.mark.parametrize("path", PICKERS)
def test_families_are_closed_until_someone_opens_them(open_page, path):
    page = open_page(path)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_text("Family 2").click()
    expect(page.get_by_role("checkbox")).to_have_count(40)


@pytest.mark.parametrize("path", PICKERS)
def test_families_with_ticks_are_open(open_page, path):
    page = open_page(path, picks=["b-role-001", "g-role-084"])
    expect(opened(page)).to_have_text(["Family 0", "Family 2"])


@pytest.mark.parametrize("path", PICKERS)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_of_many_roles_is_short(open_page, path, width):
    page = open_page(path, width=width)
    assert page.evaluate("document.documentElement.scrollHeight") < 2500


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_ticks_stay_on_the_way_through_letters(open_page, java_script_enabled):
    page = open_page("/compare/", java_script_enabled=java_script_enabled)
    for letter in "CA":
        page.get_by_role("button", name=letter, exact=True).click()
        page.wait_for_url(f"**letter={letter.lower()}*")
        name = {"C": "C role 002", "A": "A role 026"}[letter]
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_url(f"**{comparing('c-role-002', 'a-role-026')}")


def test_compare_is_at_most_twelve_keys_from_a_box_of_a_family(open_page):
    page = open_page("/compare/", picks=["b-role-001"])
    page.evaluate("new Promise(requestAnimationFrame)")  # keys before it are lost
    stops = [stop["html"] for stop in focus_stops(page, "Tab")]
    keys = [
        next(n for n, stop in enumerate(stops[place:], 1) if 'value="compare"' in stop)
        for place, html in enumerate(stops)
        if 'name="role"' in html
    ]
    assert len(keys) == 40
    assert max(keys) <= 12


@in_turn(
    ("path", "view"),
    [*PICKERS, "/compare/?letter=a", "/compare/?role=a-role-000&replace=a-role-000"],
    [PHONE_DARK, TABLET_LIGHT, DESKTOP_DARK],
)
def test_axe_finds_nothing_in_a_long_list(open_page, path, view):
    # So high that the tray covers no part of a button: axe would call that too small.
    page = open_page(path, height=1600, picks=["b-role-001"], **view)
    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) == 0
