// The form of one text: counts live, saves as it is written, and keeps in the browser
// what is not saved yet. Without it, the form's buttons do all.

import { made } from "./elements.js";
import { replace } from "./text-box.js";
import { countSentences, inWords, some } from "./text-counts.js";
import { merge as mergeText } from "./text-conflict.js";
import { offerBack } from "./restore-offers.js";
import { dirty, saving, settled, write } from "./text-saving.js";
import { startPresence } from "./text-presence.js";
import { showState } from "./save-state.js";

const TOLD_PAUSE = 1_500; // milliseconds without a key before a screen reader is told

const page = document.querySelector("[data-text-page]");
const form = page.querySelector("[data-text-form]");
const box = form.elements.text;
const counted = form.querySelector("[data-count]");
const told = made("p", { className: "visually-hidden" });
told.setAttribute("role", "status");
const offers = made("section", { className: "offers", hidden: true });
offers.setAttribute("aria-label", "A text that was not saved");
form.before(offers, told);

const { role, dimension, guide, address } = page.dataset;
const text = {
  place: `${role}/${dimension}`,
  name: document.querySelector("#content h1").textContent,
  address,
  // What was refused comes back in the box, and beside it what it started from.
  text: form.elements.base.value,
  saved: form.elements.base.value,
  version: form.elements.version.value,
};
let telling;

function count() {
  const sentences = some(countSentences(box.value), "sentence");
  counted.textContent = `${inWords(box.value, Number(guide))}, ${sentences}`;
  clearTimeout(telling);
  telling = setTimeout(() => (told.textContent = counted.textContent), TOLD_PAUSE);
}

function showAnswer({ label, checks = [], row_label: rowLabel }) {
  page.querySelector("[data-label]").textContent = label;
  const shared = page.querySelector("[data-row-label]");
  if (shared && rowLabel) shared.textContent = rowLabel;
  const list = form.querySelector("[data-checks]");
  list.hidden = !checks.length;
  list.replaceChildren(
    ...checks.map(({ level, label, message }) => {
      const item = made("li", { textContent: ` ${message}` });
      item.dataset.level = level;
      item.prepend(made("strong", { textContent: `${label}:` }));
      return item;
    }),
  );
}

function merge() {
  return mergeText(text, {
    focus: () => box.focus(),
    onDone() {
      replace(box, text.text);
      count();
    },
  });
}

function keep(_, kept) {
  Object.assign(text, { version: kept.version, saved: kept.base });
  box.value = kept.text;
  count();
  write(text, kept.text, { atOnce: true });
  box.focus();
}

// A button sends the whole form, once what is under way has come back.
async function onSubmit(event) {
  if (!dirty.has(text)) return;
  event.preventDefault();
  const { submitter } = event;
  if (await settled([text])) form.requestSubmit(submitter);
  else if (text.trouble.outcome === "overtaken") merge();
}

box.addEventListener("input", () => {
  write(text, box.value);
  count();
});
form.addEventListener("submit", onSubmit);

saving.addEventListener("change", () => {
  form.elements.version.value = text.version;
  form.elements.base.value = text.saved;
  if (!dirty.size && text.answer?.label) showAnswer(text.answer);
});

showState(form.querySelector("[data-save-state]"), { merge, focus: () => box.focus() });
offerBack(offers, { find: (place) => (place === text.place ? text : undefined), keep });
count();
startPresence();
if (box.value !== text.text) write(text, box.value);
