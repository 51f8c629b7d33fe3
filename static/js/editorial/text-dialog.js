// A dialog that takes the focus and gives it back. Its body comes from the site.

import { made } from "./elements.js";

export const NOT_REACHED = {
  lost: "There is no connection. Nothing is lost: try again in a moment.",
  broken: "The site does not answer as it should. Nothing is lost: try again in a moment.",
  "signed-out": "You are signed out. Sign in in another tab, then try again here.",
  "somebody-else": "Somebody else is signed in here now. Sign in as yourself, then try again.",
  forbidden: "You may not change this text.",
  gone: "Its role or dimension was deleted meanwhile. Copy your text first.",
};

export function openDialog(title, { label = "", onClose } = {}) {
  const dialog = made("dialog", { className: "text-dialog" });
  const heading = made("h2", { textContent: title, id: "dialog_title", tabIndex: -1 });
  const about = label ? [made("p", { textContent: label, className: "dialog-label" })] : [];
  const message = made("p", { className: "dialog-message", role: "alert" });
  const body = made("div", { className: "dialog-body" });
  dialog.append(heading, ...about, message, body);
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose?.();
  });
  // In the admin's own content, which brings its type and colours.
  (document.querySelector("#content") ?? document.body).append(dialog);
  dialog.showModal();
  heading.focus();
  return {
    element: dialog,
    body,
    say: (words) => (message.textContent = words),
    fill(html) {
      const page = new DOMParser().parseFromString(html, "text/html");
      const own = page.querySelector("h2"); // its heading is the dialog's
      if (own) heading.textContent = own.textContent;
      own?.closest("[aria-labelledby]")?.removeAttribute("aria-labelledby");
      own?.remove();
      body.replaceChildren(...page.body.childNodes);
    },
    close: () => dialog.close(),
  };
}
