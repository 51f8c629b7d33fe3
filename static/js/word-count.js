// Shows under each box how many words it holds: "38 of 45 words".
// Counts as careers.words.count_words does.

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_’'./&-]*/gu;
const PAUSE = 1500; // milliseconds without a key before a screen reader is told

const status = document.querySelector("[data-words-status]");
let told;

function sayIn(guide, box) {
  const words = box.value.match(WORD)?.length ?? 0;
  const aim = Number(guide.dataset.guide);
  const over = words > aim ? `, ${words - aim} over the guide` : "";
  guide.textContent = `${words} of ${aim} word${aim === 1 ? "" : "s"}${over}`;
}

for (const guide of document.querySelectorAll("[data-words-of]")) {
  const box = document.getElementById(guide.dataset.wordsOf);
  sayIn(guide, box);
  box.addEventListener("input", () => {
    sayIn(guide, box);
    clearTimeout(told);
    told = setTimeout(() => (status.textContent = guide.textContent), PAUSE);
  });
}
