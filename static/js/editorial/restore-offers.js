// Offers back what was typed and never saved: the window was closed, or the browser.

import { button, made } from "./elements.js";
import { tidy } from "./text-counts.js";
import { drop, leftBehind, whenOthersClose } from "./local-backup.js";
import { user } from "./text-saving.js";

const DAY = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };

function when(at) {
  const date = new Date(at);
  return Number.isNaN(date.valueOf()) ? "earlier" : `on ${date.toLocaleString("en-GB", DAY)}`;
}

// A button that says of which text it is to those who do not see where it stands.
function buttonOf(name, words, onClick) {
  const element = button(words, onClick);
  element.append(made("span", { className: "visually-hidden", textContent: `: ${name}` }));
  return element;
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
  const line = made("div", { className: "offer" });
  const told = made("p", { textContent: `A text typed ${when(kept.at)} was not saved: ${name}` });
  const choices = made("p", { className: "offer-choices" });
  const words = made("div", { className: "offer-text", textContent: kept.text || "(no text)", hidden: true });

  function end() {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    bar.hidden = !bar.children.length;
    (next?.querySelector("button") ?? bar.nextElementSibling ?? document.body).focus?.();
  }

  function take() {
    end();
    drop(kept.key);
    keep(text, kept);
  }

  const show = buttonOf(name, "Show", () => {
    words.hidden = !words.hidden;
    show.setAttribute("aria-expanded", !words.hidden);
  });
  show.setAttribute("aria-expanded", "false");
  const discard = buttonOf(name, "Discard", () => {
    drop(kept.key);
    end();
  });
  if (text) choices.append(buttonOf(name, "Keep it", take));
  else if (kept.address?.startsWith("/admin/"))
    choices.append(made("a", { href: kept.address, textContent: "Open the text to keep it" }));
  choices.append(show, discard);
  line.append(told, choices, words);
  bar.append(line);
  bar.hidden = false;
}
