// The panel beside an open cell: the length of the text, the state of saving, and
// what the site shows about the dimension and other roles.

import { message } from "../messages.js";
import { parsePage } from "../parse-page.js";
import { element } from "./elements.js";
import { frame } from "./matrix-cells.js";
import { editing, editor } from "./matrix-editing.js";
import { startTouchButtons } from "./matrix-touch-buttons.js";
import { remediesFor, saveStateOf } from "./save-state.js";
import { describeLength } from "./text-counts.js";
import { saving, unsaved } from "./text-saving.js";
import { fetchFragment } from "./text-server.js";

const LOAD_PAUSE = 120; // milliseconds, for writers who only pass through
const ANNOUNCE_PAUSE = 1_500; // milliseconds without a key before a count is read out

const template = document.querySelector("[data-side-panel]");
const panel = template.content.firstElementChild;
const [hint, content] = panel.children;
const part = (name) => content.querySelector(`[data-${name}]`);
const name = part("name");
const length = part("length");
const announcement = part("announcement");
const state = part("state");
const remedies = part("remedies");
const fragment = part("fragment");

let loaded; // the cell that the fragment is about
let loadTimer;
let announceTimer;
let merge;

function showLength() {
  const { cell, box } = editor;
  const sentence = describeLength(box.value, cell.guide);
  length.textContent = sentence;
  clearTimeout(announceTimer);
  announceTimer = setTimeout(() => {
    announcement.textContent = sentence;
  }, ANNOUNCE_PAUSE);
}

function showState(cell) {
  const { kind, sentence } = saveStateOf(cell);
  if (state.textContent !== sentence) state.textContent = sentence;
  state.dataset.kind = kind;
  const outcome = cell.failure?.outcome ?? "";
  if (remedies.dataset.outcome === outcome) return;
  remedies.dataset.outcome = outcome;
  const hadFocus = remedies.contains(document.activeElement);
  remedies.replaceChildren(...remediesFor(cell, merge));
  if (hadFocus) editor?.box.focus();
}

// Links open a new tab, so that the open box stays.
function openInNewTab(link) {
  link.target = "_blank";
  const arrow = element("span", { textContent: " ↗" });
  arrow.setAttribute("aria-hidden", "true");
  const words = { className: "visually-hidden", textContent: ` ${message("new-tab")}` };
  link.append(element("span", words), arrow);
}

async function load(cell) {
  const { outcome, html } = await fetchFragment(cell.address);
  if (editor?.cell !== cell) return;
  if (outcome !== "saved") {
    if (loaded !== cell) fragment.textContent = message("panel-unavailable");
    return;
  }
  if (loaded === cell && fragment.contains(document.activeElement)) return;
  const page = parsePage(html);
  page.querySelector(".at-stake")?.remove(); // said with the first key instead
  page.querySelectorAll("a[href]").forEach(openInNewTab);
  fragment.replaceChildren(...page.body.childNodes);
  loaded = cell;
}

function onOpen({ detail: cell }) {
  hint.hidden = true;
  content.hidden = false;
  panel.classList.add("is-open");
  panel.parentElement.classList.add("has-panel"); // stays: texts move only once
  name.textContent = cell.name;
  if (loaded !== cell) fragment.textContent = "";
  announcement.textContent = "";
  showLength();
  showState(cell);
  clearTimeout(loadTimer);
  loadTimer = setTimeout(load, LOAD_PAUSE, cell);
}

function onClose() {
  clearTimeout(loadTimer);
  clearTimeout(announceTimer);
  loaded = undefined;
  hint.hidden = false;
  content.hidden = true;
  panel.classList.remove("is-open");
}

function onSaving({ detail: cell }) {
  if (editor?.cell !== cell) return;
  showState(cell);
  // What the fragment says of the overlap is about the saved text.
  if (!unsaved.has(cell)) load(cell);
}

export function startSidePanel(options) {
  merge = options.merge;
  const desk = element("div", { className: "matrix-desk" });
  frame.before(desk);
  desk.append(frame, panel);
  startTouchButtons(panel);
  editing.addEventListener("open", onOpen);
  editing.addEventListener("input", showLength);
  editing.addEventListener("close", onClose);
  saving.addEventListener("change", onSaving);
  panel.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && editor) editor.box.focus();
  });
  return desk;
}
