// Undo and redo over the texts of this page, for as long as it is open. A step is
// {what, changes: [{cell, before, after}]}, and is undone whole by saving once more. One
// with ``comeBack`` is undone by that, once.

import { say } from "./matrix-cells.js";
import { tidy } from "./text-counts.js";
import { write } from "./text-saving.js";

const MOST = 200; // steps

const done = [];
const undone = [];

const hasMoved = ({ before, after }) => tidy(before) !== tidy(after);

export function record(what, changes, comeBack) {
  const moved = changes.filter(hasMoved);
  if (!moved.length) return;
  done.push({ what, changes: moved, comeBack });
  if (done.length > MOST) done.shift();
  undone.length = 0;
}

function turn(from, to, reverse) {
  const step = from.pop();
  if (!step) return say(reverse ? "There is nothing to undo." : "There is nothing to redo.");
  const expected = reverse ? "after" : "before";
  const wanted = reverse ? "before" : "after";
  const other = step.changes.find(({ cell, [expected]: text }) => tidy(cell.text) !== tidy(text));
  if (other) return say(`Not ${reverse ? "undone" : "redone"}: “${other.cell.name}” has changed since.`);
  if (step.comeBack) step.comeBack();
  else {
    for (const { cell, [wanted]: text } of step.changes) write(cell, text, { atOnce: true });
    to.push(step);
  }
  say(`${reverse ? "Undone" : "Redone"}: ${step.what}.`);
  return step.changes[0].cell;
}

// Both return the first cell that they changed, if any.
export const undo = () => turn(done, undone, true);
export const redo = () => turn(undone, done, false);
