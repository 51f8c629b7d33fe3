// Keeps what is typed into textareas marked data-kept until the site has it, for each
// person and page: a session that has ended takes no comment along.

import { described, takeUp } from "./form-choices.js";

const PREFIX = "typed/";
const SENT = "typed-sent"; // of this window: the keys of what it has sent
const person = document.querySelector("meta[name=signed-in]")?.dataset.person ?? "";

const keyOf = (box) => `${PREFIX}${person}${location.pathname}#${box.id}`;

// A browser that keeps nothing has nothing to bring back.
function tried(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

const read = (key) => tried(() => JSON.parse(localStorage.getItem(key)), null);
const write = (key, what) => tried(() => localStorage.setItem(key, JSON.stringify(what)));
const drop = (key) => tried(() => localStorage.removeItem(key));
const sent = () => tried(() => JSON.parse(sessionStorage.getItem(SENT)), null) ?? [];

function markSent(keys) {
  tried(() => sessionStorage.setItem(SENT, JSON.stringify(keys)));
}

// After a success the site has what was sent; a login in between says no such thing.
function clearWhatArrived() {
  if (!document.querySelector(".messagelist .success")) return;
  sent().forEach(drop);
  markSent([]);
}

function keep(box) {
  if (box.value.trim()) write(keyOf(box), { text: box.value });
  else drop(keyOf(box));
}

function bringBack(box) {
  const kept = read(keyOf(box));
  if (typeof kept?.text !== "string" || box.value.trim()) return;
  box.value = kept.text;
  const wasSent = sent().includes(keyOf(box));
  if (wasSent) takeUp(box.form, kept.choices);
  const note = document.createElement("p");
  note.className = "help restored-note";
  note.setAttribute("role", "status");
  note.textContent = wasSent
    ? "Brought back: what you typed before you were signed out."
    : "Brought back: what you typed here before, and did not send.";
  box.after(note);
}

function onSubmit(event) {
  const boxes = [...event.target.querySelectorAll("textarea[data-kept]")];
  const full = boxes.filter((box) => box.value.trim());
  for (const box of full)
    write(keyOf(box), { text: box.value, choices: described(box.form) });
  markSent(full.map(keyOf)); // of a form without any too: its success is not theirs
}

clearWhatArrived();
for (const box of document.querySelectorAll("textarea[data-kept]")) {
  bringBack(box);
  box.addEventListener("input", () => keep(box));
}
addEventListener("submit", onSubmit);
