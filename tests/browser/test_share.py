"""A comparison is copied or printed in one click, and its menus close again."""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import violations
from .measure import CLIPPED, SIDEWAYS
from .public_pages import comparison_of
from .share_menu import CLIPBOARD, COPIED, open_share_menu, share_button, share_status

PATH = comparison_of(2) + "?show=differences"
SELECTED = "getSelection().toString()"
NO_CLIPBOARD = """Object.defineProperty(Navigator.prototype, "clipboard",
    { get: () => undefined });"""
REFUSING = """Clipboard.prototype.write = () =>
    Promise.reject(new DOMException("no", "NotAllowedError"));"""


@pytest.fixture
def open_menu(visit):
    """Return a function that opens a comparison and its share menu."""

    def open_menu(path=PATH, **options):
        return open_share_menu(visit(path, **options))

    return open_menu


def field(page):
    return page.get_by_label("Link to this page")


def test_the_copied_link_has_the_options(open_menu, site):
    page = open_menu(**CLIPBOARD)
    share_button(page, "Copy link").click()
    expect(share_status(page)).to_have_text("Link copied.")
    assert page.evaluate(COPIED) == site + PATH


def test_the_copied_markdown_is_the_file(open_menu):
    page = open_menu(**CLIPBOARD)
    share_button(page, "Copy as Markdown").click()
    expect(share_status(page)).to_have_text("Copied as Markdown.")
    file = page.request.get(PATH.replace("/?", ".md?")).text()
    assert page.evaluate(COPIED).split() == file.split()


@pytest.mark.parametrize("name", ["Print", "Print this page"])
def test_print_prints(open_menu, name):
    page = open_menu()
    page.evaluate("window.print = () => document.body.classList.add('printed')")
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("body")).to_have_class("printed")


def test_the_controls_are_not_printed(open_menu):
    page = open_menu()
    page.emulate_media(media="print")
    expect(page.locator(".tools")).to_be_hidden()


@pytest.mark.parametrize("script", [NO_CLIPBOARD, REFUSING])
def test_without_a_clipboard_the_link_is_selected(first_visit, site, script):
    page = first_visit()
    page.add_init_script(script)
    page.goto(PATH)
    share_button(open_share_menu(page), "Copy link").click()
    expect(share_status(page)).to_contain_text("Press Ctrl+C to copy")
    expect(field(page)).to_be_focused()
    assert page.evaluate(SELECTED) == site + PATH


@pytest.mark.parametrize("script", [NO_CLIPBOARD, REFUSING])
def test_without_a_clipboard_the_markdown_is_selected(first_visit, script):
    page = first_visit()
    page.add_init_script(script)
    page.goto(PATH)
    share_button(open_share_menu(page), "Copy as Markdown").click()
    expect(share_status(page)).to_contain_text("Press Ctrl+C to copy")
    text = page.get_by_label("As Markdown")
    expect(text).to_be_focused()
    expect(text).not_to_be_editable()
    assert page.evaluate(SELECTED).startswith("# Agent Architect vs MLOps Engineer")


@pytest.mark.parametrize("script", ["", NO_CLIPBOARD])
@pytest.mark.parametrize("code", [None, 500])
def test_a_failed_download_of_markdown_says_what_to_do(first_visit, script, code):
    page, errors = first_visit(**CLIPBOARD), []
    page.add_init_script(script)
    page.on("pageerror", lambda error: errors.append(str(error)))
    response = (
        (lambda route: route.fulfill(status=code)) if code else lambda r: r.abort()
    )
    page.route("**/*.md*", response)
    page.goto(PATH)
    share_button(open_share_menu(page), "Copy as Markdown").click()
    expect(share_status(page)).to_contain_text("Check your connection, then try again")
    assert errors == []


def test_the_files_and_the_link_work_without_scripts(open_menu, site):
    page = open_menu(java_script_enabled=False)
    expect(page.locator(".files a")).to_have_text(["CSV", "Excel", "Markdown", "JSON"])
    expect(field(page)).to_have_value(site + PATH)
    expect(page.locator(".share").get_by_role("button")).to_have_count(0)


def test_the_brief_is_a_press_away_and_keeps_the_options(open_menu):
    page = open_menu(f"{PATH}&dimension=communication")
    page.get_by_role("link", name="Brief for print").click()
    expect(page).to_have_url(re.compile(r"/brief/\?show=.*dimension=communication$"))
    expect(page.locator(".brief-address")).to_contain_text("dimension=communication")


def test_escape_closes_a_menu_and_returns_the_focus(open_menu):
    page = open_menu()
    share_button(page, "Print this page").focus()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_hidden()
    expect(page.locator(".share summary")).to_be_focused()


def test_a_click_outside_a_menu_closes_it(open_menu):
    page = open_menu()
    field(page).click()
    expect(field(page)).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(field(page)).to_be_hidden()


def test_a_menu_closes_when_tab_leaves_it(open_menu):
    page = open_menu()
    share_button(page, "Print this page").focus()
    page.keyboard.press("Shift+Tab")
    expect(field(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(field(page)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 704, 768, 1024, 1280])
def test_no_menu_leaves_the_window(visit, width):
    page = visit(comparison_of(8), width=width)
    for menu in page.locator("[data-menu]").all():
        menu.locator("> summary").click()
        expect(menu).to_have_attribute("open", "")
        page.evaluate("new Promise(requestAnimationFrame)")
        panel = menu.locator("> :last-child")
        area = panel.bounding_box()
        assert area["x"] >= 0
        assert area["x"] + area["width"] <= width
        assert panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") <= 0


@pytest.mark.parametrize("view", [{"width": 320}, {"color_scheme": "dark"}], ids=str)
def test_axe_finds_nothing_in_the_open_menu(open_menu, view):
    page = open_menu(**view, **CLIPBOARD)
    share_button(page, "Copy link").click()
    expect(share_status(page)).to_have_text(re.compile("."))
    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_buttons_are_large_enough_to_touch(open_menu, width):
    buttons = open_menu(width=width).locator(".share button")
    sizes = buttons.evaluate_all(
        "buttons => buttons.map(button => [button.offsetWidth, button.offsetHeight])"
    )
    assert len(sizes) == 3
    assert min(map(min, sizes)) >= 44
