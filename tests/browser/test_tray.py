"""The tray keeps roles picked on any page, shows them, and compares them."""

import re

import pytest
from playwright.sync_api import expect

from .picks import (
    LISTS,
    STORED,
    WITH_A_TRAY,
    box,
    chosen,
    compare,
    remove,
    tray,
    tray_status,
)
from .public_pages import ROLES, comparing
from .storage import STORAGE_FULL, STORAGE_OFF

# Picking


@pytest.mark.parametrize("path", LISTS)
def test_a_tick_is_announced_and_keeps_the_focus(visit, path):
    page = visit(path)
    box(page, "Data Engineer").focus()
    page.keyboard.press("Space")
    expect(tray_status(page)).to_have_text("Data Engineer added. 1 role chosen.")
    expect(tray(page)).to_contain_text("1 role chosen")
    expect(box(page, "Data Engineer")).to_be_focused()


def test_every_change_is_announced_with_the_new_count(visit):
    page = visit("/")
    box(page, "Data Engineer").check()
    box(page, "UX Researcher").check()
    expect(tray_status(page)).to_have_text("UX Researcher added. 2 roles chosen.")
    box(page, "Data Engineer").uncheck()
    expect(tray_status(page)).to_have_text("Data Engineer removed. 1 role chosen.")


