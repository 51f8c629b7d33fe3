// Asks every so often who else is here and what they changed, and shows both.

import * as cells from "./matrix-cells.js";
import { editing, open } from "./matrix-editing.js";
import { active } from "./matrix-grid.js";
import { present, send } from "./text-server.js";
import { dirty, take } from "./text-saving.js";

const PAUSE = 20_000; // milliseconds
const SOON = 1_000; // milliseconds after a box is opened
const MOST = 20; // cells that are loaded anew at once

let since = cells.frame.dataset.now ?? new Date().toISOString();
let timer;

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

async function refresh(change) {
  const cell = cells.cellNamed(change.role, change.dimension);
  if (!cell || cell.version === change.version) return;
  cell.td.dataset.by = change.by ?? "";
  if (cell === open?.cell || dirty.has(cell)) {
    // The next save will say so, with their text.
    cells.say(`${change.by || "Somebody"} changed this text at ${change.at}.`);
    return;
  }
  const now = await present(cell.address);
  if (!now || cell === open?.cell || dirty.has(cell)) return;
  const state = change.state ?? cell.td.dataset.state;
  take(cell, now.text, { version: now.version, label: change.label, state });
}

async function ask() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
  if (document.visibilityState !== "visible" || !active()) return;
  const { role, dimension } = open?.cell ?? active();
  const fields = { role, dimension: open ? dimension : "", since };
  const { outcome, answer } = await send(cells.frame.dataset.presence, fields);
  if (outcome !== "saved" || !answer) return;
  since = answer.now ?? since;
  showOthers(answer.others ?? {});
  for (const change of (answer.cells ?? []).slice(0, MOST)) await refresh(change);
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
