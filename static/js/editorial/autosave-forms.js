// Keeps in the browser what is typed into a form and not saved yet, for each person,
// form and window, and shows it again when the form is opened. The page of a text saves
// its own form: see text.js.

import { message } from "../messages.js";
import { formatMoment, wallClock } from "./dates.js";
import { button, element } from "./elements.js";
import { fieldsOf, fillForm, hasWords, isSame } from "./form-fields.js";
import { warnOnLeaving } from "./leave-warning.js";
import {
  abandonedBackups,
  onWindowClosed,
  ownKey,
  removeBackup,
  storeBackup,
} from "./local-backup.js";
import { isReachable } from "./text-server.js";

const FORMS = "form:has([data-kept]):not([data-text-form])";
const PAUSE = 150; // milliseconds without a key before a backup
const KEPT_FOR = 30 * 24 * 60 * 60 * 1_000; // milliseconds
const SENT = "typed-sent"; // in the session of this window: [{id, key}] of its forms
const MOST_SENT = 10;
const SENT_FIELD = "_sent"; // tells the site the id of what is sent
const person = document.querySelector("meta[name=signed-in]")?.dataset.person ?? "";

const placeOf = (form) => `form${location.pathname}#${form.id}`;
const keyOf = (form) => ownKey(person, placeOf(form));
const isForm = ({ fields }) => Array.isArray(fields);
const forms = new Map(); // to {saved, isUnsaved, isShownAgain, keptAt, timer}
const checked = new WeakSet();

// Where the browser's storage is closed, nothing is kept.
function sentForms() {
  try {
    return JSON.parse(sessionStorage.getItem(SENT)) ?? [];
  } catch {
    return [];
  }
}

function markSent(sent) {
  try {
    sessionStorage.setItem(SENT, JSON.stringify(sent));
  } catch {
    // The next page offers again what it has already received.
  }
}

// The site names what it has received and saved in a cookie. A login page or an error
// in between names nothing, so the backup outlives it.
function removeReceived() {
  const received = /(?:^|; )received="?([^;"]*)/.exec(document.cookie)?.[1].split(".");
  const isReceived = ({ id }) => received?.includes(id);
  const sent = sentForms();
  sent.filter(isReceived).forEach(({ key }) => removeBackup(key));
  markSent(sent.filter((one) => !isReceived(one)));
}

function nameSent(form) {
  const id = Math.random().toString(36).slice(2);
  const field = form.elements[SENT_FIELD] ??
    form.appendChild(element("input", { type: "hidden", name: SENT_FIELD }));
  field.value = id;
  markSent([...sentForms(), { id, key: keyOf(form) }].slice(-MOST_SENT));
}

function backUp(form) {
  const state = forms.get(form);
  clearTimeout(state.timer);
  const fields = fieldsOf(form);
  state.isUnsaved = !isSame(fields, state.saved) ||
    (state.isShownAgain && hasWords(form));
  warnOnLeaving(form, state.isUnsaved);
  if (!state.isUnsaved) removeBackup(keyOf(form));
  else state.isKept = storeBackup(person, placeOf(form), { fields });
}

function onChange({ target }) {
  const form = target.form ?? target.closest("form");
  if (!forms.has(form)) return;
  const state = forms.get(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(backUp, PAUSE, form);
}

function showNote(form, at) {
  const text = formatMoment(wallClock(new Date(at)), "restored-unsaved");
  const note = element("p", {
    className: "help restored-note",
    textContent: `${text} `,
  });
  note.setAttribute("role", "status");
  note.append(button(message("restored-discard"), () => {
    fillForm(form, forms.get(form).saved);
    backUp(form);
    note.remove();
    form.querySelector("textarea, [type=text]")?.focus();
  }));
  form.prepend(note);
}

function restore(form, { key, fields, at }) {
  const { saved, isShownAgain, keptAt } = forms.get(form);
  const isHere = isSame(fields, saved);
  // What was typed before the site kept the form may have been changed since.
  const isOld = isShownAgain && !(new Date(at) > keptAt);
  const isLeft = isOld || !isSame(fieldsOf(form), saved);
  if (isHere || !isLeft) removeBackup(key);
  if (isHere || isLeft) return;
  fillForm(form, fields);
  backUp(form);
  showNote(form, at);
}

async function restoreAbandoned() {
  const backups = await abandonedBackups(person, isForm);
  backups.sort((a, b) => b.at.localeCompare(a.at));
  for (const backup of backups) {
    const form = [...forms.keys()].find((form) => placeOf(form) === backup.place);
    if (Date.now() - new Date(backup.at) > KEPT_FOR) removeBackup(backup.key);
    else if (form) restore(form, backup);
  }
}

// The site has sent back what was typed, so its earlier backups are out of date.
function takeOver(form) {
  const own = keyOf(form).replace(/[^/]*$/, "");
  const keys = sentForms().map(({ key }) => key);
  keys.filter((key) => key.startsWith(own)).forEach(removeBackup);
  backUp(form);
}

function showNotSent(form, submitter) {
  const { isKept } = forms.get(form);
  const note = element("p", {
    className: "errornote not-sent",
    textContent: message(isKept ? "not-sent-kept" : "not-sent"),
  });
  note.setAttribute("role", "alert");
  (submitter?.parentElement ?? form.lastElementChild).before(note);
}

// The form is not kept any more, whatever is in it.
function forget(form) {
  removeBackup(keyOf(form));
  warnOnLeaving(form, false);
  clearTimeout(forms.get(form).timer);
  forms.delete(form);
}

// Otherwise the browser's own page about it would take the place of the form.
async function sendIfReachable(form, submitter) {
  const state = forms.get(form);
  if (state.isSending) return;
  state.isSending = true;
  form.querySelector(".not-sent")?.remove();
  const mayBeSent = await isReachable();
  state.isSending = false;
  if (!mayBeSent) return showNotSent(form, submitter);
  checked.add(form);
  form.requestSubmit(submitter);
  checked.delete(form);
}

function onSubmit(event) {
  const { target: form, submitter } = event;
  if (event.defaultPrevented) return;
  if (form.matches("[data-discard]")) forms.forEach((_, form) => forget(form));
  forms.forEach((_, form) => backUp(form));
  if (forms.has(form) && !checked.has(form)) {
    event.preventDefault();
    sendIfReachable(form, submitter);
    return;
  }
  if (forms.get(form)?.isUnsaved) nameSent(form);
  forms.forEach((_, form) => warnOnLeaving(form, false));
  // A popup closes when it has saved, without a message.
  if (forms.has(form) && form.elements._popup) forget(form);
}

function start(form) {
  const { kept, keptAt } = form.querySelector("[data-kept]").dataset;
  const isShownAgain = kept === "unsaved";
  forms.set(form, {
    saved: fieldsOf(form),
    isUnsaved: false,
    isShownAgain,
    keptAt: new Date(keptAt),
  });
  if (isShownAgain) takeOver(form);
}

// On every page of the admin, as any may follow a form that was saved.
if (person) {
  removeReceived();
  document.querySelectorAll(FORMS).forEach(start);
  for (const type of ["input", "change", "click"]) addEventListener(type, onChange);
  addEventListener("submit", onSubmit);
  addEventListener("pagehide", () => forms.forEach((_, form) => backUp(form)));
  restoreAbandoned();
  onWindowClosed(person, restoreAbandoned);
}
