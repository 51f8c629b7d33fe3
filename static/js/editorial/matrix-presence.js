// Asks the site at intervals who else is here and what they changed, and shows both.

import { message } from "../messages.js";
import * as cells from "./matrix-cells.js";
import { editing, editor } from "./matrix-editing.js";
import { activeCell } from "./matrix-grid.js";
import { acceptText, unsaved } from "./text-saving.js";
import { fetchText, send } from "./text-server.js";

const PAUSE = 20_000; // milliseconds
const PAUSE_AFTER_OPEN = 1_000; // milliseconds after a box is opened
const FINAL = new Set(["deleted", "forbidden"]); // asking again is no use

const heads = [...cells.table.querySelectorAll("[data-presence-of]")];
const roles = heads.map(({ dataset }) => dataset.presenceOf);
const pending = new Map(); // changes by others that are not shown yet, by cell
let since = cells.frame.dataset.now;
let timer;
let isRefreshing = false;

function describeOther({ name, dimension: slug }) {
  const row = slug ? cells.rowOfDimension(slug) : -1;
  if (row < 0) return message("here", { name });
  return message("here-in", { name, dimension: cells.dimensionName(row) });
}

function showOthers(others) {
  for (const head of heads) {
    const sentence = (others[head.dataset.presenceOf] ?? []).map(describeOther).join(
      "; ",
    );
    const place = head.querySelector("[data-others]");
    if (place.textContent !== sentence) place.textContent = sentence;
  }
}

const isBusy = (cell) => cell === editor?.cell || unsaved.has(cell);

const isSame = (one, other) =>
  one.version === other?.version && one.state === other.state;
const shownIn = ({ version, td }) => ({ version, state: td.dataset.state });

function addChange(change) {
  const cell = cells.cellWithKey(change.key);
  if (!cell || isSame(change, pending.get(cell)) || isSame(change, shownIn(cell))) {
    return;
  }
  pending.set(cell, change);
  // The writer's next save will be in conflict, and show the other text.
  if (isBusy(cell) && cell.version !== change.version) {
    const { by, at: time } = change;
    const sentence = by ? "text-changed-by" : "text-changed-by-someone";
    cells.announce(message(sentence, { by, time }));
  }
}

// Returns false if the site does not answer, and the next cell need not be tried.
async function refresh(cell) {
  const { version } = cell;
  const { outcome, answer } = await fetchText(cell.address);
  if (FINAL.has(outcome)) pending.delete(cell);
  else if (outcome !== "saved") return false;
  // What was written here since the request is newer than the answer.
  else if (!isBusy(cell) && cell.version === version) {
    pending.delete(cell);
    acceptText(cell, answer.text, answer);
  }
  return true;
}

// One by one. Cells that are being written wait.
async function refreshAll() {
  if (isRefreshing) return;
  isRefreshing = true;
  for (const cell of [...pending.keys()]) {
    if (!isBusy(cell) && !(await refresh(cell))) break;
  }
  isRefreshing = false;
}

async function ask() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
  if (document.visibilityState !== "visible" || !activeCell()) return;
  const { role, dimension } = editor?.cell ?? activeCell();
  const fields = { role, dimension: editor ? dimension : "", since, roles };
  const { outcome, answer } = await send(cells.frame.dataset.presence, fields);
  if (outcome !== "saved" || !answer) return;
  since = answer.now ?? since;
  showOthers(answer.others ?? {});
  for (const change of answer.cells ?? []) addChange(change);
  await refreshAll();
}

export function startPresence() {
  if (!cells.frame.dataset.presence) return;
  ask();
  document.addEventListener("visibilitychange", ask);
  editing.addEventListener("open", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_AFTER_OPEN);
  });
}
