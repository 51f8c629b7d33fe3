"""The rules of axe that pages are checked against, and the windows to check in."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Off by default: they are experimental, or cannot always decide.
MORE_RULES = ["td-has-header", "table-fake-caption", "target-size"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {rule: {"enabled": True} for rule in MORE_RULES},
    "resultTypes": ["violations"],
}

PHONE_DARK = {"width": 320, "color_scheme": "dark"}
TABLET_LIGHT = {"width": 768, "color_scheme": "light"}
DESKTOP_LIGHT = {"width": 1280, "color_scheme": "light"}
DESKTOP_DARK = {"width": 1280, "color_scheme": "dark"}
VIEWS = [PHONE_DARK, TABLET_LIGHT, DESKTOP_LIGHT, DESKTOP_DARK]


def violations(page):
    """Return the rules of axe that a page breaks, each with the elements that do."""
    results = Axe().run(page, options=OPTIONS).response["violations"]
    return {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in results}
