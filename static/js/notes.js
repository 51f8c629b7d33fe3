// Stars on dimensions, notes on roles and on cells. Both stay in this browser, under a
// key each: star/<dimension>, note/<role>, note/<role>/<dimension>.

import { message } from "./messages.js";

const KEYS = /^(note|star)\//;
const MODE = "taking-notes";
const MOST = 2000; // characters of a note
const PAUSE = 400; // milliseconds without a key before a note is saved

const main = document.querySelector("main");
const template = main.querySelector("[data-notes]");
const [toggle, panel, starMarkup, noteMarkup] = template.content.children;
const [storageNote, count] = panel.querySelectorAll("[data-storage], [data-count]");
const [deleteAll, keepAll] = panel.querySelectorAll("button");
const status = panel.querySelector("[role=status]");
const deleteAllLabel = deleteAll.textContent;

function read(key) {
  try {
    return localStorage.getItem(key)?.slice(0, MOST).trim() ?? "";
  } catch {
    return "";
  }
}

// Returns whether the browser's storage holds it now.
function write(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
    return true;
  } catch {
    return !text;
  }
}

function allKeys() {
  try {
    return Object.keys(localStorage).filter((key) => KEYS.test(key));
  } catch {
    return [];
  }
}

function cloneFor(name, markup) {
  const clone = markup.cloneNode(true);
  for (const place of clone.querySelectorAll("[data-name]")) place.textContent = name;
  return clone;
}

function createStar({ key, name, parent }) {
  const line = cloneFor(name, starMarkup);
  const [button, label] = line.children;
  const starred = label.textContent;
  let isSaved = true;

  const set = (isOn) => button.setAttribute("aria-pressed", isOn);
  const isOn = () => button.ariaPressed === "true";

  button.addEventListener("click", () => {
    set(!isOn());
    isSaved = write(key, isOn() && "1");
    label.textContent = isSaved ? starred : message("star-not-kept");
    label.classList.toggle("is-wrong", !isSaved);
    announce(isSaved ? "" : label.textContent);
  });

  parent.append(line);
  return {
    refresh: () => isSaved && set(Boolean(read(key))),
    clear() {
      isSaved = true;
      set(false);
    },
    markdown: () => (isOn() ? escapeMarkdown(name) : ""),
  };
}

