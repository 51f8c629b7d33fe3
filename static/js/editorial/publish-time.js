// Lets a date that is typed choose "At a time", and the button say what it will do.
// Without it the server refuses a date beside "Now".

import { some } from "./text-counts.js";

const MONTHS =
  "January February March April May June July August September October November December";

// The wall clock of the site, as it is typed: no zone of the browser comes into it.
function inWords(typed) {
  const [, year, month, day, time] = /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(typed) ?? [];
  return time ? `${Number(day)} ${MONTHS.split(" ")[month - 1]} ${year}, ${time}` : "";
}

function watch(form) {
  const { due_at: at, when } = form.elements;
  const button = form.querySelector("[data-publishes]");
  if (!button) return;
  let typed = at.value;

  const say = () => {
    const count = form.querySelectorAll("[name=version]:checked").length;
    const texts = count ? ` ${some(count, "text")}` : "";
    const moment = inWords(at.value);
    if (when.value === "later") button.textContent = moment ? `Schedule for ${moment}` : "Schedule";
    else button.textContent = `Publish${texts} now`;
  };

  at.addEventListener("input", () => {
    if (at.value) when.value = "later";
    say();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "when") {
      // A date beside "Now" means nothing; who comes back to it finds it again.
      if (when.value === "now") [typed, at.value] = [at.value || typed, ""];
      else at.value ||= typed;
    }
    say();
  });
  say();
}

for (const form of document.querySelectorAll("[data-publish]")) watch(form);
