// The buttons of an open box, for people without the keys that it also has.

import { cancel, closeAndStay, editor, goToNext } from "./matrix-editing.js";

const ACTIONS = {
  save: closeAndStay,
  next: () => goToNext({ andEdit: true }),
  undo() {
    editor.box.focus({ preventScroll: true });
    document.execCommand("undo"); // the browser's own, letter by letter
  },
  cancel,
};

export function startTouchButtons(panel) {
  // A press leaves the focus in the box, so that a phone's keyboard stays open.
  panel.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-press]")) event.preventDefault();
  });
  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-press]");
    if (button && editor) ACTIONS[button.dataset.press]();
  });
}
