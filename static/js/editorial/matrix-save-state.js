// Shows how saving stands: of all texts in the page's line, of one at its cell.

import { saving } from "./text-saving.js";
import { showState, stateOf } from "./save-state.js";

const soon = requestAnimationFrame;
const changed = new Set();

function showAtCell(cell) {
  const { kind, words } = stateOf(cell);
  let line = cell.td.querySelector(".cell-saving");
  if (!line) {
    line = document.createElement("p");
    line.className = "cell-saving";
    cell.td.querySelector("[data-count]").before(line);
  }
  if (line.textContent !== words) line.textContent = words;
  line.dataset.kind = kind;
  cell.td.classList.toggle("is-troubled", kind === "trouble");
}

// The bar of offers is a part of the page's head, before the first thing in it.
function addOffers() {
  const bar = document.createElement("section");
  bar.className = "offers";
  bar.dataset.offers = "";
  bar.hidden = true;
  bar.setAttribute("aria-label", "Texts that were not saved");
  document.querySelector(".matrix-desk").before(bar);
}

export function startStates(options) {
  addOffers();
  showState(document.querySelector("[data-save-state]"), options);
  saving.addEventListener("change", ({ detail: cell }) => {
    if (!changed.size) soon(() => changed.forEach((each) => changed.delete(each) && showAtCell(each)));
    changed.add(cell);
  });
}
