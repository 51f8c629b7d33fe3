// Reads what is chosen in a form: the boxes ticked on the page, or all that is ready.

import { message } from "../messages.js";

export function selectionOf(form) {
  const all = form.querySelector("[name=scope][data-all]:checked");
  const ticked = [...form.querySelectorAll("[name=version]:checked")];
  // Names and addresses are no texts, and belong to no role.
  const hasOthers = Boolean(all) || ticked.some((box) => "details" in box.dataset);
  return {
    count: all ? Number(all.dataset.all) : ticked.length,
    isAll: Boolean(all),
    hasOthers,
    roles: hasOthers ? 0 : new Set(ticked.map((box) => box.dataset.role)).size,
    visible: form.querySelectorAll("[name=show]:checked").length,
  };
}

export function selectionLabel({ count, isAll, hasOthers }) {
  if (isAll) return message("all-changes", { count });
  return message(hasOthers ? "changes" : "texts", { count });
}
