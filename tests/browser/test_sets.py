"""Sets of roles that a visitor compared or saved stay in their browser."""

import pytest
from playwright.sync_api import expect

from .accessibility import DESKTOP_DARK, PHONE_DARK, TABLET_LIGHT, violations
from .measure import RECORD_SHIFTS, SIDEWAYS, shifts
from .public_pages import ROLES, comparing
from .share_menu import open_more
from .storage import STORAGE_FULL, STORAGE_OFF
from .turns import in_turn

STORED = "JSON.parse(localStorage.getItem('{}'))"
TWO = comparing("agent-architect", "data-engineer")
OTHER = comparing("little", "much")
LISTS = ["/", "/compare/"]


def names(page, title):
    return page.get_by_role("list", name=title).get_by_role("link")


def save(page):
    """Return the button that saves a set, which shows whether it is saved."""
    return page.get_by_role("button", name="Save this set", include_hidden=True)


def press_save(page):
    save(open_more(page)).click()


def tick_and_compare(page):
    page.goto("/")
    for name in ("Agent Architect", "Data Engineer"):
        page.get_by_role("checkbox", name=name).check()
    page.locator(".tray").get_by_role("button", name="Compare").click()
    page.wait_for_url(f"**{TWO}")


def visit_all(page, *paths):
    for path in paths:
        page.goto(path)


# Recently compared


@pytest.mark.parametrize("path", LISTS)
def test_a_first_visit_lists_no_sets(visit, path):
    page = visit(path)
    expect(page.locator(".sets")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("path", LISTS)
def test_comparisons_are_listed_the_latest_first(visit, path):
    page = visit(TWO)
    visit_all(page, OTHER, TWO, path)
    expect(names(page, "Recently compared")).to_have_text(
        ["Agent Architect vs Data Engineer", "HR vs Head of Everything"]
    )
    expect(page.locator(".sets")).to_contain_text("Kept in this browser only")
    names(page, "Recently compared").first.click()
    page.wait_for_url(f"**{TWO}")


def test_a_set_is_listed_once_in_its_latest_order(visit):
    page = visit(TWO)
    visit_all(page, comparing("data-engineer", "agent-architect"), "/")
    expect(names(page, "Recently compared")).to_have_text(
        ["Data Engineer vs Agent Architect"]
    )


def test_a_long_set_names_its_first_roles(visit):
    page = visit(comparing(*ROLES[:6]))
    page.goto("/")
    expect(names(page, "Recently compared")).to_contain_text(["and 2 more"])
    assert names(page, "Recently compared").get_attribute("href") == comparing(
        *ROLES[:6]
    )


def test_an_earlier_day_is_part_of_a_set(visit):
    path = comparing("agent-architect@2020-01-31", "agent-architect")
    page = visit(path)
    page.goto("/")
    assert names(page, "Recently compared").get_attribute("href") == path


def test_six_recent_sets_are_kept(visit):
    page = visit(TWO)
    visit_all(page, *(comparing("little", slug) for slug in ROLES[:7]), "/")
    expect(names(page, "Recently compared")).to_have_count(6)


# Picks


def test_compared_roles_are_ticked_no_more(visit):
    page = visit("/")
    tick_and_compare(page)
    for path in LISTS:
        page.goto(path)
        assert page.locator("[name=role]:checked").count() == 0
        expect(page.locator(".tray")).to_be_hidden()


def test_going_back_from_a_comparison_finds_the_ticks(visit):
    page = visit("/")
    tick_and_compare(page)
    page.go_back()
    expect(page.locator("[name=role]:checked")).to_have_count(2)
    page.get_by_role("checkbox", name="Data Scientist").check()
    page.goto("/roles/")
    expect(page.locator(".tray li")).to_have_count(3)


def test_opening_another_comparison_leaves_the_picks(visit):
    page = visit("/")
    page.get_by_role("checkbox", name="Data Engineer").check()
    visit_all(page, TWO, "/")
    expect(page.get_by_role("checkbox", name="Data Engineer")).to_be_checked()


# Saved


def test_a_saved_set_stays_until_it_is_removed(visit):
    page = visit(TWO)
    press_save(page)
    expect(save(page)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".save-set")).to_contain_text("sent nowhere")
    visit_all(page, *(comparing("little", slug) for slug in ROLES[:7]), "/")
    expect(names(page, "Saved")).to_have_text(["Agent Architect vs Data Engineer"])
    page.get_by_role("button", name="Remove Agent Architect vs Data Engineer").click()
    expect(names(page, "Saved")).to_have_count(0)
    page.goto(TWO)
    expect(save(page)).to_have_attribute("aria-pressed", "false")


