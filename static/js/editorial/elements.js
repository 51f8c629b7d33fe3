// Makes the elements that the workshop's scripts add to its pages.

// ``properties`` are the object's own: className, textContent, hidden.
export function made(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

export function button(words, onClick) {
  const element = made("button", { type: "button", className: "button", textContent: words });
  if (onClick) element.addEventListener("click", onClick);
  return element;
}
