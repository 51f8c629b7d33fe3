// Shows what the directory's form asks for while it is filled in. The parts that differ
// come from the page that the form would load, so that nothing here knows what they are.
// If that page can't be fetched, the browser loads it.

import { parsePage } from "./parse-page.js";

const form = document.querySelector(".directory");
const results = form.querySelector("#results");
const listed = results.querySelector("#listed"); // behind the letters
const WAIT = 300; // ms after the last letter

let request = new AbortController();
let timer;
let isTyping = false; // one step in the history for all letters
let shown = asked(location);

// The address that the form asks for. The tray decides which roles it carries along.
function askedFor() {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(pairs);
  return new URL(query.size ? `?${query}` : form.action, form.action);
}

// What the page shows, whatever part of it a link led to.
function asked({ pathname, search }) {
  return pathname + search;
}

// On a phone the letters are one line, of which the current one may be out of sight.
function showLetter() {
  const letter = results.querySelector(".letters [aria-current]");
  if (!letter) return;
  const line = letter.closest(".letters");
  const { left, width } = letter.getBoundingClientRect();
  const middle = line.getBoundingClientRect().left + line.clientWidth / 2;
  line.scrollLeft += left + width / 2 - middle;
}

function show(page) {
  for (const part of document.querySelectorAll("[data-swap]")) {
    const other = page.getElementById(part.id);
    if (other) part.replaceChildren(...other.childNodes);
  }
  document.title = page.title;
  shown = asked(location);
  showLetter();
  results.dispatchEvent(new Event("roles-listed", { bubbles: true }));
}

// The fields follow the address when it does not come from them.
function fill(page) {
  for (const field of form.querySelectorAll("search [id]:is(input, select)")) {
    const other = page.getElementById(field.id);
    if (!other) continue;
    field.checked = other.checked;
    field.value = other.value;
  }
}

// A choice of orders has "Best match" with words only.
function offerOrders(page) {
  const orders = form.elements.sort;
  const other = page.getElementById(orders.id);
  if (orders.options.length === other.options.length) return;
  const { value } = other; // moving options changes it
  orders.replaceChildren(...other.options);
  orders.value = value;
}

async function load(url, { isFilled = true, remember }) {
  clearTimeout(timer);
  request.abort();
  request = new AbortController();
  const { signal } = request;
  results.ariaBusy = "true";
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(response.status);
    const html = await response.text();
    if (signal.aborted) return;
    const page = parsePage(html);
    remember?.();
    offerOrders(page);
    show(page);
    if (!isFilled) fill(page);
    results.ariaBusy = null;
  } catch {
    if (!signal.aborted) location.assign(url);
  }
}

function onEdit({ type, target }) {
  if (target.name === "role" || !target.closest("search")) return;
  const isWord = target.type === "search";
  if (isWord !== (type === "input")) return;
  clearTimeout(timer);
  const isNext = isWord && isTyping;
  timer = setTimeout(() => {
    const url = askedFor();
    if (url.href === location.href) return;
    const step = isNext ? "replaceState" : "pushState";
    load(url, { remember: () => history[step](history.state, "", url) });
    isTyping = isWord;
  }, isWord ? WAIT : 0);
}

async function follow(url) {
  isTyping = false;
  const remember = () => history.pushState(history.state, "", url);
  await load(url, { isFilled: false, remember });
  listed.focus({ preventScroll: true });
  results.scrollIntoView();
}

form.addEventListener("input", onEdit);
form.addEventListener("change", onEdit);

form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "go") return; // compares
  event.preventDefault();
  form.querySelector(".facets").open = false;
  follow(askedFor());
});

results.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.pathname !== location.pathname) return;
  event.preventDefault();
  follow(link.href);
});

addEventListener("popstate", async () => {
  if (asked(location) === shown) return;
  isTyping = false;
  await load(location.href, { isFilled: false });
  if (document.activeElement === document.body) {
    listed.focus({ preventScroll: true });
  }
});

showLetter();
