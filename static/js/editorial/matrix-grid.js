// Makes the table a grid with one tab stop: arrows move, with Shift they select.
// https://www.w3.org/WAI/ARIA/apg/patterns/grid/

import { message } from "../messages.js";
import * as cells from "./matrix-cells.js";

const { table, heads, rowCount, columnCount, cellAt } = cells;
const PAGE = 5; // rows that Page Up and Page Down move over

let active; // the cell that Tab leads to
let anchor; // where the selected range began
let selected = [];

export const activeCell = () => active;

export function selectedCells() {
  if (selected.length) return selected;
  return active ? [active] : [];
}

export function selectedRows() {
  const rows = new Map();
  for (const cell of selectedCells()) {
    rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  }
  return [...rows.values()];
}

export function goTo(cell, { select = false, focus = true } = {}) {
  if (!cell) return;
  if (active) active.td.tabIndex = -1;
  active = cell;
  cell.td.tabIndex = 0;
  if (!select) anchor = cell;
  selectRange(anchor ?? cell, cell);
  if (focus) cell.td.focus({ preventScroll: true });
  if (focus) scrollToShow(cell.td);
}

function selectRange(one, other) {
  for (const { td } of selected) td.removeAttribute("aria-selected");
  selected = [];
  if (one === other) return;
  const [top, bottom] = [one.row, other.row].sort((a, b) => a - b);
  const [left, right] = [one.column, other.column].sort((a, b) => a - b);
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      selected.push(cellAt(row, column));
    }
  }
  selected = selected.filter(Boolean);
  for (const { td } of selected) td.setAttribute("aria-selected", "true");
  cells.announce(message("cells-selected", { count: selected.length }));
}

export function selectBetween(one, other) {
  goTo(one);
  goTo(other, { select: true });
}

// An element taller than the view shows its beginning.
export function scrollToShow(element) {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const room = cells.frame.clientHeight - (table.tHead?.offsetHeight ?? 0);
  if (element.offsetHeight > room) {
    element.scrollIntoView({ block: "start", inline: "nearest" });
  }
}

const clamp = (number, count) => Math.max(0, Math.min(number, count - 1));

// The cell that a key leads to, if any.
function targetOf({ key, ctrlKey, metaKey }, { row, column }) {
  const isFar = ctrlKey || metaKey;
  const target = {
    ArrowUp: [isFar ? 0 : row - 1, column],
    ArrowDown: [isFar ? rowCount - 1 : row + 1, column],
    ArrowLeft: [row, isFar ? 0 : column - 1],
    ArrowRight: [row, isFar ? columnCount - 1 : column + 1],
    Home: [isFar ? 0 : row, 0],
    End: [isFar ? rowCount - 1 : row, columnCount - 1],
    PageUp: [row - PAGE, column],
    PageDown: [row + PAGE, column],
  }[key];
  return target && cellAt(clamp(target[0], rowCount), clamp(target[1], columnCount));
}

// Returns whether the key moved the focus; so does select().
function move(event) {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (altKey) return false;
  const isPlain = !shiftKey && !ctrlKey && !metaKey;
  if (isPlain && key === "ArrowUp" && active.row === 0) return focusHead(active.column);
  const target = targetOf(event, active);
  goTo(target, { select: shiftKey });
  return Boolean(target);
}

function select({ key, ctrlKey, metaKey, shiftKey }) {
  if ((ctrlKey || metaKey) && !shiftKey && key.toLowerCase() === "a") {
    selectBetween(cellAt(0, 0), cellAt(rowCount - 1, columnCount - 1));
  } else if (ctrlKey && key === " ") {
    selectBetween(cellAt(0, active.column), cellAt(rowCount - 1, active.column));
  } else if (shiftKey && key === " ") {
    selectBetween(cellAt(active.row, 0), cellAt(active.row, columnCount - 1));
  } else if (key === "Escape" && selected.length) goTo(active);
  else return false;
  return true;
}

// The links in column heads are no tab stops: the first row leads to them. Returns
// whether there is one.
function focusHead(column) {
  const link = heads[column]?.querySelector("a");
  link?.focus();
  return Boolean(link);
}

function onHeadKey(event) {
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
  if (event.target.closest("thead")) onHeadKey(event);
  else if (event.target === active?.td && (move(event) || select(event))) {
    event.preventDefault();
  }
}

function onPress(event) {
  const cell = cells.cellContaining(event.target);
  if (!cell || event.button || event.target.closest("a, button, textarea")) return;
  if (event.shiftKey) {
    event.preventDefault(); // the browser would select the words in between
    goTo(cell, { select: true });
  } else goTo(cell, { focus: false }); // the press itself moves the focus
}

function onFocus({ target }) {
  const cell = cells.cellContaining(target);
  if (cell && cell !== active && target === cell.td) goTo(cell, { focus: false });
}

function makeGrid() {
  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  if (!cells.mayWrite) table.setAttribute("aria-readonly", "true");
  for (const { td } of cells.cellsByColumn()) {
    td.setAttribute("role", "gridcell");
    td.tabIndex = -1;
  }
  for (const link of table.querySelectorAll("a, button")) link.tabIndex = -1;
  table.addEventListener("keydown", onKey);
  table.addEventListener("mousedown", onPress);
  table.addEventListener("focusin", onFocus);
}

// A cell that is scrolled to must not end up under the sticky heads.
function leaveRoomForHeads() {
  const [corner] = table.tHead?.rows[0]?.cells ?? [];
  if (!corner) return;
  const { style } = cells.frame;
  new ResizeObserver(() => {
    const isSticky = getComputedStyle(corner).position === "sticky";
    style.scrollPaddingBlockStart = isSticky ? `${corner.offsetHeight + 4}px` : "";
    style.scrollPaddingInlineStart = isSticky ? `${corner.offsetWidth + 4}px` : "";
  }).observe(corner);
}

export function startGrid() {
  makeGrid();
  leaveRoomForHeads();
  const linked = document.getElementById(location.hash.slice(1));
  goTo(cells.cellContaining(linked) ?? cellAt(0, 0), { focus: false });
}
