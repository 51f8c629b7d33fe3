"""The tray, the boxes that fill it, and the pages that have both."""

from .public_pages import ROLES

STORED = "JSON.parse(localStorage.getItem('chosen-roles'))"
STRAINING = ["long-name", "long-words", "much", "right-to-left", "little", *ROLES]
LISTS = ["/", "/roles/", "/compare/", "/dimensions/primary-role/"]
WITH_A_TRAY = [
    *LISTS,
    "/roles/agent-architect/",
    "/dimensions/",
    "/roles/data-enginer/",
]


def tray(page):
    return page.get_by_role("form", name="Chosen roles")


def chosen(page):
    return tray(page).get_by_role("listitem")


def box(page, name):
    return page.get_by_role("checkbox", name=name, exact=True)


def remove(page, name):
    return tray(page).get_by_role("button", name=f"Remove {name}", exact=True)


def compare(page):
    page.get_by_role("button", name="Compare", exact=True).click()


def tray_status(page):
    return page.locator("main > [role=status].visually-hidden")
