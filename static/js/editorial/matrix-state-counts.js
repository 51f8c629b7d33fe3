// Keeps the counts of states up to date. The server counted all pages, so a cell that
// changes its state here moves from one count to another.

import { message } from "../messages.js";
import { saving } from "./text-saving.js";

const ALWAYS_SHOWN = new Set(["missing", "in-review"]);

function add(state, number) {
  const place = document.querySelector(`[data-counted="${state}"]`);
  if (!place) return;
  const link = place.querySelector("a");
  const count = Number(place.dataset.number) + number;
  place.dataset.number = count;
  link.textContent = message(`state-${state}`, { count });
  if (count) link.href = place.dataset.path;
  else link.removeAttribute("href");
  place.hidden = !count && !ALWAYS_SHOWN.has(state);
}

export function startStateCounts() {
  saving.addEventListener("change", ({ detail: cell }) => {
    const state = cell.answer?.state;
    if (!cell.td || !state || state === cell.state) return;
    add(cell.state, -1);
    add(state, 1);
    cell.state = state;
  });
}
