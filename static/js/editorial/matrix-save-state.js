// Shows the state of saving: of all texts in the page's line, of one text at its cell.

import { element } from "./elements.js";
import { saveStateOf, showSaveState } from "./save-state.js";
import { saving } from "./text-saving.js";

const changed = new Set();

function stateLine({ td }) {
  const line = td.querySelector(".cell-saving");
  if (line) return line;
  const created = element("p", { className: "cell-saving" });
  td.querySelector("[data-count]").before(created);
  return created;
}

function showAtCell(cell) {
  const { kind, sentence } = saveStateOf(cell);
  const line = stateLine(cell);
  if (line.textContent !== sentence) line.textContent = sentence;
  line.dataset.kind = kind;
  cell.td.classList.toggle("has-failed", kind === "failed");
}

function showChanged() {
  const cells = [...changed];
  changed.clear();
  cells.forEach(showAtCell);
}

export function startSaveState(options) {
  showSaveState(document.querySelector("[data-save-state]"), options);
  // Once a frame: a paste changes many cells at once.
  saving.addEventListener("change", ({ detail: cell }) => {
    if (!changed.size) requestAnimationFrame(showChanged);
    changed.add(cell);
  });
}
