// Closes an open menu on Escape, on a click outside it and when Tab leaves it.

const openMenu = () => document.querySelector("[data-menu][open]");

addEventListener("keydown", ({ key }) => {
  const menu = openMenu();
  if (key !== "Escape" || !menu) return;
  if (menu.contains(document.activeElement)) menu.firstElementChild.focus();
  menu.open = false;
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
