// Lets people star dimensions and write notes to roles and to cells. Both are kept in
// this browser, a key each: star/<dimension>, note/<role>, note/<role>/<dimension>.

const KEYS = /^(note|star)\//;
const MODE = "taking-notes";
const MOST = 2000; // characters of a note
const PAUSE = 400; // milliseconds without a key before a note is kept
const LOST = "the browser’s storage is full, or closed to this site.";

const main = document.querySelector("main");
const template = main.querySelector("[data-notes]");
const [toggle, about, starOf, noteOf] = template.content.children;
const [where, count] = about.querySelectorAll("[data-where], [data-count]");
const [deleteAll, keepAll] = about.querySelectorAll("button");
const status = about.querySelector("[role=status]");

function read(key) {
  try {
    return localStorage.getItem(key)?.slice(0, MOST).trim() ?? "";
  } catch {
    return "";
  }
}

// Returns whether the browser took it.
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

function cloneFor(name, original) {
  const clone = original.cloneNode(true);
  for (const each of clone.querySelectorAll("[data-name]")) each.textContent = name;
  return clone;
}

function makeStar({ key, name, home }) {
  const line = cloneFor(name, starOf);
  const [button, word] = line.children;
  let isKept = true;

  const set = (isOn) => button.setAttribute("aria-pressed", isOn);
  const isOn = () => button.ariaPressed === "true";

  button.addEventListener("click", () => {
    set(!isOn());
    isKept = write(key, isOn() && "1");
    word.textContent = isKept ? "Starred" : `Not kept: ${LOST}`;
    word.classList.toggle("is-wrong", !isKept);
    tell(isKept ? "" : word.textContent);
  });

  home.append(line);
  return {
    show: () => isKept && set(Boolean(read(key))),
    clear() {
      isKept = true;
      set(false);
    },
    markdown: () => (isOn() ? asMarkdown(name) : ""),
  };
}

function makeNote({ key, name, home, next }) {
  const note = cloneFor(name, noteOf);
  const [add, box] = note.children;
  const area = box.querySelector("textarea");
  const [text, foot] = box.querySelectorAll("p");
  const [kept, remove] = foot.children;
  const keptHere = kept.textContent;
  let isChanged = false; // and not kept yet
  let timer;

  function open(isOpen) {
    add.hidden = isOpen;
    box.hidden = !isOpen;
  }

  function set(words) {
    area.value = text.textContent = words;
    open(Boolean(words));
  }

  function say(isKept) {
    if (isKept !== foot.classList.contains("is-wrong")) return;
    foot.classList.toggle("is-wrong", !isKept);
    kept.textContent = isKept ? keptHere : `Not kept: ${LOST} Copy it before you leave.`;
    tell(kept.textContent);
  }

  function keep() {
    clearTimeout(timer);
    if (!isChanged) return;
    isChanged = !write(key, text.textContent);
    say(!isChanged);
    showCount();
  }

  // What is being written is not replaced by what another window has kept.
  function show() {
    if (!isChanged && area !== document.activeElement) set(read(key));
  }

  function clear() {
    clearTimeout(timer);
    isChanged = false;
    say(true);
    set("");
  }

  area.addEventListener("input", () => {
    text.textContent = area.value.trim();
    isChanged = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  area.addEventListener("blur", () => {
    keep();
    if (read(key)) show();
  });
  add.addEventListener("click", () => {
    open(true);
    area.focus();
  });
  remove.addEventListener("click", () => {
    clear();
    write(key, "");
    add.focus();
    tell("Note deleted.");
  });

  home.insertBefore(note, next);
  return {
    show,
    keep,
    clear,
    markdown: () => text.textContent && `**${asMarkdown(name)}**: ${asMarkdown(text.textContent)}`,
  };
}

// As careers.markdown escapes texts. Nothing of it starts a line.
function asMarkdown(text) {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_[\]|~#]/g, "\\$&")
    .replace(/\s*\n\s*/g, "<br>");
}

const roles = [...main.querySelectorAll(".card")].map((card) => ({
  key: `note/${card.id.replace("role_", "")}`,
  name: card.querySelector("h2").textContent,
  home: card,
  next: card.querySelector(".card-actions"),
  make: makeNote,
}));
const rows = [...main.querySelectorAll(".comparison tbody tr[id]")];
const stars = rows.map((row) => ({
  key: `star/${row.id}`,
  name: row.querySelector(".dimension").textContent,
  home: row.cells[0],
  make: makeStar,
}));
const cells = [...main.querySelectorAll("td[data-role]")].map((cell) => ({
  key: `note/${cell.dataset.role}/${cell.parentElement.id}`,
  name: [cell.firstElementChild, cell.parentElement.querySelector(".dimension")]
    .map((each) => each.textContent)
    .join(", "),
  home: cell,
  next: null,
  make: makeNote,
}));
const places = [...stars, ...roles, ...cells];

const isTaking = () => toggle.ariaPressed === "true";

function showAll() {
  for (const place of places) {
    if (isTaking() || read(place.key)) place.made ??= place.make(place);
    place.made?.show();
  }
  showCount();
}

function some(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function showCount() {
  const keys = allKeys();
  const starred = keys.filter((key) => key.startsWith("star/")).length;
  const held = `${some(keys.length - starred, "note")} and ${some(starred, "star")}`;
  count.textContent = keys.length ? `${held}.` : "";
  deleteAll.hidden = !keys.length;
  return held;
}

function tell(what) {
  status.textContent = what;
  showCount();
}

function take(isOn) {
  toggle.setAttribute("aria-pressed", isOn);
  main.classList.toggle("is-noting", isOn);
  about.hidden = !isOn;
  showAll();
}

function ask(isAsking) {
  keepAll.hidden = !isAsking;
  deleteAll.textContent = isAsking ? `Yes, delete ${showCount()}` : "Delete all my notes";
  deleteAll.classList.toggle("is-asking", isAsking);
}

toggle.addEventListener("click", () => {
  take(!isTaking());
  if (!write(MODE, isTaking() && "on")) where.textContent = `Nothing can be kept: ${LOST}`;
});

deleteAll.addEventListener("click", ({ detail }) => {
  if (detail > 1) return; // the second half of a double click confirms nothing
  if (keepAll.hidden) {
    ask(true);
    tell(`Press again to delete ${showCount()}, of all comparisons.`);
    return;
  }
  for (const key of allKeys()) write(key, "");
  for (const { made } of places) made?.clear();
  ask(false);
  toggle.focus();
  tell("All your notes and stars are deleted.");
});

keepAll.addEventListener("click", () => {
  ask(false);
  deleteAll.focus();
  tell("Nothing is deleted.");
});

about.addEventListener("focusout", ({ relatedTarget }) => {
  if (!keepAll.hidden && relatedTarget && !about.contains(relatedTarget)) ask(false);
});

document.addEventListener("markdown", ({ detail }) => {
  const starred = stars.map(({ made }) => made?.markdown()).filter(Boolean);
  const notes = [...roles, ...cells].map(({ made }) => made?.markdown()).filter(Boolean);
  if (starred.length) notes.unshift(`Starred: ${starred.join("; ")}`);
  if (notes.length) detail.push(["## My notes\n", ...notes.map((note) => `- ${note}`)].join("\n"));
});

addEventListener("pagehide", () => places.forEach(({ made }) => made?.keep?.()));

addEventListener("pageshow", ({ persisted }) => {
  if (persisted) showAll();
});

addEventListener("storage", ({ key }) => {
  if (key === null || KEYS.test(key)) showAll();
});

main.querySelector(".controls").append(toggle, about);
template.remove();
take(read(MODE) === "on");
