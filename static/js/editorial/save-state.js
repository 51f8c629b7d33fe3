// Describes the state of saving, for one text and for all of them, and offers what can
// be done about a failure.

import { message } from "../messages.js";
import { button, element } from "./elements.js";
import { retry, savedAt, saving, unsaved } from "./text-saving.js";

const SIGN_IN = "/admin/login/";
const RETRIED = new Set(["offline", "server-error"]);
const SIGNED_OUT = new Set(["signed-out", "other-user"]);
const MOST_URGENT = [
  "conflict",
  "refused",
  "deleted",
  "forbidden",
  "other-user",
  "signed-out",
];

// Returns {kind, sentence}, with kind "" | "saving" | "saved" | "failed".
export function saveStateOf(text) {
  const { failure, answer } = text;
  if (failure) return { kind: "failed", sentence: failureSentence(text) };
  if (unsaved.has(text)) return { kind: "saving", sentence: message("saving") };
  if (!answer?.saved_at) return { kind: "", sentence: "" };
  return { kind: "saved", sentence: message("saved-at", { time: answer.saved_at }) };
}

// Who changed the text; ``answer`` is that of a save in conflict.
export function describeChange({ by, is_mine: isMine } = {}) {
  if (isMine) return message("changed-by-you");
  return by ? message("changed-by", { by }) : message("changed-by-someone");
}

function reasonOf({ outcome, message: reason, answer }) {
  if (outcome === "conflict") {
    return message("not-saved-conflict", { change: describeChange(answer) });
  }
  const hasReason = reason && (outcome === "refused" || outcome === "deleted");
  return hasReason
    ? message("not-saved-because", { reason })
    : message(`not-saved-${outcome}`);
}

function failureSentence({ failure, isBackedUp }) {
  const sentences = [
    reasonOf(failure),
    message(isBackedUp ? "backed-up" : "not-backed-up"),
  ];
  if (RETRIED.has(failure.outcome)) sentences.push(message("retrying"));
  return sentences.join(" ");
}

function signInLink() {
  return element("a", {
    href: SIGN_IN,
    target: "_blank",
    textContent: message("sign-in"),
  });
}

// Buttons and links that help with a failure. ``merge`` opens the dialog of a conflict.
export function remediesFor(text, merge) {
  const outcome = text.failure?.outcome;
  if (outcome === "conflict") return [button(message("merge"), () => merge(text))];
  if (SIGNED_OUT.has(outcome)) {
    return [signInLink(), button(message("retry-signed-in"), retry)];
  }
  return RETRIED.has(outcome) ? [button(message("retry"), retry)] : [];
}

function mostUrgent() {
  const rank = ({ failure }) => {
    const place = MOST_URGENT.indexOf(failure.outcome);
    return place < 0 ? MOST_URGENT.length : place;
  };
  return [...unsaved].filter(({ failure }) => failure).sort((a, b) =>
    rank(a) - rank(b)
  )[0];
}

// Keeps ``place``, a status, at the state of all texts. ``focus`` takes the focus when
// the button that had it goes; ``isOpen`` says whether a text is in view already.
export function showSaveState(place, { merge, visit, focus, isOpen }) {
  const busy = element("span");
  busy.setAttribute("aria-hidden", "true"); // not announced: it shows at every pause
  const line = element("span");
  const remedies = element("span", { className: "save-remedies" });
  place.append(line, busy, remedies);
  let current;

  function showRemedies(text) {
    const isAway = Boolean(text && visit && !isOpen?.(text));
    const key = `${text?.place} ${text?.failure.outcome} ${isAway}`;
    if (current === key) return;
    current = key;
    const buttons = text ? remediesFor(text, merge) : [];
    if (isAway) buttons.push(button(message("go-to", text), () => visit(text)));
    const hadFocus = remedies.contains(document.activeElement);
    remedies.replaceChildren(...buttons);
    if (hadFocus) focus?.();
  }

  saving.addEventListener("change", () => {
    const text = mostUrgent();
    const isBusy = !text && unsaved.size > 0;
    busy.textContent = isBusy ? message("saving") : "";
    line.hidden = isBusy;
    place.dataset.kind = text ? "failed" : isBusy ? "saving" : "saved";
    if (isBusy) return;
    const saved = savedAt && message("all-saved-at", { time: savedAt });
    const sentence = text ? saveStateOf(text).sentence : saved;
    if (line.textContent !== sentence) line.textContent = sentence;
    showRemedies(text);
  });
}
