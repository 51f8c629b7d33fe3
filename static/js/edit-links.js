// Shows the links for editors in a browser that has signed in to the admin.

const KEY = "careers:signed-in";

try {
  if (localStorage.getItem(KEY)) {
    for (const link of document.querySelectorAll("[data-edit-link]")) {
      link.hidden = false;
    }
  }
} catch {
  // The browser's storage is closed: the links stay hidden.
}
