// Keeps the button that submits the drafts shown at what is there by now.

import * as cells from "./matrix-cells.js";
import { some } from "./text-counts.js";
import { dirty, saving, settled } from "./text-saving.js";

const form = document.querySelector("[data-submit-shown]");
const told = document.querySelector("[data-submit-note]");

function versions(found) {
  const names = new Set(found.map(({ value }) => value));
  return [...cells.downwards()]
    .filter((cell) => cell && !cell.td.matches(".is-aside"))
    .filter(({ answer, version }) =>
      answer ? answer.state === "draft" && !answer.overtaken : names.has(version),
    )
    .map(({ version }) => version);
}

function show(first) {
  const present = versions(first);
  form.hidden = told.hidden = !present.length;
  form.querySelector("button").textContent = `Submit ${some(present.length, "draft")} for review`;
  form.querySelectorAll("[name=version]").forEach((input) => input.remove());
  for (const value of present)
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "version", value }));
}

export function startSubmit() {
  const first = [...form.querySelectorAll("[name=version]")];
  saving.addEventListener("change", ({ detail: cell }) => {
    if (!dirty.has(cell)) show(first);
  });
  form.addEventListener("submit", async (event) => {
    if (!dirty.size) return;
    event.preventDefault();
    if (await settled([...dirty])) form.requestSubmit();
    else cells.say("Nothing is submitted yet: some texts are not saved.");
  });
}
