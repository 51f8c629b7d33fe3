"""The menu of a comparison to download or share it."""

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
COPIED = "navigator.clipboard.readText()"


def open_share_menu(page):
    page.get_by_text("Download or share").click()
    return page


def share_button(page, name):
    return page.locator(".share").get_by_role("button", name=name, exact=True)


def share_status(page):
    return page.locator(".share").get_by_role("status")
