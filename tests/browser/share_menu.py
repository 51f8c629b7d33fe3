"""The menu of a comparison to share it."""

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
COPIED = "navigator.clipboard.readText()"


def open_share_menu(page):
    page.locator(".share summary").click()
    return page


def share_button(page, name):
    return page.locator(".share").get_by_role("button", name=name, exact=True)


def share_status(page):
    return page.locator(".share").get_by_role("status")
