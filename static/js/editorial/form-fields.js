// Reads what a person has typed and chosen in a form, and fills it in again.

const NOT_TYPED = [
  "[type=hidden]:not([data-restored])",
  "[type=password]",
  "[type=submit]",
  "[type=button]",
  "[type=file]", // only a person can choose a file again
  "[name$=action]", // restored, it would run with the next Enter
  "[name$=_old]", // what Django's filter of choices has not chosen
  "textarea[autocomplete=off]", // words to redact
].join();

const isTyped = (field) => field.name && !field.matches(NOT_TYPED);
const isTick = ({ type }) => type === "checkbox" || type === "radio";
// Django's filter of choices moves what is chosen into a box of its own.
const isChosenBox = ({ id }) => /_to$/.test(id);

function valuesOf(field) {
  if (isTick(field)) return field.checked ? [field.value] : [];
  if (!field.options) return [field.value];
  return [...(isChosenBox(field) ? field.options : field.selectedOptions)].map((
    { value },
  ) => value);
}

const typedFields = (form) => [...form.elements].filter(isTyped);

// Returns [[name, value], …].
export function fieldsOf(form) {
  return typedFields(form).flatMap((field) =>
    valuesOf(field).map((value) => [field.name, value])
  );
}

export function isSame(fields, others) {
  const [text, otherText] = [fields, others].map((pairs) =>
    JSON.stringify(pairs.map((pair) => JSON.stringify(pair)).sort())
  );
  return text === otherText;
}

export function hasWords(form) {
  return typedFields(form).some((field) =>
    field.matches("textarea, [type=text], [type=email]") && field.value.trim()
  );
}

function move(from, to, isMoved) {
  for (const option of document.getElementById(from).options) {
    option.selected = isMoved(option.value);
  }
  globalThis.SelectBox.move(from, to);
}

function fillIn(field, chosen, names) {
  const has = (value) => chosen.has(JSON.stringify([field.name, value]));
  if (isTick(field)) field.checked = has(field.value);
  else if (field.options && isChosenBox(field)) {
    const from = field.id.replace(/_to$/, "_from");
    move(from, field.id, has);
    move(field.id, from, (value) => !has(value));
  } else if (field.options) {
    for (const option of field.options) option.selected = has(option.value);
  } else if (names.has(field.name)) {
    const before = field.value;
    field.value = names.get(field.name);
    // Or Django's script would fill in the slug again.
    if (field.type === "text" && field.value !== before) {
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

export function fillForm(form, fields) {
  const chosen = new Set(fields.map((pair) => JSON.stringify(pair)));
  const names = new Map(fields);
  for (const field of typedFields(form)) fillIn(field, chosen, names);
  // For the scripts that count the ticks.
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
