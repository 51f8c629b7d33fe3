"""Visitors can pick, compare and rearrange roles without scripts."""

import re

import pytest
from playwright.sync_api import expect

from .public_pages import ROLES, comparing, comparison_of

PICKERS = ["/", "/roles/", "/compare/", "/dimensions/primary-role/"]


@pytest.fixture
def open_page(visit):
    return lambda path: visit(path, java_script_enabled=False)


def tick(page, *names):
    for name in names:
        page.get_by_role("checkbox", name=name, exact=True).check()


def compare(page):
    page.get_by_role("button", name="Compare", exact=True).click()


def move_left(page, name):
    page.get_by_role("link", name=f"Move {name} earlier").click()


def ticked(page):
    """Return the slugs of the ticked roles, in the page's order."""
    boxes = page.locator("[name=role]:checked")
    return [box.get_attribute("value") for box in boxes.all()]


def ends_with(path):
    return re.compile(re.escape(path) + "(#.*)?$")


@pytest.mark.parametrize("path", PICKERS)
def test_three_ticked_roles_are_compared(open_page, path):
    page = open_page(path)
    tick(page, "Agent Architect", "Data Engineer", "Product Manager")
    compare(page)
    page.wait_for_url(
        ends_with(comparing("agent-architect", "data-engineer", "product-manager"))
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Agent Architect vs Data Engineer vs Product Manager"
    )


@pytest.mark.parametrize("path", PICKERS)
def test_comparing_no_role_gives_a_message(open_page, path):
    page = open_page(path)
    compare(page)
    expect(page.get_by_role("alert")).to_have_text(
        "Choose at least two roles to compare."
    )
    assert ticked(page) == []


@pytest.mark.parametrize("path", PICKERS)
def test_comparing_one_role_gives_a_message_and_keeps_it_ticked(open_page, path):
    page = open_page(path)
    tick(page, "Data Engineer")
    compare(page)
    expect(page.get_by_role("alert")).to_contain_text("a single role can’t be compared")
    assert ticked(page) == ["data-engineer"]


@pytest.mark.parametrize(
    ("path", "button"), [("/roles/", "Find"), ("/compare/", "Find")]
)
def test_roles_ticked_before_filtering_are_compared_too(open_page, path, button):
    page = open_page(path)
    tick(page, "Product Manager")
    page.get_by_role("main").get_by_label("Words").fill("pipelines")
    page.get_by_role("main").get_by_role("button", name=button).click()
    page.wait_for_url(re.compile("q=pipelines"))
    assert ticked(page) == ["product-manager"]
    tick(page, "Data Engineer")
    compare(page)
    page.wait_for_url(ends_with(comparing("product-manager", "data-engineer")))


def test_moving_a_role_moves_its_column(open_page):
    page = open_page(comparison_of(3))
    move_left(page, "Site Reliability Engineer (SRE)")
    first, second, third = ROLES[:3]
    page.wait_for_url(ends_with(comparing(first, third, second)))
    names = ["Agent Architect", "Site Reliability Engineer (SRE)", "MLOps Engineer"]
    expect(page.locator(".heads .name")).to_have_text(names)
    expect(page.locator(".comparison thead th")).to_have_text(["Dimension", *names])


def test_removing_a_role_keeps_the_order_of_the_others(open_page):
    page = open_page(comparing("ux-researcher", "data-engineer", "devops-engineer"))
    page.get_by_role("link", name="Remove Data Engineer").click()
    page.wait_for_url(ends_with(comparing("ux-researcher", "devops-engineer")))


def test_removing_one_of_two_roles_leads_to_the_picker(open_page):
    page = open_page(comparison_of(2))
    page.get_by_role("link", name="Remove Agent Architect").click()
    page.wait_for_url(re.compile("/compare/[?]role=mlops-engineer$"))
    assert ticked(page) == ["mlops-engineer"]


def test_adding_a_role_keeps_the_order_of_the_others(open_page):
    page = open_page(comparing("ux-researcher", "data-engineer"))
    page.get_by_role("link", name="Add a role").click()
    page.wait_for_url(re.compile("go=choose"))
    assert ticked(page) == ["ux-researcher", "data-engineer"]
    tick(page, "Agent Architect")
    compare(page)
    page.wait_for_url(
        ends_with(comparing("ux-researcher", "data-engineer", "agent-architect"))
    )


def test_another_role_takes_the_place_of_one(open_page):
    page = open_page(
        "/compare/?role=ux-researcher&role=data-engineer&role=devops-engineer"
        "&replace=data-engineer&sort=distinct"
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Choose a role in place of Data Engineer"
    )
    page.get_by_role("radio", name="Data Scientist").check()
    page.get_by_role("main").get_by_label("Words").fill("architect")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    page.wait_for_url(re.compile("q=architect"))
    expect(page.get_by_role("radio", name="Data Scientist")).to_be_checked()
    compare(page)
    path = comparing("ux-researcher", "data-scientist", "devops-engineer")
    page.wait_for_url(ends_with(f"{path}?sort=distinct"))


def test_a_visitor_gets_from_the_home_page_to_their_own_comparison(open_page):
    page = open_page("/")
    page.get_by_role("banner").get_by_role("searchbox").fill("researcher")
    page.get_by_role("banner").get_by_role("button", name="Find").click()
    page.get_by_role("link", name="UX Researcher", exact=True).click()
    page.get_by_role("link", name="Choose roles").click()
    tick(page, "Data Engineer")
    compare(page)
    move_left(page, "Data Engineer")
    page.wait_for_url(ends_with(comparing("data-engineer", "ux-researcher")))


def test_the_page_of_a_mistyped_comparison_suggests_similar_names(open_page):
    page = open_page(comparing("devop-engineer", "data-engineer"))
    assert ticked(page) == ["data-engineer"]
    tick(page, "DevOps Engineer")
    compare(page)
    page.wait_for_url(ends_with(comparing("data-engineer", "devops-engineer")))


def test_the_whole_comparison_is_there(open_page):
    page = open_page(comparison_of(12))
    assert (
        page.locator(".comparison td").count()
        == 12 * page.locator(".comparison tbody th").count()
    )
    expect(page.get_by_role("region", name="Scrollable: comparison")).to_be_visible()
