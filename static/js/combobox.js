// Lists the roles that match while a visitor types words: an editable combobox, as the
// ARIA Authoring Practices describe it. Nothing is chosen before the visitor chooses, and
// without that, Enter sends the words with their form.
//
// The chosen role is the detail of the event "role-chosen". If nothing handles it, the
// form's action gets the role in the field that the markup names, or else the role opens.

import { message } from "./messages.js";
import Navigation from "./vendor/combobox-nav.js";

const WAIT = 150; // milliseconds from a key to the request

const template = document.querySelector("[data-role-names]");
const optionTemplate = template.content.querySelector("template");
const address = template.dataset.roleNames;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

// Returns the parts of a name, with the starts of its words that match as elements.
function markedParts(name, words) {
  return name.split(/([\p{L}\p{N}\p{M}]+)/u).flatMap((part) => {
    const starts = words.filter((word) => fold(part).startsWith(word));
    const length = Math.max(0, ...starts.map((word) => word.length));
    const letters = [...part];
    let end = 0;
    while (fold(letters.slice(0, end).join("")).length < length) end++;
    if (!end) return [part];
    const mark = document.createElement("mark");
    mark.textContent = letters.slice(0, end).join("");
    return [mark, letters.slice(end).join("")];
  });
}

// Returns the slugs of the roles that are chosen where this field chooses another.
function slugsChosen({ form }) {
  const chosen = form.querySelectorAll(
    "[name=role]:is([type=hidden], :checked)",
  );
  const inTray = document.querySelectorAll(".tray [data-remove]");
  return [...chosen, ...inTray].map(({ value }) => value.split("@")[0]);
}

function optionOf(
  { name, family, other_name: other, status },
  words,
  isChosen,
) {
  const option = optionTemplate.content.firstElementChild.cloneNode(true);
  const [label, note] = option.children;
  label.append(...markedParts(name, words));
  const notes = [];
  if (other) {
    const [before, after] = message("also-called", { name: "\n" }).split("\n");
    notes.push([before, ...markedParts(other, words), after]);
  }
  if (family) notes.push([family]);
  if (status) notes.push([status]);
  if (isChosen) notes.push([message("already-chosen")]);
  note.append(...notes.flatMap((parts, place) => place ? [" · ", ...parts] : parts));
  if (isChosen) option.ariaDisabled = "true";
  return option;
}

function countOf({ roles, has_more: hasMore }, words) {
  const count = roles.length;
  if (!count) return message("no-role-matches", { words });
  return message(hasMore ? "more-roles-match" : "roles-match", { count });
}

export function enhance(input) {
  const popup = template.content.firstElementChild.cloneNode(true);
  const [list, status] = popup.children;
  list.id = `${input.id}_roles`;
  input.after(popup);

  const navigation = new Navigation(input, list, { tabInsertsSuggestions: false });
  const { dataset } = input.parentElement; // a dialog may change it
  let request = new AbortController();
  let timer;
  let listed = ""; // the words that the list is for

  const isOpen = () => popup.classList.contains("is-open");

  function close() {
    clearTimeout(timer);
    request.abort();
    navigation.stop();
    list.hidden = true;
    popup.classList.remove("is-open");
    status.textContent = "";
    listed = "";
  }

  function show(found, text) {
    const words = wordsOf(text);
    const chosen = dataset.field ? slugsChosen(input) : [];
    const options = found.roles.map((role, place) => {
      const option = optionOf(role, words, chosen.includes(role.slug));
      option.id = `${list.id}_${place}`;
      option.addEventListener("combobox-commit", () => choose(role));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    list.scrollTop = 0;
    popup.classList.add("is-open");
    if (options.length) navigation.start();
    else navigation.stop();
    status.textContent = countOf(found, text);
    listed = text;
  }

  // Returns whether the list shows what matches now.
  async function search() {
    clearTimeout(timer);
    request.abort();
    request = new AbortController();
    const { signal } = request;
    const text = input.value.trim();
    if (!text) {
      close();
      return false;
    }
    try {
      const query = new URLSearchParams({ q: text });
      const response = await fetch(`${address}?${query}`, { signal });
      const found = await response.json();
      if (!signal.aborted) show(found, text);
    } catch {
      if (!signal.aborted) close();
    }
    return listed === text;
  }

  function choose(role) {
    close();
    const chosen = new CustomEvent("role-chosen", {
      bubbles: true,
      cancelable: true,
      detail: role,
    });
    if (!input.dispatchEvent(chosen)) {
      input.value = "";
      return;
    }
    if (!dataset.field) return location.assign(role.url);
    const query = new URLSearchParams(new FormData(input.form));
    query.delete(input.name);
    query.append(dataset.field, role.slug);
    location.assign(`${input.form.action}?${query}`);
  }

  // Not while a word is being composed, as in Japanese: its letters are not final.
  function onInput({ isComposing }) {
    clearTimeout(timer);
    if (!isComposing) timer = setTimeout(search, WAIT);
  }

  async function onKeyDown(event) {
    const { key, altKey, isComposing } = event;
    const isArrow = key === "ArrowDown" || (key === "ArrowUp" && !altKey);
    if (isComposing) return;
    if (isOpen() && (key === "Escape" || (key === "ArrowUp" && altKey))) {
      event.preventDefault(); // or Escape would also empty the field or close a dialog
      close();
    } else if (isArrow && input.value.trim() !== listed) {
      // The list is closed, or that of other words.
      event.preventDefault();
      event.stopImmediatePropagation();
      const isShown = await search();
      if (isShown && !altKey) navigation.navigate(key === "ArrowDown" ? 1 : -1);
    }
  }

  input.addEventListener("input", onInput);
  input.addEventListener("compositionstart", close);
  input.addEventListener("compositionend", onInput);
  input.addEventListener("keydown", onKeyDown);
  input.addEventListener("blur", close);
  // A press on an option would take the focus from the field, and close the list.
  popup.addEventListener("mousedown", (event) => event.preventDefault());

  if (input.value !== input.defaultValue) search();
}
