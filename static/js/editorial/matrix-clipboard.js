// Copies and pastes cells, also to and from spreadsheets. The clipboard events of the
// page need no permission.

import { message } from "../messages.js";
import { announce, mayWrite } from "./matrix-cells.js";
import { clearCells, editor } from "./matrix-editing.js";
import { activeCell, goTo, selectedCells, selectedRows } from "./matrix-grid.js";
import { askTextOrTable, pasteTable } from "./matrix-paste.js";
import { record } from "./matrix-undo.js";
import { tidy } from "./text-counts.js";
import { write } from "./text-saving.js";
import { asHTML, asTSV, fromTSV } from "./tsv.js";

// Whether a clipboard event is about cells, and not about words in a box or in a cell.
function isForCells({ target }) {
  if (editor?.box.contains(target)) return false;
  return target.closest?.("td[data-role]") === activeCell()?.td;
}

function onCopy(event) {
  if (!isForCells(event) || !getSelection().isCollapsed) return;
  const rows = selectedRows().map((row) => row.map(({ text }) => text));
  event.clipboardData.setData("text/plain", asTSV(rows));
  event.clipboardData.setData("text/html", asHTML(rows));
  event.preventDefault();
  announce(message("cells-copied", { count: selectedCells().length }));
  if (event.type === "cut" && mayWrite) clearCells("cutting");
}

function pasteText(text) {
  const cell = activeCell();
  if (cell.isReadOnly) {
    announce(message("read-only"));
    return;
  }
  const before = cell.text;
  const { name, cost } = cell;
  write(cell, tidy(text), { atOnce: true });
  record(message("step-pasting-into", { name }), [{ cell, before, after: cell.text }]);
  goTo(cell);
  const sentences = [message("pasted-into", { name }), cost];
  announce(sentences.filter(Boolean).join(" "));
}

// Several lines without a tab may be one text or a column of cells: that is asked.
function onPaste(event) {
  if (!isForCells(event) || !mayWrite) return undefined;
  event.preventDefault();
  const pasted = event.clipboardData.getData("text/plain");
  const isTable = /<table\b/i.test(event.clipboardData.getData("text/html"));
  if (!pasted.trim() && !isTable) return announce(message("nothing-to-paste"));
  const rows = fromTSV(pasted);
  const anchor = selectedCells()[0];
  if (rows.length === 1 && rows[0].length === 1) return pasteText(rows[0][0]);
  if (isTable || rows.some((row) => row.length > 1)) return pasteTable(pasted, anchor);
  const lines = pasted.trim().split(/\r\n?|\n/).length;
  return askTextOrTable(rows.length, {
    // Spreadsheets quote a cell that holds a line break or a quote; people do not.
    isTableLikely: /^"/.test(pasted) || rows.length < lines,
    onText: () => pasteText(pasted),
    onTable: () => pasteTable(pasted, anchor),
    onClose: () => goTo(activeCell()),
  });
}

export function startClipboard() {
  document.addEventListener("copy", onCopy);
  document.addEventListener("cut", onCopy);
  document.addEventListener("paste", onPaste);
}
