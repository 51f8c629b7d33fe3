// Sends to the site and says what came of it, whatever comes back.

const PATIENCE = 20_000; // milliseconds, then the site counts as not there
const OUTCOMES = {
  200: "saved",
  400: "refused",
  403: "forbidden",
  404: "gone",
  409: "overtaken",
  410: "gone",
  413: "refused",
  422: "refused",
};

const user = () => document.querySelector("[data-user]")?.dataset.user;
let token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

// A field that is a list is sent once for each thing in it.
function body(fields) {
  const sent = new URLSearchParams({ csrfmiddlewaretoken: token });
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) sent.append(name, each);
  return sent;
}

function request(address, { fields, accept }) {
  const options = {
    headers: accept === "json" ? { Accept: "application/json" } : { "X-Requested-With": "fetch" },
    redirect: "manual", // a redirect leads to the login, and nowhere else
    signal: AbortSignal.timeout(PATIENCE),
  };
  if (fields) {
    options.method = "POST";
    options.body = body(fields);
  }
  return fetch(address, options);
}

function isJSON(response) {
  return response.headers.get("Content-Type")?.startsWith("application/json");
}

// A sign-in in another window has given a new token: this page as it would be now has it.
// Returns "" with that in hand, or the outcome that there is none.
async function renewToken() {
  const headers = { Accept: "text/html" };
  const options = { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
  const response = await fetch(location.pathname + location.search, options);
  if (response.type === "opaqueredirect") return "signed-out";
  if (!response.ok) return response.status < 500 ? "forbidden" : "broken";
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const who = page.querySelector("[data-user]")?.dataset.user;
  if (who && user() && who !== user()) return "somebody-else";
  const found = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  token = found || token;
  return found ? "" : "forbidden";
}

// Returns {outcome, answer} for what is sent as JSON, {outcome, html} for a fragment.
// Outcomes: those above, "signed-out", "somebody-else", "lost" (no connection) and
// "broken" (the site fails); nothing is thrown.
export async function send(address, fields, accept = "json") {
  try {
    const response = await request(address, { fields, accept });
    if (response.status !== 403 || isJSON(response) || !fields) return await read(response);
    const outcome = await renewToken();
    return outcome ? { outcome } : await read(await request(address, { fields, accept }));
  } catch {
    return { outcome: "lost" };
  }
}

async function read(response) {
  if (response.type === "opaqueredirect") return { outcome: "signed-out" };
  const outcome = OUTCOMES[response.status] ?? "broken";
  if (isJSON(response)) return { outcome, answer: await response.json() };
  return { outcome, answer: {}, html: await response.text() };
}

export const getFragment = (address) => send(address, undefined, "html");
export const postForFragment = (address, fields) => send(address, fields, "html");

// How the text at ``address`` stands now, as JSON: {text, version, state, label}.
export const present = (address) => send(address);
