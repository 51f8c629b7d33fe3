// What is ticked, chosen and dated in a form, so that it can be put there again: a
// reason that comes back without them would go with other texts, at another time.

const CHOICES = "[type=checkbox], [type=radio]";
const DATES = "[type=datetime-local]";

export function described(form) {
  const chosen = [...form.querySelectorAll(CHOICES)].filter((each) => each.checked);
  const dated = [...form.querySelectorAll(DATES)];
  return {
    chosen: chosen.map(({ name, value }) => [name, value]),
    dated: dated.map(({ name, value }) => [name, value]),
  };
}

export function takeUp(form, choices) {
  if (!choices) return;
  const isChosen = new Set(choices.chosen.map(String));
  for (const each of form.querySelectorAll(CHOICES))
    each.checked = isChosen.has(String([each.name, each.value]));
  const dates = new Map(choices.dated);
  for (const each of form.querySelectorAll(DATES)) each.value = dates.get(each.name) ?? "";
  // Who counts them counts again.
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
