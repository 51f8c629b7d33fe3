// Two people changed one text: shows what each did, and lets the writer merge.

import { button, made } from "./elements.js";
import { NOT_REACHED, openDialog } from "./text-dialog.js";
import { replace } from "./text-box.js";
import { tidy } from "./text-counts.js";
import { send, postForFragment } from "./text-server.js";
import { dirty, take } from "./text-saving.js";
import { change } from "./save-state.js";

function actions() {
  const bar = made("p", { className: "dialog-actions" });
  const choices = { save: "Save the merged text", theirs: "Take theirs", cancel: "Cancel, keep editing" };
  for (const [name, words] of Object.entries(choices)) {
    const choice = button(words);
    choice.classList.toggle("default", name === "save");
    choice.dataset.choice = name;
    bar.append(choice);
  }
  return bar;
}

// ``onDone(text, mine)`` is called once the text is another than the writer's.
export async function merge(text, { onDone, focus }) {
  if (text.trouble?.outcome !== "overtaken") return;
  const title = change(text.trouble.answer);
  const onClose = () => {
    keepMerged(dialog, text);
    focus();
  };
  const dialog = openDialog(title[0].toUpperCase() + title.slice(1), { label: text.name, onClose });
  await compare(dialog, text);
  dialog.element.addEventListener("click", async ({ target }) => {
    const choice = target.closest("[data-choice]")?.dataset.choice;
    if (choice === "cancel") dialog.close();
    if (choice === "theirs") finish(dialog, text, text.trouble.answer, onDone);
    if (choice === "save") await saveMerged(dialog, text, onDone);
  });
}

// What was merged by hand is there again when the dialog is opened once more.
function keepMerged(dialog, text) {
  const box = dialog.body.querySelector("[name=merged]");
  if (!dirty.has(text)) text.merged = undefined;
  else if (box && box.value !== box.defaultValue) text.merged = box.value;
}

function bringBack(dialog, text) {
  const box = dialog.body.querySelector("[name=merged]");
  if (!box || text.merged === undefined || text.merged === box.value) return;
  const line = made("p");
  const again = button("Start over", () => {
    text.merged = undefined;
    replace(box, box.defaultValue);
    line.remove();
    box.focus();
  });
  line.append("What you had typed here before is back. ", again);
  box.before(line);
  box.value = text.merged;
}

async function compare(dialog, text, mine = text.text, warning = "") {
  const fields = { act: "compare", base: text.saved, mine, version: text.version };
  const { outcome, html } = await postForFragment(text.address, fields);
  if (outcome !== "saved") return dialog.say(NOT_REACHED[outcome] ?? NOT_REACHED.lost);
  dialog.fill(html);
  dialog.body.querySelector(".text-buttons")?.remove(); // those lead to pages
  dialog.body.append(actions());
  dialog.say(warning);
  bringBack(dialog, text);
  const box = dialog.body.querySelector("[name=merged]");
  const theirs = dialog.body.querySelector("[data-diff=theirs]");
  if (theirs) theirs.id = "their_change"; // read out with the box, which stands below it
  box?.setAttribute("aria-describedby", "their_change merged_help");
  return box?.focus();
}

async function saveMerged(dialog, text, onDone) {
  const box = dialog.body.querySelector("[name=merged]");
  const hidden = (name) => dialog.body.querySelector(`[name=${name}]`)?.value;
  const version = hidden("version") ?? text.trouble.answer.version;
  // The live text that stands in the dialog, and not one that came since.
  const fields = { act: "save", text: box.value, version, aware: hidden("aware") ?? "1" };
  const { outcome, answer } = await send(text.address, fields);
  if (outcome === "saved") finish(dialog, text, answer, onDone);
  else if (outcome === "overtaken") {
    text.trouble.answer = answer;
    text.merged = undefined; // what is merged now is what stands in the box
    await compare(dialog, text, box.value, "The text was changed once more meanwhile. Look again.");
  } else dialog.say(answer?.message || NOT_REACHED[outcome] || NOT_REACHED.lost);
}

// ``answer`` is of a save, or of the refusal, which tells what they wrote.
function finish(dialog, text, answer, onDone) {
  const mine = tidy(text.text);
  if (!dirty.has(text)) return;
  take(text, answer.text ?? answer.theirs, answer);
  dialog.close(); // first: nothing can be put into a box behind it
  onDone(text, mine);
}
