"""The first screen of a comparison answers: what is shared, what differs, the table."""

import pytest

from .public_pages import comparison_of

DESK, WIDE, TABLET, PHONE = (1280, 800), (1920, 1080), (768, 1024), (360, 780)

TOP = "element => element.getBoundingClientRect().top + scrollY"


@pytest.mark.parametrize(
    ("count", "size", "row", "difference"),
    [
        *((count, size, 620, 450) for count in (2, 3, 5, 8) for size in (DESK, WIDE)),
        *((20, size, 760, None) for size in (DESK, WIDE)),
        (3, TABLET, 800, None),
        (3, PHONE, 900, 500),
        (20, PHONE, 1600, None),
    ],
)
def test_the_table_and_a_difference_are_in_sight(visit, count, size, row, difference):
    width, height = size
    page = visit(comparison_of(count), width=width, height=height)
    assert page.locator(".comparison tbody tr").first.evaluate(TOP) <= row
    if difference:
        assert page.locator(".only:visible").first.evaluate(TOP) <= difference


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_name_stands_once_between_the_lede_and_the_table(visit, size):
    width, height = size
    page = visit(comparison_of(3), width=width, height=height)
    names = page.locator(".name:visible, .card h2").evaluate_all(
        """all => all.filter(name => getComputedStyle(name).clipPath === "none")
            .map(name => name.textContent)"""
    )
    assert len(names) == len(set(names)) == 3


def test_fifteen_screens_are_enough_for_twenty_roles_on_a_desk(visit):
    page = visit(comparison_of(20), width=1280, height=800)
    assert page.evaluate("document.documentElement.scrollHeight") < 15 * 800


def test_a_phone_folds_what_many_roles_say(visit):
    page = visit(comparison_of(20), width=360, height=780)
    row = page.locator("#primary-role")
    cells = row.locator("td")
    assert [cell.is_visible() for cell in cells.all()] == [True] * 10 + [False] * 10
    page.set_viewport_size({"width": 1280, "height": 780})
    assert all(cell.is_visible() for cell in cells.all())
    page.set_viewport_size({"width": 360, "height": 780})
    row.get_by_role("button", name="Show all 20 roles").click()
    assert all(cell.is_visible() for cell in cells.all())


def test_a_phone_without_scripts_shows_what_all_roles_say(visit):
    page = visit(comparison_of(20), width=360, height=780, java_script_enabled=False)
    assert all(cell.is_visible() for cell in page.locator("#primary-role td").all())
