"""Stars and notes live in the browser alone and appear wherever their role does."""

import json
import re

import pytest
from playwright.sync_api import expect

from careers.text import markdown

from .notes import (
    CELL_KEY,
    HOSTILE,
    PATH,
    ROLE,
    ROLE_KEY,
    STAR_KEY,
    STORED,
    add,
    area,
    delete,
    delete_all,
    notes_status,
    noting,
    press_toggle,
    star,
    toggle,
    visible_notes,
    visit_with,
    wait_until_kept,
    write,
)
from .public_pages import comparing, comparison_of
from .share_menu import (
    CLIPBOARD,
    COPIED,
    open_more,
    open_share_menu,
    share_button,
    share_status,
)
from .storage import STORAGE_FULL, STORAGE_OFF

# Saving


def test_without_notes_a_page_has_one_button_and_stores_nothing(visit):
    page = visit(PATH)
    expect(toggle(page)).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".note, .row-star")).to_have_count(0)
    assert page.evaluate(STORED) == {}


def test_a_note_is_saved_while_it_is_typed(visit):
    page = noting(visit)
    write(page, "Ask Ana")
    wait_until_kept(page, CELL_KEY, "Ask Ana")
    expect(area(page)).to_be_focused()
    foot = page.locator(".note-foot:visible")
    expect(foot).to_contain_text("Kept in this browser only")


def test_a_note_is_saved_as_soon_as_its_field_or_the_page_is_left(visit):
    page = noting(visit)
    write(page, "Ask Ana")
    page.keyboard.press("Tab")
    assert page.evaluate(STORED)[CELL_KEY] == "Ask Ana"
    write(page, "Ask Ben", ROLE)
    page.goto("/health/live")
    assert page.evaluate(STORED)[ROLE_KEY] == "Ask Ben"


def test_notes_and_stars_come_back_after_a_reload(visit):
    page = noting(visit)
    write(page, "Ask Ana")
    write(page, "A good one", ROLE)
    star(page).click()
    page.reload()
    expect(toggle(page)).to_have_attribute("aria-pressed", "true")
    expect(area(page)).to_have_value("Ask Ana")
    expect(area(page, ROLE)).to_have_value("A good one")
    expect(star(page)).to_have_attribute("aria-pressed", "true")


def test_notes_have_no_buttons_while_notes_are_off(visit):
    kept = {CELL_KEY: "Ask Ana", ROLE_KEY: "Good", STAR_KEY: "1"}
    page = visit_with(visit, kept)
    expect(visible_notes(page)).to_have_text(["Good", "Ask Ana"])
    expect(page.locator("#reporting-relationship .starred")).to_be_visible()
    expect(page.locator(".starred:visible")).to_have_count(1)
    expect(page.locator(".note, .row-star").get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("textbox", name="My note")).to_have_count(0)


def test_a_note_appears_on_every_comparison_with_its_role(visit):
    kept = {CELL_KEY: "Ask Ana", ROLE_KEY: "Good", STAR_KEY: "1"}
    page = visit_with(
        visit, kept, comparing("data-engineer", "agent-architect", "little")
    )
    expect(page.locator(".card").nth(1).locator(".note-text")).to_have_text("Good")
    cell = page.locator("#reporting-relationship td").nth(1)
    expect(cell.locator(".note-text")).to_have_text("Ask Ana")
    expect(visible_notes(page)).to_have_count(2)
    expect(page.locator(".starred")).to_be_visible()


def test_a_note_stays_with_its_cell_when_columns_and_rows_are_hidden(visit):
    options = "?column=site-reliability-engineer&column=agent-architect&sort=distinct"
    page = visit_with(visit, {CELL_KEY: "Ask Ana"}, comparison_of(3) + options)
    cell = page.locator("td", has=page.get_by_text("Ask Ana"))
    expect(cell.locator(".cell-role")).to_have_text("Agent Architect")
    expect(page.locator("tr", has=cell)).to_have_attribute(
        "id", "reporting-relationship"
    )


def test_the_button_hides_the_controls_and_remembers_it(visit):
    page = noting(visit)
    expect(add(page)).to_be_visible()
    press_toggle(page)
    expect(add(page)).to_be_hidden()
    page.reload()
    expect(toggle(page)).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(STORED) == {}


def test_an_empty_field_is_no_note(visit):
    page = noting(visit)
    write(page, "  \n ")
    page.keyboard.press("Tab")
    press_toggle(page)
    expect(page.locator(".note-box:visible")).to_have_count(0)
    press_toggle(page)
    expect(add(page)).to_be_visible()
    assert CELL_KEY not in page.evaluate(STORED)


