// Opens and closes boxes by pointer. A box that closes moves what is below it, so the
// cell under the press counts, and not the one under a later event.

import * as cells from "./matrix-cells.js";
import { close, edit, editor } from "./matrix-editing.js";
import { goTo } from "./matrix-grid.js";

const NEAR = 12; // pixels between press and release
const EDIT = "td:not([data-read-only]) [data-edit]";

let pressed; // {cell, link, x, y} of the last press

const isPlain = ({ button, ctrlKey, metaKey, shiftKey }) =>
  !button && !ctrlKey && !metaKey && !shiftKey;

// A press on another cell closes the box; one on the side panel does not.
function onPress(event) {
  const cell = cells.cellContaining(event.target);
  const isSecond = event.detail > 1;
  if (!isSecond) pressed = undefined;
  if (!cell || event.button) return;
  const link = event.target.closest(EDIT);
  if (!isSecond) pressed = { cell, link, x: event.clientX, y: event.clientY };
  const isElsewhere = editor && cell !== editor.cell;
  if (isSecond && isElsewhere && editor.cell === pressed?.cell) {
    event.preventDefault(); // the box that the first press opened moved this cell here
  } else if (!isPlain(event)) {
    if (isElsewhere && !link) close();
  } else if (link) {
    event.preventDefault(); // the box stays until the release
  } else if (isElsewhere) {
    event.preventDefault(); // what moves under the pointer must not get the focus
    close();
    goTo(cell);
  }
}

function onRelease(event) {
  if (!pressed?.link || !isPlain(event)) return;
  const { cell, x, y } = pressed;
  pressed.link = undefined;
  // A press that is dragged away is cancelled.
  if (Math.hypot(event.clientX - x, event.clientY - y) < NEAR) edit(cell);
}

// After a pointer's release the link is hidden, so this click is a screen reader's, or
// the second of two, which may be on another cell's link.
function onClick(event) {
  const link = event.target.closest(EDIT);
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  if (event.detail < 2) edit(cells.cellContaining(link));
}

function onDoubleClick({ target }) {
  const cell = pressed?.cell ?? cells.cellContaining(target);
  if (!cell || target === editor?.box) return;
  goTo(cell, { focus: false });
  edit(cell);
}

export function startPointer() {
  const { table } = cells;
  table.addEventListener("mousedown", onPress);
  document.addEventListener("mouseup", onRelease);
  table.addEventListener("click", onClick);
  table.addEventListener("dblclick", onDoubleClick);
}
