// Undoes and redoes changes to texts while the page is open. A step is {label, changes:
// [{cell, before, after}]}, and is undone as a whole, by saving again. A step with
// ``bringBack`` is undone by that function, once.

import { message } from "../messages.js";
import { announce } from "./matrix-cells.js";
import { tidy } from "./text-counts.js";
import { write } from "./text-saving.js";

const MOST = 200; // steps

const undoable = [];
const redoable = [];

const isChange = ({ before, after }) => tidy(before) !== tidy(after);

export function record(label, changes, bringBack) {
  const real = changes.filter(isChange);
  if (!real.length) return;
  undoable.push({ label, changes: real, bringBack });
  if (undoable.length > MOST) undoable.shift();
  redoable.length = 0;
}

// ``from`` and ``to`` are the sides of each change. Returns the first cell, if any.
function replay(step, from, to, action) {
  const hasMoved = (change) => tidy(change.cell.text) !== tidy(change[from]);
  const conflict = step.changes.find(hasMoved);
  if (conflict) {
    announce(message(`not-${action}`, { name: conflict.cell.name }));
    return undefined;
  }
  if (step.bringBack) step.bringBack();
  else {for (const change of step.changes) {
      write(change.cell, change[to], { atOnce: true });
    }}
  announce(message(action, { step: step.label }));
  return step.changes[0].cell;
}

// Both return the first cell that they changed, if any.
export function undo() {
  const step = undoable.pop();
  if (!step) return announce(message("nothing-to-undo"));
  const cell = replay(step, "after", "before", "undone");
  if (cell && !step.bringBack) redoable.push(step);
  return cell;
}

export function redo() {
  const step = redoable.pop();
  if (!step) return announce(message("nothing-to-redo"));
  const cell = replay(step, "before", "after", "redone");
  if (cell) undoable.push(step);
  return cell;
}
