// The dialog that changes or adds a role of a comparison. It sends what the link to the
// page for that would send, and the role.

import { enhance } from "./combobox.js";

const template = document.querySelector("[data-choose-role]");
const dialog = template.content.firstElementChild;
template.replaceWith(dialog);
const heading = dialog.querySelector("h2");
const kept = dialog.querySelector("[data-kept]");
const input = dialog.querySelector("[role=combobox]");
const pageLink = dialog.querySelector("a");

function hiddenField([name, value]) {
  const field = document.createElement("input");
  return Object.assign(field, { type: "hidden", name, value });
}

export function open(link) {
  const query = new URL(link.href).searchParams;
  query.delete("go");
  kept.replaceChildren(...[...query].map(hiddenField));
  input.parentElement.dataset.field = query.has("replace") ? "with" : "role";
  const { textContent } = link.querySelector(".visually-hidden") ?? link;
  heading.textContent = textContent.replace(/^[+\s]+/, "");
  pageLink.href = link.href;
  input.value = "";
  dialog.showModal();
}

enhance(input);

dialog.addEventListener("click", ({ target }) => {
  if (target === dialog || target.closest("[data-close]")) dialog.close();
});
