"""Nothing typed is lost: two people, two windows, no network, no session, no page."""

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


def test_a_stale_save_writes_nothing_and_says_so_where_one_writes(open_matrix):
    anna, ben = collide(open_matrix)
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(ANNAS)
    ben.open()
    expect(ben.text()).to_have_text(BENS)


def test_two_peoples_changes_are_merged(open_matrix):
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


def test_theirs_can_be_taken_and_undo_brings_ones_own_back(open_matrix):
    anna, _ = collide(open_matrix)
    panel = anna.page.locator(".side-panel")
    panel.get_by_role("button", name="Compare and merge").click()
    anna.dialog.get_by_role("button", name="Take theirs").click()
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(BENS)
    anna.press("Control+z")
    expect(anna.box).to_have_value(ANNAS)
    anna.saved()


def test_theirs_can_be_taken_and_undone_from_the_grid(open_matrix):
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
def test_what_was_merged_by_hand_is_there_when_the_dialog_opens_again(
    open_matrix, leave
):
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


def test_a_merge_that_comes_too_late_is_shown_once_more(open_matrix):
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


def test_two_windows_of_one_person_are_a_conflict_too(open_matrix):
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


def test_who_goes_back_has_nothing_to_merge_and_sees_theirs(open_matrix):
    anna, _ = collide(open_matrix)
    anna.press("Escape")
    expect(anna.text()).to_have_text(BENS)
    expect(anna.state).not_to_contain_text("Not saved")
    expect(anna.status).to_contain_text("Your text is set aside")


def test_a_text_that_was_put_aside_comes_back_to_be_merged(open_matrix):
    anna, ben = collide(open_matrix)
    anna.press("Escape", "Control+z")
    expect(anna.text()).to_have_text(ANNAS)
    expect(anna.state).to_contain_text("Not saved. ben changed this text.")
    ben.open()
    expect(ben.text()).to_have_text(BENS)
    anna.state.get_by_role("button", name="Compare and merge").click()
    expect(anna.dialog.get_by_label("The text to save")).to_have_value(BOTH)


def test_who_goes_back_after_saving_and_colliding_sees_theirs(open_matrix):
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


def test_a_lost_network_is_said_and_the_text_is_saved_when_it_is_back(open_matrix):
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


def test_a_failing_site_is_tried_again_without_being_asked(open_matrix):
    matrix = open_matrix()
    broken = {"status": 500, "body": "no", "content_type": "text/html"}
    matrix.page.route("**/admin/texts/**", lambda route: route.fulfill(**broken))
    matrix.write("Typed while it failed")
    expect(matrix.state).to_contain_text("the site has a problem")
    matrix.page.unroute("**/admin/texts/**")
    matrix.saved()


def test_an_answer_that_was_lost_on_its_way_is_no_conflict(open_matrix):
    matrix = open_matrix()

    def swallow(route):
        if route.request.method == "POST":
            route.fetch()
        route.abort()

    matrix.page.route("**/admin/texts/**", swallow)
    matrix.write("Saved, but nobody heard it")
    expect(matrix.state).to_contain_text("no connection")
    matrix.page.unroute("**/admin/texts/**")
    matrix.saved()
    expect(matrix.box).to_have_value("Saved, but nobody heard it")


def test_leaving_warns_only_while_something_is_unsaved(open_matrix):
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


def test_an_expired_session_is_said_and_after_signing_in_the_text_is_saved(open_matrix):
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
def test_the_button_that_saves_again_gives_the_focus_back_to_the_box(
    open_matrix, place
):
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


def test_without_any_cookie_it_is_the_same(open_matrix):
    matrix = open_matrix()
    matrix.page.context.clear_cookies()
    matrix.write("Typed with no cookie at all")
    expect(matrix.state).to_contain_text("you are logged out")
    sign_in_again(matrix.page, "anna")
    matrix.saved()


def test_nobody_saves_in_somebody_elses_name(open_matrix):
    matrix = open_matrix()
    matrix.page.context.clear_cookies()
    matrix.write("Typed by anna")
    expect(matrix.state).to_contain_text("you are logged out")
    sign_in_again(matrix.page, "ben")
    expect(matrix.state).to_contain_text("logged in as someone else")
    expect(matrix.box).to_have_value("Typed by anna")


# A text that cannot be kept


def test_a_text_that_cannot_be_kept_is_refused_and_goes_on_once_it_can(open_matrix):
    matrix = open_matrix()
    matrix.go("designer", "career")
    matrix.press("Enter")
    matrix.box.fill("word " * 20_001)
    expect(matrix.state).to_contain_text("Keep it to 100,000 characters")
    matrix.box.fill("Short")
    matrix.saved()


# A closed window


