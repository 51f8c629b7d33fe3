// Opens and leaves boxes by pointer. A box that closes moves what is below it: the press
// says which cell is meant, and no later event.

import * as cells from "./matrix-cells.js";
import { close, edit, open } from "./matrix-editing.js";
import { goTo } from "./matrix-grid.js";

const NEAR = 12; // pixels between press and release

let pressed; // {cell, link, x, y} where the pointer went down last

const isPlain = ({ button, ctrlKey, metaKey, shiftKey }) =>
  !button && !ctrlKey && !metaKey && !shiftKey;

// Whoever goes on elsewhere has finished here; the panel beside belongs to the box.
function onPress(event) {
  const cell = cells.cellAround(event.target);
  if (event.detail < 2) pressed = undefined;
  if (!cell || event.button) return;
  const link = event.target.closest("[data-edit]");
  if (event.detail < 2) pressed = { cell, link, x: event.clientX, y: event.clientY };
  // The second press of a double click may be over another cell by now.
  if (event.detail > 1 && open && open.cell === pressed?.cell && cell !== open.cell)
    return event.preventDefault();
  if (!isPlain(event)) return void (open && cell !== open.cell && !link && close());
  if (link) return event.preventDefault(); // and the box stays as it is until the release
  if (!open || cell === open.cell) return;
  event.preventDefault(); // what is under the pointer afterwards is not to get the focus
  close();
  goTo(cell);
}

function onRelease(event) {
  if (!pressed?.link || !isPlain(event)) return;
  const { cell, x, y } = pressed;
  pressed.link = undefined;
  // Whoever drags away has thought better of it.
  if (Math.hypot(event.clientX - x, event.clientY - y) < NEAR) edit(cell);
}

// A release has hidden the link already; what comes here is a screen reader's, say. The
// second click of two may be on another cell's link by now.
function onClick(event) {
  const link = event.target.closest("[data-edit]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  if (event.detail < 2) edit(cells.cellAround(link));
}

function onDoubleClick({ target }) {
  const cell = pressed?.cell ?? cells.cellAround(target);
  if (!cell || target === open?.box) return;
  goTo(cell, { focus: false });
  edit(cell);
}

export function startPressing() {
  const { table } = cells;
  table.addEventListener("mousedown", onPress);
  document.addEventListener("mouseup", onRelease);
  table.addEventListener("click", onClick);
  table.addEventListener("dblclick", onDoubleClick);
}
