"""Choosing a role from a list while typing, in every field that finds roles."""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import VIEWS, violations
from .keyboard import focus_stops
from .picks import STORED, box, chosen, tray, tray_status
from .public_pages import comparing

COMPARISON = comparing("ux-researcher", "data-engineer", "product-manager")


def field(page):
    """Return the page's own field, or the one of its dialog."""
    return page.locator("main :is(form, dialog) .combobox > input").first


def site_field(page):
    return page.get_by_role("banner").get_by_label("Find a role")


def listbox(page):
    return page.get_by_role("listbox", name="Roles")


def option(page, name):
    return listbox(page).get_by_role("option", name=name)


def selected(page):
    return listbox(page).get_by_role("option", selected=True)


def count_message(page):
    return page.locator(".combobox-popup.is-open [role=status]")


def write(box, words):
    box.press_sequentially(words)
    return box.page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def choose_first(page):
    press(page, "ArrowDown")
    expect(selected(page)).to_have_count(1)
    press(page, "Enter")


def open_dialog(page, link):
    page.get_by_role("link", name=link).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    return page


def ends_with(path):
    return re.compile(re.escape(path) + "$")


# The list


def test_letters_list_the_roles_that_match(visit):
    page = write(field(visit("/compare/")), "data sc")
    expect(option(page, "Data Scientist")).to_have_text("Data Scientist Data")
    marks = option(page, "Data Scientist").locator("mark")
    expect(marks).to_have_text(["Data", "Sc"])


def test_the_other_name_that_matches_is_named(visit):
    page = write(field(visit("/compare/")), "etl")
    expect(option(page, "Data Engineer")).to_contain_text("also ETL Developer")


def test_ten_roles_are_listed_at_most(visit):
    page = write(field(visit("/compare/")), "e")
    expect(listbox(page).get_by_role("option")).to_have_count(10)
    expect(count_message(page)).to_have_text("The first 10 of the roles that match")


def test_no_match_is_said(visit):
    page = write(field(visit("/compare/")), "zeppelin")
    expect(count_message(page)).to_have_text("No role matches “zeppelin”")
    expect(listbox(page)).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_the_count_is_read_out_as_it_changes(visit):
    page = write(field(visit("/compare/")), "data")
    expect(count_message(page)).to_have_text(re.compile("^[0-9]+ roles match$"))
    field(page).fill("zulu")
    expect(count_message(page)).to_have_text("No role matches “zulu”")
    field(page).fill("head of everything")
    expect(option(page, "Head of Everything")).to_be_visible()
    first_ten = "The first 10 of the roles that match"
    expect(count_message(page)).to_have_text(first_ten)
    expect(listbox(page).get_by_role("option")).to_have_count(10)


def test_an_emptied_field_closes_the_list(visit):
    page = write(field(visit("/compare/")), "data")
    expect(listbox(page)).to_be_visible()
    field(page).fill("")
    expect(listbox(page)).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_a_field_says_what_it_is_before_it_has_the_focus(visit):
    page = visit("/compare/")
    for combobox in (field(page), site_field(page)):
        expect(combobox).to_have_role("combobox")
        expect(combobox).to_have_attribute("aria-expanded", "false")
        expect(combobox).to_have_accessible_description(re.compile("arrows"))


# Keys


def test_the_arrows_go_through_the_options_and_back_to_the_field(visit):
    page = write(field(visit("/compare/")), "data engineer")
    expect(listbox(page)).to_be_visible()
    expect(selected(page)).to_have_count(0)  # nothing is chosen for the visitor
    press(page, "ArrowDown")
    expect(selected(page)).to_contain_text("Data Engineer")
    active = field(page).get_attribute("aria-activedescendant")
    expect(selected(page)).to_have_id(active)
    expect(field(page)).to_be_focused()
    press(page, "ArrowUp")
    expect(selected(page)).to_have_count(0)
    assert field(page).get_attribute("aria-activedescendant") is None
    press(page, "ArrowUp")
    expect(listbox(page).get_by_role("option").last).to_have_attribute(
        "aria-selected", "true"
    )


