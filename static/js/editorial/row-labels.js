// Keeps the labels of rows up to date with the texts that are saved.

import { saving } from "./text-saving.js";
import { send } from "./text-server.js";

const PAUSE = 300; // milliseconds, so that a pasted table makes one request

const { rowLabels: address } = document.querySelector("[data-row-labels]").dataset;
const answers = new WeakMap(); // by text, the one that its row was last labelled for
const dimensions = new Set(); // of the rows to label next
let request = Promise.resolve();
let timer;

function showLabel(dimension, label) {
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
    showLabel(dimension, label);
  }
}

saving.addEventListener("change", ({ detail: text }) => {
  if (!text.answer || text.answer === answers.get(text)) return;
  answers.set(text, text.answer);
  dimensions.add(text.dimension);
  clearTimeout(timer);
  // One by one, so that an older answer never comes last.
  timer = setTimeout(() => (request = request.then(labelRows)), PAUSE);
});
