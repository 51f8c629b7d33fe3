// Says beside a form's buttons how many texts are ticked, and ticks all of a role.
// Without it the server says the numbers, and asks before it acts on others.

import { some } from "./text-counts.js";

function watch(form) {
  const told = form.querySelector("[data-selection-count]");
  const token = form.elements.counted;
  if (!told) return;

  const say = () => {
    const ticked = [...form.querySelectorAll("[name=version]:checked")];
    const shown = form.querySelectorAll("[name=show]:checked").length;
    const roles = new Set(ticked.map((box) => box.dataset.role)).size;
    const of = ticked.length ? ` of ${some(roles, "role")}` : "";
    const become = shown === 1 ? "becomes" : "become";
    const visible = shown ? `; ${some(shown, "role")} ${become} visible` : "";
    told.textContent = `${told.dataset.selectionCount}${some(ticked.length, "text")}${of}${visible}.`;
    const hasShow = "shows" in form.dataset;
    token.value = hasShow ? `${ticked.length}-${shown}` : `${ticked.length}`;
    for (const button of form.querySelectorAll("[data-verb]")) {
      const number = ticked.length ? ` ${some(ticked.length, "text")}` : "";
      button.textContent = button.dataset.verb + number;
    }
  };

  form.addEventListener("change", say);
  // Enter in a box would press the form's first button: it decides nothing here.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-tick-all]");
    if (!link) return;
    event.preventDefault();
    const boxes = [...link.closest("section").querySelectorAll("[name=version]")];
    const all = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = all;
    say();
  });
  say();
}

for (const form of document.querySelectorAll("[data-selection-form]")) watch(form);
