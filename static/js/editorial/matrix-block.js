// Saves new texts of several cells in one request: all of them, or none.

import { cellWithKey, frame } from "./matrix-cells.js";
import { tidy } from "./text-counts.js";
import { acceptText, allSaved, saveNow, unsaved } from "./text-saving.js";
import { send } from "./text-server.js";

// The conflict may be with our own earlier request, whose answer was lost.
function isOwn(changes, answers = []) {
  const texts = new Map(answers.map(({ key, text }) => [key, text]));
  return changes.every(({ cell, text }) => texts.get(cell.key) === tidy(text));
}

function accept(answer) {
  const cell = cellWithKey(answer.key);
  if (!cell) return;
  // What was typed since the request is newer than the answer.
  if (unsaved.has(cell)) {
    Object.assign(cell, { version: answer.version, saved: answer.text });
  } else acceptText(cell, answer.text, answer);
}

// ``changes`` are [{cell, text}]. Returns {outcome, answer}: "saved", or why nothing is.
export async function saveTogether(changes) {
  const cells = changes.map(({ cell }) => cell);
  if (!(await allSaved(cells.filter((cell) => unsaved.has(cell))))) {
    const { failure } = cells.find((cell) => cell.failure) ?? {};
    return { outcome: failure?.outcome ?? "offline", answer: {} };
  }
  const texts = changes.map(({ cell: { key, version }, text }) => ({
    key,
    version,
    text,
  }));
  for (const cell of cells) cell.isSending = true; // what is typed now is saved after it
  const fields = { texts: JSON.stringify(texts) };
  const { outcome, answer = {} } = await send(frame.dataset.texts, fields);
  for (const cell of cells) cell.isSending = false;
  const isSaved = outcome === "saved" ||
    (outcome === "conflict" && isOwn(changes, answer.cells));
  if (isSaved || outcome === "conflict") answer.cells?.forEach(accept);
  cells.forEach(saveNow);
  return { outcome: isSaved ? "saved" : outcome, answer };
}
