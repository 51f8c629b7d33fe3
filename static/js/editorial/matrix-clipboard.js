// Copies and pastes cells, also to and from spreadsheets. The page's own clipboard
// events need no permission of the browser's.

import * as cells from "./matrix-cells.js";
import { clear, open } from "./matrix-editing.js";
import { active, goTo, range, rectangle } from "./matrix-grid.js";
import { askWhich, pasteTable } from "./matrix-paste.js";
import { asHTML, asTSV, fromTSV } from "./tsv.js";
import { record } from "./matrix-undo.js";
import { some, tidy } from "./text-counts.js";
import { write } from "./text-saving.js";

// Whether a clipboard event is about cells, and not about a text in a box or in a cell.
function isOurs({ target }) {
  return !open?.box.contains(target) && target.closest?.("td[data-role]") === active()?.td;
}

function onCopy(event) {
  if (!isOurs(event) || !getSelection().isCollapsed) return;
  const rows = rectangle().map((row) => row.map(({ text }) => text));
  event.clipboardData.setData("text/plain", asTSV(rows));
  event.clipboardData.setData("text/html", asHTML(rows));
  event.preventDefault();
  cells.say(`${some(range().length, "cell")} copied.`);
  if (event.type === "cut" && cells.mayWrite) clear("cutting");
}

function pasteText(words) {
  const cell = active();
  const before = cell.text;
  write(cell, tidy(words), { atOnce: true });
  record(`pasting into ${cell.name}`, [{ cell, before, after: cell.text }]);
  goTo(cell);
  cells.say(`Pasted into ${cell.name}. Ctrl+Z undoes it.`);
}

// Several lines without a tab are one text or a column of cells: the paster knows.
function onPaste(event) {
  if (!isOurs(event) || !cells.mayWrite) return;
  event.preventDefault();
  const pasted = event.clipboardData.getData("text/plain");
  const isTable = /<table\b/i.test(event.clipboardData.getData("text/html"));
  if (!pasted.trim() && !isTable) return cells.say("There is no text to paste.");
  const rows = fromTSV(pasted);
  const anchor = range()[0];
  if (rows.length === 1 && rows[0].length === 1) return pasteText(rows[0][0]);
  const isSure = isTable || rows.some((row) => row.length > 1);
  if (isSure) return pasteTable(pasted, anchor);
  return askWhich(rows.length, {
    // Spreadsheets quote what has a line break or a quote; people do not.
    isTableLikely: /^"/.test(pasted) || rows.length < pasted.trim().split(/\r\n?|\n/).length,
    onText: () => pasteText(pasted),
    onTable: () => pasteTable(pasted, anchor),
    onClose: () => goTo(active()),
  });
}

export function startClipboard() {
  document.addEventListener("copy", onCopy);
  document.addEventListener("cut", onCopy);
  document.addEventListener("paste", onPaste);
}
