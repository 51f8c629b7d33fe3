// Takes a region out of the tab order while it has nothing to scroll.

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
  }).observe(region);
}
