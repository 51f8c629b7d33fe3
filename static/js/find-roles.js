// Loads what lists roles while a visitor types, once it is needed: when a field for words
// that find roles has the focus, or when a role of a comparison is to be changed.
// If it can't be loaded, the fields and links work as they do without scripts.

const LINKS = "a[href*='replace='], a[href*='go=choose']";

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

if (document.querySelector("[data-choose-role]")) {
  const main = document.querySelector("main");
  const linkOf = ({ target }) =>
    target.closest("dialog") ? null : target.closest(LINKS);
  const load = () => import("./choose-role.js");

  // Sooner than the press, or the first keys after it could be lost.
  for (const type of ["pointerover", "focusin"]) {
    main.addEventListener(type, (event) => {
      if (linkOf(event)) load().catch(() => {});
    });
  }
  main.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load().then(({ open }) => open(link), () => location.assign(link.href));
  });
}
