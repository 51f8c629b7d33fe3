// Shows what pasting a table would change, and pastes it once that is confirmed.

import { message } from "../messages.js";
import { button, element } from "./elements.js";
import { announce, cellWithKey, frame } from "./matrix-cells.js";
import { goTo, selectBetween } from "./matrix-grid.js";
import { record } from "./matrix-undo.js";
import { describeFailure, openDialog } from "./text-dialog.js";
import { acceptText, allSaved, unsaved } from "./text-saving.js";
import { postForFragment, send } from "./text-server.js";

const PREVIEWS = new Set(["saved", "refused", "conflict"]);
const address = frame.dataset.paste;

export async function pasteTable(pasted, anchor, { asList = false } = {}) {
  const dialog = openDialog(message("paste-title"), {
    label: message("paste-from", anchor),
    onClose: () => goTo(anchor),
  });
  dialog.body.textContent = message("paste-reading");
  if (!(await allSaved([...unsaved]))) return refuse(dialog, message("paste-unsaved"));
  const { role, dimension } = anchor;
  const act = asList ? "as-lists" : "preview";
  return preview(dialog, { pasted, role, dimension, act }, anchor);
}

async function preview(dialog, fields, anchor) {
  const { outcome, html } = await postForFragment(address, fields);
  if (!html || !PREVIEWS.has(outcome)) return refuse(dialog, describeFailure(outcome));
  dialog.fill(html);
  const form = dialog.body.querySelector("form");
  form?.addEventListener("submit", (event) => onSubmit(event, dialog, anchor));
  addCancel(dialog, form);
  return dialog.body.querySelector("button").focus();
}

function refuse(dialog, reason) {
  dialog.body.replaceChildren();
  dialog.setAlert(reason);
  addCancel(dialog);
  dialog.body.querySelector("button").focus();
}

function addCancel(dialog, form) {
  const place = form?.querySelector("[type=submit], button")?.parentElement ??
    dialog.body;
  place.classList.add("dialog-actions");
  for (const link of place.querySelectorAll("a")) link.remove();
  place.append(button(message(form ? "paste-cancel" : "close"), dialog.close));
}

async function onSubmit(event, dialog, anchor) {
  event.preventDefault();
  const form = event.target;
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  if (fields.act !== "confirm") {
    dialog.body.textContent = message("paste-reading");
    return preview(dialog, fields, anchor);
  }
  const isDone = showProgress(form);
  const { outcome, answer } = await send(address, fields);
  isDone();
  if (outcome === "saved" && answer.cells) onPasted(dialog, anchor, answer.cells);
  else dialog.setAlert(describeFailure(outcome, answer));
  return undefined;
}

// Returns a function that ends it.
function showProgress(form) {
  const place = form.querySelector("button").parentElement;
  const buttons = [...place.querySelectorAll("button")];
  const line = element("span", { textContent: message("paste-saving") });
  line.setAttribute("role", "status");
  const bar = element("progress");
  bar.setAttribute("aria-hidden", "true");
  place.append(line, bar);
  for (const one of buttons) one.disabled = true;
  return () => {
    line.remove();
    bar.remove();
    for (const one of buttons) one.disabled = false;
  };
}

function onPasted(dialog, anchor, answers) {
  const changes = [];
  for (const answer of answers) {
    const cell = cellWithKey(answer.key);
    if (!cell) continue; // the table reached beyond this page
    changes.push({ cell, before: cell.text, after: answer.text });
    acceptText(cell, answer.text, answer);
  }
  const count = changes.length;
  record(message("step-pasting", { count }), changes);
  // The dialog returns the focus as it closes: select after that.
  dialog.element.addEventListener("close", () => {
    selectBetween(anchor, changes.at(-1)?.cell ?? anchor);
    announce(message("cells-pasted", { count }));
  });
  dialog.close();
}

// Asks whether several lines are one text or one cell each.
export function askTextOrTable(count, { isTableLikely, ...on }) {
  const dialog = openDialog(message("paste-choice-title"), {
    label: message(isTableLikely ? "copied-cells" : "copied-lines", { count }),
    onClose: on.onClose,
  });
  dialog.body.classList.add("dialog-actions");
  const closeAnd = (action) => () => {
    dialog.close();
    action();
  };
  const choices = [
    button(message("paste-as-text"), closeAnd(on.onText)),
    button(message("paste-as-list"), closeAnd(on.onList)),
    button(message("paste-as-cells", { count }), closeAnd(on.onTable)),
  ];
  if (isTableLikely) choices.reverse();
  dialog.body.append(...choices, button(message("cancel"), dialog.close));
  choices[0].focus();
}
