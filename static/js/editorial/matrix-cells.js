// The cells of the matrix as objects: a text (see text-saving.js), and where it stands.

import { inWords } from "./text-counts.js";

export const frame = document.querySelector("[data-matrix]");
export const table = frame.querySelector("table");
export const mayWrite = Boolean(frame.dataset.mayWrite);

const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
const grid = rows.map((row) => [...row.cells].filter((each) => each.matches("td[data-role]")));
export const rowCount = grid.length;
export const columnCount = Math.max(0, ...grid.map((each) => each.length));

const heads = [...(table.tHead?.querySelectorAll("th[data-role]") ?? [])];
const cells = new WeakMap();
const status = document.querySelector("[data-matrix-status]");

export function say(what) {
  status.textContent = what;
}

export function cellAt(row, column) {
  const td = grid[row]?.[column];
  return td && (cells.get(td) ?? make(td, row, column));
}

// The cell that holds ``node``, if any.
export function cellAround(node) {
  const td = node?.closest?.("td[data-role]");
  if (!td || !table.contains(td)) return undefined;
  const row = rows.indexOf(td.parentElement);
  return cellAt(row, grid[row].indexOf(td));
}

export function cellNamed(role, dimension) {
  return cellAround(document.getElementById(`cell_${role}_${dimension}`));
}

// All cells, down each column: the order in which a role is written.
export function* downwards() {
  for (let column = 0; column < columnCount; column += 1)
    for (let row = 0; row < rowCount; row += 1) yield cellAt(row, column);
}

function make(td, row, column) {
  const { role, dimension, version, guide } = td.dataset;
  const words = td.querySelector("[data-text]").textContent;
  const cell = {
    ...{ td, row, column, role, dimension, version },
    // With the matrix's own query: what stands beside a text is of the same roles.
    address: td.querySelector("[data-edit]").getAttribute("href"),
    guide: Number(guide),
    place: `${role}/${dimension}`,
    get name() {
      return `${nameOfRole(column)}: ${nameOfDimension(row)}`;
    },
    state: td.dataset.state,
    text: words,
    saved: words,
  };
  cells.set(td, cell);
  return cell;
}

function nameIn(element) {
  const named = element?.querySelector("a, .dimension") ?? element;
  return named?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

function nameOfRole(column) {
  return nameIn(heads[column]);
}

export function nameOfDimension(row) {
  return nameIn(rows[row].querySelector("th"));
}

// Shows what a cell holds now; what the site said of it, when it has said something.
export function show(cell) {
  const { td, text } = cell;
  const place = td.querySelector("[data-text]");
  if (place.textContent !== text) place.textContent = text;
  showCount(cell, text);
  showState(cell);
}

export function showCount({ td, guide }, words) {
  td.querySelector("[data-count]").textContent = inWords(words, guide);
}

export function showState(cell) {
  const { td, answer } = cell;
  if (!answer) return;
  td.dataset.version = cell.version;
  td.dataset.state = answer.state;
  td.querySelector("[data-label]").textContent = answer.label;
  const label = td.parentElement.querySelector("[data-row-label]");
  if (label && answer.row_label !== undefined) label.textContent = answer.row_label;
}
