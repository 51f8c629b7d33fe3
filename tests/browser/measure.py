"""Scripts that measure how a page looks."""

# How far the page can be scrolled sideways, in CSS pixels.
SIDEWAYS = """() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
}"""

# Every visible line of text, as [text node, box, whether it sticks]. Left out are texts
# hidden or cut on purpose (for screen readers, summaries, skip links), and what a
# table with its own scroll bars has not scrolled to.
LINES = """
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange(), lines = [];
    const some = (element, test) => element &&
        (test(getComputedStyle(element)) || some(element.parentElement, test));
    const isCut = style =>
        style.clipPath !== "none" || style.webkitLineClamp !== "none";
    while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement;
        if (!text.data.trim() || !parent.checkVisibility()) continue;
        if (some(parent, isCut) || parent.closest(".skip-link")) continue;
        const sticks = some(parent, style => style.position === "sticky");
        const window = parent.closest("[data-scroll-region]")?.getBoundingClientRect();
        range.selectNodeContents(text);
        for (const box of range.getClientRects())
            if (!(box.bottom > window?.bottom)) lines.push([text, box, sticks]);
    }
"""

# Elements that cut off their content by mistake, where nothing can scroll to it.
CLIPPED = """() => [...document.body.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    if (element.matches("input")) return false; // scrolls by its keys
    if (style.clipPath !== "none" || style.webkitLineClamp !== "none") return false;
    const [across, down] = [style.overflowX, style.overflowY].map(
        overflow => overflow === "hidden" || overflow === "clip");
    return across && element.scrollWidth > element.clientWidth + 1 ||
        down && element.scrollHeight > element.clientHeight + 1;
}).map(element => element.outerHTML.slice(0, 120))"""

# Texts outside the nearest box with a visible edge.
SPILLED = f"""() => {{
    {LINES}
    const edged = "a, button, label, .card, th, td, header, main, footer, body";
    const boxesAround = element => {{
        const edge = element.closest(edged), boxes = [...edge.getClientRects()];
        return boxes.length ? boxes : boxesAround(edge.parentElement);
    }};
    return lines.filter(([text, line]) => {{
        const boxes = boxesAround(text.parentElement);
        return !boxes.some(b => line.left > b.left - 2 && line.right < b.right + 2);
    }}).map(([text]) => text.data.trim().slice(0, 60));
}}"""

# Pairs of texts that overlap. Sticky elements cover others on purpose, and boxes of
# lines include the space between lines, so they may share half of one.
OVERLAPPING = f"""() => {{
    {LINES}
    const meet = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) >
            Math.min(a.height, b.height) / 2;
    const loose = lines.filter(([text, box, sticks]) => !sticks);
    return loose.flatMap(([text, box], place) => loose.slice(place + 1)
        .filter(([other, otherBox]) => other !== text && meet(box, otherBox))
        .map(([other]) => [text.data.slice(0, 40), other.data.slice(0, 40)]));
}}"""

# Adds a style sheet as a reader's own browser would. The site's policy allows that.
ADD_STYLE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""

# How wide the border of each element is: 0 without one in a colour of its own.
EDGES = """(elements, side) => elements.map(element => {
    const style = getComputedStyle(element), name = `border${side}`;
    const isDrawn = style[`${name}Style`] !== "none" &&
        style[`${name}Color`] !== style.backgroundColor;
    return isDrawn ? parseFloat(style[`${name}Width`]) : 0;
})"""

# Elements that move.
MOTION = """() => [...document.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.scrollBehavior === "smooth" ||
        style.transitionDuration.split(", ").some(duration => parseFloat(duration) > 0);
}).map(element => element.outerHTML.slice(0, 80))"""

# The most that a page may shift while it loads, half of what https://web.dev/cls
# calls good.
MOST_SHIFT = 0.05

# Layout shifts while a page loads. They are reported after the next frames are painted.
RECORD_SHIFTS = """
    window.shifts = [];
    const record = entries => {
        for (const { value, sources } of entries)
            window.shifts.push([value, sources.map(
                ({ node }) => node?.outerHTML?.slice(0, 60) ?? node?.data)]);
    };
    const observer = new PerformanceObserver(list => record(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    window.painted = async () => {
        for (let frame = 0; frame < 3; frame++)
            await new Promise(done => requestAnimationFrame(done));
        await new Promise(done => setTimeout(done));
        record(observer.takeRecords());
    };
"""


def painted(page):
    """Wait until the browser has painted the page as it is now."""
    page.evaluate("painted()")


def shifts(page):
    """Return all shifts so far, as [distance, HTML of the elements]."""
    painted(page)
    return page.evaluate("shifts")
