// Collects the roles that a visitor picks on any page, and shows them in a tray at the
// end of every page. They stay in this browser until they have been compared.
//
// Roles that only came with an address are shown with them, but not kept before the
// visitor changes something: opening a link must neither add to a choice nor replace it.

import { message } from "./messages.js";

const KEY = "chosen-roles";
const SLUG = /^[a-z0-9-]+$/;
const MOST = 500; // roles, as many as the server compares

const main = document.querySelector("main");
let boxes = main.querySelectorAll("[name=role]");
const toggles = main.querySelectorAll("[data-add]");
const isNotFound = main.querySelector("[data-not-found]");
const ownCompare = () => main.querySelector(".choices :not(li) > [value=compare]");

const template = main.querySelector("[data-tray]");
const [status, tray, itemTemplate] = template.content.children;
const [names, count] = tray.children;
template.replaceWith(status, tray);

let given = new Map(); // names by slug, of roles that came with the address
let chosen = new Map(); // the given roles, and those in the order they were picked
let canStore = true; // if not, addresses carry the choice as far as they can

// Other scripts may use the key: only pairs of a slug and a name are roles.
function parse(text) {
  const isRole = ([slug, name]) =>
    typeof slug === "string" && SLUG.test(slug) && typeof name === "string" && name;
  try {
    return JSON.parse(text).filter(isRole).slice(0, MOST);
  } catch {
    return [];
  }
}

// A step in the browser's history remembers what it gives: no roles once the visitor
// has changed something there, and the whole choice once Compare has taken it away.
function setGiven(roles) {
  history.replaceState({ given: [...roles] }, "");
}

function load() {
  const ticked = [...boxes].filter((box) => box.defaultChecked);
  given = new Map(
    history.state?.given ?? ticked.map((box) => [box.value, nameOf(box)]),
  );
  try {
    chosen = new Map([...given, ...parse(localStorage.getItem(KEY))]);
  } catch {
    canStore = false;
    for (const [slug, name] of given) chosen.set(slug, name);
  }
  if (isNotFound) forgetMissing(ticked.map((box) => box.value));
  // A role may have a new name since.
  for (const control of [...boxes, ...toggles]) {
    if (chosen.has(control.value)) chosen.set(control.value, nameOf(control));
  }
}

// The address names roles that there are not: they may have been chosen before.
function forgetMissing(found) {
  const [, , address] = decodeURIComponent(location.pathname).split("/");
  for (const slug of address.split("-vs-")) {
    if (!found.includes(slug)) chosen.delete(slug);
  }
}

function save() {
  try {
    if (chosen.size) localStorage.setItem(KEY, JSON.stringify([...chosen]));
    else localStorage.removeItem(KEY);
    given.clear();
    setGiven([]);
  } catch {
    canStore = false;
  }
}

function nameOf(control) {
  const heading = document.getElementById(control.getAttribute("aria-labelledby"));
  return control.dataset.add ?? (heading ?? control.labels[0]).textContent.trim();
}

function itemOf([slug, name]) {
  const item = itemTemplate.content.firstElementChild.cloneNode(true);
  const [text, button] = item.children;
  text.textContent = name;
  button.value = slug;
  button.setAttribute("aria-label", message("remove-role", { name }));
  return item;
}

function show() {
  const focused = document.activeElement;
  const hadFocus = tray.contains(focused);
  const place = [...names.children].findIndex((item) => item.contains(focused));

  for (const box of boxes) box.checked = chosen.has(box.value);
  for (const toggle of toggles) {
    toggle.setAttribute("aria-pressed", chosen.has(toggle.value));
  }
  names.replaceChildren(...[...chosen].map(itemOf));
  count.textContent = message("roles-chosen", { count: chosen.size });
  tray.hidden = !chosen.size;

  // The element with the focus may be gone: its neighbour gets it.
  const next = names.children[Math.min(place, chosen.size - 1)];
  if (place >= 0 && next) next.lastElementChild.focus();
  else if (hadFocus && tray.hidden) {
    (ownCompare() ?? main).focus({ preventScroll: !ownCompare() });
  }
}

// A page's links to itself would bring back the roles that were removed since.
function cleanLinks() {
  if (!canStore || given.size) return;
  for (const link of main.querySelectorAll("a[href*='role=']")) {
    if (link.pathname !== location.pathname) continue;
    const url = new URL(link.href);
    url.searchParams.delete("role");
    link.href = url;
  }
}

function onChange(change) {
  save();
  show();
  cleanLinks();
  status.textContent = message("tray-changed", { change, chosen: count.textContent });
}

function add(slug, name) {
  chosen.set(slug, name);
  onChange(message("role-added", { name }));
  names.scrollLeft = names.scrollWidth;
}

function remove(slug) {
  const name = chosen.get(slug);
  chosen.delete(slug);
  onChange(message("role-removed", { name }));
}

function toggleRole(control) {
  if (chosen.has(control.value)) remove(control.value);
  else add(control.value, nameOf(control));
}

load();

main.addEventListener("change", ({ target }) => {
  if (target.matches("[name=role]")) toggleRole(target);
});

// The directory lists other roles without leaving the page.
main.addEventListener("roles-listed", () => {
  boxes = main.querySelectorAll("[name=role]");
  show();
  cleanLinks();
});

for (const toggle of toggles) {
  toggle.hidden = false;
  toggle.previousElementSibling.hidden = true;
  toggle.addEventListener("click", () => toggleRole(toggle));
}

// A combobox in this page's form chooses without leaving the page.
main.addEventListener("role-chosen", (event) => {
  event.preventDefault();
  add(event.detail.slug, event.detail.name);
});

// The first names fade where they are scrolled out of view.
names.addEventListener("scroll", () => {
  names.classList.toggle("is-scrolled", names.scrollLeft !== 0);
});

tray.addEventListener("click", ({ target }) => {
  if (target.matches("[data-remove]")) remove(target.value);
  if (!target.matches("[data-clear]")) return;
  chosen.clear();
  onChange(message("all-roles-removed"));
});

// Compare sends the whole choice in its order. Other buttons only pass on what the
// address gave.
main.addEventListener("formdata", ({ target, formData }) => {
  // A picker holds the options of the comparison that it leads back to.
  const options = target === tray ? main.querySelectorAll(".picker [type=hidden]") : [];
  for (const { name, value } of options) formData.append(name, value);
  const isComparing = formData.get("go") === "compare";
  formData.delete("role");
  const roles = isComparing || !canStore ? chosen : given;
  for (const slug of roles.keys()) formData.append("role", slug);
  if (!isComparing) return;
  save();
  setGiven(chosen);
});

addEventListener("pageshow", ({ persisted }) => {
  if (persisted && canStore) load();
  show();
});

addEventListener("storage", ({ key }) => {
  if (key !== null && key !== KEY) return;
  load();
  show();
});

cleanLinks();
show();
for (const box of boxes) {
  if (box.checked) box.closest("details")?.setAttribute("open", "");
}
