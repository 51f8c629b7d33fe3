// Keeps the button that submits the drafts of this page up to date.

import { message } from "../messages.js";
import { element } from "./elements.js";
import { announce, cellsByColumn } from "./matrix-cells.js";
import { allSaved, saving, unsaved } from "./text-saving.js";

const form = document.querySelector("[data-submit-drafts]");
const note = document.querySelector("[data-submit-note]");
const versionInputs = () => form.querySelectorAll("[name=version]");
const firstVersions = new Set([...versionInputs()].map(({ value }) => value));

let frame;

// A cell without an answer is as the server rendered it.
function canBeSubmitted({ td, answer, version }) {
  if (td.matches(".is-aside")) return false;
  if (!answer) return firstVersions.has(version);
  return answer.state === "draft" && !answer.overtaken;
}

function refresh() {
  const drafts = [...cellsByColumn()].filter(canBeSubmitted);
  form.hidden = note.hidden = !drafts.length;
  const count = drafts.length;
  form.querySelector("button").textContent = message("submit-drafts", { count });
  for (const input of versionInputs()) input.remove();
  for (const { version: value } of drafts) {
    form.append(element("input", { type: "hidden", name: "version", value }));
  }
}

async function onSubmit(event) {
  refresh();
  if (!unsaved.size) return;
  event.preventDefault();
  if (await allSaved([...unsaved])) form.requestSubmit();
  else announce(message("submit-unsaved"));
}

export function startSubmit() {
  // Once a frame: a paste changes many cells at once.
  saving.addEventListener("change", ({ detail: cell }) => {
    if (unsaved.has(cell)) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(refresh);
  });
  form.addEventListener("submit", onSubmit);
}
