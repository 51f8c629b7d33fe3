// Keeps the roles that are picked, on whichever page, in this browser and nowhere else
// until Compare is pressed, and shows them in a tray at the end of every page.

const KEY = "chosen-roles";
const SLUG = /^[a-z0-9-]+$/;
const MOST = 500; // roles; the server never compares more

const main = document.querySelector("main");
const boxes = main.querySelectorAll("[name=role]");
const toggles = main.querySelectorAll("[data-add]");
const ownCompare = main.querySelector(".choices [value=compare]");

const template = main.querySelector("[data-tray]");
const [status, tray, line] = template.content.cloneNode(true).children;
const [names, count] = tray.children;
template.replaceWith(status, tray);

let chosen = new Map(); // names by slug, in the order they were picked
let isKept = true; // or the browser keeps nothing, and addresses carry what they can

// Others may have written there: only pairs of a slug and a name are roles.
function parse(text) {
  const isRole = ([slug, name]) =>
    typeof slug === "string" && SLUG.test(slug) && typeof name === "string" && name;
  try {
    return JSON.parse(text).filter(isRole).slice(0, MOST);
  } catch {
    return [];
  }
}

function load() {
  try {
    chosen = new Map(parse(localStorage.getItem(KEY)));
  } catch {
    isKept = false;
  }
}

function save() {
  try {
    if (chosen.size) localStorage.setItem(KEY, JSON.stringify([...chosen]));
    else localStorage.removeItem(KEY);
  } catch {
    isKept = false;
  }
}

function nameOf(control) {
  const heading = document.getElementById(control.getAttribute("aria-labelledby"));
  return control.dataset.add ?? (heading ?? control.labels[0]).textContent.trim();
}

function lineOf([slug, name]) {
  const item = line.content.firstElementChild.cloneNode(true);
  const [text, button] = item.children;
  text.textContent = name;
  button.value = slug;
  button.setAttribute("aria-label", `Remove ${name}`);
  return item;
}

function show() {
  const focused = document.activeElement;
  const hadFocus = tray.contains(focused);
  const place = [...names.children].findIndex((item) => item.contains(focused));

  for (const box of boxes) box.checked = chosen.has(box.value);
  for (const each of toggles) each.setAttribute("aria-pressed", chosen.has(each.value));
  names.replaceChildren(...[...chosen].map(lineOf));
  count.textContent = `${chosen.size} role${chosen.size === 1 ? "" : "s"} chosen`;
  tray.hidden = !chosen.size;

  // Where the focus was may be gone: then it moves to what is next to it.
  const next = names.children[Math.min(place, chosen.size - 1)];
  if (place >= 0 && next) next.lastElementChild.focus();
  else if (hadFocus && tray.hidden) (ownCompare ?? main).focus({ preventScroll: !ownCompare });
}

function change(what) {
  save();
  show();
  status.textContent = `${what} ${count.textContent}.`;
}

function add(slug, name) {
  chosen.set(slug, name);
  change(`${name} added.`);
  names.scrollLeft = names.scrollWidth;
}

function remove(slug) {
  const name = chosen.get(slug);
  chosen.delete(slug);
  change(`${name} removed.`);
}

function turn(control) {
  if (chosen.has(control.value)) remove(control.value);
  else add(control.value, nameOf(control));
}

load();

// A role may have another name by now.
for (const control of [...boxes, ...toggles]) {
  if (chosen.has(control.value)) chosen.set(control.value, nameOf(control));
}

// Ticks that came with the address. A picker's address says all that is chosen, others
// add to it; but only on arrival, for on the way back later changes count.
const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const ticked = [...boxes].filter((box) => box.checked);
if (ticked.length && (arrived || !isKept)) {
  if (ticked[0].closest(".picker")) chosen.clear();
  for (const box of ticked) chosen.set(box.value, nameOf(box));
  save();
}

for (const box of boxes) {
  box.addEventListener("change", () => turn(box));
}

for (const toggle of toggles) {
  toggle.hidden = false;
  toggle.previousElementSibling.hidden = true;
  toggle.addEventListener("click", () => turn(toggle));
}

tray.addEventListener("click", ({ target }) => {
  if (target.matches("[data-remove]")) remove(target.value);
  if (!target.matches("[data-clear]")) return;
  chosen.clear();
  change("All removed.");
});

// Compare sends all that is chosen, in its order, and other buttons need not.
main.addEventListener("formdata", ({ target, formData }) => {
  // What was asked of the comparison that a picker leads back to goes along.
  const asked = target === tray ? main.querySelectorAll(".picker [type=hidden]") : [];
  for (const { name, value } of asked) formData.append(name, value);
  formData.delete("role");
  if (isKept && formData.get("go") !== "compare") return;
  for (const slug of chosen.keys()) formData.append("role", slug);
});

// Nor do a page's links to itself, which would bring back what was removed since.
for (const link of main.querySelectorAll("a[href*='role=']")) {
  if (!isKept || link.pathname !== location.pathname) continue;
  const url = new URL(link.href);
  url.searchParams.delete("role");
  link.href = url;
}

addEventListener("pageshow", ({ persisted }) => {
  if (persisted) load();
  show();
});

addEventListener("storage", ({ key }) => {
  if (key !== null && key !== KEY) return;
  load();
  show();
});

show();
