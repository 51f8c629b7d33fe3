// Keeps the sets of roles that a visitor has compared lately, and those that they save.
// Both stay in this browser. A set is a list of pairs: a role's slug and its name.

import { message } from "./messages.js";

const RECENT = "recent-sets";
const SAVED = "saved-sets";
const PICKED = "chosen-roles"; // the tray's
const MOST = { [RECENT]: 6, [SAVED]: 100 };
const MOST_NAMES = 4; // of a set's roles, in a list
const SLUG = /^[a-z0-9-]+(@[0-9-]+)?$/;

const main = document.querySelector("main");
const pickerPath = main.querySelector("[data-sets]").dataset.sets;

// Other scripts may use the keys, so all but sets of roles is left out.
const isRole = ([slug, name]) =>
  typeof slug === "string" && SLUG.test(slug) && typeof name === "string" && name;
const isSet = (set) => Array.isArray(set) && set.length > 1 && set.every(isRole);

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)).filter(isSet);
  } catch {
    return [];
  }
}

// Returns whether the browser's storage holds them now.
function write(key, sets) {
  try {
    if (sets.length) {
      localStorage.setItem(key, JSON.stringify(sets.slice(0, MOST[key])));
    } else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

const slugsOf = (set) => set.map(([slug]) => slug);
const pathOf = (set) => `${pickerPath}${slugsOf(set).join("-vs-")}/`;
const idOf = (set) => slugsOf(set).sort().join();
const without = (sets, set) => sets.filter((other) => idOf(other) !== idOf(set));
const isSaved = (set) => without(read(SAVED), set).length < read(SAVED).length;

const add = (key, set) => write(key, [set, ...without(read(key), set)]);
const remove = (key, set) => write(key, without(read(key), set));

// The picks that have been compared are done with. Others wait in the tray.
function clearPicks(set) {
  try {
    const picked = JSON.parse(localStorage.getItem(PICKED));
    if (idOf(picked) === idOf(set)) localStorage.removeItem(PICKED);
  } catch {
    // Nothing is kept, or no roles.
  }
}

function offerToSave(template) {
  const [line, ...roles] = template.content.children;
  const set = roles.filter((role) => role.value).map((
    role,
  ) => [role.value, role.textContent]);
  const [button, status] = line.children;
  template.replaceWith(line);

  const show = () => button.setAttribute("aria-pressed", isSaved(set));
  const toggle = () => isSaved(set) ? remove(SAVED, set) : add(SAVED, set);

  button.addEventListener("click", () => {
    const isDone = toggle();
    show();
    const change = isSaved(set) ? "set-saved" : "set-removed";
    status.textContent = message(isDone ? change : "set-not-saved");
  });
  addEventListener("storage", show);
  addEventListener("pageshow", show);

  if (location.pathname === pathOf(set)) {
    add(RECENT, set);
    clearPicks(set);
  }
}

function listSets(template) {
  const [section, itemTemplate, vs] = template.content.children;
  const lists = [...section.querySelectorAll("[data-key]")];
  const status = section.querySelector("[role=status]");
  template.replaceWith(section);

  function nameParts([, name], place) {
    const part = document.createElement("span");
    part.dir = "auto";
    part.textContent = name;
    return place ? [" ", vs.cloneNode(true), " ", part] : [part];
  }

  function itemOf(set) {
    const item = itemTemplate.content.firstElementChild.cloneNode(true);
    const [link, button] = item.children;
    const more = set.length - MOST_NAMES;
    link.href = pathOf(set);
    link.append(...set.slice(0, MOST_NAMES).flatMap(nameParts));
    if (more > 0) link.append(" ", message("set-more", { count: more }));
    button.setAttribute(
      "aria-label",
      message("remove-set", { name: link.textContent }),
    );
    button.set = set;
    return item;
  }

  function show() {
    for (const list of lists) {
      const { key } = list.dataset;
      const sets = read(key).filter((set) => key === SAVED || !isSaved(set));
      list.hidden = !sets.length;
      list.querySelector("ul").replaceChildren(...sets.map(itemOf));
    }
    section.hidden = lists.every((list) => list.hidden);
  }

  // The button that was pressed is gone: its neighbour gets the focus.
  function moveFocus(list, place) {
    const buttons = list.querySelectorAll("li button");
    const next = buttons[Math.min(place, buttons.length - 1)] ?? main;
    next.focus({ preventScroll: next === main });
  }

  section.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const list = button.closest("[data-key]");
    const { key } = list.dataset;
    const place = [...list.querySelectorAll("li button")].indexOf(button);
    if (button.set) remove(key, button.set);
    else write(key, []);
    show();
    moveFocus(list, place);
    status.textContent = message(button.set ? "set-removed" : "sets-removed");
  });
  addEventListener("storage", show);
  addEventListener("pageshow", ({ persisted }) => persisted && show());
  show();
}

const comparison = main.querySelector("[data-this-set]");
if (comparison) offerToSave(comparison);
else listSets(main.querySelector("[data-sets]"));
