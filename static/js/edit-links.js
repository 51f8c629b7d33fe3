// Shows the links for editors where somebody has signed in to the admin.

const KEY = "careers:signed-in";

try {
  if (localStorage.getItem(KEY)) {
    for (const link of document.querySelectorAll("[data-edit-link]")) link.hidden = false;
  }
} catch {
  // A browser that keeps nothing shows none.
}
