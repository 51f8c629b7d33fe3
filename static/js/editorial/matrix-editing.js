// Edits a cell in place, in a box that saves as it goes. What the pointer does is in
// matrix-pointer.js.

import { message } from "../messages.js";
import { element } from "./elements.js";
import * as cells from "./matrix-cells.js";
import { activeCell, goTo, scrollToShow, selectedRows } from "./matrix-grid.js";
import { saveTogether } from "./matrix-block.js";
import { inTurn, record, redo, undo } from "./matrix-undo.js";
import { describeFailure } from "./text-dialog.js";
import { tidy } from "./text-counts.js";
import { saveNow, saving, setAside, unsaved, write } from "./text-saving.js";

export const editing = new EventTarget(); // "open", "input", "close" and "merge"
export let editor; // {cell, before, box} while a box is open

let isComposing = false;

function notify(kind, cell) {
  editing.dispatchEvent(new CustomEvent(kind, { detail: cell }));
}

function createBox({ name, text }) {
  const box = element("textarea", { className: "cell-box", name: "text", rows: 4 });
  box.value = text;
  box.setAttribute("aria-label", name);
  box.setAttribute("aria-describedby", "side_panel_state side_panel_keys");
  box.addEventListener("input", onInput);
  return box;
}

export function edit(cell) {
  if (!cells.mayWrite || editor?.cell === cell) return editor?.box.focus();
  if (cell.isReadOnly) return cells.announce(message("read-only"));
  const top = cell.td.getBoundingClientRect().top;
  close();
  goTo(cell, { focus: false });
  const box = createBox(cell);
  editor = { cell, before: cell.text, box };
  cell.td.classList.add("is-edited");
  cell.td.tabIndex = -1; // Shift+Tab leaves the grid
  cell.td.querySelector("[data-text]").after(box);
  box.focus({ preventScroll: true });
  box.setSelectionRange(box.value.length, box.value.length);
  notify("open", cell);
  // One box that closes and one that opens move the cell: scroll it back to its place.
  cells.frame.scrollTop += cell.td.getBoundingClientRect().top - top;
  scrollToShow(box);
  return undefined;
}

function onInput() {
  const { cell, box } = editor;
  showCost();
  write(cell, box.value);
  cells.renderCount(cell, box.value);
  notify("input", cell);
}

// With the first key: opening a text costs nothing.
function showCost() {
  const { cell, box, costLine } = editor;
  if (!cell.cost || costLine) return;
  editor.costLine = element("p", { className: "cell-cost", textContent: cell.cost });
  box.before(editor.costLine);
  cells.announce(cell.cost);
}

function recordStep(step, cell, before, after, bringBack) {
  const label = message(`step-${step}`, { name: cell.name });
  record(label, [{ cell, before, after }], bringBack);
}

// Closes the box. What was written is saved, and is one step to undo.
export function close() {
  if (!editor) return;
  const { cell, before, box } = editor;
  editor = undefined;
  write(cell, tidy(box.value));
  saveNow(cell);
  recordStep("typing", cell, before, cell.text);
  removeBox(cell, box);
}

// Restores the text from before. What was typed may be saved already, so restoring is a
// step of its own.
export function cancel() {
  const { cell, before, box } = editor;
  const typed = tidy(box.value);
  editor = undefined;
  if (cell.failure?.outcome === "conflict") return takeTheirs(cell, box, typed);
  write(cell, before, { atOnce: true });
  recordStep("typing", cell, cell.text, typed);
  recordStep("restoring", cell, typed, cell.text);
  removeBox(cell, box, { focus: true });
  if (typed !== tidy(cell.text)) cells.announce(message("restored"));
  return undefined;
}

function takeTheirs(cell, box, typed) {
  const bringBack = setAside(cell);
  recordStep("setting-aside", cell, typed, cell.text, bringBack);
  removeBox(cell, box, { focus: true });
  cells.announce(message("set-aside"));
}

function removeBox(cell, box, { focus = false } = {}) {
  box.remove();
  cell.td.querySelector(".cell-cost")?.remove();
  cell.td.classList.remove("is-edited");
  cells.renderCell(cell);
  cell.td.tabIndex = activeCell() === cell ? 0 : -1;
  if (focus) goTo(cell);
  notify("close", cell);
}

