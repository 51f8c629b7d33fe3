"""The words of texts, as pages and files quote them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from careers.text.overlap import Kind, Quote, Shared
from careers.text.words import truncate

LONGEST_QUOTE = 80  # characters
REPEATED = re.compile(r"…(\s*…)+\s*")


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
