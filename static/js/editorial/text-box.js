// Replaces the text of a box as if it were typed, so that the browser's own undo brings
// the earlier text back.

export function replaceText(box, text) {
  if (box.value === text) return;
  box.focus({ preventScroll: true });
  box.select();
  const isDone = text
    ? document.execCommand("insertText", false, text)
    : document.execCommand("delete");
  if (isDone && box.value === text) return;
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
