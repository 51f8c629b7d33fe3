// The sentences that scripts show stand in the page's markup, to be translated with it:
// <p data-message="copied">{name} copied.</p> in a template. Plurals are two lines,
// "copied-one" and "copied-other", or what else the page's language needs.

const plurals = new Intl.PluralRules(document.documentElement.lang || "en");
const sentences = new Map();

for (const { content } of document.querySelectorAll("template")) {
  for (const line of content.querySelectorAll("[data-message]")) {
    sentences.set(line.dataset.message, line.textContent.trim());
  }
}

// A ``count`` among the values chooses the plural.
export function message(name, values = {}) {
  const plural = `${name}-${plurals.select(values.count ?? 0)}`;
  const sentence = sentences.get(name) ?? sentences.get(plural) ??
    sentences.get(`${name}-other`);
  return sentence.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}
