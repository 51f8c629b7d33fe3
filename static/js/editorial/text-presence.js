// Shows who else has the role of this page open, while the page is in view.

import { message } from "../messages.js";
import { send } from "./text-server.js";

const PAUSE = 20_000; // milliseconds

const page = document.querySelector("[data-text-page]");
const place = page.querySelector("[data-others]");
const { role, dimension, presence } = page.dataset;

async function refresh() {
  if (document.visibilityState !== "visible") return;
  const { outcome, answer } = await send(presence, { role, dimension, since: "" });
  if (outcome !== "saved") return;
  const names = (answer.others?.[role] ?? []).map(({ name }) => name).join(", ");
  place.hidden = !names;
  place.textContent = names ? message("also-here", { names }) : "";
}

export function startPresence() {
  setInterval(refresh, PAUSE);
}
