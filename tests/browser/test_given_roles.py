"""Roles that an address names join the picks, and are kept after a change."""

import pytest
from playwright.sync_api import expect

from .picks import STORED, box, chosen, compare, remove, tray
from .public_pages import comparing

ADDING = "/compare/?role=much&role=data-engineer&go=choose"
MISTYPED = comparing("devop-engineer", "data-engineer")


def test_roles_in_an_address_join_the_kept_ones(visit_with_roles):
    page = visit_with_roles(["little"], ADDING)
    expect(chosen(page)).to_have_text(["Head of Everything×", "Data Engineer×", "HR×"])
    expect(box(page, "HR")).to_be_checked()


@pytest.mark.parametrize("path", [ADDING, MISTYPED, "/roles/?role=data-engineer"])
def test_opening_an_address_changes_no_kept_choice(visit_with_roles, path):
    page = visit_with_roles(["little"], path)
    expect(box(page, "Data Engineer")).to_be_checked()
    assert page.evaluate(STORED) == [["little", "little"]]
    page.goto("/roles/data-engineer/")
    expect(chosen(page)).to_have_text(["little×"])


def test_a_change_keeps_the_roles_of_the_address(visit_with_roles):
    page = visit_with_roles(["little"], ADDING)
    box(page, "UX Researcher").check()
    page.goto("/roles/")
    expect(chosen(page)).to_have_text(
        ["Head of Everything×", "Data Engineer×", "HR×", "UX Researcher×"]
    )


def see_all_roles(page):
    page.get_by_role("dialog").get_by_role("link", name="See all roles").click()


def test_adding_a_role_to_a_comparison_keeps_other_picks(visit_with_roles):
    page = visit_with_roles(["little"], comparing("data-engineer", "ux-researcher"))
    page.locator("a[href*='go=choose']").first.click()
    see_all_roles(page)
    box(page, "Agent Architect").check()
    expect(chosen(page)).to_have_text(
        ["Data Engineer×", "UX Researcher×", "HR×", "Agent Architect×"]
    )


def test_a_reload_repeats_what_an_address_gives(visit):
    page = visit(ADDING)
    page.reload()
    expect(chosen(page)).to_have_text(["Head of Everything×", "Data Engineer×"])


def test_searching_passes_on_what_an_address_gives(visit):
    page = visit(ADDING)
    page.get_by_role("main").get_by_label("Words").fill("researcher")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    page.wait_for_url("**/compare/?*q=researcher*")
    expect(chosen(page)).to_have_text(["Head of Everything×", "Data Engineer×"])
    assert page.evaluate("localStorage.length") == 0


def test_a_role_that_is_not_public_any_more_leaves_the_choice(visit_with_roles):
    page = visit_with_roles(["little", "dev-op"], comparing("little", "dev-op"))
    expect(chosen(page)).to_have_text(["HR×"])


def test_a_pickers_address_without_roles_keeps_the_tray(visit_with_roles):
    page = visit_with_roles(["little", "much"], "/compare/?q=engineer&go=choose")
    expect(chosen(page)).to_have_count(2)


def test_a_role_removed_from_a_comparison_stays_out(visit):
    page = visit(comparing("data-engineer", "ux-researcher", "little"))
    page.get_by_role("link", name="Add a role").click()
    see_all_roles(page)
    box(page, "UX Researcher").uncheck()
    page.reload()
    expect(box(page, "UX Researcher")).not_to_be_checked()
    compare(page)
    page.wait_for_url(f"**{comparing('data-engineer', 'little')}")
    page.go_back()
    expect(chosen(page)).to_have_text(["Data Engineer×", "HR×"])


def test_a_role_added_after_a_picker_is_there_on_the_way_back(visit):
    page = visit("/compare/?role=data-engineer&role=little&go=choose")
    page.get_by_label("Main").get_by_role("link", name="Roles").click()
    page.wait_for_url("**/roles/")
    box(page, "Agent Architect").check()
    page.go_back()
    expect(chosen(page)).to_have_text(["Data Engineer×", "HR×", "Agent Architect×"])


def test_the_link_to_the_next_page_does_not_restore_removed_roles(visit):
    page = visit("/roles/?role=data-engineer&role=little")
    remove(page, "Data Engineer").click()
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/roles/?after=*")
    expect(chosen(page)).to_have_text(["HR×"])


def test_the_page_of_a_mistyped_comparison_is_a_picker(visit):
    page = visit(MISTYPED)
    expect(chosen(page)).to_have_text(["Data Engineer×"])
    box(page, "DevOps Engineer").check()
    compare(page)
    page.wait_for_url(f"**{comparing('data-engineer', 'devops-engineer')}")


def test_adding_a_role_to_a_comparison_keeps_its_options(visit):
    page = visit(f"{comparing('data-engineer', 'ux-researcher')}?sort=distinct")
    page.get_by_role("link", name="Add a role").click()
    see_all_roles(page)
    box(page, "Data Scientist").check()
    tray(page).get_by_role("button", name="Compare").click()
    page.wait_for_url(
        "**/compare/data-engineer-vs-ux-researcher-vs-data-scientist/?sort=distinct"
    )
