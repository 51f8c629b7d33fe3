// Remembers, in this browser alone, whether an editor is signed in. Public pages are
// the same for everyone: edit-links.js reads this to show editors their links.

const KEY = "careers:signed-in";
const meta = document.querySelector("meta[name=signed-in]");

try {
  if (meta.content) localStorage.setItem(KEY, "yes");
  else localStorage.removeItem(KEY);
} catch {
  // The browser's storage is closed: public pages show no such links.
}