@pytest.mark.parametrize(("key", "caret"), [("Home", 0), ("End", 4), ("ArrowLeft", 3)])
def test_keys_of_the_field_return_to_it(visit, key, caret):
    page = write(field(visit("/compare/")), "data")
    expect(listbox(page)).to_be_visible()
    press(page, "ArrowDown")
    expect(selected(page)).to_have_count(1)
    press(page, key)
    expect(selected(page)).to_have_count(0)
    assert field(page).evaluate("field => field.selectionStart") == caret


def test_escape_closes_the_list_and_keeps_the_words(visit):
    page = write(field(visit("/compare/")), "data")
    expect(listbox(page)).to_be_visible()
    press(page, "Escape")
    expect(listbox(page)).to_be_hidden()
    expect(field(page)).to_have_value("data")
    expect(field(page)).to_be_focused()


@pytest.mark.parametrize(
    ("key", "count"), [("ArrowDown", 1), ("ArrowUp", 1), ("Alt+ArrowDown", 0)]
)
def test_an_arrow_opens_a_closed_list(visit, key, count):
    page = write(field(visit("/compare/")), "data")
    expect(listbox(page)).to_be_visible()
    press(page, "Alt+ArrowUp")
    expect(listbox(page)).to_be_hidden()
    press(page, key)
    expect(listbox(page)).to_be_visible()
    expect(selected(page)).to_have_count(count)


def test_tab_leaves_the_field_and_closes_the_list(visit):
    page = write(field(visit("/compare/")), "data")
    expect(listbox(page)).to_be_visible()
    press(page, "ArrowDown")
    expect(selected(page)).to_have_count(1)
    press(page, "Tab")
    expect(listbox(page)).to_be_hidden()
    expect(page.locator("button:focus")).to_have_text("Find")
    expect(tray(page)).to_be_hidden()


def test_enter_without_an_option_searches(visit):
    page = write(field(visit("/compare/")), "researcher")
    press(page, "Enter")
    page.wait_for_url(re.compile("/compare/[?].*q=researcher"))
    expect(box(page, "UX Researcher")).to_be_visible()


def test_nothing_is_asked_while_a_word_is_composed(visit):
    page = visit("/compare/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field(page).focus()
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition",
        {"text": "da", "selectionStart": 2, "selectionEnd": 2},
    )
    page.wait_for_timeout(400)
    assert [url for url in asked if "names.json" in url] == []
    session.send("Input.insertText", {"text": "data"})
    expect(option(page, "Data Engineer")).to_be_visible()
    session.detach()


# What choosing does


def test_a_choice_in_the_picker_joins_the_tray_and_keeps_the_focus(visit):
    page = write(field(visit("/compare/")), "data eng")
    expect(option(page, "Data Engineer")).to_be_visible()
    choose_first(page)
    expect(tray_status(page)).to_have_text("Data Engineer added. 1 role chosen.")
    expect(box(page, "Data Engineer")).to_be_checked()
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")
    expect(listbox(page)).to_be_hidden()
    assert page.url.endswith("/compare/")


def test_two_choices_are_compared_by_keyboard(visit):
    page = visit("/compare/")
    for words in ["ux res", "data eng"]:
        write(field(page), words)
        expect(listbox(page)).to_be_visible()
        choose_first(page)
        expect(listbox(page)).to_be_hidden()
    press(page, "Tab", "Tab")
    expect(page.locator("button:focus")).to_have_text("Compare now")
    press(page, "Enter")
    page.wait_for_url(f"**{comparing('ux-researcher', 'data-engineer')}")


def test_a_click_chooses(visit):
    page = write(field(visit("/compare/")), "data eng")
    option(page, "Data Engineer").click()
    assert page.evaluate(STORED) == [["data-engineer", "Data Engineer"]]
    expect(field(page)).to_be_focused()


