// Moves the focus to the result of the last action: a screen reader does not announce a
// message that is in the page from the start. An address with a fragment and a field
// with autofocus come first.

const result = document.querySelector(".errornote, .messagelist");

if (result && !location.hash && document.activeElement === document.body) {
  result.tabIndex = -1;
  result.focus({ preventScroll: true });
}
