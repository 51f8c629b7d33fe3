// Saves texts as they are written: one request at a time for each, the latest text
// wins, and each save names the version that the last answer gave.
//
// A text is an object {place, name, address, text, saved, version}: ``text`` is what its
// writer sees, ``saved`` what the site has acknowledged as ``version``. Added here:
// ``trouble``, {outcome, message, answer} while it cannot be saved.

import { tidy } from "./text-counts.js";
import { forget, keep } from "./local-backup.js";
import { send } from "./text-server.js";

const PAUSE = 700; // milliseconds without a key
const KEEP_PAUSE = 150; // the same, before a text is written to the browser's storage
const AT_ONCE = 3; // requests, of all texts together
const RETRY_FIRST = 2_000; // milliseconds, doubled each time
const RETRY_MOST = 20_000;
const PASSING = new Set(["lost", "broken", "signed-out", "somebody-else"]);

export const user = document.querySelector("[data-user]")?.dataset.user ?? "";
export const dirty = new Set();
export const saving = new EventTarget(); // "change" with the text as its detail
export let savedAt = "";

let running = 0;
let retries = 0;
let retryTimer;
const queue = [];

function tell(text) {
  saving.dispatchEvent(new CustomEvent("change", { detail: text }));
}

export function write(text, words, { atOnce = false } = {}) {
  if (words === text.text && !dirty.has(text)) return;
  text.text = words;
  // Who goes back to where they started has nothing to merge.
  if (text.trouble?.outcome === "overtaken" && words === text.saved) {
    const { answer } = text.trouble;
    take(text, answer.theirs, answer);
    return;
  }
  text.isKept ??= true;
  mark(text);
  clearTimeout(text.keeping);
  text.keeping = setTimeout(keepNow, KEEP_PAUSE, text);
  if (text.trouble?.outcome === "refused") text.trouble = undefined;
  if (!text.trouble || PASSING.has(text.trouble.outcome)) plan(text, atOnce ? 0 : PAUSE);
  tell(text);
}

function mark(text) {
  if (!dirty.size) addEventListener("beforeunload", warn);
  dirty.add(text);
}

function clean(text) {
  clearTimeout(text.keeping);
  clearTimeout(text.timer);
  text.trouble = undefined;
  text.isKept = true;
  forget(user, text.place);
  dirty.delete(text);
  if (!dirty.size) removeEventListener("beforeunload", warn);
}

function warn(event) {
  event.preventDefault();
}

function keepNow(text) {
  if (!dirty.has(text)) return;
  const { place, name, address, version, text: words, saved: base } = text;
  text.isKept = keep(user, place, { name, address, version, text: words, base });
}

function plan(text, pause) {
  clearTimeout(text.timer);
  text.timer = setTimeout(start, pause, text);
}

// Saves what waits for a pause now.
export function saveNow(text) {
  if (!dirty.has(text) || (text.trouble && !PASSING.has(text.trouble.outcome))) return;
  plan(text, 0);
}

function start(text) {
  if (text.isSending || queue.includes(text) || !dirty.has(text)) return;
  queue.push(text);
  next();
}

function next() {
  while (running < AT_ONCE && queue.length) run(queue.shift());
}

async function run(text) {
  if (text.text === text.saved) {
    clean(text);
    tell(text);
    return;
  }
  running += 1;
  text.isSending = true;
  tell(text);
  const words = text.text;
  const fields = { act: "save", text: words, version: text.version, aware: "" };
  const { outcome, answer = {} } = await send(text.address, fields);
  running -= 1;
  text.isSending = false;
  if (dirty.has(text)) settle(text, words, outcome, answer);
  next();
}

function settle(text, words, outcome, answer) {
  // The answer to an earlier request may have been lost on its way.
  const isOurs = outcome === "overtaken" && answer.theirs === tidy(words);
  if (outcome === "saved" || isOurs) accept(text, words, answer);
  else stop(text, outcome, answer);
  tell(text);
}

function accept(text, words, answer) {
  retries = 0;
  text.version = answer.version;
  text.saved = words;
  text.answer = { ...answer, saved_at: answer.saved_at ?? answer.at };
  text.trouble = undefined;
  savedAt = text.answer.saved_at;
  if (text.text === words) clean(text);
  else plan(text, PAUSE);
  if (text.text !== words) keepNow(text);
  for (const each of dirty) if (isPassing(each)) plan(each, 0);
}

const isPassing = (text) => PASSING.has(text.trouble?.outcome);

function stop(text, outcome, answer) {
  text.trouble = { outcome, message: answer.message ?? "", answer };
  keepNow(text);
  if (!isPassing(text)) return;
  clearTimeout(retryTimer);
  retryTimer = setTimeout(tryAgain, Math.min(RETRY_FIRST * 2 ** retries, RETRY_MOST));
  retries += 1;
}

export function tryAgain() {
  clearTimeout(retryTimer);
  for (const text of dirty) if (isPassing(text)) plan(text, 0);
}

// Takes an answer that somebody else's request brought: a merge, a paste, a refresh.
export function take(text, words, answer) {
  if (dirty.has(text)) clean(text);
  Object.assign(text, { text: words, saved: words, version: answer.version, answer });
  savedAt = answer.saved_at ?? savedAt;
  tell(text);
}

// Leaves a text that collides with somebody's for theirs. Returns how to come back to
// it: as it was, so that it collides again, and nothing of theirs is written over.
export function putAside(text) {
  const { text: words, saved, version, trouble } = text;
  take(text, trouble.answer.theirs, trouble.answer);
  return () => {
    Object.assign(text, { saved, version });
    write(text, words, { atOnce: true });
  };
}

// Resolves to whether all of ``texts`` are saved now.
export async function settled(texts) {
  texts.forEach(saveNow);
  while (texts.some((text) => dirty.has(text) && !text.trouble))
    await new Promise((resolve) => saving.addEventListener("change", resolve, { once: true }));
  return !texts.some((text) => dirty.has(text));
}

addEventListener("online", () => {
  retries = 0;
  tryAgain();
});

addEventListener("focus", tryAgain);

// A page that is left may never come back.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") tryAgain();
  else for (const text of dirty) keepNow(text), saveNow(text);
});

addEventListener("pagehide", () => dirty.forEach(keepNow));
