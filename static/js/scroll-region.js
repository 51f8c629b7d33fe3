// A region that has nothing to scroll is no stop on the way through the page.
const ATTRIBUTES = ["role", "aria-label", "tabindex"];

for (const region of document.querySelectorAll("[data-scroll-region]")) {
  const kept = ATTRIBUTES.map((name) => [name, region.getAttribute(name)]);

  new ResizeObserver(() => {
    const scrolls =
      region.scrollWidth > region.clientWidth ||
      region.scrollHeight > region.clientHeight + 1;
    for (const [name, value] of kept) {
      if (scrolls) region.setAttribute(name, value);
      else region.removeAttribute(name);
    }
  }).observe(region);
}
