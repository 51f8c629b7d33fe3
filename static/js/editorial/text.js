// The page of one text: counts and saves it as it is written, and backs up in the
// browser what is not saved yet. Without this script the form's buttons do the work.

import { element } from "./elements.js";
import { createOfferBar, offerRestores } from "./restore-offers.js";
import { showSaveState } from "./save-state.js";
import { replaceText } from "./text-box.js";
import { openMerge } from "./text-conflict.js";
import { describeLength } from "./text-counts.js";
import { startPresence } from "./text-presence.js";
import { allSaved, saving, unsaved, write } from "./text-saving.js";

const ANNOUNCE_PAUSE = 1_500; // milliseconds without a key before a count is read out

const page = document.querySelector("[data-text-page]");
const form = page.querySelector("[data-text-form]");
const box = form.elements.text;
const length = form.querySelector("[data-count]");
const announcement = element("p", { className: "visually-hidden" });
announcement.setAttribute("role", "status");
const offers = createOfferBar();
form.before(offers, announcement);
const costLine = element("p", { className: "text-cost" });
costLine.setAttribute("role", "status");
const listLine = form.querySelector("[data-list]");
box.before(costLine);
form.querySelector(".at-stake")?.remove(); // said with the first key instead

const { key, dimension, guide, address } = page.dataset;
const text = {
  place: key,
  dimension,
  name: document.querySelector("#content h1").textContent,
  address,
  // After a refusal the box holds the refused text, and ``base`` what it started from.
  text: form.elements.base.value,
  saved: form.elements.base.value,
  version: form.elements.version.value,
  kept: form.elements._kept?.value,
};
let announceTimer;
let { cost } = page.dataset; // what a change would undo; shown with the first key

const focus = () => box.focus();

function showLength() {
  length.textContent = describeLength(box.value, Number(guide));
  clearTimeout(announceTimer);
  announceTimer = setTimeout(() => {
    announcement.textContent = length.textContent;
  }, ANNOUNCE_PAUSE);
}

function showCost() {
  if (cost) costLine.textContent = cost;
  cost = "";
}

// A text that is changed back has its state again.
function updateCost(answer) {
  cost = answer.cost ?? "";
  if (cost) costLine.textContent = "";
}

function checkItem({ level, label, message }) {
  const item = element("li", { textContent: ` ${message}` });
  item.dataset.level = level;
  item.prepend(element("strong", { textContent: `${label}:` }));
  return item;
}

function offerList(offered = "") {
  listLine.dataset.list = offered;
  listLine.hidden = !offered;
}

// Shown before it is saved; the browser's own undo takes it back.
function makeList(event) {
  event.preventDefault();
  replaceText(box, listLine.dataset.list);
  box.focus();
}

function showAnswer({ label, checks = [], list: offered }) {
  offerList(offered);
  page.querySelector("[data-label]").textContent = label;
  const list = form.querySelector("[data-checks]");
  list.hidden = !checks.length;
  list.replaceChildren(...checks.map(checkItem));
}

function merge() {
  return openMerge(text, {
    focus,
    onDone() {
      replaceText(box, text.text);
      showLength();
    },
  });
}

function restore(_, backup) {
  Object.assign(text, { version: backup.version, saved: backup.base });
  box.value = backup.text;
  showLength();
  write(text, backup.text, { atOnce: true });
  box.focus();
}

// A button sends the whole form, once the running save has been answered.
async function onSubmit(event) {
  if (!unsaved.has(text)) return;
  event.preventDefault();
  const { submitter } = event;
  if (await allSaved([text])) form.requestSubmit(submitter);
  else if (text.failure.outcome === "conflict") merge();
}

box.addEventListener("input", () => {
  write(text, box.value);
  offerList();
  showCost();
  showLength();
});
form.addEventListener("submit", onSubmit);
listLine.querySelector("button").addEventListener("click", makeList);

saving.addEventListener("change", () => {
  form.elements.version.value = text.version;
  form.elements.base.value = text.saved;
  if (unsaved.size || !text.answer?.label) return;
  showAnswer(text.answer);
  updateCost(text.answer);
});

showSaveState(form.querySelector("[data-save-state]"), { merge, focus });
offerRestores(offers, {
  find: (place) => (place === text.place ? text : undefined),
  restore,
});
showLength();
startPresence();
// What the site has kept since a login ended is for its writer to save.
if (box.value !== text.text && !text.kept) write(text, box.value);
