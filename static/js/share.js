// Copies a comparison's address or its Markdown, and prints pages. Where the clipboard
// is closed, the text is selected instead, to be copied by hand.

import { message } from "./messages.js";

const panel = document.querySelector("[data-share]");

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
  button.hidden = false;
}

if (panel) addCopying();

function addCopying() {
  const status = panel.querySelector("[role=status]");
  const [copyLink, copyMarkdown] = panel.querySelectorAll("[data-copy]");
  const [addressField, markdownField] = panel.querySelectorAll("[data-text]");
  const markdownLink = panel.querySelector(".files [href*='.md']");
  const markdownLabel = markdownField.closest("label");
  let hasNotes = false;

  // The script of the notes adds a section of its own.
  async function fetchMarkdown() {
    const response = await fetch(markdownLink.href);
    if (!response.ok) throw new Error(response.status);
    const sections = [await response.text()];
    document.dispatchEvent(new CustomEvent("markdown", { detail: sections }));
    hasNotes = sections.length > 1;
    return sections.map((section) => `${section.trimEnd()}\n`).join("\n");
  }

  function select(field) {
    field.focus();
    field.select();
    status.textContent = message("copy-by-hand");
  }

  async function copy(promise, { success, fallback }) {
    status.textContent = "";
    markdownLabel.hidden = true;
    try {
      if (!navigator.clipboard) throw new Error("closed");
      await writeToClipboard(promise);
      status.textContent = message(success());
    } catch {
      await promise.then(fallback, () => (status.textContent = message("copy-failed")));
    }
  }

  copyLink.addEventListener("click", () => {
    copy(Promise.resolve(addressField.value), {
      success: () => "link-copied",
      fallback: () => select(addressField),
    });
  });

  copyMarkdown.addEventListener("click", () => {
    copy(fetchMarkdown(), {
      success: () => (hasNotes ? "markdown-copied-with-notes" : "markdown-copied"),
      fallback(text) {
        markdownLabel.hidden = false;
        markdownField.value = text;
        select(markdownField);
      },
    });
  });

  copyLink.hidden = copyMarkdown.hidden = false;
}

// Safari wants the promise itself: once it has been awaited, the press of the button no
// longer allows the page to write.
function writeToClipboard(promise) {
  const { clipboard } = navigator;
  if (!window.ClipboardItem) return promise.then((text) => clipboard.writeText(text));
  const blob = promise.then((text) => new Blob([text], { type: "text/plain" }));
  return clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}
