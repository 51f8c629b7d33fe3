// Closes an open menu on Escape, on a click beside it, and when Tab has left it; and
// opens it to the left where the window ends on its right.

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

// Not while a mouse is down: what is below would move away from under it.
addEventListener("keyup", ({ key }) => {
  const menu = openMenu();
  if (key === "Tab" && menu && !menu.contains(document.activeElement)) menu.open = false;
});

function turn({ target }) {
  if (!target.matches("[data-menu][open]")) return;
  target.classList.remove("opens-left");
  const { right } = target.lastElementChild.getBoundingClientRect();
  target.classList.toggle("opens-left", right > document.documentElement.clientWidth);
}

// It does not bubble.
addEventListener("toggle", turn, true);
