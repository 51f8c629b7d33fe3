// Lets people hear what came of their last step. A message that stands in the page from
// its start is no news to a screen reader, so the focus goes there; where the address
// names a place, or a field asks for the focus, it is theirs.

const told = document.querySelector(".errornote, .messagelist");

if (told && !location.hash && document.activeElement === document.body) {
  told.tabIndex = -1;
  told.focus({ preventScroll: true });
}
