// Says who else has the role of this page open, for as long as the page is looked at.

import { send } from "./text-server.js";

const PAUSE = 20_000; // milliseconds
const COMFORT = "You can both write: nothing is overwritten.";

const page = document.querySelector("[data-text-page]");
const place = page.querySelector("[data-others]");
const { role, dimension, presence } = page.dataset;

async function ask() {
  if (document.visibilityState !== "visible") return;
  const { outcome, answer } = await send(presence, { role, dimension, since: "" });
  if (outcome !== "saved") return;
  const names = (answer.others?.[role] ?? []).map(({ name }) => name);
  place.hidden = !names.length;
  place.textContent = names.length ? `Also here: ${names.join(", ")}. ${COMFORT}` : "";
}

export function startPresence() {
  setInterval(ask, PAUSE);
}