function createNote({ key, name, parent, next }) {
  const note = cloneFor(name, noteMarkup);
  const [add, box] = note.children;
  const area = box.querySelector("textarea");
  const [text, foot] = box.querySelectorAll("p");
  const [storage, remove] = foot.children;
  const kept = storage.textContent;
  let isUnsaved = false;
  let timer;

  function open(isOpen) {
    add.hidden = isOpen;
    box.hidden = !isOpen;
  }

  function set(words) {
    area.value = text.textContent = words;
    open(Boolean(words));
  }

  function showSaved(isSaved) {
    if (isSaved !== foot.classList.contains("is-wrong")) return;
    foot.classList.toggle("is-wrong", !isSaved);
    storage.textContent = isSaved ? kept : message("note-not-kept");
    announce(storage.textContent);
  }

  function save() {
    clearTimeout(timer);
    if (!isUnsaved) return;
    isUnsaved = !write(key, text.textContent);
    showSaved(!isUnsaved);
    showCount();
  }

  // Another window's text never replaces one that is being typed here.
  function refresh() {
    if (!isUnsaved && area !== document.activeElement) set(read(key));
  }

  function clear() {
    clearTimeout(timer);
    isUnsaved = false;
    showSaved(true);
    set("");
  }

  area.addEventListener("input", () => {
    text.textContent = area.value.trim();
    isUnsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  area.addEventListener("blur", () => {
    save();
    if (read(key)) refresh();
  });
  add.addEventListener("click", () => {
    open(true);
    area.focus();
  });
  remove.addEventListener("click", () => {
    clear();
    write(key, "");
    add.focus();
    announce(message("note-deleted"));
  });

  parent.insertBefore(note, next);
  return { refresh, save, clear, markdown: () => noteMarkdown(name, text.textContent) };
}

function noteMarkdown(name, text) {
  return text && `**${escapeMarkdown(name)}**: ${escapeMarkdown(text)}`;
}

// As the site escapes texts in its Markdown, but for the start of a line: no note
// starts one.
function escapeMarkdown(text) {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]|~#]/g, "\\$&")
    .replace(/\s*\n\s*/g, "<br>");
}

const rows = [...main.querySelectorAll(".comparison tbody tr[id]")];
const stars = rows.map((row) => ({
  key: `star/${row.id}`,
  name: row.querySelector(".dimension").textContent,
  parent: row.cells[0],
  create: createStar,
}));
const roles = [...main.querySelectorAll(".card")].map((card) => ({
  key: `note/${card.dataset.role}`,
  name: card.querySelector("h2").textContent,
  parent: card,
  next: card.querySelector(".acts"),
  create: createNote,
}));
const cells = [...main.querySelectorAll("td[data-role]")].map((cell) => ({
  key: `note/${cell.dataset.role}/${cell.parentElement.id}`,
  name: [cell.firstElementChild, cell.parentElement.querySelector(".dimension")]
    .map((element) => element.textContent)
    .join(", "),
  parent: cell,
  next: null,
  create: createNote,
}));
const places = [...stars, ...roles, ...cells];

const isTakingNotes = () => toggle.ariaPressed === "true";

function refreshAll() {
  for (const place of places) {
    if (isTakingNotes() || read(place.key)) place.control ??= place.create(place);
    place.control?.refresh();
  }
  showCount();
}

function counts() {
  const keys = allKeys();
  const starKeys = keys.filter((key) => key.startsWith("star/")).length;
  return {
    notes: message("notes", { count: keys.length - starKeys }),
    stars: message("stars", { count: starKeys }),
  };
}

function showCount() {
  const isEmpty = !allKeys().length;
  count.textContent = isEmpty ? "" : message("notes-and-stars", counts());
  deleteAll.hidden = isEmpty;
}

function announce(sentence) {
  status.textContent = sentence;
  showCount();
}

function takeNotes(isOn) {
  toggle.setAttribute("aria-pressed", isOn);
  main.classList.toggle("is-noting", isOn);
  panel.hidden = !isOn;
  refreshAll();
}

function askToDelete(isAsking) {
  keepAll.hidden = !isAsking;
  deleteAll.textContent = isAsking
    ? message("confirm-delete-all", counts())
    : deleteAllLabel;
  deleteAll.classList.toggle("is-asking", isAsking);
}

toggle.addEventListener("click", () => {
  takeNotes(!isTakingNotes());
  const isSaved = write(MODE, isTakingNotes() && "on");
  if (!isSaved) storageNote.textContent = message("nothing-kept");
});

deleteAll.addEventListener("click", ({ detail }) => {
  if (detail > 1) return; // the second half of a double click is no confirmation
  if (keepAll.hidden) {
    askToDelete(true);
    announce(message("press-again-to-delete-all", counts()));
    return;
  }
  for (const key of allKeys()) write(key, "");
  for (const { control } of places) control?.clear();
  askToDelete(false);
  toggle.focus();
  announce(message("all-deleted"));
});

keepAll.addEventListener("click", () => {
  askToDelete(false);
  deleteAll.focus();
  announce(message("nothing-deleted"));
});

panel.addEventListener("focusout", ({ relatedTarget }) => {
  const hasLeft = relatedTarget && !panel.contains(relatedTarget);
  if (!keepAll.hidden && hasLeft) askToDelete(false);
});

function markdownLines() {
  const linesOf = (part) => part.map(({ control }) => control?.markdown());
  const names = linesOf(stars).filter(Boolean).join("; ");
  const notes = linesOf([...roles, ...cells]).filter(Boolean);
  return names ? [message("markdown-starred", { names }), ...notes] : notes;
}

document.addEventListener("markdown", ({ detail: sections }) => {
  const lines = markdownLines().map((line) => `- ${line}`);
  if (!lines.length) return;
  sections.push([`## ${message("markdown-heading")}\n`, ...lines].join("\n"));
});

addEventListener("pagehide", () => places.forEach(({ control }) => control?.save?.()));

addEventListener("pageshow", ({ persisted }) => {
  if (persisted) refreshAll();
});

addEventListener("storage", ({ key }) => {
  if (key === null || KEYS.test(key)) refreshAll();
});

main.querySelector(".more-panel").append(toggle, panel);
// What is said in a closed menu is not heard.
main.append(status);
template.remove();
takeNotes(read(MODE) === "on");
