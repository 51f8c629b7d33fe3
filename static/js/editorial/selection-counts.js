// Shows beside a form's buttons how many texts are ticked, and ticks all of a role.
// Without it the server counts, and asks before it acts on other texts than it showed.

import { message } from "../messages.js";

function selectionSentence(ticked, visible) {
  const roles = new Set(ticked.map((box) => box.dataset.role)).size;
  const texts = message("texts", { count: ticked.length });
  const selection = roles
    ? message("texts-of-roles", { texts, roles: message("roles", { count: roles }) })
    : texts;
  if (!visible) return message("selection", { selection });
  return message("selection-and-visible", {
    selection,
    visible: message("roles-become-visible", { count: visible }),
  });
}

function buttonLabel(button, count) {
  const action = button.dataset.counted;
  return message(count ? action : `${action}-none`, { count });
}

function watch(form) {
  const status = form.querySelector("[data-selection-count]");
  const token = form.elements.counted;
  if (!status) return;

  function showCounts() {
    const ticked = [...form.querySelectorAll("[name=version]:checked")];
    const visible = form.querySelectorAll("[name=show]:checked").length;
    const { length } = ticked;
    status.textContent = selectionSentence(ticked, visible);
    token.value = "shows" in form.dataset ? `${length}-${visible}` : `${length}`;
    for (const button of form.querySelectorAll("[data-counted]")) {
      button.textContent = buttonLabel(button, length);
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
    const boxes = [...link.closest("section").querySelectorAll("[name=version]")];
    const isTicked = boxes.some(({ checked }) => !checked);
    for (const box of boxes) box.checked = isTicked;
    showCounts();
  });
  showCounts();
}

for (const form of document.querySelectorAll("[data-selection-form]")) watch(form);
