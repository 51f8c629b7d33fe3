// Takes a region out of the tab order while it has nothing to scroll. The link that
// skips to it still moves the focus there.

const ATTRIBUTES = ["role", "aria-label", "tabindex"];

for (const region of document.querySelectorAll("[data-scroll-region]")) {
  const attributes = ATTRIBUTES.map((name) => [name, region.getAttribute(name)]);

  new ResizeObserver(() => {
    const scrolls = region.scrollWidth > region.clientWidth ||
      region.scrollHeight > region.clientHeight + 1;
    for (const [name, value] of attributes) {
      if (scrolls) region.setAttribute(name, value);
      else region.removeAttribute(name);
    }
    if (!scrolls) region.tabIndex = -1;
  }).observe(region);
}
