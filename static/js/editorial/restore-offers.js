// Offers to restore what was typed but never saved, because a window or the browser was
// closed.

import { message } from "../messages.js";
import { formatMoment, wallClock } from "./dates.js";
import { button, element } from "./elements.js";
import { abandonedBackups, onWindowClosed, removeBackup } from "./local-backup.js";
import { tidy } from "./text-counts.js";
import { user } from "./text-saving.js";

function describeOffer({ at, name }) {
  const date = new Date(at);
  if (Number.isNaN(date.valueOf())) return message("offer-undated", { name });
  return message("offer", {
    name,
    moment: formatMoment(wallClock(date), "offer-moment"),
  });
}

// The name of the text is read out with each button.
function namedButton(name, label, onClick) {
  const created = button(label, onClick);
  const suffix = { className: "visually-hidden", textContent: `: ${name}` };
  created.append(element("span", suffix));
  return created;
}

export function createOfferBar() {
  const bar = element("section", { className: "offers", hidden: true });
  bar.setAttribute("aria-label", message("offers"));
  return bar;
}

// ``find(place)`` returns the text if this page has it; ``restore(text, backup)`` puts
// a backup into it.
export async function offerRestores(bar, { find, restore }) {
  const offered = new Set();

  async function offerNew() {
    for (const backup of await abandonedBackups(user)) {
      if (offered.has(backup.key)) continue;
      offered.add(backup.key);
      const text = find(backup.place);
      const isSame = text && tidy(text.text) === tidy(backup.text);
      if (isSame) removeBackup(backup.key);
      else addOffer(bar, backup, text, restore);
    }
  }

  await offerNew();
  await onWindowClosed(user, offerNew);
}

function removeOffer(bar, offer) {
  const next = offer.nextElementSibling ?? offer.previousElementSibling;
  offer.remove();
  bar.hidden = !bar.children.length;
  (next?.querySelector("button") ?? bar.nextElementSibling ?? document.body).focus?.();
}

function showButton(name, words) {
  const show = namedButton(name, message("offer-show"), () => {
    words.hidden = !words.hidden;
    show.setAttribute("aria-expanded", !words.hidden);
  });
  show.setAttribute("aria-expanded", "false");
  return show;
}

function addOffer(bar, backup, text, restore) {
  const { name, key, address } = backup;
  const offer = element("div", { className: "offer" });
  const choices = element("p", { className: "offer-choices" });
  const words = element("div", {
    className: "offer-text",
    textContent: backup.text || message("offer-empty"),
    hidden: true,
  });

  function onKeep() {
    removeOffer(bar, offer);
    removeBackup(key);
    restore(text, backup);
  }

  function onDiscard() {
    removeBackup(key);
    removeOffer(bar, offer);
  }

  if (text) choices.append(namedButton(name, message("offer-keep"), onKeep));
  else if (address?.startsWith("/admin/")) {
    choices.append(element("a", { href: address, textContent: message("offer-open") }));
  }
  const discard = namedButton(name, message("offer-discard"), onDiscard);
  choices.append(showButton(name, words), discard);
  offer.append(element("p", { textContent: describeOffer(backup) }), choices, words);
  bar.append(offer);
  bar.hidden = false;
}
