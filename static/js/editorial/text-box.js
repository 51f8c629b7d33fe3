// Puts another text into a box as if it were typed, so that the browser's own Ctrl+Z
// brings back what stood there.

export function replace(box, words) {
  if (box.value === words) return;
  box.focus({ preventScroll: true });
  box.select();
  const isDone = words
    ? document.execCommand("insertText", false, words)
    : document.execCommand("delete");
  if (isDone && box.value === words) return;
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
