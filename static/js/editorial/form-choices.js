// The ticks, choices and dates of a form, to be restored together with its text: a
// comment that came back alone would apply to other texts, or at another time.

const CHOICES = "[type=checkbox], [type=radio]";
const DATES = "[type=datetime-local]";

export function choicesOf(form) {
  const chosen = [...form.querySelectorAll(CHOICES)].filter(({ checked }) => checked);
  const dates = [...form.querySelectorAll(DATES)];
  return {
    chosen: chosen.map(({ name, value }) => [name, value]),
    dated: dates.map(({ name, value }) => [name, value]),
  };
}

export function restoreChoices(form, choices) {
  if (!choices) return;
  const chosen = new Set(choices.chosen.map(String));
  for (const input of form.querySelectorAll(CHOICES)) {
    input.checked = chosen.has(String([input.name, input.value]));
  }
  const dates = new Map(choices.dated);
  for (const input of form.querySelectorAll(DATES)) {
    input.value = dates.get(input.name) ?? "";
  }
  // For the scripts that count the ticks.
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
