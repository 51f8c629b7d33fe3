// Next and previous cell that is missing, or to review: by key, and by the page's links.

import * as cells from "./matrix-cells.js";
import { active, goTo } from "./matrix-grid.js";

const WORDS = { missing: "missing", "in-review": "to review" };

// Alt and an arrow up or down do nothing in any browser outside of fields.
function go(state, step) {
  const all = [...cells.downwards()].filter(Boolean);
  const rest = step > 0 ? all : all.reverse();
  const after = rest.slice(rest.indexOf(active()) + 1);
  const next = after.find(({ td }) => td.dataset.state === state && !td.matches(".is-aside"));
  if (next) goTo(next);
  const where = step > 0 ? "after" : "before";
  cells.say(next ? next.name : `No cell ${where} this one is ${WORDS[state]} on this page.`);
  return next;
}

export function startNext() {
  cells.table.addEventListener("keydown", (event) => {
    const { key, altKey, shiftKey, ctrlKey, metaKey, target } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!step || !altKey || ctrlKey || metaKey || target !== active()?.td) return;
    event.preventDefault();
    go(shiftKey ? "in-review" : "missing", step);
  });
  for (const link of document.querySelectorAll("[data-next]"))
    link.addEventListener("click", (event) => {
      // On the last one of this page the link leads on to the others.
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && go(link.dataset.next, 1))
        event.preventDefault();
    });
}
