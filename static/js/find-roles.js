// Loads what lists roles while a visitor types, once it is needed: when a field for words
// that find roles has the focus. If it can't be loaded, the field works as it does
// without scripts.

function offerRoles(input) {
  input.type = "text"; // a search field can't be a combobox
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.autocomplete = "off";
  input.enterKeyHint = "search";
  const descriptions = [input.getAttribute("aria-describedby"), "combobox_hint"];
  input.setAttribute("aria-describedby", descriptions.filter(Boolean).join(" "));

  const load = () =>
    import("./combobox.js").then(({ enhance }) => enhance(input), () => {});
  if (document.activeElement === input) load();
  else input.addEventListener("focus", load, { once: true });
}

document.querySelectorAll(".combobox > input").forEach(offerRoles);