def test_a_note_has_a_maximum_length(visit):
    page = noting(visit)
    write(page, "x" * 3000)
    page.keyboard.press("Tab")
    assert len(page.evaluate(STORED)[CELL_KEY]) == 2000


# Deleting


def test_a_deleted_note_is_gone_and_the_focus_stays(visit):
    page = noting(visit)
    write(page, "Ask Ana")
    delete(page).click()
    expect(add(page)).to_be_focused()
    expect(notes_status(page)).to_have_text("Note deleted.")
    page.reload()
    expect(add(page)).to_be_visible()
    assert CELL_KEY not in page.evaluate(STORED)


def test_deleting_all_notes_takes_two_steps(visit):
    elsewhere = {"note/data-engineer": "Elsewhere", "chosen-roles": "[]"}
    page = visit_with(visit, {CELL_KEY: "Ask Ana", STAR_KEY: "1", **elsewhere})
    press_toggle(page)
    open_more(page)
    expect(page.get_by_text("2 notes and 1 star.")).to_be_visible()
    delete_all(page).click()
    expect(notes_status(page)).to_contain_text(
        "Press again to delete 2 notes and 1 star"
    )
    page.get_by_role("button", name="Yes, delete 2 notes and 1 star").click()
    expect(toggle(page)).to_be_focused()
    expect(add(page)).to_be_visible()
    expect(star(page)).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(STORED) == {"taking-notes": "on", "chosen-roles": "[]"}


def test_a_double_click_deletes_nothing(visit):
    page = visit_with(visit, {CELL_KEY: "Ask Ana", "taking-notes": "on"})
    delete_all(page).dblclick()
    expect(page.get_by_role("button", name="Keep them")).to_be_visible()
    assert page.evaluate(STORED)[CELL_KEY] == "Ask Ana"


def test_keep_them_keeps_all_notes(visit):
    page = visit_with(visit, {CELL_KEY: "Ask Ana", "taking-notes": "on"})
    delete_all(page).click()
    page.get_by_role("button", name="Keep them").click()
    expect(delete_all(page)).to_be_focused()
    assert page.evaluate(STORED)[CELL_KEY] == "Ask Ana"


def test_moving_the_focus_cancels_deleting(visit):
    page = visit_with(visit, {CELL_KEY: "Ask Ana", "taking-notes": "on"})
    delete_all(page).click()
    toggle(page).focus()
    expect(delete_all(page)).to_be_visible()


# Printing and copying


def test_notes_are_printed_without_their_buttons(visit):
    page = noting(visit)
    write(page, "Ask Ana")
    write(page, "A good one", ROLE)
    star(page).click()
    page.emulate_media(media="print")
    expect(visible_notes(page)).to_have_text(["A good one", "Ask Ana"])
    expect(page.locator(".starred:visible")).to_have_text(["Starred"])
    expect(page.get_by_role("main").locator("button:visible")).to_have_count(0)
    expect(page.locator("textarea:visible")).to_have_count(0)


def test_without_notes_nothing_of_them_is_printed(visit):
    page = noting(visit)
    page.emulate_media(media="print")
    expect(page.locator(".note-box:visible, .row-star > :visible")).to_have_count(0)
    expect(page.get_by_role("main").locator("button:visible")).to_have_count(0)


def test_copied_markdown_lists_stars_before_notes(visit):
    kept = {CELL_KEY: "One\n\nTwo", "note/mlops-engineer": "Good", STAR_KEY: "1"}
    page = open_share_menu(
        visit_with(visit, {**kept, "star/communication": "1"}, **CLIPBOARD)
    )
    share_button(page, "Copy as Markdown").click()
    expect(share_status(page)).to_have_text("Copied as Markdown, with your notes.")
    section = page.evaluate(COPIED).partition("\n\n## My notes\n\n")[2]
    assert section.splitlines() == [
        "- Starred: Reporting Relationship; Communication",
        "- **MLOps Engineer**: Good",
        "- **Agent Architect, Reporting Relationship**: One<br>Two",
    ]


