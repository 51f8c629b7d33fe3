// Sends requests to the site, and sums up each answer as an outcome.

import { parsePage } from "../parse-page.js";

const TIMEOUT = 20_000; // milliseconds
const OUTCOMES = {
  200: "saved",
  400: "refused",
  403: "forbidden",
  404: "deleted",
  409: "conflict",
  410: "deleted",
  413: "refused",
  422: "refused",
};

const userOf = (page) => page.querySelector("[data-user]")?.dataset.user;
const tokenOf = (page) => page.querySelector("[name=csrfmiddlewaretoken]")?.value;
let token = tokenOf(document) ?? "";

// A list is sent as one field for each of its items.
function encode(fields) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token });
  for (const [name, value] of Object.entries(fields)) {
    for (const item of [value].flat()) body.append(name, item);
  }
  return body;
}

function request(address, { fields, accept }) {
  const options = {
    headers: accept === "json"
      ? { Accept: "application/json" }
      : { "X-Requested-With": "fetch" },
    redirect: "manual", // the only redirect is to the login page
    signal: AbortSignal.timeout(TIMEOUT),
  };
  if (fields) {
    options.method = "POST";
    options.body = encode(fields);
  }
  return fetch(address, options);
}

function isJSON(response) {
  return response.headers.get("Content-Type")?.startsWith("application/json");
}

// After a new login in another window, the token of this page is out of date: a fresh
// copy of the page has the new one. Returns the outcome if there is none.
async function renewToken() {
  const response = await fetch(location.pathname + location.search, {
    headers: { Accept: "text/html" },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (response.type === "opaqueredirect") return "signed-out";
  if (!response.ok) return response.status < 500 ? "forbidden" : "server-error";
  const page = parsePage(await response.text());
  const [user, newUser] = [userOf(document), userOf(page)];
  if (user && newUser && user !== newUser) return "other-user";
  const newToken = tokenOf(page);
  if (!newToken) return "forbidden";
  token = newToken;
  return "";
}

// Returns {outcome, answer}, the answer as JSON, or {outcome, html} of a fragment. The
// outcomes are those above, "signed-out", "other-user", "offline" and "server-error".
// Throws nothing.
export async function send(address, fields, accept = "json") {
  try {
    const response = await request(address, { fields, accept });
    if (response.status !== 403 || isJSON(response) || !fields) {
      return await read(response);
    }
    const outcome = await renewToken();
    return outcome
      ? { outcome }
      : await read(await request(address, { fields, accept }));
  } catch {
    return { outcome: "offline" };
  }
}

async function read(response) {
  if (response.type === "opaqueredirect") return { outcome: "signed-out" };
  const outcome = OUTCOMES[response.status] ?? "server-error";
  if (isJSON(response)) return { outcome, answer: await response.json() };
  return { outcome, answer: {}, html: await response.text() };
}

// Whether a form that is sent now would reach the site. Throws nothing.
export async function isReachable() {
  const options = { method: "HEAD", cache: "no-store" };
  try {
    await fetch("/health/live", { ...options, signal: AbortSignal.timeout(TIMEOUT) });
    return true;
  } catch {
    return false;
  }
}

export const fetchFragment = (address) => send(address, undefined, "html");
export const postForFragment = (address, fields) => send(address, fields, "html");

// The text at ``address`` as the site has it: {text, version, state, label}.
export const fetchText = (address) => send(address);
