"""The menus of a comparison: to share it, and what is less often needed."""

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
COPIED = "navigator.clipboard.readText()"


def open_share_menu(page):
    page.locator(".share summary").click()
    return page


def open_more(page):
    """Open the menu "More" unless it is open."""
    more = page.locator("details", has=page.locator("> #view_more"))
    if more.get_attribute("open") is None:
        page.locator("#view_more").click()
    return page


def share_button(page, name):
    return page.locator(".share").get_by_role("button", name=name, exact=True)


def share_status(page):
    return page.locator(".share").get_by_role("status")
