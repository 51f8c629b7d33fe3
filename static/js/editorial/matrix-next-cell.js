// Goes to the next or previous cell that is missing or waits for review, by key and by
// the page's links.

import { message } from "../messages.js";
import { announce, cellsByColumn, table } from "./matrix-cells.js";
import { activeCell, goTo } from "./matrix-grid.js";

// Returns whether there is one on this page.
function goToNext(state, step) {
  const cells = [...cellsByColumn()];
  if (step < 0) cells.reverse();
  const rest = cells.slice(cells.indexOf(activeCell()) + 1);
  const isNext = ({ td }) => td.dataset.state === state && !td.matches(".is-aside");
  const next = rest.find(isNext);
  goTo(next);
  const none = `no-${step > 0 ? "next" : "previous"}-${state}`;
  announce(next ? next.name : message(none));
  return Boolean(next);
}

// Outside of fields, no browser uses Alt with the arrows up and down.
function onKey(event) {
  const { key, altKey, shiftKey, ctrlKey, metaKey, target } = event;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (!step || !altKey || ctrlKey || metaKey || target !== activeCell()?.td) return;
  event.preventDefault();
  goToNext(shiftKey ? "in-review" : "missing", step);
}

// From the last cell of this page the link leads to the next page.
function onClick(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (goToNext(event.currentTarget.dataset.next, 1)) event.preventDefault();
}

export function startNextCell() {
  table.addEventListener("keydown", onKey);
  for (const link of document.querySelectorAll("[data-next]")) {
    link.addEventListener("click", onClick);
  }
}
