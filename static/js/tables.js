// Takes a region out of the tab order while it has nothing to scroll: the link that
// skips to it still moves the focus there. On a phone it folds the texts of many roles.

const MOST_UNFOLDED = 10; // roles of a dimension
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

// The browser's search and the printer see what is folded.
const folding = document.querySelector("[data-fold]");
const rows = document.querySelectorAll(".comparison tbody tr");

function unfold(row) {
  row.querySelector(".unfold")?.remove();
  for (const cell of row.querySelectorAll("[hidden]")) cell.hidden = false;
}

function fold(row) {
  const folded = [...row.cells].slice(MOST_UNFOLDED + 1);
  const button = folding.content.firstElementChild.cloneNode(true);
  for (const cell of folded) cell.hidden = "until-found";
  folded[0].previousElementSibling.append(button);
  button.addEventListener("click", () => {
    unfold(row);
    folded[0].tabIndex = -1;
    folded[0].focus({ preventScroll: true });
  });
  row.addEventListener("beforematch", () => unfold(row));
}

if (folding && matchMedia("(width < 44rem)").matches) {
  rows.forEach(fold);
  addEventListener("beforeprint", () => rows.forEach(unfold));
}