def test_a_tap_chooses(visit):
    page = visit("/compare/", width=390, has_touch=True, is_mobile=True)
    field(page).tap()
    write(field(page), "data eng")
    option(page, "Data Engineer").tap()
    expect(chosen(page)).to_have_count(1)


def test_a_chosen_role_is_not_chosen_again(visit_with_roles):
    page = visit_with_roles(["data-engineer"], "/compare/")
    write(field(page), "data eng")
    expect(option(page, "Data Engineer")).to_contain_text("already chosen")
    expect(option(page, "Data Engineer")).to_have_attribute("aria-disabled", "true")
    choose_first(page)
    expect(chosen(page)).to_have_count(1)
    assert page.url.endswith("/compare/")


def test_a_choice_in_the_header_opens_the_role(visit):
    page = write(site_field(visit(COMPARISON)), "scientist")
    expect(option(page, "Data Scientist")).to_be_visible()
    choose_first(page)
    page.wait_for_url("**/roles/data-scientist/")


def test_enter_in_the_header_searches_the_directory(visit):
    page = write(site_field(visit("/dimensions/")), "scientist")
    press(page, "Enter")
    page.wait_for_url("**/roles/?q=scientist")


# In a comparison


def test_another_role_takes_the_place_of_one(visit):
    page = open_dialog(visit(f"{COMPARISON}?sort=distinct"), "Change Data Engineer")
    expect(page.get_by_role("dialog")).to_have_accessible_name("Change Data Engineer")
    expect(field(page)).to_be_focused()
    write(field(page), "scientist")
    expect(option(page, "Data Scientist")).to_be_visible()
    choose_first(page)
    path = comparing("ux-researcher", "data-scientist", "product-manager")
    page.wait_for_url(ends_with(f"{path}?sort=distinct"))


def test_a_role_is_added_at_the_end(visit):
    page = open_dialog(visit(f"{COMPARISON}?sort=distinct"), "Add a role")
    expect(page.get_by_role("dialog")).to_have_accessible_name("Add a role")
    write(field(page), "scientist")
    option(page, "Data Scientist").click()
    path = f"{COMPARISON.removesuffix('/')}-vs-data-scientist/"
    page.wait_for_url(ends_with(f"{path}?sort=distinct"))


def test_a_role_of_the_comparison_is_not_offered_again(visit):
    page = open_dialog(visit(COMPARISON), "Add a role")
    write(field(page), "researcher")
    expect(option(page, "UX Researcher")).to_have_attribute("aria-disabled", "true")


def test_escape_closes_the_list_before_the_dialog(visit):
    page = open_dialog(visit(COMPARISON), "Change Data Engineer")
    write(field(page), "data")
    expect(listbox(page)).to_be_visible()
    press(page, "Escape")
    expect(listbox(page)).to_be_hidden()
    expect(page.get_by_role("dialog")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(":focus")).to_have_text(re.compile("Change Data Engineer"))


def test_words_sent_from_the_dialog_lead_to_the_page_for_that_place(visit):
    page = open_dialog(visit(COMPARISON), "Change Data Engineer")
    write(field(page), "scientist")
    page.get_by_role("dialog").get_by_role("button", name="Find").click()
    page.wait_for_url(re.compile("replace=data-engineer.*q=scientist"))
    expect(page.get_by_role("radio", name="Data Scientist")).to_be_visible()


def test_the_dialog_links_to_the_whole_list(visit):
    page = open_dialog(visit(COMPARISON), "Add a role")
    page.get_by_role("dialog").get_by_role("link", name="See all roles").click()
    page.wait_for_url(re.compile("/compare/[?]role=.*go=choose"))
    assert page.locator("[name=role]:checked").count() == 3


