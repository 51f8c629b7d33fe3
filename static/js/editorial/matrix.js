// The matrix as a grid; matrix-writing.js edits it in place. Without scripts each cell
// leads to a form.

import { rowCount } from "./matrix-cells.js";
import { startClipboard } from "./matrix-clipboard.js";
import { startGrid } from "./matrix-grid.js";
import { startNextCell } from "./matrix-next-cell.js";

if (rowCount) {
  startGrid();
  startNextCell();
  startClipboard();
}
