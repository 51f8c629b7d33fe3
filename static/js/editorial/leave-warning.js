// Asks before a page is left, while something on it is unsaved and only then: a page
// with the listener cannot come back at once.

const unsaved = new Set();

function warn(event) {
  event.preventDefault();
}

export function warnOnLeaving(item, isUnsaved = true) {
  if (isUnsaved) unsaved.add(item);
  else unsaved.delete(item);
  if (unsaved.size) addEventListener("beforeunload", warn);
  else removeEventListener("beforeunload", warn);
}