def test_a_choice_on_the_page_for_a_place_leads_back(visit):
    page = visit("/compare/?role=data-engineer&role=much&replace=much&sort=distinct")
    write(field(page), "scientist")
    expect(option(page, "Data Scientist")).to_be_visible()
    choose_first(page)
    path = comparing("data-engineer", "data-scientist")
    page.wait_for_url(ends_with(f"{path}?sort=distinct"))


# Without the network, without scripts


def test_a_request_that_is_out_of_date_is_cancelled(first_visit):
    page = first_visit()
    page.goto("/compare/")
    page.route("**/names.json?q=researcher", lambda route: None)  # no answer
    with page.expect_request("**/names.json?q=researcher") as first:
        write(field(page), "researcher")
    with page.expect_event("requestfailed", lambda request: request == first.value):
        field(page).fill("scientist")
    expect(option(page, "Data Scientist")).to_be_visible()


def test_fast_typing_asks_once(visit):
    page = visit("/compare/")
    field(page).focus()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field(page).press_sequentially("scientist", delay=20)
    expect(option(page, "Data Scientist")).to_be_visible()
    assert len([url for url in asked if "names.json" in url]) == 1


@pytest.mark.parametrize("failing", ["**/names.json*", "**/js/combobox.*.js"])
@pytest.mark.parametrize("failure", ["abort", "error"])
def test_a_failing_network_leaves_the_plain_form(first_visit, failing, failure):
    page = first_visit()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    answers = {
        "abort": lambda route: route.abort(),
        "error": lambda route: route.fulfill(status=500, body="<h1>Sorry</h1>"),
    }
    with page.expect_request(failing):
        page.route(failing, answers[failure])
        page.goto("/compare/")
        write(field(page), "researcher")
    expect(page.get_by_role("option")).to_have_count(0)
    press(page, "Enter")
    page.wait_for_url(re.compile("q=researcher"))
    assert errors == []


def test_without_its_script_a_link_leads_to_the_page_for_that_place(first_visit):
    page = first_visit()
    page.route("**/js/choose-role.*.js", lambda route: route.abort())
    page.goto(COMPARISON)
    page.get_by_role("link", name="Change Data Engineer").first.click()
    page.wait_for_url(re.compile("/compare/[?].*replace=data-engineer"))


def test_without_scripts_the_fields_are_search_fields(visit):
    page = visit("/compare/", java_script_enabled=False)
    assert page.get_by_role("combobox").count() == 0
    field(page).fill("researcher")
    press(page, "Enter")
    page.wait_for_url(re.compile("q=researcher"))


# Looks


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("place", ["picker", "dialog"])
def test_an_open_list_breaks_no_rule(visit, view, place):
    view = dict(view)
    width = view.pop("width")
    page = visit("/compare/" if place == "picker" else COMPARISON, width=width, **view)
    if place == "dialog":
        open_dialog(page, "Change Data Engineer")
    write(field(page), "data")
    expect(listbox(page)).to_be_visible()
    press(page, "ArrowDown")
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_option_is_easy_to_hit(visit):
    page = write(field(visit("/compare/", width=320)), "data")
    expect(listbox(page)).to_be_visible()
    options = listbox(page).get_by_role("option")
    heights = options.evaluate_all("options => options.map(o => o.offsetHeight)")
    assert min(heights) >= 44


def test_a_long_list_fits_in_the_window_and_scrolls_to_the_option(visit):
    page = write(field(visit("/compare/", height=500)), "e")
    expect(listbox(page)).to_be_visible()
    press(page, "ArrowUp")
    expect(selected(page)).to_be_in_viewport(ratio=1)
    assert listbox(page).bounding_box()["height"] <= 250


def test_compare_is_at_most_twelve_keys_from_the_field(visit_with_roles):
    page = visit_with_roles(["data-engineer", "ux-researcher"], "/compare/")
    stops = [stop["html"] for stop in focus_stops(page, "Tab")]
    place = next(n for n, html in enumerate(stops) if 'id="id_q"' in html)
    keys = [n for n, html in enumerate(stops[place:]) if 'value="compare"' in html]
    assert keys[0] <= 12
