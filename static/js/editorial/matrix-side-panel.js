// The panel beside the box: how long the text is, how its saving stands, and what the
// other roles say there, as the site tells it.

import { editing, open } from "./matrix-editing.js";
import { frame } from "./matrix-cells.js";
import { countSentences, inWords, some } from "./text-counts.js";
import { dirty, saving } from "./text-saving.js";
import { getFragment } from "./text-server.js";
import { stateOf, wayOut } from "./save-state.js";

const PAUSE = 120; // milliseconds, for those who only pass through
const COUNT_PAUSE = 1_500; // milliseconds without a key before a screen reader is told

const panel = document.createElement("aside");
panel.className = "side-panel";
panel.setAttribute("aria-label", "Beside the text");
panel.innerHTML = `
  <p class="side-panel-hint">Open a cell to see here what is asked and what other roles say.</p>
  <div class="side-panel-content" hidden>
    <h2 data-name></h2>
    <p class="side-panel-count" data-live-count></p>
    <p class="visually-hidden" role="status" data-told></p>
    <p class="side-panel-state" id="side_panel_state"></p>
    <p class="side-panel-keys" id="side_panel_keys"><kbd>Ctrl</kbd> + <kbd>Enter</kbd> saves and goes on, <kbd>Esc</kbd> puts back</p>
    <p class="save-remedies" data-ways></p>
    <div class="side-panel-body" data-body></div>
  </div>`;
const [hint, content] = panel.children;
const part = (name) => panel.querySelector(`[data-${name}]`);
const state = panel.querySelector("#side_panel_state");

let shown; // the cell that the fragment is about
let timer;
let telling;
let merge;

function count() {
  const { cell, box } = open;
  const words = `${inWords(box.value, cell.guide)}, ${some(countSentences(box.value), "sentence")}`;
  part("live-count").textContent = words;
  clearTimeout(telling);
  telling = setTimeout(() => (part("told").textContent = words), COUNT_PAUSE);
}

function showTrouble(cell) {
  const { kind, words } = stateOf(cell);
  if (state.textContent !== words) state.textContent = words;
  state.dataset.kind = kind;
  const outcome = cell.trouble?.outcome ?? "";
  if (part("ways").dataset.of === outcome) return;
  part("ways").dataset.of = outcome;
  const hadFocus = part("ways").contains(document.activeElement);
  part("ways").replaceChildren(...wayOut(cell, merge));
  if (hadFocus) open?.box.focus();
}

// What is being written stays open, and links say so.
function openElsewhere(link) {
  link.target = "_blank";
  const told = document.createElement("span");
  Object.assign(told, { className: "visually-hidden", textContent: " (opens a new tab)" });
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = " ↗";
  link.append(told, sign);
}

async function load(cell) {
  const { outcome, html } = await getFragment(cell.address);
  if (open?.cell !== cell) return;
  if (outcome !== "saved") {
    if (shown !== cell) part("body").textContent = "What stands beside it cannot be loaded now.";
    return;
  }
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const link of page.querySelectorAll("a[href]")) openElsewhere(link);
  if (shown === cell && part("body").contains(document.activeElement)) return;
  part("body").replaceChildren(...page.body.childNodes);
  shown = cell;
}

function onOpen({ detail: cell }) {
  hint.hidden = true;
  content.hidden = false;
  panel.classList.add("is-open");
  panel.parentElement.classList.add("has-panel"); // from now on: no text moves again
  part("name").textContent = cell.name;
  if (shown !== cell) part("body").textContent = "";
  part("told").textContent = "";
  count();
  showTrouble(cell);
  clearTimeout(timer);
  timer = setTimeout(load, PAUSE, cell);
}

function onClose() {
  clearTimeout(timer);
  clearTimeout(telling);
  shown = undefined;
  hint.hidden = false;
  content.hidden = true;
  panel.classList.remove("is-open");
}

export function startBeside(options) {
  merge = options.merge;
  const desk = document.createElement("div");
  desk.className = "matrix-desk";
  frame.before(desk);
  desk.append(frame, panel);
  editing.addEventListener("open", onOpen);
  editing.addEventListener("input", count);
  editing.addEventListener("close", onClose);
  saving.addEventListener("change", ({ detail: cell }) => {
    if (open?.cell !== cell) return;
    showTrouble(cell);
    // The overlap label is about what is saved.
    if (!dirty.has(cell)) load(cell);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) open.box.focus();
  });
}
