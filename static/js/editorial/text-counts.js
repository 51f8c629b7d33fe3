// Counts what an editor would count, as careers.words and careers.workshop.text_checks do.

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_’'./&-]*/gu;
// A sentence ends before a capital, so that "e.g. this" is none; a bullet ends one too.
const SENTENCE_END =
  /[.!?…]["”’»)\]]*\s+(?=["“‘«(\[]*(?![a-z])\p{L})|\n\s*\n|\n(?=\s*- )/u;

function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

export function countSentences(text) {
  return text.split(SENTENCE_END).filter((part) => /[\p{L}\p{N}_]/u.test(part)).length;
}

export function some(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

// "38 words, guide 45", "50 words, guide 45, 5 over"
export function inWords(text, guide) {
  const words = countWords(text);
  if (!guide) return some(words, "word");
  const over = words > guide ? `, ${words - guide} over` : "";
  return `${some(words, "word")}, guide ${guide}${over}`;
}

// As careers.words.tidy: Unix line ends, and no spaces that nobody can see.
export function tidy(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  return lines.map((line) => line.trimEnd()).join("\n").trim();
}
