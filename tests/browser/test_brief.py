"""A comparison in brief, on paper."""

import pytest
from playwright.sync_api import expect

from .paper import page_sizes
from .public_pages import ROLES, STRAINED, comparing, comparison_of

# What a brief says is tested each time, without a browser.
pytestmark = pytest.mark.long

EVERYTHING = comparing(*ROLES, *(f"role-{number:02}" for number in range(1, 7)))
STRAINED_8 = comparing(
    "long-name", "long-words", "much", "right-to-left", *ROLES[:2], "much@2020-01-31",
    "right-to-left@2020-01-31",
)  # fmt: skip


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("path", "most"),
    [
        (comparison_of(2), 1),
        (comparison_of(4), 1),
        (comparison_of(8), 1),
        (STRAINED, 1),
        (STRAINED_8, 1),
        (comparison_of(12), 2),
        (EVERYTHING, 2),
    ],
)
def test_a_brief_is_one_sheet_or_two_from_nine_roles_on(visit, path, most, paper):
    sizes = page_sizes(visit(f"{path}brief/"), paper)
    assert {width < height for width, height in sizes} == {True}
    assert len(sizes) <= most


def test_only_the_brief_is_printed(visit):
    page = visit(f"{comparison_of(3)}brief/", media="print")
    for selector in [".site-header", ".site-footer", ".crumbs", ".brief-actions"]:
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".qr-code svg")).to_be_visible()


def test_print_prints(visit):
    page = visit(f"{comparison_of(3)}brief/")
    page.evaluate("window.print = () => document.body.classList.add('printed')")
    page.get_by_role("button", name="Print").click()
    expect(page.locator("body")).to_have_class("printed")


def test_nothing_is_cut_on_a_screen(visit):
    page = visit(f"{STRAINED}brief/", width=320)
    cut = page.locator(".brief p, .brief h3, .brief li").evaluate_all(
        "e => e.filter(line => line.scrollHeight > line.clientHeight + 1).length"
    )
    assert cut == 0
