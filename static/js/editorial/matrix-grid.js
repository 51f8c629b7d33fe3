// Makes the table a grid with one tab stop: arrows move, with Shift they select.
// https://www.w3.org/WAI/ARIA/apg/patterns/grid/

import * as cells from "./matrix-cells.js";

const { table, rowCount, columnCount, cellAt } = cells;
const PAGE = 5; // rows that Page Up and Page Down move over

const heads = [...(table.tHead?.querySelectorAll("th[data-role]") ?? [])];
let current; // the cell that Tab leads to
let from; // where the selected range began
let selected = [];

export const active = () => current;
export const range = () => (selected.length ? selected : current ? [current] : []);

// The selected cells as rows of cells.
export function rectangle() {
  const rows = new Map();
  for (const cell of range()) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  return [...rows.values()];
}

export function goTo(cell, { select = false, focus = true } = {}) {
  if (!cell) return;
  if (current) current.td.tabIndex = -1;
  current = cell;
  cell.td.tabIndex = 0;
  if (!select) from = cell;
  mark(from ?? cell, cell);
  if (focus) cell.td.focus({ preventScroll: true });
  if (focus) bringIntoView(cell.td);
}

function mark(one, other) {
  for (const cell of selected) cell.td.removeAttribute("aria-selected");
  selected = [];
  if (one === other) return;
  const [top, bottom] = [one.row, other.row].sort((a, b) => a - b);
  const [left, right] = [one.column, other.column].sort((a, b) => a - b);
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) selected.push(cellAt(row, column));
  selected = selected.filter(Boolean);
  for (const cell of selected) cell.td.setAttribute("aria-selected", "true");
  cells.say(`${selected.length} cells selected.`);
}

export function selectBetween(one, other) {
  goTo(one);
  goTo(other, { select: true });
}

// A cell that is taller than what is in view shows its beginning.
export function bringIntoView(element) {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const room = cells.frame.clientHeight - (table.tHead?.offsetHeight ?? 0);
  if (element.offsetHeight > room) element.scrollIntoView({ block: "start", inline: "nearest" });
}

const clamp = (number, most) => Math.max(0, Math.min(number, most - 1));

// Where a key leads, or undefined.
function target({ key, ctrlKey, metaKey }, { row, column }) {
  const far = ctrlKey || metaKey;
  const to = {
    ArrowUp: [far ? 0 : row - 1, column],
    ArrowDown: [far ? rowCount - 1 : row + 1, column],
    ArrowLeft: [row, far ? 0 : column - 1],
    ArrowRight: [row, far ? columnCount - 1 : column + 1],
    Home: [far ? 0 : row, 0],
    End: [far ? rowCount - 1 : row, columnCount - 1],
    PageUp: [row - PAGE, column],
    PageDown: [row + PAGE, column],
  }[key];
  return to && cellAt(clamp(to[0], rowCount), clamp(to[1], columnCount));
}

function move(event) {
  const { key, shiftKey, ctrlKey, metaKey } = event;
  if (event.altKey) return false;
  if (key === "ArrowUp" && current.row === 0 && !shiftKey && !ctrlKey && !metaKey)
    return Boolean(focusHead(current.column));
  const to = target(event, current);
  if (to) goTo(to, { select: shiftKey });
  return Boolean(to);
}

function select({ key, ctrlKey, metaKey, shiftKey }) {
  if ((ctrlKey || metaKey) && !shiftKey && key.toLowerCase() === "a")
    selectBetween(cellAt(0, 0), cellAt(rowCount - 1, columnCount - 1));
  else if (ctrlKey && key === " ")
    selectBetween(cellAt(0, current.column), cellAt(rowCount - 1, current.column));
  else if (shiftKey && key === " ")
    selectBetween(cellAt(current.row, 0), cellAt(current.row, columnCount - 1));
  else if (key === "Escape" && selected.length) goTo(current);
  else return false;
  return true;
}

// Column heads are reached from the first row: their links are no tab stops.
function focusHead(column) {
  const link = heads[column]?.querySelector("a");
  link?.focus();
  return link;
}

function fromHead(event) {
  const column = heads.indexOf(event.target.closest("th[data-role]"));
  if (column < 0) return;
  const { key } = event;
  if (key === "ArrowDown") goTo(cellAt(0, column));
  else if (key === "ArrowLeft") focusHead(column - 1);
  else if (key === "ArrowRight") focusHead(column + 1);
  else if (key === "Home") focusHead(0);
  else if (key === "End") focusHead(columnCount - 1);
  else if (key !== "ArrowUp") return;
  event.preventDefault();
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.target.closest("thead")) fromHead(event);
  else if (event.target === current?.td && (move(event) || select(event))) event.preventDefault();
}

function onPress(event) {
  const cell = cells.cellAround(event.target);
  if (!cell || event.button || event.target.closest("a, button, textarea")) return;
  if (event.shiftKey) {
    event.preventDefault(); // no text is to be selected from there to here
    goTo(cell, { select: true });
  } else goTo(cell, { focus: false }); // the press itself gives it the focus
}

function dress() {
  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  if (!cells.mayWrite) table.setAttribute("aria-readonly", "true");
  for (const cell of cells.downwards()) {
    cell.td.setAttribute("role", "gridcell");
    cell.td.tabIndex = -1;
  }
  for (const link of table.querySelectorAll("a, button")) link.tabIndex = -1;
  table.addEventListener("keydown", onKey);
  table.addEventListener("mousedown", onPress);
  table.addEventListener("focusin", ({ target }) => {
    const cell = cells.cellAround(target);
    if (cell && cell !== current && target === cell.td) goTo(cell, { focus: false });
  });
}

// What is moved to is not to end up under what stays in view.
function leaveRoomForHeads() {
  const [corner] = table.tHead?.rows[0]?.cells ?? [];
  if (!corner) return;
  const { style } = cells.frame;
  new ResizeObserver(() => {
    const sticks = getComputedStyle(corner).position === "sticky";
    style.scrollPaddingBlockStart = sticks ? `${corner.offsetHeight + 4}px` : "";
    style.scrollPaddingInlineStart = sticks ? `${corner.offsetWidth + 4}px` : "";
  }).observe(corner);
}

export function startGrid() {
  dress();
  leaveRoomForHeads();
  goTo(cells.cellAround(document.getElementById(location.hash.slice(1))) ?? cellAt(0, 0), { focus: false });
}
