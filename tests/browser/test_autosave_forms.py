"""Forms beside a decision survive the end of a session, and dates set the button."""

import re

import pytest
from playwright.sync_api import expect

from .editors import sign_in


def open_review(open_matrix):
    """Open the review of a text that another editor has just submitted."""
    anna = open_matrix("anna")
    anna.write("A designer says something new.")
    anna.saved()
    anna.page.goto(f"/admin/texts/designer-{anna.team:02}/purpose/")
    anna.page.get_by_role("button", name="Save and submit").click()
    expect(anna.page.get_by_text("Saved and submitted for review.")).to_be_visible()
    ben = open_matrix("ben")
    ben.page.goto(f"/admin/review/?role=designer-{ben.team:02}")
    return ben.page


def end_session(page):
    page.context.clear_cookies(name="sessionid")


def return_text(page, words):
    page.get_by_label("Comment").fill(words)
    page.locator("[name=version]").first.check()
    page.locator("button[value=return]").click()


def test_a_comment_and_its_ticks_come_back_after_the_session_has_ended(open_matrix):
    page = open_review(open_matrix)
    end_session(page)
    return_text(page, "Say which.")
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    sign_in(page, "ben")
    expect(page.get_by_label("Comment")).to_have_value("Say which.")
    expect(page.locator(".kept-form")).to_contain_text("after your session had ended")
    expect(page.locator("button[value=return]")).to_have_text("Return 1 text")


def test_a_sent_comment_does_not_come_back(open_matrix):
    page = open_review(open_matrix)
    return_text(page, "Say which.")
    expect(page.locator(".messagelist .success")).to_contain_text("1 text returned")
    assert "unsaved/" not in page.evaluate("Object.keys(localStorage).join()")


def test_an_unsent_comment_comes_back_with_a_note(open_matrix):
    page = open_review(open_matrix)
    page.get_by_label("Comment").press_sequentially("Say wh")
    page.goto("/admin/")
    page.go_back()
    page.reload()
    expect(page.get_by_label("Comment")).to_have_value("Say wh")
    page.goto("/admin/")
    page.goto("/admin/review/")
    expect(page.locator(".restored-note")).to_contain_text("It was not saved.")


@pytest.fixture
def publishing(open_matrix):
    page = open_review(open_matrix)
    page.locator("[name=version]").first.check()
    page.locator("button[value=approve]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(page.url.replace("/review/", "/publish/"))
    return page


def test_the_button_shows_the_time_of_publication(publishing):
    button = publishing.locator("[data-publishes]")
    expect(button).to_have_text("Publish 1 text now")
    publishing.locator("#id_due_at").fill("2099-11-24T09:00")
    expect(publishing.get_by_label("Later")).to_be_checked()
    expect(button).to_have_text("Schedule for 24 November 2099, 09:00")
    publishing.get_by_label("Now", exact=True).check()
    expect(publishing.locator("#id_due_at")).to_have_value("")
    expect(button).to_have_text("Publish 1 text now")
    publishing.get_by_label("Later").check()
    expect(publishing.locator("#id_due_at")).to_have_value("2099-11-24T09:00")


def test_the_time_and_ticks_come_back_with_the_reason(publishing):
    publishing.get_by_label("Reason").fill("Yearly review")
    publishing.locator("#id_due_at").fill("2027-11-20T09:00")
    end_session(publishing)
    publishing.locator("[data-publishes]").click()
    sign_in(publishing, "ben")
    expect(publishing.get_by_label("Reason")).to_have_value("Yearly review")
    expect(publishing.get_by_label("Later")).to_be_checked()
    expect(publishing.locator("[data-publishes]")).to_have_text(
        re.compile("Schedule for 20 November 2027")
    )
