// A modal dialog that takes the focus and gives it back. Its body comes from the site.

import { message } from "../messages.js";
import { parsePage } from "../parse-page.js";
import { element } from "./elements.js";

const FAILURES = new Set([
  "offline",
  "server-error",
  "signed-out",
  "other-user",
  "forbidden",
  "deleted",
]);

// Why a dialog's request failed; ``answer`` may hold the site's own reason.
export function describeFailure(outcome, answer) {
  if (answer?.message) return answer.message;
  return message(`dialog-${FAILURES.has(outcome) ? outcome : "offline"}`);
}

export function openDialog(title, { label = "", onClose } = {}) {
  const dialog = element("dialog", { className: "text-dialog" });
  const heading = element("h2", {
    textContent: title,
    id: "dialog_title",
    tabIndex: -1,
  });
  const about = element("p", { textContent: label, className: "dialog-label" });
  const alert = element("p", { className: "dialog-message", role: "alert" });
  const body = element("div", { className: "dialog-body" });
  dialog.append(heading, ...(label ? [about] : []), alert, body);
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose?.();
  });
  // Inside the admin's content, whose fonts and colours it then has.
  (document.querySelector("#content") ?? document.body).append(dialog);
  dialog.showModal();
  heading.focus();
  return {
    element: dialog,
    body,
    setAlert: (sentence) => (alert.textContent = sentence),
    fill(html) {
      const page = parsePage(html);
      const pageHeading = page.querySelector("h2"); // becomes the dialog's
      if (pageHeading) heading.textContent = pageHeading.textContent;
      pageHeading?.closest("[aria-labelledby]")?.removeAttribute("aria-labelledby");
      pageHeading?.remove();
      body.replaceChildren(...page.body.childNodes);
    },
    close: () => dialog.close(),
  };
}
