"""Nothing typed is lost: two people, two windows, no network, no session, no page."""

import re

import pytest
from playwright.sync_api import expect

from .editors import sign_in_again

LIVE = "Designer says what the Purpose is."
ANNAS = "Designer says clearly what the Purpose is."
BENS = "Designer says what the Purpose is. Twice."
BOTH = "Designer says clearly what the Purpose is. Twice."


def collide(desk_of):
    """Let ben save a text that anna has changed without knowing; return both desks."""
    anna, ben = desk_of("anna"), desk_of("ben")
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    anna.write(ANNAS)
    expect(anna.state).to_contain_text("Not saved. ben changed this text.")
    return anna, ben


# Conflicts


def test_a_stale_save_writes_nothing_and_says_so_where_one_writes(desk_of):
    anna, ben = collide(desk_of)
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(ANNAS)
    ben.open()
    expect(ben.text()).to_have_text(BENS)


def test_two_peoples_changes_are_merged(desk_of):
    anna, ben = collide(desk_of)
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


def test_theirs_can_be_taken_and_undo_brings_ones_own_back(desk_of):
    anna, _ = collide(desk_of)
    panel = anna.page.locator(".side-panel")
    panel.get_by_role("button", name="Compare and merge").click()
    anna.dialog.get_by_role("button", name="Take theirs").click()
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(BENS)
    anna.press("Control+z")
    expect(anna.box).to_have_value(ANNAS)
    anna.saved()


def test_theirs_can_be_taken_and_undone_from_the_grid(desk_of):
    anna, _ = collide(desk_of)
    anna.press("Control+Enter")
    anna.dialog.get_by_role("button", name="Take theirs").click()
    expect(anna.box).to_have_value(BENS)
    anna.press("Escape", "Control+z")
    expect(anna.text()).to_have_text(ANNAS)
    anna.saved()


def test_cancelling_a_merge_loses_nothing(desk_of):
    anna, _ = collide(desk_of)
    anna.press("Control+Enter")
    anna.dialog.get_by_role("button", name="Cancel").click()
    expect(anna.box).to_be_focused()
    expect(anna.box).to_have_value(ANNAS)
    anna.press("Control+Enter", "Escape")
    expect(anna.dialog).to_have_count(0)
    expect(anna.box).to_have_value(ANNAS)


@pytest.mark.parametrize("leave", ["Escape", "Cancel"])
def test_what_was_merged_by_hand_is_there_when_the_dialog_opens_again(desk_of, leave):
    anna, _ = collide(desk_of)
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


def test_a_merge_that_comes_too_late_is_shown_once_more(desk_of):
    anna, ben = collide(desk_of)
    anna.press("Control+Enter")
    expect(anna.dialog.get_by_label("The text to save")).to_have_value(BOTH)
    ben.write(f"{BENS} Or thrice.")
    ben.press("Control+Enter")
    ben.saved()
    anna.dialog.get_by_role("button", name="Save the merged text").click()
    expect(anna.dialog.get_by_role("alert")).to_contain_text("once more")
    anna.dialog.get_by_role("button", name="Save the merged text").click()
    anna.saved()


def test_two_windows_of_one_person_are_a_conflict_too(desk_of):
    one = desk_of("anna")
    page = one.page.context.new_page()
    other = type(one)(page, one.team).open()
    other.write(BENS)
    other.press("Control+Enter")
    other.saved()
    one.page.bring_to_front()
    one.write(ANNAS)
    expect(one.state).to_contain_text("You changed this text in another window")
    expect(one.box).to_have_value(ANNAS)


def test_who_goes_back_has_nothing_to_merge_and_sees_theirs(desk_of):
    anna, _ = collide(desk_of)
    anna.press("Escape")
    expect(anna.text()).to_have_text(BENS)
    expect(anna.state).not_to_contain_text("Not saved")
    expect(anna.status).to_contain_text("Your text is set aside")


def test_a_text_that_was_put_aside_comes_back_to_be_merged(desk_of):
    anna, ben = collide(desk_of)
    anna.press("Escape", "Control+z")
    expect(anna.text()).to_have_text(ANNAS)
    expect(anna.state).to_contain_text("Not saved. ben changed this text.")
    ben.open()
    expect(ben.text()).to_have_text(BENS)
    anna.state.get_by_role("button", name="Compare and merge").click()
    expect(anna.dialog.get_by_label("The text to save")).to_have_value(BOTH)


def test_who_goes_back_after_saving_and_colliding_sees_theirs(desk_of):
    anna, ben = desk_of("anna"), desk_of("ben")
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


def test_a_lost_network_is_said_and_the_text_is_saved_when_it_is_back(desk_of):
    desk = desk_of()
    desk.page.context.set_offline(True)
    desk.write("Typed in a tunnel")
    expect(desk.state).to_contain_text("Not saved: no connection")
    expect(desk.state).to_contain_text("kept in this browser. Trying again")
    desk.type(", and on")
    desk.page.context.set_offline(False)
    desk.saved()
    desk.open()
    expect(desk.text()).to_have_text("Typed in a tunnel, and on")


