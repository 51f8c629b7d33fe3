// Saves texts as they are written: one request at a time for each text, the latest
// words win, and each save names the version that the last answer gave.
//
// A text is an object {place, name, address, text, saved, version}: ``text`` is what
// its writer sees, ``saved`` what the site has acknowledged as ``version``. Added here:
// ``failure``, {outcome, message, answer}, while it cannot be saved. ``kept`` is the key
// of a form that the site has kept, if its words are shown.

import { warnOnLeaving } from "./leave-warning.js";
import { removeOwnBackup, storeBackup } from "./local-backup.js";
import { tidy } from "./text-counts.js";
import { send } from "./text-server.js";

const PAUSE = 700; // milliseconds without a key before a save
const BACKUP_PAUSE = 150; // the same, before a backup
const MOST_REQUESTS = 3; // at a time, for all texts together
const FIRST_RETRY = 2_000; // milliseconds, doubled each time
const LONGEST_RETRY = 20_000;
const TEMPORARY = new Set(["offline", "server-error", "signed-out", "other-user"]);

export const user = document.querySelector("[data-user]")?.dataset.user ?? "";
export const unsaved = new Set();
export const saving = new EventTarget(); // "change" with the text as its detail
export let savedAt = "";

let requests = 0;
let retries = 0;
let retryTimer;
const queue = [];

function notify(text) {
  saving.dispatchEvent(new CustomEvent("change", { detail: text }));
}

export function write(text, words, { atOnce = false } = {}) {
  if (words === text.text && !unsaved.has(text)) return;
  text.text = words;
  // A writer who returns to the starting text has nothing to merge.
  if (text.failure?.outcome === "conflict" && words === text.saved) {
    const { answer } = text.failure;
    acceptText(text, answer.theirs, answer);
    return;
  }
  text.isBackedUp ??= true;
  addUnsaved(text);
  clearTimeout(text.backupTimer);
  text.backupTimer = setTimeout(backUp, BACKUP_PAUSE, text);
  if (text.failure?.outcome === "refused") text.failure = undefined;
  if (maySave(text)) schedule(text, atOnce ? 0 : PAUSE);
  notify(text);
}

const failsTemporarily = (text) => TEMPORARY.has(text.failure?.outcome);
const maySave = (text) => !text.failure || failsTemporarily(text);

function addUnsaved(text) {
  warnOnLeaving(text);
  unsaved.add(text);
}

function removeUnsaved(text) {
  clearTimeout(text.backupTimer);
  clearTimeout(text.saveTimer);
  text.failure = undefined;
  text.isBackedUp = true;
  removeOwnBackup(user, text.place);
  unsaved.delete(text);
  warnOnLeaving(text, false);
}

function backUp(text) {
  if (!unsaved.has(text)) return;
  const { place, name, address, version, text: words, saved: base } = text;
  text.isBackedUp = storeBackup(user, place, {
    name,
    address,
    version,
    text: words,
    base,
  });
}

function schedule(text, pause) {
  clearTimeout(text.saveTimer);
  text.saveTimer = setTimeout(enqueue, pause, text);
}

// Saves what waits for a pause in the typing.
export function saveNow(text) {
  if (unsaved.has(text) && maySave(text)) schedule(text, 0);
}

function enqueue(text) {
  if (text.isSending || queue.includes(text) || !unsaved.has(text)) return;
  queue.push(text);
  sendNext();
}

function sendNext() {
  while (requests < MOST_REQUESTS && queue.length) save(queue.shift());
}

async function save(text) {
  if (text.text === text.saved) {
    removeUnsaved(text);
    notify(text);
    return;
  }
  requests += 1;
  text.isSending = true;
  notify(text);
  const words = text.text;
  const { version, kept = "" } = text;
  const fields = { act: "save", text: words, version, aware: "", _kept: kept };
  const { outcome, answer = {} } = await send(text.address, fields);
  requests -= 1;
  text.isSending = false;
  if (unsaved.has(text)) onAnswer(text, words, outcome, answer);
  sendNext();
}

function onAnswer(text, words, outcome, answer) {
  // The conflict may be with our own earlier request, whose answer was lost.
  const isOwn = outcome === "conflict" && answer.theirs === tidy(words);
  if (outcome === "saved" || isOwn) onSaved(text, words, answer);
  else onFailed(text, outcome, answer);
  notify(text);
}

function onSaved(text, words, answer) {
  retries = 0;
  text.version = answer.version;
  text.saved = words;
  text.answer = { ...answer, saved_at: answer.saved_at ?? answer.at };
  text.failure = undefined;
  savedAt = text.answer.saved_at;
  if (text.text === words) removeUnsaved(text);
  else {
    schedule(text, PAUSE);
    backUp(text);
  }
  saveFailed();
}

function onFailed(text, outcome, answer) {
  text.failure = { outcome, message: answer.message ?? "", answer };
  backUp(text);
  if (!failsTemporarily(text)) return;
  clearTimeout(retryTimer);
  retryTimer = setTimeout(retry, Math.min(FIRST_RETRY * 2 ** retries, LONGEST_RETRY));
  retries += 1;
}

function saveFailed() {
  for (const text of unsaved) if (failsTemporarily(text)) schedule(text, 0);
}

export function retry() {
  clearTimeout(retryTimer);
  saveFailed();
}

// Takes over a text that another request brought: a merge, a paste, a refresh.
export function acceptText(text, words, answer) {
  if (unsaved.has(text)) removeUnsaved(text);
  Object.assign(text, { text: words, saved: words, version: answer.version, answer });
  savedAt = answer.saved_at ?? savedAt;
  notify(text);
}

// Gives up a text in conflict for the other person's. Returns a function that brings it
// back as it was: in conflict again, so that it overwrites nothing.
export function setAside(text) {
  const { text: words, saved, version, failure } = text;
  acceptText(text, failure.answer.theirs, failure.answer);
  return () => {
    Object.assign(text, { saved, version });
    write(text, words, { atOnce: true });
  };
}

// Waits for the saves of ``texts``. Returns whether all of them are saved.
export async function allSaved(texts) {
  texts.forEach(saveNow);
  while (texts.some((text) => unsaved.has(text) && !text.failure)) {
    await new Promise((resolve) =>
      saving.addEventListener("change", resolve, { once: true })
    );
  }
  return !texts.some((text) => unsaved.has(text));
}

addEventListener("online", () => {
  retries = 0;
  retry();
});

addEventListener("focus", retry);

// A page that is hidden may be closed without another event.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") retry();
  else {
    unsaved.forEach(backUp);
    unsaved.forEach(saveNow);
  }
});

addEventListener("pagehide", () => unsaved.forEach(backUp));
