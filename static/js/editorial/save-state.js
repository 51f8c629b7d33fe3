// Says how the saving stands, of one text and of all of them, and what can be done.

import { button, made } from "./elements.js";
import { dirty, savedAt, saving, tryAgain } from "./text-saving.js";

const SIGN_IN = "/admin/login/";
const KEPT = "your text is kept in this browser";
const NOT_KEPT = "this browser keeps nothing, so copy your text before you leave";
const WORDS = {
  lost: "Not saved: no connection",
  broken: "Not saved: the site does not answer as it should",
  "signed-out": "Not saved: you are signed out",
  "somebody-else": "Not saved: somebody else is signed in here now",
  forbidden: "Not saved: you may not change this text",
  gone: "Not saved: its role or dimension was deleted",
  refused: "Not saved",
};
const AGAIN = new Set(["lost", "broken"]);
const WORST = ["overtaken", "refused", "gone", "forbidden", "somebody-else", "signed-out"];

// How one text stands: {kind, words}, with kind "" | "saving" | "saved" | "trouble".
export function stateOf(text) {
  const { trouble, answer } = text;
  if (trouble) return { kind: "trouble", words: inWords(text, trouble) };
  if (dirty.has(text)) return { kind: "saving", words: "Saving…" };
  if (answer?.saved_at) return { kind: "saved", words: `Saved ${answer.saved_at}` };
  return { kind: "", words: "" };
}

// What came between, in words; ``answer`` is the refusal of a save.
export function change({ by, is_mine: isMine } = {}) {
  return isMine ? "you changed this text in another window" : `${by || "somebody else"} changed this text`;
}

function first(outcome, message, answer) {
  if (outcome === "overtaken") return `Not saved: ${change(answer)}`;
  const what = outcome === "refused" || outcome === "gone" ? message : "";
  return what ? `Not saved: ${what.replace(/[.\s]+$/, "")}` : WORDS[outcome];
}

function inWords({ isKept }, { outcome, message, answer }) {
  const trying = AGAIN.has(outcome) ? ", trying again" : "";
  return `${first(outcome, message, answer)} – ${isKept ? KEPT : NOT_KEPT}${trying}.`;
}

function signIn() {
  const rel = "opener"; // the new window may be closed by hand; this one looks again
  return made("a", { href: SIGN_IN, target: "_blank", rel, textContent: "Sign in (opens a new tab)" });
}

// What helps a text in trouble, as buttons and links. ``merge`` opens the comparison.
export function wayOut(text, merge) {
  const outcome = text.trouble?.outcome;
  if (outcome === "overtaken") return [button("Compare and merge", () => merge(text))];
  if (outcome === "signed-out" || outcome === "somebody-else")
    return [signIn(), button("I have signed in: save", tryAgain)];
  return AGAIN.has(outcome) ? [button("Try now", tryAgain)] : [];
}

function worst() {
  const troubled = [...dirty].filter(({ trouble }) => trouble);
  const rank = ({ trouble }) => (WORST.indexOf(trouble.outcome) + WORST.length + 1) % (WORST.length + 1);
  return troubled.sort((a, b) => rank(a) - rank(b))[0];
}

// Keeps ``place``, a status, at how all texts stand.
// ``focus`` takes the focus when the button that had it is no longer needed.
// ``isOpen`` says whether a text is before the writer's eyes already.
export function showState(place, { merge, visit, focus, isOpen }) {
  const busy = made("span");
  busy.setAttribute("aria-hidden", "true"); // every pause of a writer is no news
  const told = made("span");
  const ways = made("span", { className: "save-remedies" });
  place.append(told, busy, ways);
  let shown;

  saving.addEventListener("change", () => {
    const text = worst();
    const isBusy = !text && dirty.size > 0;
    busy.textContent = isBusy ? "Saving…" : "";
    told.hidden = isBusy;
    place.dataset.kind = text ? "trouble" : isBusy ? "saving" : "saved";
    if (isBusy) return;
    const words = text ? stateOf(text).words : savedAt && `All changes saved ${savedAt}`;
    if (told.textContent !== words) told.textContent = words;
    const isAway = Boolean(text && visit && !isOpen?.(text));
    const now = `${text?.place} ${text?.trouble.outcome} ${isAway}`;
    if (shown === now) return;
    shown = now;
    const go = isAway ? [button(`Go to ${text.name}`, () => visit(text))] : [];
    const hadFocus = ways.contains(document.activeElement);
    ways.replaceChildren(...(text ? [...wayOut(text, merge), ...go] : []));
    if (hadFocus) focus?.();
  });
}
