// Takes a comparison away with one press: its address or its Markdown to the clipboard,
// all of it to paper. Where the clipboard is closed, the text is selected instead.

const PRESS = "Press Ctrl+C to copy, or ⌘C on a Mac.";
const FAILED =
  "The Markdown could not be fetched. Check your connection and press again.";

const template = document.querySelector("[data-share]");
const menu = template.parentElement;
const field = menu.querySelector(".address input");
const file = menu.querySelector(".files [href*='.md']");
const [actions, status, spare] = template.content.children;
const [copyLink, copyMarkdown, print] = actions.children;
template.replaceWith(template.content);

let hasNotes = false;

// The script of the notes adds a section of its own.
async function markdown() {
  const answer = await fetch(file.href);
  if (!answer.ok) throw new Error(answer.status);
  const sections = [await answer.text()];
  document.dispatchEvent(new CustomEvent("markdown", { detail: sections }));
  hasNotes = sections.length > 1;
  return sections.map((section) => `${section.trimEnd()}\n`).join("\n");
}

// A promise is handed over before it is kept: Safari forgets in the meantime that
// somebody pressed a button.
function write(text) {
  if (!window.ClipboardItem) return text.then((it) => navigator.clipboard.writeText(it));
  const blob = text.then((it) => new Blob([it], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

function select(box) {
  box.focus();
  box.select();
  status.textContent = PRESS;
}

async function copy(text, said, offer) {
  status.textContent = "";
  spare.hidden = true;
  try {
    if (!navigator.clipboard) throw new Error("closed");
    await write(text);
    status.textContent = said();
  } catch {
    await text.then(offer, () => (status.textContent = FAILED));
  }
}

copyLink.addEventListener("click", () => {
  copy(Promise.resolve(field.value), () => "Link copied.", () => select(field));
});

copyMarkdown.addEventListener("click", () => {
  const said = () => `Copied as Markdown${hasNotes ? ", with your notes" : ""}.`;
  copy(markdown(), said, (text) => {
    spare.hidden = false;
    spare.lastElementChild.value = text;
    select(spare.lastElementChild);
  });
});

print.addEventListener("click", () => window.print());
