// Shows beside a form's buttons how much is ticked, and ticks all of a role or page.
// Without it the server counts, and asks before it acts on other texts than it showed.

import { message } from "../messages.js";
import { selectionLabel, selectionOf } from "./selection.js";

function selectionSentence(chosen) {
  const { roles, visible } = chosen;
  const texts = selectionLabel(chosen);
  const selection = roles
    ? message("texts-of-roles", { texts, roles: message("roles", { count: roles }) })
    : texts;
  if (!visible) return message("selection", { selection });
  return message("selection-and-visible", {
    selection,
    visible: message("roles-become-visible", { count: visible }),
  });
}

function buttonLabel(button, { count, hasOthers }) {
  const action = button.dataset.counted;
  if (!count) return message(`${action}-none`);
  return message(hasOthers ? `${action}-changes` : action, { count });
}

function watch(form) {
  const status = form.querySelector("[data-selection-count]");
  const token = form.elements.counted;
  if (!status) return;

  function showCounts() {
    const chosen = selectionOf(form);
    const { count, visible } = chosen;
    status.textContent = selectionSentence(chosen);
    token.value = "shows" in form.dataset ? `${count}-${visible}` : `${count}`;
    for (const button of form.querySelectorAll("[data-counted]")) {
      button.textContent = buttonLabel(button, chosen);
    }
  }

  form.addEventListener("change", showCounts);
  // Enter in a box would press the form's first button.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-tick-all]");
    if (!link) return;
    event.preventDefault();
    const boxes = [...link.closest("section, form").querySelectorAll("[name=version]")];
    const isTicked = boxes.some(({ checked }) => !checked);
    for (const box of boxes) box.checked = isTicked;
    showCounts();
  });
  showCounts();
}

for (const form of document.querySelectorAll("[data-selection-form]")) watch(form);
