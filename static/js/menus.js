// Closes an open menu on Escape, on a click outside it and when Tab leaves it; lets the
// space bar press a switch, which is a link.

const openMenu = () => document.querySelector("[data-menu][open]");

addEventListener("keydown", ({ key }) => {
  const menu = openMenu();
  if (key !== "Escape" || !menu) return;
  if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
  menu.open = false;
});

addEventListener("keydown", (event) => {
  if (event.key !== " " || event.target.role !== "switch") return;
  event.preventDefault();
  event.target.click();
});

addEventListener("click", ({ target }) => {
  const menu = openMenu();
  if (menu && !menu.contains(target)) menu.open = false;
});

// On keyup and not on focusout: a mouse press would close the menu, and move what is
// below it, before the release makes the click.
addEventListener("keyup", ({ key }) => {
  const menu = openMenu();
  if (key === "Tab" && menu && !menu.contains(document.activeElement)) {
    menu.open = false;
  }
});
