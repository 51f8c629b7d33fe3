// Undoes and redoes changes to texts while the page is open. A step is {label, changes:
// [{cell, before, after}]}, and is undone as a whole, by saving again. A step with
// ``bringBack`` is undone by that function, once.

import { message } from "../messages.js";
import { saveTogether } from "./matrix-block.js";
import { announce, cellWithKey } from "./matrix-cells.js";
import { goTo } from "./matrix-grid.js";
import { tidy } from "./text-counts.js";
import { describeFailure } from "./text-dialog.js";
import { allSaved, write } from "./text-saving.js";

const MOST = 200; // steps

const undoable = [];
const redoable = [];
let turn = Promise.resolve();

const isChange = ({ before, after }) => tidy(before) !== tidy(after);

// What changes several cells waits for the answer to what did before.
export function inTurn(action) {
  turn = turn.then(action, action);
  return turn;
}

export function record(label, changes, bringBack) {
  const real = changes.filter(isChange);
  if (!real.length) return;
  undoable.push({ label, changes: real, bringBack });
  if (undoable.length > MOST) undoable.shift();
  redoable.length = 0;
}

// ``from`` and ``to`` are the sides of each change.
function replay(steps, others, { from, to, action, none }) {
  const step = steps.pop();
  if (!step) return announce(message(none));
  const hasMoved = (change) => tidy(change.cell.text) !== tidy(change[from]);
  const moved = step.changes.find(hasMoved);
  if (moved) return announce(message(`not-${action}`, { name: moved.cell.name }));
  goTo(step.changes[0].cell);
  if (step.bringBack) {
    step.bringBack();
    return announce(message(action, { step: step.label }));
  }
  if (step.changes.length > 1) return replayTogether(steps, others, step, to, action);
  const [{ cell, [to]: words }] = step.changes;
  write(cell, words, { atOnce: true });
  others.push(step);
  announceOnceSaved(cell, step, action);
  return undefined;
}

// Not waited for: the text is in the cell, and is saved as if it were typed.
async function announceOnceSaved(cell, step, action) {
  const sentence = await allSaved([cell]) ? action : `${action}-unsaved`;
  announce(message(sentence, { step: step.label }));
}

async function replayTogether(steps, others, step, to, action) {
  announce(message(`being-${action}`, { step: step.label }));
  const changes = step.changes.map((change) => ({
    cell: change.cell,
    text: change[to],
  }));
  const { outcome, answer } = await saveTogether(changes);
  if (outcome === "saved") {
    others.push(step);
    announce(message(action, { step: step.label }));
  } else if (outcome === "conflict" && answer.cells?.length) {
    const { name } = cellWithKey(answer.cells[0].key) ?? step.changes[0].cell;
    announce(message(`not-${action}`, { name }));
  } else {
    steps.push(step); // to try again
    const reason = describeFailure(outcome, answer);
    announce(message(`not-${action}-yet`, { reason }));
  }
}

const UNDO = { from: "after", to: "before", action: "undone", none: "nothing-to-undo" };
const REDO = { from: "before", to: "after", action: "redone", none: "nothing-to-redo" };

export const undo = () => inTurn(() => replay(undoable, redoable, UNDO));
export const redo = () => inTurn(() => replay(redoable, undoable, REDO));
