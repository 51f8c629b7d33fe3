"""No typed text is lost: two people, two windows, no network, no session, no page."""

import re

import pytest
from playwright.sync_api import expect

from .editors import sign_in_again
from .unsaved_texts import (
    ANNAS,
    BENS,
    BOTH,
    LIVE,
    back,
    collide,
    cut_off,
    leave_unsaved,
)

# Conflicts


def test_a_stale_save_writes_nothing_and_says_so(open_matrix):
    anna, ben = collide(open_matrix)
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(ANNAS)
    ben.open()
    expect(ben.text()).to_have_text(BENS)


def test_the_changes_of_two_people_are_merged(open_matrix):
    anna, ben = collide(open_matrix)
    anna.press("Control+Enter")
    merged = anna.dialog.get_by_label("The text to save")
    expect(merged).to_be_focused()
    expect(merged).to_have_value(BOTH)
    expect(anna.dialog.locator("[data-diff=theirs] ins")).to_contain_text("Twice")
    expect(anna.dialog.locator("[data-diff=mine] ins")).to_contain_text("clearly")
    anna.dialog.get_by_role("button", name="Save the merged text").click()
    expect(anna.dialog).to_have_count(0)
    expect(anna.box).to_be_focused()
    anna.saved()
    expect(anna.cell().locator("[data-count]")).to_have_text("8 words, guide 45")
    expect(anna.cell().locator("[data-label]")).to_have_text("Live, newer draft")
    ben.open()
    expect(ben.text()).to_have_text(BOTH)


def test_undo_after_taking_theirs_brings_back_your_text(open_matrix):
    anna, _ = collide(open_matrix)
    panel = anna.page.locator(".side-panel")
    panel.get_by_role("button", name="Compare and merge").click()
    anna.dialog.get_by_role("button", name="Take theirs").click()
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(BENS)
    anna.press("Control+z")
    expect(anna.box).to_have_value(ANNAS)
    anna.saved()


def test_taking_theirs_can_be_undone_from_the_grid(open_matrix):
    anna, _ = collide(open_matrix)
    anna.press("Control+Enter")
    anna.dialog.get_by_role("button", name="Take theirs").click()
    expect(anna.box).to_have_value(BENS)
    anna.press("Escape", "Control+z")
    expect(anna.text()).to_have_text(ANNAS)
    anna.saved()


def test_cancelling_a_merge_loses_nothing(open_matrix):
    anna, _ = collide(open_matrix)
    anna.press("Control+Enter")
    anna.dialog.get_by_role("button", name="Cancel").click()
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(ANNAS)
    anna.press("Control+Enter", "Escape")
    expect(anna.dialog).to_have_count(0)
    expect(anna.box).to_have_value(ANNAS)


@pytest.mark.parametrize("leave", ["Escape", "Cancel"])
def test_a_text_merged_by_hand_survives_closing_the_dialog(open_matrix, leave):
    anna, _ = collide(open_matrix)
    anna.press("Control+Enter")
    merged = anna.dialog.get_by_label("The text to save")
    merged.fill("Both of us, by hand.")
    if leave == "Escape":
        anna.press("Escape")
    else:
        anna.dialog.get_by_role("button", name="Cancel").click()
    expect(anna.box).to_be_focused()
    anna.press("Control+Enter")
    expect(merged).to_have_value("Both of us, by hand.")
    anna.dialog.get_by_role("button", name="Start over").click()
    expect(merged).to_have_value(BOTH)
    anna.press("Control+z")
    expect(merged).to_have_value("Both of us, by hand.")
    anna.dialog.get_by_role("button", name="Save the merged text").click()
    expect(anna.box).to_have_value("Both of us, by hand.")
    anna.saved()


def test_a_merge_is_repeated_if_the_text_changes_again(open_matrix):
    anna, ben = collide(open_matrix)
    anna.press("Control+Enter")
    expect(anna.dialog.get_by_label("The text to save")).to_have_value(BOTH)
    ben.write(f"{BENS} Or thrice.")
    ben.press("Control+Enter")
    ben.saved()
    anna.dialog.get_by_role("button", name="Save the merged text").click()
    expect(anna.dialog.get_by_role("alert")).to_contain_text("once more")
    anna.dialog.get_by_role("button", name="Save the merged text").click()
    anna.saved()


