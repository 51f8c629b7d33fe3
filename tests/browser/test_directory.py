"""Filters of the directory act at once, and without scripts after a press of Apply."""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations
from .measure import SIDEWAYS
from .turns import in_turn


@pytest.fixture
def directory(visit):
    return lambda query="", **options: visit(f"/roles/{query}", **options)


def count(page):
    return page.locator("#count")


def family(page, name):
    return page.get_by_role("checkbox", name=re.compile(rf"^{name}\s+\d+$"))


def listed(page):
    return page.locator(".role-line h2")


def active(page):
    return page.evaluate("document.activeElement.id")


def test_a_filter_acts_at_once_and_keeps_the_focus(directory):
    page = directory()
    page.evaluate("window.isSamePage = true")

    family(page, "Data").press("Space")

    expect(count(page)).to_have_text("3 roles")
    expect(listed(page)).to_have_count(3)
    assert page.url.endswith("/roles/?family=data")
    assert active(page) == "family-data"
    assert page.evaluate("window.isSamePage")
    expect(page.locator("#number-initial-d")).to_have_text("2")


def test_several_filters_are_in_the_address_and_back_undoes_them(directory):
    page = directory()
    family(page, "Data").check()
    expect(count(page)).to_have_text("3 roles")
    family(page, "People").check()
    expect(page).to_have_url(re.compile(r"\?family=data&family=people$"))

    page.go_back()

    expect(page).to_have_url(re.compile(r"\?family=data$"))
    expect(count(page)).to_have_text("3 roles")
    expect(family(page, "People")).not_to_be_checked()
    expect(family(page, "Data")).to_be_checked()


def test_words_are_searched_while_they_are_typed(directory):
    page = directory()
    words = page.locator("#id_q")
    words.press_sequentially("data sci", delay=20)
    expect(count(page)).to_contain_text("for “data sci”")

    words.press_sequentially("entist", delay=20)

    expect(count(page)).to_contain_text("for “data scientist”")
    assert active(page) == "id_q"
    expect(words).to_have_value("data scientist")
    expect(listed(page).first).to_have_text("Data Scientist")
    expect(page.get_by_label("Sort by").locator("option").first).to_have_text(
        "Best match"
    )
    page.go_back()  # all letters are one step
    expect(words).to_have_value("")


def test_roles_that_a_filter_brings_can_be_chosen(directory):
    page = directory()
    page.get_by_role("checkbox", name="Agent Architect").check()
    family(page, "Data").check()
    expect(listed(page)).to_have_count(3)
    page.get_by_role("checkbox", name="Data Engineer").check()

    family(page, "Data").uncheck()

    expect(listed(page)).to_have_count(30)
    expect(page.get_by_role("checkbox", name="Data Engineer")).to_be_checked()
    page.get_by_role("button", name="Compare", exact=True).first.click()
    page.wait_for_url("**/compare/agent-architect-vs-data-engineer/")


def test_a_filter_in_force_is_removed_and_the_focus_moves_to_the_roles(directory):
    page = directory("?family=data&initial=d")

    page.get_by_role("link", name="Remove Data").click()

    expect(page).to_have_url(re.compile(r"\?initial=d$"))
    expect(family(page, "Data")).not_to_be_checked()
    assert active(page) == "listed"


def test_the_next_page_starts_at_its_top(directory):
    page = directory()

    page.get_by_role("link", name="Next page").click()

    expect(page.get_by_role("link", name="Previous page")).to_be_visible()
    assert active(page) == "listed"
    assert page.locator("#count").bounding_box()["y"] >= 0


def test_the_first_role_of_the_next_page_is_one_tab_away(directory):
    page = directory()
    page.get_by_role("link", name="Next page").press("Enter")
    expect(page.get_by_role("link", name="Previous page")).to_be_visible()

    page.keyboard.press("Tab")

    expect(page.locator(".role-line input").first).to_be_focused()


def test_a_link_skips_the_filters_and_letters(directory):
    page = directory()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Skip to the roles").press("Enter")

    page.keyboard.press("Tab")

    expect(page.locator(".role-line input").first).to_be_focused()
    assert asked == []


def test_back_keeps_the_focus_in_the_roles(directory):
    page = directory()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("link", name="Previous page")).to_be_visible()
    page.get_by_role("link", name="Previous page").press("Enter")
    expect(page.get_by_role("link", name="Previous page")).to_have_count(0)
    page.get_by_role("link", name="Next page").focus()

    page.go_back()

    expect(page.get_by_role("link", name="Previous page")).to_be_visible()
    expect(page.locator("#listed")).to_be_focused()


@pytest.mark.parametrize("path", ["?start=s", ""])
def test_the_current_letter_is_in_sight_on_a_phone(directory, path):
    page = directory(path, width=320)
    if not path:
        page.locator("#letters a").last.press("Enter")

    letter = page.locator("#letters [aria-current]")

    expect(letter).not_to_have_text("A")
    expect(letter).to_be_in_viewport(ratio=1)


def test_find_on_a_phone_leads_to_the_field_for_words(directory):
    page = directory(width=390)

    page.get_by_role("banner").get_by_role("link", name="Find").press("Enter")

    expect(page.locator("#id_q")).to_be_focused()


def test_the_number_of_roles_is_announced(directory):
    page = directory()
    status = page.get_by_role("status").filter(has_text=re.compile(r"^\s*\d+ roles"))
    handle = status.element_handle()

    family(page, "Data").check()

    expect(count(page)).to_have_text("3 roles")
    assert handle.evaluate("element => element.isConnected")


@pytest.mark.parametrize("answer", ["lost", "error"])
def test_without_an_answer_the_page_is_loaded(directory, answer):
    page = directory()

    def fail(route):
        if route.request.resource_type != "fetch":
            return route.continue_()
        if answer == "lost":
            return route.abort()
        return route.fulfill(status=500)

    page.route("**/roles/**", fail)
    family(page, "Data").check()

    expect(count(page)).to_have_text("3 roles")
    assert page.url.endswith("?family=data")
    expect(family(page, "Data")).to_be_checked()
    page.unroute_all()


def test_apply_takes_the_filters_without_scripts(directory):
    page = directory(java_script_enabled=False, width=390)
    assert not family(page, "Data").is_visible()

    page.get_by_text("Filters", exact=True).click()
    family(page, "Data").check()
    page.get_by_role("button", name="Apply").click()

    assert "family=data" in page.url
    expect(listed(page)).to_have_count(3)


def test_filters_are_unfolded_beside_the_roles_without_scripts(directory):
    page = directory(java_script_enabled=False)

    expect(family(page, "Data")).to_be_visible()


def test_apply_on_a_phone_folds_the_filters_and_shows_the_roles(directory):
    page = directory(width=390, height=780)
    page.get_by_text("Filters", exact=True).click()
    family(page, "Data").check()
    expect(count(page)).to_have_text("3 roles")

    page.get_by_role("button", name="Apply").click()

    expect(family(page, "Data")).not_to_be_visible()
    assert active(page) == "listed"
    expect(listed(page).first).to_be_in_viewport()


@in_turn(
    ("path", "view"), ["", "?family=data&family=people"], [PHONE_DARK, DESKTOP_LIGHT]
)
def test_axe_finds_nothing_in_unfolded_filters(directory, path, view):
    page = directory(path, height=2_400, **view)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) == 0
