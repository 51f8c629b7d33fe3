// The matrix as a grid that is written in place; without it, each cell leads to a form.

import * as cells from "./matrix-cells.js";
import { startBeside } from "./matrix-side-panel.js";
import { startClipboard } from "./matrix-clipboard.js";
import { startCounts } from "./matrix-state-counts.js";
import { edit, editing, open, startEditing } from "./matrix-editing.js";
import { active, bringIntoView, goTo, startGrid } from "./matrix-grid.js";
import { startNext } from "./matrix-next-cell.js";
import { startPresence } from "./matrix-presence.js";
import { startPressing } from "./matrix-pointer.js";
import { startStates } from "./matrix-save-state.js";
import { startSubmit } from "./matrix-submit.js";
import { record } from "./matrix-undo.js";
import { replace } from "./text-box.js";
import { merge as mergeText } from "./text-conflict.js";
import { offerBack } from "./restore-offers.js";
import { write } from "./text-saving.js";

function focus(cell) {
  if (open?.cell === cell) open.box.focus();
  else goTo(cell);
}

function merge(cell) {
  return mergeText(cell, {
    focus: () => focus(cell),
    onDone(_, mine) {
      if (open?.cell === cell) {
        open.before = cell.text;
        replace(open.box, cell.text);
        editing.dispatchEvent(new CustomEvent("input", { detail: cell }));
      }
      record(`merging ${cell.name}`, [{ cell, before: mine, after: cell.text }]);
    },
  });
}

function keep(cell, { text, base, version }) {
  const before = cell.text;
  // With the version that it started from: what others did since is not lost either.
  Object.assign(cell, { version, saved: base });
  write(cell, text, { atOnce: true });
  record(`keeping ${cell.name}`, [{ cell, before, after: text }]);
  goTo(cell);
}

function visit(cell) {
  goTo(cell);
  bringIntoView(cell.td);
  edit(cell);
}

function find(place) {
  return cells.cellNamed(...place.split("/"));
}

if (cells.rowCount) {
  startGrid();
  startNext();
  startClipboard();
  if (cells.mayWrite) {
    startEditing();
    startPressing();
    startBeside({ merge });
    startStates({
      merge,
      visit,
      focus: () => focus(open?.cell ?? active()),
      isOpen: (cell) => open?.cell === cell,
    });
    startCounts();
    startSubmit();
    startPresence();
    offerBack(document.querySelector("[data-offers]"), { find, keep });
  }
  editing.addEventListener("merge", ({ detail }) => merge(detail));
}
