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
import { asHTML, asTSV, fromTSV, unguarded } from "./tsv.js";

// A line that begins as in a list of Word, HTML or Markdown, and not as in one of ours.
const OTHER_BULLET =
  /^[ \t]*(?:[•‣⁃◦▪▫■□●○◆◇►▶➢➤→✓✔✗∙·\uf000-\uf0ff]|[–—*+][ \t]|-[\t\p{L}]|(?:[0-9]{1,3}|[a-z])[.)]|[o§]\t)/mu;

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

// Lists of others become ours on the server, which shows what it would make of them.
function pasteText(text, { asList = false } = {}) {
  const cell = activeCell();
  if (!cell.isReadOnly && (asList || OTHER_BULLET.test(text))) {
    return pasteTable(asTSV([[text]]), cell, { asList });
  }
  if (cell.isReadOnly) {
    return announce(message("read-only"));
  }
  const before = cell.text;
  const { name, cost } = cell;
  write(cell, tidy(text), { atOnce: true });
  record(message("step-pasting-into", { name }), [{ cell, before, after: cell.text }]);
  goTo(cell);
  const sentences = [message("pasted-into", { name }), cost];
  return announce(sentences.filter(Boolean).join(" "));
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
  if (rows.length === 1 && rows[0].length === 1) {
    return pasteText(unguarded(rows[0][0]));
  }
  if (isTable || rows.some((row) => row.length > 1)) return pasteTable(pasted, anchor);
  const lines = pasted.trim().split(/\r\n?|\n/).length;
  return askTextOrTable(rows.length, {
    // Spreadsheets quote a cell that holds a line break or a quote; people do not.
    isTableLikely: /^"/.test(pasted) || rows.length < lines,
    onText: () => pasteText(pasted),
    onList: () => pasteText(pasted, { asList: true }),
    onTable: () => pasteTable(pasted, anchor),
    onClose: () => goTo(activeCell()),
  });
}

export function startClipboard() {
  document.addEventListener("copy", onCopy);
  document.addEventListener("cut", onCopy);
  document.addEventListener("paste", onPaste);
}
