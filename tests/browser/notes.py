"""Stars and notes on a comparison, found as a visitor finds them."""

from playwright.sync_api import expect

from .public_pages import comparison_of
from .share_menu import open_more

PATH = comparison_of(2)
CELL = "Agent Architect, Reporting Relationship"
CELL_KEY = "note/agent-architect/reporting-relationship"
ROLE = "Agent Architect"
ROLE_KEY = "note/agent-architect"
STAR_KEY = "star/reporting-relationship"
HOSTILE = "<img src=x onerror=alert(1)> | # `code`\n# [x](y) **b** & ~~c~~ \\ _d_"
STORE = "kept => Object.assign(localStorage, kept)"
# Each comparison is kept as a recent set, too.
STORED = """Object.fromEntries(
    Object.entries(localStorage).filter(([key]) => key !== "recent-sets"))"""


def noting(visit, path=PATH, **options):
    """Open a comparison and switch notes on."""
    page = visit(path, **options)
    press_toggle(page)
    return page


def visit_with(visit, kept, path=PATH, **options):
    """Open a page in a browser that already holds these notes."""
    page = visit("/health/live", **options)
    page.evaluate(STORE, kept)
    page.goto(path)
    # Keys pressed before the first frame are lost.
    page.evaluate("new Promise(requestAnimationFrame)")
    return page


def toggle(page):
    """Return the button that switches notes on and off, and shows which."""
    return page.get_by_role("button", name="My notes", exact=True, include_hidden=True)


def press_toggle(page):
    """Switch notes on or off, and close the menu again."""
    toggle(open_more(page)).click()
    page.keyboard.press("Escape")


def delete_all(page):
    button = page.get_by_role("button", name="Delete all my notes", include_hidden=True)
    open_more(page)
    return button


def star(page, dimension="Reporting Relationship"):
    return page.get_by_role("button", name=f"Star {dimension}", exact=True)


def add(page, where=CELL):
    return page.get_by_role("button", name=f"Add a note to {where}", exact=True)


def area(page, where=CELL):
    return page.get_by_role("textbox", name=f"My note on {where}", exact=True)


def delete(page, where=CELL):
    name = f"Delete my note on {where}"
    return page.get_by_role("button", name=name, exact=True)


def write(page, text, where=CELL):
    add(page, where).click()
    expect(area(page, where)).to_be_focused()
    page.keyboard.insert_text(text)


def wait_until_kept(page, key, text):
    page.wait_for_function(
        "([key, text]) => localStorage.getItem(key) === text", arg=[key, text]
    )


def visible_notes(page):
    return page.locator(".note-text:visible")


def notes_status(page):
    return page.locator("main > [role=status]")
