// Offers back what was typed and never saved: the window was closed, or the browser.

import { tidy } from "./text-counts.js";
import { drop, leftBehind, whenOthersClose } from "./text-kept.js";
import { user } from "./text-saving.js";

const DAY = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };

function when(at) {
  const date = new Date(at);
  return Number.isNaN(date.valueOf()) ? "earlier" : `on ${date.toLocaleString("en-GB", DAY)}`;
}

function add(name, parent, properties) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  parent.append(made);
  return made;
}

function button(parent, words, name, onClick) {
  const made = add("button", parent, { type: "button", className: "button", textContent: words });
  add("span", made, { className: "visually-hidden", textContent: `: ${name}` });
  made.addEventListener("click", onClick);
  return made;
}

// ``find(place)`` gives the text on this page, if it is here; ``keep(text, kept)`` takes
// the kept one.
export async function offerBack(bar, { find, keep }) {
  const offered = new Set();

  async function look() {
    for (const kept of await leftBehind(user)) {
      if (offered.has(kept.key)) continue;
      offered.add(kept.key);
      const text = find(kept.place);
      if (text && tidy(text.text) === tidy(kept.text)) drop(kept.key);
      else offer(bar, kept, text, keep);
    }
  }

  await look();
  await whenOthersClose(user, look);
}

function offer(bar, kept, text, keep) {
  const { name } = kept;
  const line = add("div", bar, { className: "offer" });
  add("p", line, { textContent: `A text typed ${when(kept.at)} was not saved: ${name}` });
  const choices = add("p", line, { className: "offer-choices" });
  const words = document.createElement("div");
  Object.assign(words, { className: "offer-text", textContent: kept.text || "(no text)", hidden: true });

  function end() {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    bar.hidden = !bar.children.length;
    (next?.querySelector("button") ?? bar.nextElementSibling ?? document.body).focus?.();
  }

  if (text)
    button(choices, "Keep it", name, () => {
      end();
      drop(kept.key);
      keep(text, kept);
    });
  else if (kept.address?.startsWith("/admin/"))
    add("a", choices, { href: kept.address, textContent: `Open the text to keep it` });
  const show = button(choices, "Show", name, () => {
    words.hidden = !words.hidden;
    show.setAttribute("aria-expanded", !words.hidden);
  });
  show.setAttribute("aria-expanded", "false");
  button(choices, "Discard", name, () => {
    drop(kept.key);
    end();
  });
  line.append(words);
  bar.hidden = false;
}
