// Elements that scripts add to the editors' pages.

// ``properties`` are those of the object: className, textContent, hidden.
export function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

export function button(label, onClick) {
  const properties = { type: "button", className: "button", textContent: label };
  const created = element("button", properties);
  if (onClick) created.addEventListener("click", onClick);
  return created;
}
