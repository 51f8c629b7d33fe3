// The cells of the matrix as objects: texts (see text-saving.js) with their place.

import { describeWords } from "./text-counts.js";

export const frame = document.querySelector("[data-matrix]");
export const table = frame.querySelector("table");
export const mayWrite = Boolean(frame.dataset.mayWrite);

const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
const grid = rows.map((row) => [...row.querySelectorAll("td[data-role]")]);
export const rowCount = grid.length;
export const columnCount = Math.max(0, ...grid.map(({ length }) => length));

export const heads = [...(table.tHead?.querySelectorAll("th[data-role]") ?? [])];
const cells = new WeakMap();
const status = document.querySelector("[data-matrix-status]");

export function announce(sentence) {
  status.textContent = sentence;
}

export function cellAt(row, column) {
  const td = grid[row]?.[column];
  return td && (cells.get(td) ?? createCell(td, row, column));
}

// The cell that contains ``node``, if any.
export function cellContaining(node) {
  const td = node?.closest?.("td[data-role]");
  if (!td || !table.contains(td)) return undefined;
  const row = rows.indexOf(td.parentElement);
  return cellAt(row, grid[row].indexOf(td));
}

// The cell with this key; slugs can change while the page is open.
export function cellWithKey(key) {
  const td = key && table.querySelector(`td[data-key="${CSS.escape(key)}"]`);
  return td ? cellContaining(td) : undefined;
}

// All cells, column by column: a role is written from top to bottom.
export function* cellsByColumn() {
  for (let column = 0; column < columnCount; column += 1) {
    for (let row = 0; row < rowCount; row += 1) {
      const cell = cellAt(row, column);
      if (cell) yield cell;
    }
  }
}

function createCell(td, row, column) {
  const { key, role, dimension, version, guide, state, cost } = td.dataset;
  const words = td.querySelector("[data-text]").textContent;
  const cell = {
    td,
    row,
    column,
    key,
    role,
    dimension,
    version,
    state,
    cost, // what a change of the text would undo, as a sentence
    // With the query of this matrix, so that the panel compares the same roles.
    address: td.querySelector("[data-edit]").getAttribute("href"),
    guide: Number(guide),
    isReadOnly: "readOnly" in td.dataset,
    place: key,
    get name() {
      return `${labelOf(heads[column])}: ${dimensionName(row)}`;
    },
    text: words,
    saved: words,
  };
  cells.set(td, cell);
  return cell;
}

function labelOf(head) {
  const label = head?.querySelector("a, .dimension") ?? head;
  return label?.textContent.trim().replace(/\s+/g, " ") ?? "";
}

export function dimensionName(row) {
  return labelOf(rows[row].querySelector("th"));
}

export function rowOfDimension(slug) {
  return rows.findIndex((row) => row.dataset.dimension === slug);
}

export function renderCell(cell) {
  const { td, text } = cell;
  const place = td.querySelector("[data-text]");
  if (place.textContent !== text) place.textContent = text;
  renderCount(cell, text);
  renderAnswer(cell);
}

export function renderCount({ td, guide }, text) {
  td.querySelector("[data-count]").textContent = describeWords(text, guide);
}

// The state and the label that came with the site's last answer.
export function renderAnswer(cell) {
  const { td, version, answer } = cell;
  if (!answer) return;
  cell.cost = answer.cost;
  td.dataset.version = version;
  td.dataset.state = answer.state;
  td.querySelector("[data-label]").textContent = answer.label;
}
