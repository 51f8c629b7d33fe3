// Asks every so often who else is here and what they changed, and shows both.

import * as cells from "./matrix-cells.js";
import { editing, open } from "./matrix-editing.js";
import { active } from "./matrix-grid.js";
import { present, send } from "./text-server.js";
import { dirty, take } from "./text-saving.js";

const PAUSE = 20_000; // milliseconds
const SOON = 1_000; // milliseconds after a box is opened
const OVER = new Set(["gone", "forbidden"]); // no use in asking again

const shown = [...cells.table.querySelectorAll("[data-presence-of]")].map(
  (head) => head.dataset.presenceOf,
);
// The changes of others that this page does not show yet, by their cells.
const pending = new Map();
let since = cells.frame.dataset.now;
let timer;
let isRefreshing = false;

function showOthers(others) {
  for (const head of cells.table.querySelectorAll("[data-presence-of]")) {
    const here = others[head.dataset.presenceOf] ?? [];
    const words = here.map(({ name, dimension }) => `${name} is here${inDimension(dimension)}`);
    const place = head.querySelector("[data-others]");
    if (place.textContent !== words.join("; ")) place.textContent = words.join("; ");
  }
}

function inDimension(slug) {
  const row = [...cells.table.tBodies[0].rows].findIndex((each) => each.dataset.dimension === slug);
  return slug && row >= 0 ? `: ${cells.nameOfDimension(row)}` : "";
}

const isBusy = (cell) => cell === open?.cell || dirty.has(cell);

const isSame = (one, other) => one.version === other?.version && one.state === other.state;
const stand = ({ version, td }) => ({ version, state: td.dataset.state });

function note(change) {
  const cell = cells.cellNamed(change.role, change.dimension);
  if (!cell || isSame(change, pending.get(cell)) || isSame(change, stand(cell))) return;
  pending.set(cell, change);
  // The next save will say so, with their text.
  if (isBusy(cell) && cell.version !== change.version)
    cells.say(`${change.by || "Somebody"} changed this text at ${change.at}.`);
}

// Returns whether the site can be asked for the next one.
async function refresh(cell) {
  const { version } = cell;
  const { outcome, answer } = await present(cell.address);
  if (OVER.has(outcome)) pending.delete(cell);
  else if (outcome !== "saved") return false;
  // What was written here meanwhile is newer than the answer.
  else if (!isBusy(cell) && cell.version === version) {
    pending.delete(cell);
    take(cell, answer.text, answer);
  }
  return true;
}

// One after the other; what is being written, or cannot be had now, waits.
async function refreshAll() {
  if (isRefreshing) return;
  isRefreshing = true;
  for (const cell of [...pending.keys()]) if (!isBusy(cell) && !(await refresh(cell))) break;
  isRefreshing = false;
}

async function ask() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
  if (document.visibilityState !== "visible" || !active()) return;
  const { role, dimension } = open?.cell ?? active();
  const fields = { role, dimension: open ? dimension : "", since, shown };
  const { outcome, answer } = await send(cells.frame.dataset.presence, fields);
  if (outcome !== "saved" || !answer) return;
  since = answer.now ?? since;
  showOthers(answer.others ?? {});
  for (const change of answer.cells ?? []) note(change);
  await refreshAll();
}

export function startPresence() {
  if (!cells.frame.dataset.presence) return;
  ask();
  document.addEventListener("visibilitychange", ask);
  editing.addEventListener("open", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, SOON);
  });
}