def test_a_saved_set_is_not_listed_twice(visit):
    page = visit(TWO)
    press_save(page)
    page.goto("/")
    expect(names(page, "Saved")).to_have_count(1)
    expect(page.get_by_role("list", name="Recently compared")).to_be_hidden()


def test_pressing_again_removes_a_saved_set(visit):
    page = visit(TWO)
    press_save(page)
    press_save(page)
    expect(save(page)).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(STORED.format("saved-sets")) is None


def test_removing_a_set_moves_the_focus_to_its_neighbour(visit):
    page = visit(TWO)
    visit_all(page, OTHER, "/")
    page.get_by_role("button", name="Remove HR vs Head of Everything").press("Enter")
    neighbour = page.get_by_role("button", name="Remove Agent Architect")
    expect(neighbour).to_be_focused()
    neighbour.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    expect(page.locator(".sets")).to_be_hidden()


def test_all_recent_sets_are_cleared_and_saved_ones_stay(visit):
    page = visit(TWO)
    press_save(page)
    visit_all(page, OTHER, "/")
    page.get_by_role("button", name="Clear all recent comparisons").click()
    expect(names(page, "Saved")).to_have_count(1)
    assert page.evaluate(STORED.format("recent-sets")) is None


def test_nothing_that_is_kept_is_sent(visit):
    page = visit(TWO)
    press_save(page)
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    page.goto("/")
    page.goto("/compare/")
    assert {method for method, _url in sent} == {"GET"}
    assert not [url for _method, url in sent if "data-engineer" in url]


# Storage


@pytest.mark.parametrize(
    "garbage",
    [
        "{",
        "null",
        "7",
        '{"a": 1}',
        '[1, [["a", "A"]]]',
        '[[["a", "A"], ["../b", "B"]]]',
    ],
)
def test_garbage_in_storage_means_no_sets(visit, garbage):
    page = visit("/health/live")
    page.evaluate("text => localStorage.setItem('recent-sets', text)", garbage)
    page.goto("/")
    expect(page.locator(".sets")).to_be_hidden()
    visit_all(page, TWO, "/")
    expect(names(page, "Recently compared")).to_have_count(1)


def test_a_stored_name_is_text_and_never_markup(visit):
    page = visit("/health/live")
    name = "<img src=x onerror=alert(1)>"
    page.evaluate(
        "set => localStorage.setItem('saved-sets', JSON.stringify([set]))",
        [["odd", name], ["even", "B"]],
    )
    page.goto("/")
    expect(names(page, "Saved")).to_have_text([f"{name} vs B"])
    expect(page.locator(".sets img")).to_have_count(0)


@pytest.mark.parametrize("script", [STORAGE_OFF, STORAGE_FULL])
def test_without_storage_saving_says_so(first_visit, script):
    page, errors = first_visit(), []
    page.add_init_script(script)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(TWO)
    press_save(page)
    expect(page.locator(".save-set")).to_contain_text("Not saved")
    page.goto("/")
    expect(page.locator(".sets")).to_be_hidden()
    assert errors == []


def test_other_windows_follow_the_sets(first_visit):
    page = first_visit()
    other = page.context.new_page()
    other.goto("/")
    page.goto(TWO)
    expect(names(other, "Recently compared")).to_have_count(1)


# Looks


@pytest.mark.long
@in_turn(("path", "view"), LISTS, [PHONE_DARK, TABLET_LIGHT, DESKTOP_DARK])
def test_axe_finds_nothing_in_lists_of_sets(visit, path, view):
    page = visit(TWO, **view)
    press_save(page)
    visit_all(page, OTHER, comparing("long-name", "long-words", "right-to-left"), path)
    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) == 0


def test_lists_of_sets_shift_nothing(first_visit):
    page = first_visit(viewport={"width": 1280, "height": 720})
    page.add_init_script(RECORD_SHIFTS)
    visit_all(page, TWO, OTHER, "/")
    expect(names(page, "Recently compared")).to_have_count(2)
    assert sum(value for value, _ in shifts(page)) < 0.01


def test_without_scripts_there_are_no_sets(visit):
    for path in [TWO, *LISTS]:
        page = visit(path, java_script_enabled=False)
        expect(page.locator(".sets, .save-set")).to_have_count(0)