@pytest.mark.parametrize("path", WITH_A_TRAY)
def test_the_tray_is_hidden_until_a_role_is_chosen(visit, path):
    page = visit(path)
    expect(tray_status(page)).to_be_empty()
    expect(page.locator(".tray")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_roles_from_every_kind_of_page_are_compared_in_order(visit):
    page = visit("/roles/?q=researcher")
    box(page, "UX Researcher").check()
    page.goto("/roles/data-engineer/")
    page.get_by_role("button", name="Add to comparison").click()
    page.goto("/dimensions/communication/")
    box(page, "Agent Architect").check()
    page.goto("/roles/mlops-enginer/")
    page.locator(".near [value=mlops-engineer]").click()
    page.goto("/dimensions/")
    compare(page)
    path = comparing(
        "ux-researcher", "data-engineer", "agent-architect", "mlops-engineer"
    )
    page.wait_for_url(f"**{path}")


def test_ticks_stay_on_the_next_page_of_a_list(visit):
    page = visit("/roles/")
    box(page, "Agent Architect").check()
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/roles/?after=*")
    expect(chosen(page)).to_have_text(["Agent Architect×"])
    page.get_by_role("link", name="Previous page").click()
    expect(box(page, "Agent Architect")).to_be_checked()


@pytest.mark.parametrize("path", LISTS)
def test_roles_chosen_elsewhere_are_ticked(visit_with_roles, path):
    page = visit_with_roles(["data-engineer", "long-name"], path)
    expect(box(page, "Data Engineer")).to_be_checked()
    assert page.locator("[name=role]:checked").count() == 2


def test_the_compare_button_of_a_list_includes_roles_of_other_pages(visit_with_roles):
    page = visit_with_roles(
        ["little", "data-engineer"], "/roles/?q=engineer", height=470
    )
    box(page, "MLOps Engineer").check()
    page.locator(".choice-bar button").click()
    page.wait_for_url(f"**{comparing('little', 'data-engineer', 'mlops-engineer')}")


def test_one_button_on_a_roles_page_adds_and_removes_the_role(visit):
    page = visit("/roles/data-engineer/")
    expect(page.get_by_role("link", name="Choose roles")).to_be_hidden()
    button = page.get_by_role("button", name="Add to comparison")
    expect(button).to_have_accessible_name(re.compile("Data Engineer"))
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(chosen(page)).to_have_text(["Data Engineer×"])
    button.click()
    expect(tray(page)).to_be_hidden()
    expect(button).to_be_focused()


# Comparing


@pytest.mark.parametrize("chosen_before", [[], ["data-engineer"]])
@pytest.mark.parametrize("path", LISTS)
def test_comparing_too_few_roles_gives_the_pickers_message(
    visit_with_roles, path, chosen_before
):
    page = visit_with_roles(chosen_before, path)
    compare(page)
    page.wait_for_url("**/compare/?*go=compare*")
    expect(page.get_by_role("alert")).to_contain_text("Choose at least")
    assert page.locator("[name=role]:checked").count() == len(chosen_before)


def test_only_compare_sends_the_chosen_roles(visit_with_roles):
    page = visit_with_roles(["data-engineer", "little"], "/roles/")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    box(page, "MLOps Engineer").check()
    page.get_by_role("main").get_by_label("Words").fill("engineer")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    page.wait_for_url("**/roles/?q=*")
    expect(chosen(page)).to_have_count(3)
    assert not [url for url in sent if "role=" in url]


def test_going_back_from_a_comparison_keeps_the_chosen_roles(visit):
    page = visit("/")
    box(page, "UX Researcher").check()
    box(page, "Data Engineer").check()
    compare(page)
    page.wait_for_url(f"**{comparing('ux-researcher', 'data-engineer')}")
    page.go_back()
    expect(box(page, "UX Researcher")).to_be_checked()
    expect(chosen(page)).to_have_text(["UX Researcher×", "Data Engineer×"])


def test_comparing_too_many_roles_gives_the_servers_message(visit_with_roles):
    roles = [*ROLES[:12], *(f"role-{number}" for number in range(45))]
    page = visit_with_roles(roles, "/dimensions/")
    expect(tray(page)).to_contain_text("57 roles chosen")
    compare(page)
    page.wait_for_url("**/compare/?*")
    expect(page.get_by_role("alert")).to_contain_text("too many")


# Removing


def test_removing_a_role_moves_the_focus_to_its_neighbour(visit_with_roles):
    page = visit_with_roles(["agent-architect", "little", "much"], "/roles/")
    remove(page, "HR").press("Enter")
    expect(tray_status(page)).to_have_text("HR removed. 2 roles chosen.")
    expect(remove(page, "Head of Everything")).to_be_focused()
    page.keyboard.press("Enter")
    expect(remove(page, "Agent Architect")).to_be_focused()


@pytest.mark.parametrize("button", ["Remove Head of Everything", "Clear all"])
def test_removing_the_last_role_moves_the_focus_to_the_compare_button(
    visit_with_roles, button
):
    page = visit_with_roles(["much"], "/roles/?q=head")
    tray(page).get_by_role("button", name=button).press("Enter")
    expect(page.get_by_role("button", name="Compare", exact=True)).to_be_focused()
    expect(box(page, "Head of Everything")).not_to_be_checked()
    expect(tray(page)).to_be_hidden()


def test_without_a_list_the_focus_goes_to_the_content(visit_with_roles):
    page = visit_with_roles(["much", "little"], "/roles/data-engineer/")
    tray(page).get_by_role("button", name="Clear all").press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    expect(tray_status(page)).to_have_text("All removed. 0 roles chosen.")
    assert page.evaluate("scrollY") == 0


# Storage


@pytest.mark.parametrize(
    "garbage",
    [
        "{",
        "null",
        "7",
        '"roles"',
        '{"a": 1}',
        "[1, null]",
        '[["Data Engineer", "x"], [["little"], "x"], ["a/b", "x"], ["a", 7], ["b"]]',
    ],
)
def test_garbage_in_storage_means_no_chosen_roles(visit, garbage):
    page = visit("/health/live")
    page.evaluate("text => localStorage.setItem('chosen-roles', text)", garbage)
    page.goto("/roles/")
    expect(tray(page)).to_be_hidden()
    box(page, "Agent Architect").check()
    assert page.evaluate(STORED) == [["agent-architect", "Agent Architect"]]


def test_a_stored_name_is_text_and_never_markup(visit):
    page = visit("/health/live")
    name = "<img src=x onerror=alert(1)>"
    page.evaluate(f"localStorage.setItem('chosen-roles', '[[\"odd\", \"{name}\"]]')")
    page.goto("/roles/")
    expect(chosen(page)).to_have_text([f"{name}×"])
    expect(tray(page).locator("img")).to_have_count(0)


@pytest.mark.parametrize("script", [STORAGE_OFF, STORAGE_FULL])
def test_without_storage_a_page_works_as_without_scripts(first_visit, script):
    page, errors = first_visit(), []
    page.add_init_script(script)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/roles/")
    box(page, "Data Engineer").check()
    page.get_by_role("main").get_by_label("Words").fill("architect")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    page.wait_for_url("**/roles/?*role=data-engineer*")
    box(page, "Agent Architect").check()
    compare(page)
    page.wait_for_url(f"**{comparing('data-engineer', 'agent-architect')}")
    assert errors == []


def test_other_windows_follow(first_visit):
    page = first_visit()
    other = page.context.new_page()
    page.goto("/roles/")
    other.goto("/roles/data-engineer/")
    box(page, "Data Engineer").check()
    button = other.get_by_role("button", name="Add to comparison")
    expect(button).to_have_attribute("aria-pressed", "true")
    remove(other, "Data Engineer").click()
    expect(box(page, "Data Engineer")).not_to_be_checked()


# Pages without a tray


@pytest.mark.parametrize("path", WITH_A_TRAY)
def test_without_scripts_there_is_no_tray(visit, path):
    page = visit(path, java_script_enabled=False)
    expect(page.locator(".tray")).to_have_count(0)
    expect(page.get_by_role("button", name="Add to comparison")).to_have_count(0)


def test_without_scripts_a_roles_page_leads_to_the_picker(visit):
    page = visit("/roles/data-engineer/", java_script_enabled=False)
    page.get_by_role("link", name="Choose roles").click()
    page.wait_for_url("**/compare/?role=data-engineer")
    expect(box(page, "Data Engineer")).to_be_checked()


def test_a_comparison_has_no_tray_and_keeps_the_chosen_roles(visit_with_roles):
    page = visit_with_roles(["much"], comparing("data-engineer", "ux-researcher"))
    expect(page.locator(".tray")).to_have_count(0)
    assert page.evaluate(STORED) == [["much", "much"]]
