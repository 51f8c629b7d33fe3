// Keeps the labels of rows up to date with the texts that are saved.

import { saving } from "./text-saving.js";
import { send } from "./text-server.js";

const PAUSE = 300; // milliseconds, so that a pasted table makes one request

const { rowLabels: address } = document.querySelector("[data-row-labels]").dataset;
const answers = new WeakMap(); // by text, the last one that its row was labelled for
const dimensions = new Set(); // of rows to label
let request = Promise.resolve();
let timer;

function show(dimension, label) {
  const row = document.querySelector(
    `[data-dimension="${dimension}"] [data-row-label]`,
  );
  if (row) row.textContent = label;
}

async function labelRows() {
  const query = [...dimensions].map((dimension) => `&dimension=${dimension}`).join("");
  dimensions.clear();
  const { answer } = await send(`${address}${query}`);
  for (const [dimension, label] of Object.entries(answer?.labels ?? {})) {
    show(dimension, label);
  }
}

saving.addEventListener("change", ({ detail: text }) => {
  if (!text.answer || text.answer === answers.get(text)) return;
  answers.set(text, text.answer);
  dimensions.add(text.place.split("/")[1]);
  clearTimeout(timer);
  // One after the other: an older answer never comes last.
  timer = setTimeout(() => (request = request.then(labelRows)), PAUSE);
});
