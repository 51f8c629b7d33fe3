"""Parts of sentences that several pages share, in the reader's language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.text import is_placeholder, truncate
from careers.text.overlap import (
    Kind,
    Label,
    Overlap,
    Quote,
    Shared,
    Wording,
    compare_texts,
)

LABELS = {
    Label.NEARLY_THE_SAME: gettext_lazy("Nearly the same"),
    Label.PARTLY_SHARED: gettext_lazy("Partly shared"),
    Label.DISTINCT: gettext_lazy("Distinct"),
}
NOT_DESCRIBED = gettext_lazy("Not described yet")
LONGEST_QUOTE = 80  # characters
REPEATED = re.compile(r"…(\s*…)+\s*")


def says_nothing(text: str) -> bool:
    """Whether ``text`` only says that there is none, as the site does or others do."""
    return is_placeholder(text) or text.strip() == str(NOT_DESCRIBED)


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


def join_quotes(quotes: Iterable[str]) -> str:
    """Join words from texts, without an "and" that none of them has."""
    return _(", ").join(quotes)


class Part(NamedTuple):
    """A part of a quote, and whether others say it in other words."""

    text: str
    is_different: bool


def quote_first(quotes: Sequence[str], most: int) -> str:
    first = "; ".join(truncate(quote, LONGEST_QUOTE) for quote in quotes[:most])
    more = len(quotes) - most
    if more <= 0:
        return first
    return _("%(quotes)s; and %(count)d more") % {"quotes": first, "count": more}


def in_words(quote: Quote) -> str:
    return " ".join(f"{quote.opening}{quote.quote}".split())


def quote_shared(shared: Shared) -> str:
    """Return the words of something shared, or all of its words where they differ."""
    if shared.kind is Kind.SAME:
        return in_words(shared.point)
    return " / ".join(dict.fromkeys(map(in_words, shared.quotes.values())))


def quote_all(quotes: Iterable[Quote]) -> str:
    return "; ".join(map(in_words, quotes))


def parts_of(quote: Quote) -> list[Part]:
    parts, start = [], quote.start
    for span in quote.different:
        if start < span[0]:
            parts.append(Part(quote.text[start : span[0]], is_different=False))
        parts.append(Part(quote.text[slice(*span)], is_different=True))
        start = span[1]
    if start < quote.end:
        parts.append(Part(quote.text[start : quote.end], is_different=False))
    return parts


def common_words(shared: Shared) -> str:
    """Return the words of something shared, "…" in place of those that differ."""
    point = shared.point
    parts = ("…" if part.is_different else part.text for part in parts_of(point))
    words = REPEATED.sub("… ", f"{point.opening}{''.join(parts)}")
    return " ".join(words.split())
