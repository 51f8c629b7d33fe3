// Shows how far the work on some files is, without loading the page again, until it ends.

import { parsePage } from "../parse-page.js";

const EVERY = 1000; // milliseconds
const STEP = 10; // percent between two announcements

const announcement = document.querySelector("[data-announcement]");
let announced = 0;

async function look() {
  try {
    const answer = await fetch(location.href);
    const page = parsePage(await answer.text());
    if (!page.querySelector("[data-work]")) {
      location.reload();
      return;
    }
    show(page);
  } catch {
    // The network is away: the next look may find it.
  }
  setTimeout(look, EVERY);
}

function show(page) {
  for (const part of ["[data-work]", "[data-count]"]) {
    document.querySelector(part).textContent = page.querySelector(part).textContent;
  }
  const value = page.querySelector("progress").getAttribute("value");
  const bar = document.querySelector("progress");
  if (value === null) bar.removeAttribute("value");
  else bar.value = Number(value);
  const step = Math.floor(Number(value ?? 0) / STEP);
  if (step !== announced) {
    announced = step;
    announcement.textContent = page.querySelector("[data-count]").textContent.trim();
  }
}

setTimeout(look, EVERY);
