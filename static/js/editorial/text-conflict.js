// Two people changed one text: shows both changes in a dialog, where the writer merges
// them or takes the other person's text.

import { message } from "../messages.js";
import { button, element } from "./elements.js";
import { describeChange } from "./save-state.js";
import { replaceText } from "./text-box.js";
import { tidy } from "./text-counts.js";
import { describeFailure, openDialog } from "./text-dialog.js";
import { acceptText, unsaved } from "./text-saving.js";
import { postForFragment, send } from "./text-server.js";

const CHOICES = ["save", "theirs", "cancel"];

function choiceButtons() {
  const bar = element("p", { className: "dialog-actions" });
  for (const name of CHOICES) {
    const choice = button(message(`merge-${name}`));
    choice.classList.toggle("default", name === "save");
    choice.dataset.choice = name;
    bar.append(choice);
  }
  return bar;
}

// Calls ``onDone(text, mine)`` when the text is no longer the writer's own.
export async function openMerge(text, { onDone, focus }) {
  if (text.failure?.outcome !== "conflict") return;
  const onClose = () => {
    rememberMerge(dialog, text);
    focus();
  };
  const title = describeChange(text.failure.answer);
  const dialog = openDialog(title, { label: text.name, onClose });
  await showChanges(dialog, text);
  dialog.element.addEventListener("click", async ({ target }) => {
    const choice = target.closest("[data-choice]")?.dataset.choice;
    if (choice === "cancel") dialog.close();
    if (choice === "theirs") finish(dialog, text, text.failure.answer, onDone);
    if (choice === "save") await saveMerge(dialog, text, onDone);
  });
}

const mergeBox = (dialog) => dialog.body.querySelector("[name=merged]");

// A merge that was begun is there again when the dialog is opened once more.
function rememberMerge(dialog, text) {
  const box = mergeBox(dialog);
  if (!unsaved.has(text)) text.merged = undefined;
  else if (box && box.value !== box.defaultValue) text.merged = box.value;
}

function restoreMerge(dialog, text) {
  const box = mergeBox(dialog);
  if (!box || text.merged === undefined || text.merged === box.value) return;
  const line = element("p", { textContent: `${message("merge-restored")} ` });
  const startOver = button(message("merge-start-over"), () => {
    text.merged = undefined;
    replaceText(box, box.defaultValue);
    line.remove();
    box.focus();
  });
  line.append(startOver);
  box.before(line);
  box.value = text.merged;
}

async function showChanges(dialog, text, mine = text.text, warning = "") {
  const fields = { act: "compare", base: text.saved, mine, version: text.version };
  const { outcome, html } = await postForFragment(text.address, fields);
  if (outcome !== "saved") return dialog.setAlert(describeFailure(outcome));
  dialog.fill(html);
  dialog.body.querySelector(".text-buttons")?.remove(); // they lead to other pages
  dialog.body.append(choiceButtons());
  dialog.setAlert(warning);
  restoreMerge(dialog, text);
  const theirs = dialog.body.querySelector("[data-diff=theirs]");
  if (theirs) theirs.id = "their_change"; // describes the box to a screen reader
  const box = mergeBox(dialog);
  box?.setAttribute("aria-describedby", "their_change merged_help");
  return box?.focus();
}

async function saveMerge(dialog, text, onDone) {
  const box = mergeBox(dialog);
  const valueOf = (name) => dialog.body.querySelector(`[name=${name}]`)?.value;
  const fields = {
    act: "save",
    text: box.value,
    version: valueOf("version") ?? text.failure.answer.version,
    // The live text that the dialog shows, not one published since.
    aware: valueOf("aware") ?? "1",
  };
  const { outcome, answer } = await send(text.address, fields);
  if (outcome === "saved") finish(dialog, text, answer, onDone);
  else if (outcome === "conflict") {
    text.failure.answer = answer;
    text.merged = undefined; // the box holds the merge to continue from
    await showChanges(dialog, text, box.value, message("merge-changed-again"));
  } else dialog.setAlert(describeFailure(outcome, answer));
}

// ``answer`` is that of a save, or of the conflict: it holds the other person's text.
function finish(dialog, text, answer, onDone) {
  const mine = tidy(text.text);
  if (!unsaved.has(text)) return;
  acceptText(text, answer.text ?? answer.theirs, answer);
  dialog.close(); // before onDone: a box behind a modal dialog takes no input
  onDone(text, mine);
}
