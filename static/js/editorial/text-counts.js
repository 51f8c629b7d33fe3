// Counts words and sentences, and tidies texts, as the site does in Python.

import { message } from "../messages.js";

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_’'./&-]*/gu;
// A sentence ends before a capital, so "e.g. this" ends none; a bullet ends one too.
const SENTENCE_END =
  /[.!?…]["”’»)\]]*\s+(?=["“‘«(\[]*(?![a-z])\p{L})|\n\s*\n|\n(?=\s*- )/u;

function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

function countSentences(text) {
  return text.split(SENTENCE_END).filter((part) => /[\p{L}\p{N}_]/u.test(part)).length;
}

// "38 words, guide 45", "50 words, guide 45, 5 over"
export function describeWords(text, guide) {
  const count = countWords(text);
  const words = message("words", { count });
  if (!guide) return words;
  const over = count - guide;
  return message(over > 0 ? "words-over-guide" : "words-guide", { words, guide, over });
}

// "38 words, guide 45, 3 sentences"
export function describeLength(text, guide) {
  return message("length", {
    words: describeWords(text, guide),
    sentences: message("sentences", { count: countSentences(text) }),
  });
}

// As in careers/text/cleaning.py: Unix line ends, plain spaces, none at the ends of
// lines, no blank lines around the text, nothing invisible but joiners.
export function tidy(text) {
  const visible = text.replace(/\r\n?|[\v\f\u2028\u2029]/g, "\n")
    .replace(/[\u00a0\u2007\u202f]/g, " ")
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, "");
  const lines = visible.split("\n");
  return lines.map((line) => line.trimEnd()).join("\n").trim();
}