def test_a_failing_site_is_tried_again_without_being_asked(desk_of):
    desk = desk_of()
    broken = {"status": 500, "body": "no", "content_type": "text/html"}
    desk.page.route("**/admin/texts/**", lambda route: route.fulfill(**broken))
    desk.write("Typed while it failed")
    expect(desk.state).to_contain_text("the site has a problem")
    desk.page.unroute("**/admin/texts/**")
    desk.saved()


def test_an_answer_that_was_lost_on_its_way_is_no_conflict(desk_of):
    desk = desk_of()

    def swallow(route):
        if route.request.method == "POST":
            route.fetch()
        route.abort()

    desk.page.route("**/admin/texts/**", swallow)
    desk.write("Saved, but nobody heard it")
    expect(desk.state).to_contain_text("no connection")
    desk.page.unroute("**/admin/texts/**")
    desk.saved()
    expect(desk.box).to_have_value("Saved, but nobody heard it")


def test_leaving_warns_only_while_something_is_unsaved(desk_of):
    desk = desk_of()
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.write("Not yet saved")
    desk.page.context.set_offline(True)
    desk.type("!")
    desk.page.context.set_offline(False)
    desk.saved()
    desk.open()
    assert asked == []
    desk.page.route("**/admin/texts/**", lambda route: route.abort())
    desk.write("Never saved")
    desk.open()
    assert asked == ["beforeunload"]


# The session


def test_an_expired_session_is_said_and_after_signing_in_the_text_is_saved(desk_of):
    desk = desk_of()
    desk.page.context.clear_cookies(name="sessionid")
    desk.write("Typed while signed out")
    expect(desk.state).to_contain_text("you are signed out")
    expect(desk.state).to_contain_text("Your text is kept in this browser")
    expect(desk.state.get_by_role("link", name="Sign in")).to_have_attribute(
        "target", "_blank"
    )
    sign_in_again(desk.page, "anna")
    desk.saved()
    desk.open()
    expect(desk.text()).to_have_text("Typed while signed out")


@pytest.mark.parametrize("place", ["[data-save-state]", ".side-panel"])
def test_the_button_that_saves_again_gives_the_focus_back_to_the_box(desk_of, place):
    desk = desk_of()
    cookies = desk.page.context.cookies()
    desk.page.context.clear_cookies(name="sessionid")
    desk.write("Typed while signed out")
    button = desk.page.locator(place).get_by_role("button", name="I have signed in")
    button.focus()
    desk.page.context.add_cookies(cookies)
    desk.press("Enter")
    desk.saved()
    expect(desk.box).to_be_focused()


def test_without_any_cookie_it_is_the_same(desk_of):
    desk = desk_of()
    desk.page.context.clear_cookies()
    desk.write("Typed with no cookie at all")
    expect(desk.state).to_contain_text("you are signed out")
    sign_in_again(desk.page, "anna")
    desk.saved()


def test_nobody_saves_in_somebody_elses_name(desk_of):
    desk = desk_of()
    desk.page.context.clear_cookies()
    desk.write("Typed by anna")
    expect(desk.state).to_contain_text("you are signed out")
    sign_in_again(desk.page, "ben")
    expect(desk.state).to_contain_text("someone else is signed in")
    expect(desk.box).to_have_value("Typed by anna")


# A text that cannot be kept


def test_a_text_that_cannot_be_kept_is_refused_and_goes_on_once_it_can(desk_of):
    desk = desk_of()
    desk.go("designer", "career")
    desk.press("Enter")
    desk.box.fill("word " * 20_001)
    expect(desk.state).to_contain_text("Keep it to 100,000 characters")
    desk.box.fill("Short")
    desk.saved()


# A closed window


def cut_off(desk):
    """Let this window alone have no network, for good.

    When it is closed it tries once more, which what is cut off from outside may miss.
    """
    desk.page.evaluate("() => { fetch = () => Promise.reject(new TypeError()) }")


def leave_unsaved(desk, words):
    """Close a window on a text that never reached the site; return its browser."""
    cut_off(desk)
    desk.write(words)
    expect(desk.state).to_contain_text("no connection")
    desk.page.close()
    return desk.page.context


def back(desk, context):
    """Return the desk of who comes back."""
    return type(desk)(context.new_page(), desk.team).open()


def test_what_a_closed_window_left_is_offered_and_kept(desk_of):
    desk = desk_of()
    desk = back(desk, leave_unsaved(desk, "Left behind"))
    offer = desk.page.get_by_role("region", name="Texts that were not saved")
    expect(offer).to_contain_text(re.compile(r"typed on \d+ \w+ at|typed on \d+ \w+"))
    offer.get_by_role("button", name="Show").click()
    expect(offer).to_contain_text("Left behind")
    offer.get_by_role("button", name="Keep it").click()
    expect(desk.text()).to_have_text("Left behind")
    desk.saved()
    desk.open()
    expect(desk.text()).to_have_text("Left behind")
    expect(offer).to_be_hidden()


