// Moments as the site writes them: a page's sentence gives the order of the parts.

import { message } from "../messages.js";

const months = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
  month: "long",
  timeZone: "UTC",
});

const pad = (number) => String(number).padStart(2, "0");

// The date and time that ``date`` shows in UTC, as the sentence called ``name``.
export function formatMoment(date, name) {
  return message(name, {
    day: date.getUTCDate(),
    month: months.format(date),
    year: date.getUTCFullYear(),
    time: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`,
  });
}

// The same wall clock, in UTC: its parts are then the same in every zone.
export function wallClock(local) {
  return new Date(local.getTime() - local.getTimezoneOffset() * 60_000);
}
