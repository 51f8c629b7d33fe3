// Shows what pasting a table would do, and does it once it is confirmed.

import { button } from "./elements.js";
import * as cells from "./matrix-cells.js";
import { goTo, selectBetween } from "./matrix-grid.js";
import { record } from "./matrix-undo.js";
import { NOT_REACHED, openDialog } from "./text-dialog.js";
import { send, postForFragment } from "./text-server.js";
import { dirty, settled, take } from "./text-saving.js";

const address = cells.frame.dataset.paste;

export async function pasteTable(pasted, anchor) {
  const dialog = openDialog("Paste a table", {
    label: `From ${anchor.name} to the right and down`,
    onClose: () => goTo(anchor),
  });
  dialog.body.textContent = "Reading the table…";
  if (!(await settled([...dirty])))
    return refuse(dialog, "Some texts of this page are not saved yet. See to them first.");
  const { role, dimension } = anchor;
  const { outcome, html } = await postForFragment(address, { pasted, role, dimension });
  if (!html || !["saved", "refused", "overtaken"].includes(outcome))
    return refuse(dialog, NOT_REACHED[outcome] ?? NOT_REACHED.lost);
  dialog.fill(html);
  const form = dialog.body.querySelector("form");
  if (form) form.addEventListener("submit", (event) => onSubmit(event, dialog, form, anchor));
  addCancel(dialog, form);
  return dialog.body.querySelector("button").focus();
}

function refuse(dialog, why) {
  dialog.body.replaceChildren();
  dialog.say(why);
  addCancel(dialog);
  dialog.body.querySelector("button").focus();
}

function addCancel(dialog, form) {
  const place = form?.querySelector("[type=submit], button")?.parentElement ?? dialog.body;
  place.classList.add("dialog-actions");
  place.querySelectorAll("a").forEach((each) => each.remove());
  place.append(button(form ? "Cancel, change nothing" : "Close", dialog.close));
}

async function onSubmit(event, dialog, form, anchor) {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(form));
  const { outcome, answer } = await send(address, { ...fields, act: "confirm" });
  if (outcome !== "saved" || !answer.cells) {
    dialog.say(answer?.message || NOT_REACHED[outcome] || NOT_REACHED.lost);
    return;
  }
  const pasted = answer.cells.map((each) => [cells.cellNamed(each.role, each.dimension), each]);
  const here = pasted.filter(([cell]) => cell);
  const changes = here.map(([cell, { text }]) => ({ cell, before: cell.text, after: text }));
  for (const [cell, each] of here) take(cell, each.text, each);
  const what = `pasting ${changes.length} cells`;
  record(what, changes);
  // After the dialog has given the focus back.
  dialog.element.addEventListener("close", () => {
    selectBetween(anchor, here.at(-1)?.[0] ?? anchor);
    cells.say(`Pasted ${changes.length} cells. Ctrl+Z undoes it.`);
  });
  dialog.close();
}

// Whether several lines are one text or a cell each.
export function askWhich(count, { isTableLikely, onText, onTable, onClose }) {
  const dialog = openDialog("Paste one text, or several?", {
    label: isTableLikely
      ? `What you copied has ${count} cells.`
      : `What you copied has ${count} lines.`,
    onClose,
  });
  dialog.body.classList.add("dialog-actions");
  const then = (what) => () => {
    dialog.close();
    what();
  };
  const choices = [
    ["One text, into this cell", onText],
    [`A cell each: ${count} cells, one under another`, onTable],
  ];
  if (isTableLikely) choices.reverse();
  for (const [words, what] of choices) dialog.body.append(button(words, then(what)));
  dialog.body.append(button("Cancel", dialog.close));
  dialog.body.querySelector("button").focus();
}
