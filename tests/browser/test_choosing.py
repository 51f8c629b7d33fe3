"""Choosing roles and reading their table, with scripts."""

import pytest
from playwright.sync_api import expect

from .public_pages import comparing, comparison_of

PICKERS = ["/", "/roles/", "/compare/", "/dimensions/primary-role/"]


def test_no_role_is_ticked_on_a_first_visit(visit):
    for path in PICKERS:
        assert visit(path).locator("[name=role]:checked").count() == 0


def test_a_table_that_fits_is_no_tab_stop(visit):
    region = visit(comparing("data-engineer", "ux-researcher")).locator(
        "#comparison_table"
    )
    expect(region).not_to_have_attribute("tabindex", "0")
    expect(region).not_to_have_attribute("role", "region")


def test_a_table_that_scrolls_is_a_named_region(visit):
    page = visit(comparison_of(9))
    region = page.get_by_role(
        "region", name="Scrollable: comparison of Agent Architect"
    )
    expect(region).to_have_attribute("tabindex", "0")


def test_the_region_follows_the_width_of_the_window(visit):
    page = visit(comparison_of(9))
    expect(page.locator("#comparison_table")).to_have_role("region")
    page.set_viewport_size({"width": 640, "height": 720})  # stacked
    expect(page.locator("#comparison_table")).not_to_have_attribute("role", "region")


def test_an_error_belongs_to_its_field(visit):
    page = visit(f"/roles/?q={'long' * 30}")
    message = page.locator(".errorlist")
    field = page.locator(".field", has=message).locator("input")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(message.text_content().strip())


def test_an_error_belongs_to_its_filter(visit):
    families = visit("/roles/?family=nowhere").get_by_role("group", name="Family")
    message = "There is no such family. Choose another."
    expect(families.last).to_have_accessible_description(message)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_error_of_the_picker_has_the_focus(visit, java_script_enabled):
    page = visit("/compare/?go=compare", java_script_enabled=java_script_enabled)
    expect(page.get_by_role("alert")).to_be_focused()


def test_lines_of_an_explanation_hold_at_most_80_characters(visit):
    page = visit("/how-it-is-counted/", width=1920)
    widths = page.locator("main :is(p, li)").evaluate_all(
        "texts => texts.map(text => text.offsetWidth / "
        "parseFloat(getComputedStyle(text).fontSize))"
    )
    assert max(widths) <= 42