def test_two_windows_of_one_person_conflict_too(open_matrix):
    one = open_matrix("anna")
    page = one.page.context.new_page()
    other = type(one)(page, one.team).open()
    other.write(BENS)
    other.press("Control+Enter")
    other.saved()
    one.page.bring_to_front()
    one.write(ANNAS)
    expect(one.state).to_contain_text("You changed this text in another window")
    expect(one.box).to_have_value(ANNAS)


def test_escape_from_a_conflict_shows_the_other_text(open_matrix):
    anna, _ = collide(open_matrix)
    anna.press("Escape")
    expect(anna.text()).to_have_text(BENS)
    expect(anna.state).not_to_contain_text("Not saved")
    expect(anna.status).to_contain_text("Your text is set aside")


def test_a_text_set_aside_can_still_be_merged(open_matrix):
    anna, ben = collide(open_matrix)
    anna.press("Escape", "Control+z")
    expect(anna.text()).to_have_text(ANNAS)
    expect(anna.state).to_contain_text("Not saved. ben changed this text.")
    ben.open()
    expect(ben.text()).to_have_text(BENS)
    anna.state.get_by_role("button", name="Compare and merge").click()
    expect(anna.dialog.get_by_label("The text to save")).to_have_value(BOTH)


def test_escape_after_saving_and_colliding_shows_the_other_text(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    anna.write("Anna began it")
    anna.saved()
    ben.open()
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    anna.type(", and went on")
    expect(anna.state).to_contain_text("Not saved. ben changed this text.")
    anna.press("Escape")
    expect(anna.text()).to_have_text(BENS)
    anna.saved()


# The network


def test_a_text_is_saved_once_the_network_is_back(open_matrix):
    matrix = open_matrix()
    matrix.page.context.set_offline(True)
    matrix.write("Typed in a tunnel")
    expect(matrix.state).to_contain_text("Not saved: no connection")
    expect(matrix.state).to_contain_text("kept in this browser. Trying again")
    matrix.type(", and on")
    matrix.page.context.set_offline(False)
    matrix.saved()
    matrix.open()
    expect(matrix.text()).to_have_text("Typed in a tunnel, and on")


def test_a_failed_save_is_repeated_by_itself(open_matrix):
    matrix = open_matrix()
    broken = {"status": 500, "body": "no", "content_type": "text/html"}
    matrix.page.route("**/admin/texts/**", lambda route: route.fulfill(**broken))
    matrix.write("Typed while it failed")
    expect(matrix.state).to_contain_text("the site has a problem")
    matrix.page.unroute("**/admin/texts/**")
    matrix.saved()


def test_a_lost_response_is_no_conflict(open_matrix):
    matrix = open_matrix()

    def swallow(route):
        if route.request.method == "POST":
            route.fetch()
        route.abort()

    matrix.page.route("**/admin/texts/**", swallow)
    matrix.write("Saved, but its answer was lost")
    expect(matrix.state).to_contain_text("no connection")
    matrix.page.unroute("**/admin/texts/**")
    matrix.saved()
    expect(matrix.box).to_have_value("Saved, but its answer was lost")


def test_leaving_warns_only_about_unsaved_texts(open_matrix):
    matrix = open_matrix()
    asked = []
    matrix.page.on(
        "dialog", lambda dialog: (asked.append(dialog.type), dialog.accept())
    )
    matrix.write("Not yet saved")
    matrix.page.context.set_offline(True)
    matrix.type("!")
    matrix.page.context.set_offline(False)
    matrix.saved()
    matrix.open()
    assert asked == []
    matrix.page.route("**/admin/texts/**", lambda route: route.abort())
    matrix.write("Never saved")
    matrix.open()
    assert asked == ["beforeunload"]


# The session


def test_a_text_is_saved_after_signing_in_again(open_matrix):
    matrix = open_matrix()
    matrix.page.context.clear_cookies(name="sessionid")
    matrix.write("Typed while signed out")
    expect(matrix.state).to_contain_text("you are logged out")
    expect(matrix.state).to_contain_text("Your text is kept in this browser")
    expect(matrix.state.get_by_role("link", name="Log in")).to_have_attribute(
        "target", "_blank"
    )
    sign_in_again(matrix.page, "anna")
    matrix.saved()
    matrix.open()
    expect(matrix.text()).to_have_text("Typed while signed out")


@pytest.mark.parametrize("place", ["[data-save-state]", ".side-panel"])
def test_saving_again_returns_the_focus_to_the_box(open_matrix, place):
    matrix = open_matrix()
    cookies = matrix.page.context.cookies()
    matrix.page.context.clear_cookies(name="sessionid")
    matrix.write("Typed while signed out")
    button = matrix.page.locator(place).get_by_role("button", name="I’ve logged in")
    button.focus()
    matrix.page.context.add_cookies(cookies)
    matrix.press("Enter")
    matrix.saved()
    expect(matrix.box).to_be_focused()


def test_the_same_works_without_any_cookie(open_matrix):
    matrix = open_matrix()
    matrix.page.context.clear_cookies()
    matrix.write("Typed with no cookie at all")
    expect(matrix.state).to_contain_text("you are logged out")
    sign_in_again(matrix.page, "anna")
    matrix.saved()


def test_a_text_is_never_saved_in_another_persons_name(open_matrix):
    matrix = open_matrix()
    matrix.page.context.clear_cookies()
    matrix.write("Typed by anna")
    expect(matrix.state).to_contain_text("you are logged out")
    sign_in_again(matrix.page, "ben")
    expect(matrix.state).to_contain_text("logged in as someone else")
    expect(matrix.box).to_have_value("Typed by anna")


# Texts that are too long


def test_a_text_that_is_too_long_is_refused_until_shortened(open_matrix):
    matrix = open_matrix()
    matrix.go("designer", "career")
    matrix.press("Enter")
    matrix.box.fill("word " * 20_001)
    expect(matrix.state).to_contain_text("Keep it to 100,000 characters")
    matrix.box.fill("Short")
    matrix.saved()


# A closed window


def test_a_text_left_in_a_closed_window_is_offered_and_kept(open_matrix):
    matrix = open_matrix()
    matrix = back(matrix, leave_unsaved(matrix, "Left behind"))
    offer = matrix.page.get_by_role("region", name="Texts that weren’t saved")
    expect(offer).to_contain_text(re.compile(r"typed on \d+ \w+ at|typed on \d+ \w+"))
    offer.get_by_role("button", name="Show").click()
    expect(offer).to_contain_text("Left behind")
    offer.get_by_role("button", name="Keep it").click()
    expect(matrix.text()).to_have_text("Left behind")
    matrix.saved()
    matrix.open()
    expect(matrix.text()).to_have_text("Left behind")
    expect(offer).to_be_hidden()


def test_a_text_left_in_a_closed_window_can_be_discarded(open_matrix):
    matrix = open_matrix()
    matrix = back(matrix, leave_unsaved(matrix, "Left behind"))
    offer = matrix.page.get_by_role("region", name="Texts that weren’t saved")
    offer.get_by_role("button", name="Discard").click()
    expect(offer).to_be_hidden()
    matrix.open()
    expect(offer).to_be_hidden()
    expect(matrix.text()).to_have_text(LIVE)


def test_a_text_left_behind_is_merged_with_newer_changes(open_matrix):
    matrix, ben = open_matrix("anna"), open_matrix("ben")
    context = leave_unsaved(matrix, ANNAS)
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    matrix = back(matrix, context)
    matrix.page.get_by_role("button", name="Keep it").click()
    matrix.state.get_by_role("button", name="Compare and merge").click()
    expect(matrix.dialog.get_by_label("The text to save")).to_have_value(BOTH)


def test_another_windows_text_is_offered_once_that_window_closes(open_matrix):
    matrix = open_matrix()
    cut_off(matrix)
    matrix.write("Still being written")
    expect(matrix.state).to_contain_text("no connection")
    other = back(matrix, matrix.page.context)
    other.page.wait_for_timeout(300)
    expect(other.page.locator(".offer")).to_have_count(0)
    matrix.page.close()
    expect(other.page.locator(".offer")).to_have_count(1)


# Other people


def refresh(matrix):
    """Come back to the window, which then asks for the changes of others."""
    matrix.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def reports(dimension):
    """Return a test for the answer to a window that has this dimension open."""

    def is_report(response):
        sent = response.request.post_data or ""
        return "/presence/" in response.url and f"dimension={dimension}" in sent

    return is_report


def presence(matrix, role):
    """Return what the head of a role's column says about other people."""
    return matrix.page.locator(f"th[data-role='{role}-{matrix.team:02}'] [data-others]")


def change(matrix, words, *where):
    matrix.write(words, *where)
    matrix.press("Control+Enter")
    matrix.saved()


@pytest.mark.parametrize("reader", ["anna", "cleo"])
def test_a_columns_head_names_the_other_people_there(open_matrix, reader):
    ben = open_matrix("ben")
    ben.write("Here", "engineer", "tasks")
    ben.saved()
    head = (
        open_matrix(reader)
        .page.locator(f"[data-role='engineer-{ben.team:02}'] [data-others]")
        .first
    )
    expect(head).to_have_text("ben is here: Tasks")


def test_changes_by_others_arrive_by_themselves(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    refresh(anna)
    expect(anna.text()).to_have_text(BENS)
    anna.go()
    anna.press("Enter", "End")
    anna.type(" And on.")
    anna.saved()


def test_receiving_a_change_does_not_count_as_opening_the_role(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    change(ben, "Ben's", "engineer", "tasks")
    refresh(anna)
    expect(anna.text("engineer", "tasks")).to_have_text("Ben's")
    refresh(ben)
    expect(presence(ben, "analyst")).to_have_text("anna is here")
    expect(presence(ben, "engineer")).to_have_text("")


def test_many_changes_elsewhere_do_not_hold_up_those_on_this_page(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    change(ben, BENS)
    elsewhere = {"dimension": "purpose", "version": "1.1", "state": "draft"}
    more = [{"role": f"elsewhere-{n}", **elsewhere} for n in range(30)]

    def with_more(route):
        response = route.fetch().json()
        route.fulfill(json=response | {"cells": [*more, *response["cells"]]})

    anna.page.route("**/presence/", with_more)
    refresh(anna)
    expect(anna.text()).to_have_text(BENS)


def test_a_change_that_fails_to_load_arrives_later(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    change(ben, BENS)
    anna.page.route("**/admin/texts/**", lambda route: route.abort())
    with anna.page.expect_event("requestfailed"):
        refresh(anna)
    anna.page.unroute("**/admin/texts/**")
    refresh(anna)
    expect(anna.text()).to_have_text(BENS)


def test_a_change_in_an_open_box_arrives_once_the_box_closes(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    anna.go()
    anna.press("Enter")
    change(ben, BENS)
    refresh(anna)
    expect(anna.page.locator("[data-matrix-status]")).to_contain_text("ben changed")
    expect(anna.box).to_have_value(LIVE)
    anna.press("Escape")
    refresh(anna)
    expect(anna.text()).to_have_text(BENS)


def test_signing_in_again_elsewhere_keeps_the_presence_of_others(open_matrix):
    matrix, ben = open_matrix("anna"), open_matrix("ben")
    matrix.page.context.clear_cookies()
    sign_in_again(matrix.page, "anna")
    # His window reports the open text a second later, whether it is saved or not.
    with ben.page.expect_response(reports("tasks")):
        ben.write("Here", "engineer", "tasks")
    refresh(matrix)
    expect(presence(matrix, "engineer")).to_have_text("ben is here: Tasks")