// Down the column. It stops at the end: the next column may start with a live text, and
// what is typed next would replace it.
export function goToNext({ andEdit = false } = {}) {
  const { cell } = editor;
  close();
  const next = cells.cellAt(cell.row + 1, cell.column);
  goTo(next ?? cell);
  if (!next) cells.announce(message("last-cell"));
  else if (andEdit) edit(next);
}

export function closeAndStay() {
  const { cell } = editor;
  close();
  goTo(cell);
}

function onBoxKey(event) {
  if (event.isComposing || isComposing) return;
  if (event.key === "Escape") cancel();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const { cell } = editor;
    if (cell.failure?.outcome === "conflict") notify("merge", cell);
    else goToNext();
  } else return;
  event.preventDefault();
}

// ``step`` is "clearing" or "cutting".
export function clearCells(step = "clearing") {
  const selected = selectedRows().flat().filter((cell) => !cell.isReadOnly);
  if (!selected.length) {
    cells.announce(message("read-only"));
    return undefined;
  }
  return inTurn(() => clear(selected, step));
}

async function clear(selected, step) {
  const filled = selected.filter(({ text }) => text);
  const changes = filled.map((cell) => ({ cell, before: cell.text, after: "" }));
  const costs = [...new Set(filled.map(({ cost }) => cost).filter(Boolean))];
  if (filled.length === 1) write(filled[0], "", { atOnce: true });
  else if (filled.length) {
    const texts = filled.map((cell) => ({ cell, text: "" }));
    const { outcome, answer } = await saveTogether(texts);
    if (outcome !== "saved") {
      const reason = describeFailure(outcome, answer);
      return cells.announce(message("not-cleared", { reason }));
    }
  }
  const count = selected.length;
  const label = count === 1
    ? message(`step-${step}`, selected[0])
    : message(`step-${step}-cells`, { count });
  record(label, changes);
  cells.announce([message("cells-cleared", { count }), ...costs].join(" "));
  return undefined;
}

// Returns whether the key was a command.
function runCommand({ key, ctrlKey, metaKey, shiftKey }) {
  if (!ctrlKey && !metaKey) return false;
  const letter = key.toLowerCase();
  if (letter === "z") (shiftKey ? redo : undo)();
  else if (letter === "y" && !shiftKey) redo();
  else return false;
  return true;
}

const isTyping = (key) => [...key].length === 1 || key === "Dead" || key === "Process";

function onGridKey(event) {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (event.defaultPrevented || event.target !== activeCell()?.td || !cells.mayWrite) {
    return;
  }
  if (runCommand(event)) event.preventDefault();
  else if (ctrlKey || metaKey || altKey) return;
  else if (isTyping(key)) edit(activeCell()); // and the browser types the letter into it
  else if (key === "Delete" || key === "Backspace") {
    clearCells();
    event.preventDefault();
  } else if (key === "Enter" || key === "F2") {
    edit(activeCell());
    event.preventDefault();
  }
}

// A block that was undone may hold the open cell.
function followText() {
  const { cell, box, before } = editor;
  if (cell.text === before || box.value !== before) return;
  editor.before = box.value = cell.text;
}

function onSaving({ detail: cell }) {
  if (!cell.td) return;
  if (editor?.cell === cell) {
    cells.renderAnswer(cell);
    if (!unsaved.has(cell)) followText();
    return;
  }
  // The site tidies texts: the cell shows what it keeps.
  const isSettled = !unsaved.has(cell) && cell.saved === cell.text;
  if (isSettled && cell.answer?.text !== undefined) {
    cell.text = cell.saved = cell.answer.text;
  }
  cells.renderCell(cell);
}

export function startEditing() {
  const { table } = cells;
  table.addEventListener("keydown", (event) => {
    if (editor && event.target === editor.box) onBoxKey(event);
    else onGridKey(event);
  });
  table.addEventListener("compositionstart", () => (isComposing = true));
  table.addEventListener(
    "compositionend",
    () => setTimeout(() => (isComposing = false)),
  );
  saving.addEventListener("change", onSaving);
}
