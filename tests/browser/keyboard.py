"""Walking through a page with one key."""

# The focused element: its HTML, whether any of it is visible (leaving out the corners,
# which may be round), and how thick its outline is.
FOCUSED = """() => {
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const isVisible = [...focused.getClientRects()].some(box =>
        [0.1, 0.3, 0.5, 0.7, 0.9].some(share => {
            const x = box.left + box.width * share, y = box.top + box.height / 2;
            return focused.contains(document.elementFromPoint(x, y));
        }));
    const style = getComputedStyle(focused);
    return {
        html: focused.outerHTML.slice(0, 120),
        isVisible: isVisible || focused.matches("[data-scroll-region]"),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    };
}"""


def focus_stops(page, key):
    """Press ``key`` until the focus leaves the page; return every stop."""
    stops = []
    page.keyboard.press(key)
    while stop := page.evaluate(FOCUSED):
        stops.append(stop)
        page.keyboard.press(key)
    return stops
