// A dialog that takes the focus and gives it back. Its body comes from the site.

export const NOT_REACHED = {
  lost: "There is no connection. Nothing is lost: try again in a moment.",
  broken: "The site does not answer as it should. Nothing is lost: try again in a moment.",
  "signed-out": "You are signed out. Sign in in another tab, then try again here.",
  "somebody-else": "Somebody else is signed in here now. Sign in as yourself, then try again.",
  forbidden: "You may not change this text.",
  gone: "Its role or dimension was deleted meanwhile. Copy your text first.",
};

function element(name, { parent, ...properties }) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  parent?.append(made);
  return made;
}

export function openDialog(title, { label = "", onClose } = {}) {
  const dialog = element("dialog", { className: "text-dialog" });
  const heading = element("h2", { parent: dialog, textContent: title, id: "dialog_title", tabIndex: -1 });
  if (label) element("p", { parent: dialog, textContent: label, className: "dialog-label" });
  const message = element("p", { parent: dialog, className: "dialog-message", role: "alert" });
  const body = element("div", { parent: dialog, className: "dialog-body" });
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
