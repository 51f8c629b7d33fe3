// Chooses "At a time" when a date is typed, and labels the button with what it will do.
// Without it the server refuses a date beside "Now".

import { message } from "../messages.js";
import { formatMoment } from "./dates.js";
import { selectionOf } from "./selection.js";

// A date is typed in the site's time zone; the browser's own never comes into it.
function momentOf(typed) {
  const date = new Date(`${typed}Z`);
  return Number.isNaN(date.valueOf()) ? "" : formatMoment(date, "moment");
}

function labelOf({ when, due_at: dueAt }, { count, hasOthers }) {
  if (when.value !== "later") {
    if (!count) return message("publish-now-none");
    return message(hasOthers ? "publish-now-changes" : "publish-now", { count });
  }
  const moment = momentOf(dueAt.value);
  return moment ? message("schedule-for", { moment }) : message("schedule");
}

function watch(form) {
  const { due_at: dueAt, when } = form.elements;
  const button = form.querySelector("[data-publishes]");
  if (!button) return;
  let typed = dueAt.value;

  function showLabel() {
    button.textContent = labelOf(form.elements, selectionOf(form));
  }

  dueAt.addEventListener("input", () => {
    if (dueAt.value) when.value = "later";
    showLabel();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "when") {
      // The date is cleared while "Now" is chosen, and comes back with "At a time".
      if (when.value === "now") [typed, dueAt.value] = [dueAt.value || typed, ""];
      else dueAt.value ||= typed;
    }
    showLabel();
  });
  showLabel();
}

for (const form of document.querySelectorAll("[data-publish]")) watch(form);
