"""Phrases for who shares a point, and for points: counted, never judged."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.phrases import join_names
from careers.text.overlap import Point
from careers.text.words import truncate

ALL_OF = {
    2: gettext_lazy("Both"),
    3: gettext_lazy("All three"),
    4: gettext_lazy("All four"),
    5: gettext_lazy("All five"),
    6: gettext_lazy("All six"),
    7: gettext_lazy("All seven"),
    8: gettext_lazy("All eight"),
    9: gettext_lazy("All nine"),
}
MOST_LEFT_OUT = 2
MOST_NAMED = 3
LONGEST_QUOTE = 80  # characters


def all_of(count: int) -> str:
    """Return "Both", "All three" or "All 12"."""
    return str(ALL_OF.get(count) or _("All %(count)d") % {"count": count})


def name_roles(slugs: Collection[str], names: Mapping[str, str]) -> str:
    return join_names([name for slug, name in names.items() if slug in slugs])


def sharing_roles(slugs: Collection[str], names: Mapping[str, str]) -> tuple[str, str]:
    """Return which roles share something, and their names if that only counts them.

    "All three", "All but B", "A and C", "5 of 12"; ``names`` are those of all roles
    by slug, in the order of the columns.
    """
    others = [name for slug, name in names.items() if slug not in slugs]
    if not others:
        return all_of(len(names)), ""
    if len(others) <= MOST_LEFT_OUT < len(slugs) - 1:
        return _("All but %(roles)s") % {"roles": join_names(others)}, ""
    if len(slugs) > MOST_NAMED:
        return some_of(len(slugs), len(names)), name_roles(slugs, names)
    return name_roles(slugs, names), ""


def some_of(count: int, total: int) -> str:
    return _("%(count)d of %(total)d") % {"count": count, "total": total}


def quote_first(points: Sequence[Point], most: int) -> str:
    quotes = "; ".join(truncate(point.quote, LONGEST_QUOTE) for point in points[:most])
    more = len(points) - most
    if more <= 0:
        return quotes
    return _("%(quotes)s; and %(count)d more") % {"quotes": quotes, "count": more}


def quote_all(points: Iterable[Point]) -> str:
    return "; ".join(" ".join(point.quote.split()) for point in points)
