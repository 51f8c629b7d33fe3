// Writes in place: a box in the cell, which saves as it goes. The pointer's part of it
// is in matrix-pointer.js.

import * as cells from "./matrix-cells.js";
import { active, bringIntoView, goTo, rectangle } from "./matrix-grid.js";
import { record, redo, undo } from "./matrix-undo.js";
import { some, tidy } from "./text-counts.js";
import { dirty, putAside, saveNow, saving, write } from "./text-saving.js";

export const editing = new EventTarget(); // "open", "input" and "close"
export let open; // {cell, before, box} while somebody writes

let composing = false;

function tell(kind, cell) {
  editing.dispatchEvent(new CustomEvent(kind, { detail: cell }));
}

export function edit(cell) {
  if (!cells.mayWrite || open?.cell === cell) return open?.box.focus();
  const stood = cell.td.getBoundingClientRect().top;
  close();
  goTo(cell, { focus: false });
  const box = document.createElement("textarea");
  box.className = "cell-box";
  box.name = "text";
  box.rows = 4;
  box.setAttribute("aria-label", cell.name);
  box.setAttribute("aria-describedby", "side_panel_state side_panel_keys");
  box.value = cell.text;
  open = { cell, before: cell.text, box };
  cell.td.classList.add("is-edited");
  cell.td.tabIndex = -1; // Shift+Tab leaves the grid
  cell.td.querySelector("[data-text]").after(box);
  box.addEventListener("input", onInput);
  box.focus({ preventScroll: true });
  box.setSelectionRange(box.value.length, box.value.length);
  tell("open", cell);
  // What closed and what opened has moved it: it stays where it was looked at.
  cells.frame.scrollTop += cell.td.getBoundingClientRect().top - stood;
  bringIntoView(box);
  return undefined;
}

function onInput() {
  write(open.cell, open.box.value);
  cells.showCount(open.cell, open.box.value);
  tell("input", open.cell);
}

// Ends the writing; what was written is saved as one step that can be undone.
export function close({ focus = false } = {}) {
  if (!open) return;
  const { cell, before, box } = open;
  open = undefined;
  write(cell, tidy(box.value));
  saveNow(cell);
  record(`typing in ${cell.name}`, [{ cell, before, after: cell.text }]);
  leave(cell, box, focus);
}

// What was typed may be saved already: putting it back is a step of its own.
function putBack() {
  const { cell, before, box } = open;
  const after = tidy(box.value);
  open = undefined;
  if (cell.trouble?.outcome === "overtaken") return leaveTheirs(cell, box);
  write(cell, before, { atOnce: true });
  record(`typing in ${cell.name}`, [{ cell, before: cell.text, after }]);
  record(`putting ${cell.name} back`, [{ cell, before: after, after: cell.text }]);
  leave(cell, box, true);
  if (after !== tidy(cell.text))
    cells.say("Put back to what it was. Ctrl+Z brings your text back.");
  return undefined;
}

function leaveTheirs(cell, box) {
  const mine = tidy(box.value);
  const comeBack = putAside(cell);
  record(`leaving ${cell.name}`, [{ cell, before: mine, after: cell.text }], comeBack);
  leave(cell, box, true);
  cells.say("Your text is put aside, and the other one stands here. Ctrl+Z brings yours back.");
}

function leave(cell, box, focus) {
  box.remove();
  cell.td.classList.remove("is-edited");
  cells.show(cell);
  cell.td.tabIndex = active() === cell ? 0 : -1;
  if (focus) goTo(cell);
  tell("close", cell);
}

// Down the column, then at the top of the next.
function goOn() {
  const { cell } = open;
  close();
  const next = cells.cellAt(cell.row + 1, cell.column) ?? cells.cellAt(0, cell.column + 1);
  goTo(next ?? cell);
  if (!next) cells.say("That was the last cell.");
}

function onBoxKey(event) {
  if (event.isComposing || composing) return;
  if (event.key === "Escape") putBack();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const { trouble } = open.cell;
    if (trouble?.outcome === "overtaken") tell("merge", open.cell);
    else goOn();
  } else return;
  event.preventDefault();
}

export function clear(what = "clearing") {
  const changes = rectangle().flat().map((cell) => ({ cell, before: cell.text, after: "" }));
  for (const { cell } of changes) write(cell, "", { atOnce: true });
  record(changes.length === 1 ? `${what} ${changes[0].cell.name}` : `${what} ${changes.length} cells`, changes);
  cells.say(`${some(changes.length, "cell")} cleared. Ctrl+Z undoes it.`);
}

function onCommand({ key, ctrlKey, metaKey, shiftKey }) {
  if (!ctrlKey && !metaKey) return false;
  const letter = key.toLowerCase();
  if (letter === "z") goTo(shiftKey ? redo() : undo());
  else if (letter === "y" && !shiftKey) goTo(redo());
  else return false;
  return true;
}

// A letter opens the box, and the browser itself then writes it there.
function onGridKey(event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (event.defaultPrevented || event.target !== active()?.td || !cells.mayWrite) return;
  if (onCommand(event)) event.preventDefault();
  else if (ctrlKey || metaKey || altKey) return;
  else if (key === "Delete" || key === "Backspace") clear();
  else if (key === "Enter" || key === "F2") edit(active());
  else {
    if ([...key].length === 1 || key === "Dead" || key === "Process") edit(active());
    return;
  }
  event.preventDefault();
}

export function startEditing() {
  const { table } = cells;
  table.addEventListener("keydown", (event) => {
    if (open && event.target === open.box) onBoxKey(event);
    else onGridKey(event);
  });
  table.addEventListener("compositionstart", () => (composing = true));
  table.addEventListener("compositionend", () => setTimeout(() => (composing = false)));
  saving.addEventListener("change", ({ detail: cell }) => {
    if (!cell.td) return;
    if (open?.cell === cell) return cells.showState(cell);
    // The site keeps a text without the spaces that nobody sees.
    if (!dirty.has(cell) && cell.answer?.text !== undefined && cell.saved === cell.text)
      cell.text = cell.saved = cell.answer.text;
    return cells.show(cell);
  });
}
