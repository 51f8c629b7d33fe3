// What sticks on the page sticks below the banner, whose height depends on the width of
// the window and the size of its text.

const { style } = document.documentElement;

new ResizeObserver(([{ borderBoxSize: [{ blockSize }] }]) => {
  style.setProperty("--top", `${blockSize}px`);
}).observe(document.querySelector(".preview-banner"));
