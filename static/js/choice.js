// Says how many roles are ticked, and which one just was, without moving focus.
for (const group of document.querySelectorAll("[data-choice]")) {
  const status = group.querySelector("[data-choice-status]");
  const ticked = () => group.querySelectorAll("[name=role]:checked").length;
  const count = () => `${ticked()} role${ticked() === 1 ? "" : "s"} chosen.`;
  const nameOf = (box) =>
    (box.labels[0] ?? document.getElementById(box.getAttribute("aria-labelledby")))
      .textContent.trim();

  group.addEventListener("change", ({ target }) => {
    if (target.name !== "role") return;
    const did = target.checked ? "added" : "removed";
    status.textContent = `${nameOf(target)} ${did}. ${count()}`;
  });

  // Ticks that came with the address, or that the browser kept on the way back.
  addEventListener("pageshow", () => {
    if (ticked()) status.textContent = count();
  });
}
