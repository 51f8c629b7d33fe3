// Backs up what is typed into textareas marked data-autosave, for each person and page,
// until the site has it: an expired session must not lose a comment.

import { message } from "../messages.js";
import { choicesOf, restoreChoices } from "./form-choices.js";

const FIELDS = "textarea[data-autosave]";
const PREFIX = "typed/";
const SENT = "typed-sent"; // in the session of this window: the keys that it has sent
const person = document.querySelector("meta[name=signed-in]")?.dataset.person ?? "";

const keyOf = (field) => `${PREFIX}${person}${location.pathname}#${field.id}`;

// Where the browser's storage is closed, nothing is backed up.
function attempt(action, fallback) {
  try {
    return action();
  } catch {
    return fallback;
  }
}

const read = (key) => attempt(() => JSON.parse(localStorage.getItem(key)), null);
const remove = (key) => attempt(() => localStorage.removeItem(key));

function write(key, backup) {
  attempt(() => localStorage.setItem(key, JSON.stringify(backup)));
}

function sentKeys() {
  return attempt(() => JSON.parse(sessionStorage.getItem(SENT)), null) ?? [];
}

function markSent(keys) {
  attempt(() => sessionStorage.setItem(SENT, JSON.stringify(keys)));
}

// A message of success means that the site has what was sent. A login page in between
// shows none, so the backup outlives it.
function removeReceived() {
  if (!document.querySelector(".messagelist .success")) return;
  sentKeys().forEach(remove);
  markSent([]);
}

function backUp(field) {
  if (field.value.trim()) write(keyOf(field), { text: field.value });
  else remove(keyOf(field));
}

function restore(field) {
  const backup = read(keyOf(field));
  if (typeof backup?.text !== "string" || field.value.trim()) return;
  field.value = backup.text;
  const wasSent = sentKeys().includes(keyOf(field));
  if (wasSent) restoreChoices(field.form, backup.choices);
  const note = document.createElement("p");
  note.className = "help restored-note";
  note.setAttribute("role", "status");
  note.textContent = message(wasSent ? "restored-after-login" : "restored-unsent");
  field.after(note);
}

function onSubmit({ target: form }) {
  const filled = [...form.querySelectorAll(FIELDS)].filter(({ value }) => value.trim());
  for (const field of filled) {
    write(keyOf(field), { text: field.value, choices: choicesOf(field.form) });
  }
  // Also when there is none: the next success is this form's, not an earlier one's.
  markSent(filled.map(keyOf));
}

removeReceived();
for (const field of document.querySelectorAll(FIELDS)) {
  restore(field);
  field.addEventListener("input", () => backUp(field));
}
addEventListener("submit", onSubmit);
