// Remembers in this browser alone whether somebody is signed in to the admin, so that
// public pages, which are the same for everybody, can show editors their links.

const KEY = "careers:signed-in";
const meta = document.querySelector("meta[name=signed-in]");

try {
  if (meta.content) localStorage.setItem(KEY, "yes");
  else localStorage.removeItem(KEY);
} catch {
  // A browser that keeps nothing shows no such links.
}