def test_what_a_closed_window_left_is_discarded_when_asked(desk_of):
    desk = desk_of()
    desk = back(desk, leave_unsaved(desk, "Left behind"))
    offer = desk.page.get_by_role("region", name="Texts that were not saved")
    offer.get_by_role("button", name="Discard").click()
    expect(offer).to_be_hidden()
    desk.open()
    expect(offer).to_be_hidden()
    expect(desk.text()).to_have_text(LIVE)


def test_what_was_left_is_merged_with_what_came_since(desk_of):
    desk, ben = desk_of("anna"), desk_of("ben")
    context = leave_unsaved(desk, ANNAS)
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    desk = back(desk, context)
    desk.page.get_by_role("button", name="Keep it").click()
    desk.state.get_by_role("button", name="Compare and merge").click()
    expect(desk.dialog.get_by_label("The text to save")).to_have_value(BOTH)


def test_what_another_window_writes_is_offered_only_once_that_is_closed(desk_of):
    desk = desk_of()
    cut_off(desk)
    desk.write("Still being written")
    expect(desk.state).to_contain_text("no connection")
    other = back(desk, desk.page.context)
    other.page.wait_for_timeout(300)
    expect(other.page.locator(".offer")).to_have_count(0)
    desk.page.close()
    expect(other.page.locator(".offer")).to_have_count(1)


# Others


def look_again(desk):
    """Come back to a window, which asks at once what others have done."""
    desk.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def head_of(desk, role):
    """What the head of a role's column says of others."""
    return desk.page.locator(f"th[data-role='{role}-{desk.team:02}'] [data-others]")


def change(desk, words, *where):
    desk.write(words, *where)
    desk.press("Control+Enter")
    desk.saved()


@pytest.mark.parametrize("reader", ["anna", "cleo"])
def test_who_else_is_here_stands_in_the_columns_head(desk_of, reader):
    ben = desk_of("ben")
    ben.write("Here", "engineer", "tasks")
    ben.saved()
    head = (
        desk_of(reader)
        .page.locator(f"[data-role='engineer-{ben.team:02}'] [data-others]")
        .first
    )
    expect(head).to_have_text("ben is here: Tasks")


def test_what_others_change_comes_by_itself(desk_of):
    anna, ben = desk_of("anna"), desk_of("ben")
    ben.write(BENS)
    ben.press("Control+Enter")
    ben.saved()
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)
    anna.go()
    anna.press("Enter", "End")
    anna.type(" And on.")
    anna.saved()


def test_who_is_shown_a_change_is_not_said_to_have_it_open(desk_of):
    anna, ben = desk_of("anna"), desk_of("ben")
    change(ben, "Ben's", "engineer", "tasks")
    look_again(anna)
    expect(anna.text("engineer", "tasks")).to_have_text("Ben's")
    look_again(ben)
    expect(head_of(ben, "analyst")).to_have_text("anna is here")
    expect(head_of(ben, "engineer")).to_have_text("")


def test_however_much_others_change_elsewhere_what_is_here_comes(desk_of):
    anna, ben = desk_of("anna"), desk_of("ben")
    change(ben, BENS)
    elsewhere = {"dimension": "purpose", "version": "1.1", "state": "draft"}
    more = [{"role": f"nobody-{n}", **elsewhere} for n in range(30)]

    def with_more(route):
        answer = route.fetch().json()
        route.fulfill(json=answer | {"cells": [*more, *answer["cells"]]})

    anna.page.route("**/presence/", with_more)
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)


def test_a_change_that_cannot_be_had_comes_later(desk_of):
    anna, ben = desk_of("anna"), desk_of("ben")
    change(ben, BENS)
    anna.page.route("**/admin/texts/**", lambda route: route.abort())
    with anna.page.expect_event("requestfailed"):
        look_again(anna)
    anna.page.unroute("**/admin/texts/**")
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)


def test_what_was_changed_in_an_open_box_comes_once_it_is_closed(desk_of):
    anna, ben = desk_of("anna"), desk_of("ben")
    anna.go()
    anna.press("Enter")
    change(ben, BENS)
    look_again(anna)
    expect(anna.page.locator("[data-matrix-status]")).to_contain_text("ben changed")
    expect(anna.box).to_have_value(LIVE)
    anna.press("Escape")
    look_again(anna)
    expect(anna.text()).to_have_text(BENS)


def test_a_new_sign_in_elsewhere_does_not_hide_the_others(desk_of):
    desk, ben = desk_of("anna"), desk_of("ben")
    desk.page.context.clear_cookies()
    sign_in_again(desk.page, "anna")
    ben.write("Here", "engineer", "tasks")
    ben.saved()
    look_again(desk)
    expect(head_of(desk, "engineer")).to_have_text("ben is here: Tasks")
