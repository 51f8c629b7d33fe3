// Writing in the matrix: edits in place, saves, and offers what was not saved.

import { message } from "../messages.js";
import * as cells from "./matrix-cells.js";
import { edit, editing, editor, startEditing } from "./matrix-editing.js";
import { activeCell, goTo, scrollToShow } from "./matrix-grid.js";
import { startPointer } from "./matrix-pointer.js";
import { startPresence } from "./matrix-presence.js";
import { startSaveState } from "./matrix-save-state.js";
import { startSidePanel } from "./matrix-side-panel.js";
import { startStateCounts } from "./matrix-state-counts.js";
import { startSubmit } from "./matrix-submit.js";
import { record } from "./matrix-undo.js";
import { createOfferBar, offerRestores } from "./restore-offers.js";
import { replaceText } from "./text-box.js";
import { openMerge } from "./text-conflict.js";
import { write } from "./text-saving.js";

function focus(cell) {
  if (editor?.cell === cell) editor.box.focus();
  else goTo(cell);
}

function recordStep(step, cell, before) {
  const label = message(`step-${step}`, { name: cell.name });
  record(label, [{ cell, before, after: cell.text }]);
}

function merge(cell) {
  return openMerge(cell, {
    focus: () => focus(cell),
    onDone(_, mine) {
      if (editor?.cell === cell) {
        editor.before = cell.text;
        replaceText(editor.box, cell.text);
        editing.dispatchEvent(new CustomEvent("input", { detail: cell }));
      }
      recordStep("merging", cell, mine);
    },
  });
}

function restore(cell, { text, base, version }) {
  const before = cell.text;
  // With the version that it started from, so that it overwrites no later change.
  Object.assign(cell, { version, saved: base });
  write(cell, text, { atOnce: true });
  recordStep("restoring-backup", cell, before);
  goTo(cell);
}

function visit(cell) {
  goTo(cell);
  scrollToShow(cell.td);
  edit(cell);
}

function startWriting() {
  startEditing();
  startPointer();
  const desk = startSidePanel({ merge });
  const offers = createOfferBar();
  desk.before(offers);
  startSaveState({
    merge,
    visit,
    focus: () => focus(editor?.cell ?? activeCell()),
    isOpen: (cell) => editor?.cell === cell,
  });
  startStateCounts();
  startSubmit();
  startPresence();
  offerRestores(offers, { find: cells.cellWithKey, restore });
  editing.addEventListener("merge", ({ detail: cell }) => merge(cell));
}

if (cells.rowCount) startWriting();