def test_a_hostile_note_is_text_on_the_page_and_in_markdown(visit):
    page = visit_with(visit, {CELL_KEY: HOSTILE}, **CLIPBOARD)
    expect(visible_notes(page)).to_have_text(HOSTILE)
    expect(page.locator(".note img")).to_have_count(0)
    share_button(open_share_menu(page), "Copy as Markdown").click()
    expect(share_status(page)).to_have_text("Copied as Markdown, with your notes.")
    _, _, note = page.evaluate(COPIED).splitlines()[-1].partition("**: ")
    assert note == (
        r"&lt;img src=x onerror=alert(1)&gt; \| \# \`code\`<br>"
        r"\# \[x\](y) \*\*b\*\* &amp; \~\~c\~\~ \\ \_d\_"
    )
    # The site escapes the texts of roles the same way.
    assert note == "<br>".join(map(markdown.escape, HOSTILE.splitlines()))


def test_notes_are_never_sent(visit):
    page, sent = noting(visit, **CLIPBOARD), []

    def record(request):
        sent.append(json.dumps([request.url, request.post_data, request.headers]))

    page.context.on("request", record)
    write(page, "zeppelin")
    star(page).click()
    share_button(open_share_menu(page), "Copy as Markdown").click()
    expect(share_status(page)).to_contain_text("with your notes")
    page.reload()
    page.get_by_role("switch", name="Show differences").click()
    page.wait_for_url("**?show=differences*")
    assert len(sent) > 2
    assert not [data for data in sent if re.search("zeppelin|taking-notes", data)]


# Browsers that store nothing, or garbage


@pytest.mark.parametrize("script", [STORAGE_OFF, STORAGE_FULL])
def test_a_note_that_cannot_be_saved_stays_and_says_so(first_visit, script):
    page, errors = first_visit(), []
    page.add_init_script(script)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(PATH)
    press_toggle(page)
    expect(open_more(page).get_by_text("Nothing can be saved")).to_be_visible()
    star(page).click()
    expect(page.locator(".starred:visible")).to_contain_text("Not saved")
    write(page, "Ask Ana")
    expect(notes_status(page)).to_contain_text("Copy it before you leave")
    press_toggle(page)
    expect(visible_notes(page)).to_have_text(["Ask Ana"])
    expect(page.locator(".note-foot:visible")).to_contain_text("Not saved")
    press_toggle(page)
    delete(page).click()
    expect(add(page)).to_be_focused()
    assert errors == []


def test_an_unsaved_note_is_saved_as_soon_as_there_is_room(visit):
    page = noting(visit)
    page.evaluate(
        f"() => {{ window.room = Storage.prototype.setItem; {STORAGE_FULL} }}"
    )
    write(page, "Ask Ana")
    expect(notes_status(page)).to_contain_text("Not saved")
    page.evaluate("() => { Storage.prototype.setItem = window.room; }")
    page.keyboard.insert_text(" today")
    wait_until_kept(page, CELL_KEY, "Ask Ana today")
    expect(notes_status(page)).to_have_text("Kept in this browser only")


@pytest.mark.parametrize(
    "garbage",
    [
        {CELL_KEY: "x" * 5000},
        {CELL_KEY: " \n ", STAR_KEY: "[]", "taking-notes": "{"},
        {"note/": "1", "note/a/b/c": "2", "star/": "3", "note/__proto__": "4"},
        {CELL_KEY: "\u0000\ud800<b>", ROLE_KEY: "null"},
    ],
    ids=["long", "blank", "unknown", "odd"],
)
def test_garbage_in_storage_does_no_harm(visit, garbage):
    page, errors = visit_with(visit, garbage), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.reload()
    press_toggle(page)
    write(page, "Fine", "MLOps Engineer")
    wait_until_kept(page, "note/mlops-engineer", "Fine")
    first = page.locator("#reporting-relationship textarea").first
    assert len(first.input_value()) <= 2000
    assert errors == []


def test_other_windows_follow_except_where_someone_is_writing(first_visit):
    page = first_visit()
    other = page.context.new_page()
    for window in [page, other]:
        window.goto(PATH)
    press_toggle(page)
    other.reload()
    write(other, "Mine")
    wait_until_kept(other, CELL_KEY, "Mine")
    write(page, "From here", ROLE)
    star(page).click()
    expect(area(page)).to_have_value("Mine")
    area(page).fill("Theirs")
    wait_until_kept(page, CELL_KEY, "Theirs")
    expect(area(other, ROLE)).to_have_value("From here")
    expect(star(other)).to_have_attribute("aria-pressed", "true")
    expect(area(other)).to_have_value("Mine")
    expect(area(other)).to_be_focused()


def test_going_back_shows_notes_written_since(visit):
    page = noting(visit)
    page.goto(comparing("agent-architect", "data-engineer"))
    write(page, "Ask Ana")
    page.go_back()
    expect(area(page)).to_have_value("Ask Ana")
