// Closes an open menu on Escape, on a click outside it and when Tab leaves it; opens it
// to the left where it would run past the right edge of the window.

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

function placeMenu({ target }) {
  if (!target.matches("[data-menu][open]")) return;
  target.classList.remove("opens-left");
  const { right } = target.lastElementChild.getBoundingClientRect();
  target.classList.toggle("opens-left", right > document.documentElement.clientWidth);
}

// The event does not bubble, so it is caught on its way down.
addEventListener("toggle", placeMenu, true);
