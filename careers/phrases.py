"""Parts of sentences that several pages share, in the reader's language."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.text.overlap import Label, Overlap, Wording, compare_texts

LABELS = {
    Label.NEARLY_THE_SAME: gettext_lazy("Nearly the same"),
    Label.PARTLY_SHARED: gettext_lazy("Partly shared"),
    Label.DISTINCT: gettext_lazy("Distinct"),
}
NOT_DESCRIBED = gettext_lazy("Not described yet")


def row_label(overlap: Overlap) -> str:
    """Return the label of a row in words, "" with fewer than two answers."""
    return str(LABELS[overlap.label]) if overlap.label else ""


def label_of(texts: Mapping[str, str], wording: Wording) -> str:
    """Return the label of a row with these texts, by their roles."""
    return row_label(compare_texts(texts, wording))


def join_names(names: Iterable[str], *, limit: int | None = None) -> str:
    """Join names as a sentence does: "A", "A and B", "A, B, and C".

    With more names than ``limit``, the rest are counted: "A, B, and 4 more".
    """
    names = list(map(str, names))
    if limit is not None and len(names) > limit:
        more = _("%(count)d more") % {"count": len(names) - limit}
        names = [*names[:limit], more]
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2:
        return _("%(first)s and %(last)s") % {"first": names[0], "last": names[1]}
    first = _(", ").join(names[:-1])
    return _("%(first)s, and %(last)s") % {"first": first, "last": names[-1]}