def test_what_a_closed_window_left_is_offered_and_kept(open_matrix):
    matrix = open_matrix()
    matrix = back(matrix, leave_unsaved(matrix, "Left behind"))
    offer = matrix.page.get_by_role("region", name="Texts that were not saved")
    expect(offer).to_contain_text(re.compile(r"typed on \d+ \w+ at|typed on \d+ \w+"))
    offer.get_by_role("button", name="Show").click()
    expect(offer).to_contain_text("Left behind")
    offer.get_by_role("button", name="Keep it").click()
    expect(matrix.text()).to_have_text("Left behind")
    matrix.saved()
    matrix.open()
    expect(matrix.text()).to_have_text("Left behind")
    expect(offer).to_be_hidden()


def test_what_a_closed_window_left_is_discarded_when_asked(open_matrix):
    matrix = open_matrix()
    matrix = back(matrix, leave_unsaved(matrix, "Left behind"))
    offer = matrix.page.get_by_role("region", name="Texts that were not saved")
    offer.get_by_role("button", name="Discard").click()
    expect(offer).to_be_hidden()
    matrix.open()
    expect(offer).to_be_hidden()
    expect(matrix.text()).to_have_text(LIVE)


def test_what_was_left_is_merged_with_what_came_since(open_matrix):
    matrix, ben = open_matrix("anna"), open_matrix("ben")
    context = leave_unsaved(matrix, ANNAS)
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    matrix = back(matrix, context)
    matrix.page.get_by_role("button", name="Keep it").click()
    matrix.state.get_by_role("button", name="Compare and merge").click()
    expect(matrix.dialog.get_by_label("The text to save")).to_have_value(BOTH)


def test_what_another_window_writes_is_offered_only_once_that_is_closed(open_matrix):
    matrix = open_matrix()
    cut_off(matrix)
    matrix.write("Still being written")
    expect(matrix.state).to_contain_text("no connection")
    other = back(matrix, matrix.page.context)
    other.page.wait_for_timeout(300)
    expect(other.page.locator(".offer")).to_have_count(0)
    matrix.page.close()
    expect(other.page.locator(".offer")).to_have_count(1)


# Others


def look_again(matrix):
    """Come back to a window, which asks at once what others have done."""
    matrix.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def head_of(matrix, role):
    """What the head of a role's column says of others."""
    return matrix.page.locator(f"th[data-role='{role}-{matrix.team:02}'] [data-others]")


def change(matrix, words, *where):
    matrix.write(words, *where)
    matrix.press("Control+Enter")
    matrix.saved()


@pytest.mark.parametrize("reader", ["anna", "cleo"])
def test_who_else_is_here_stands_in_the_columns_head(open_matrix, reader):
    ben = open_matrix("ben")
    ben.write("Here", "engineer", "tasks")
    ben.saved()
    head = (
        open_matrix(reader)
        .page.locator(f"[data-role='engineer-{ben.team:02}'] [data-others]")
        .first
    )
    expect(head).to_have_text("ben is here: Tasks")


def test_what_others_change_comes_by_itself(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)
    anna.go()
    anna.press("Enter", "End")
    anna.type(" And on.")
    anna.saved()


def test_who_is_shown_a_change_is_not_said_to_have_it_open(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    change(ben, "Ben's", "engineer", "tasks")
    look_again(anna)
    expect(anna.text("engineer", "tasks")).to_have_text("Ben's")
    look_again(ben)
    expect(head_of(ben, "analyst")).to_have_text("anna is here")
    expect(head_of(ben, "engineer")).to_have_text("")


def test_however_much_others_change_elsewhere_what_is_here_comes(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    change(ben, BENS)
    elsewhere = {"dimension": "purpose", "version": "1.1", "state": "draft"}
    more = [{"role": f"nobody-{n}", **elsewhere} for n in range(30)]

    def with_more(route):
        answer = route.fetch().json()
        route.fulfill(json=answer | {"cells": [*more, *answer["cells"]]})

    anna.page.route("**/presence/", with_more)
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)


def test_a_change_that_cannot_be_had_comes_later(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    change(ben, BENS)
    anna.page.route("**/admin/texts/**", lambda route: route.abort())
    with anna.page.expect_event("requestfailed"):
        look_again(anna)
    anna.page.unroute("**/admin/texts/**")
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)


def test_what_was_changed_in_an_open_box_comes_once_it_is_closed(open_matrix):
    anna, ben = open_matrix("anna"), open_matrix("ben")
    anna.go()
    anna.press("Enter")
    change(ben, BENS)
    look_again(anna)
    expect(anna.page.locator("[data-matrix-status]")).to_contain_text("ben changed")
    expect(anna.box).to_have_value(LIVE)
    anna.press("Escape")
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)


def test_a_new_sign_in_elsewhere_does_not_hide_the_others(open_matrix):
    matrix, ben = open_matrix("anna"), open_matrix("ben")
    matrix.page.context.clear_cookies()
    sign_in_again(matrix.page, "anna")
    ben.write("Here", "engineer", "tasks")
    ben.saved()
    look_again(matrix)
    expect(head_of(matrix, "engineer")).to_have_text("ben is here: Tasks")
