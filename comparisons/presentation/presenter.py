"""A comparison as a visitor asks for it: rows chosen, ordered and marked.

Its phrases count what roles share, and never judge it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.phrases import join_names, row_label
from careers.text.overlap import (
    Kind,
    Marks,
    Quote,
    Shared,
    Summary,
    mark_differences,
    mark_shared,
)
from careers.text.words import truncate
from comparisons.comparison import Cell, ComparedRole, Comparison, Row
from comparisons.options import Mark, Options, Show, Sort

MOST_NOTED = 2  # points that a row's head quotes
MOST_ONLY = 5  # points of each role that are quoted for screen readers

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
LONGEST_QUOTE = 80  # characters


@dataclass(frozen=True)
class Card:
    """What the page says about one role before the table, and its links."""

    role: ComparedRole
    summary: str
    without: str
    to_the_left: str
    to_the_right: str


@dataclass(frozen=True)
class BaselineDifference:
    """How a text differs from the baseline's.

    ``verdict`` sums it up where it adds and lacks nothing, or everything.
    """

    adds: list[Quote]
    lacks: list[Quote]
    verdict: str


@dataclass(frozen=True)
class DisplayCell:
    """A text with its marks; ``place`` is that of its role in the comparison."""

    place: int
    role: ComparedRole
    text: str
    marks: Marks
    difference: BaselineDifference | None


@dataclass(frozen=True)
class DisplayRow:
    """A row, what stands beside its dimension, and its cells."""

    row: Row
    label: str
    notes: list[str]
    only: list[str]
    cells: list[DisplayCell]


class ComparisonPresenter:
    """What a page or a file shows of a comparison.

    ``chosen`` are the rows of the dimensions asked for, ``rows`` those of them that
    are shown (the others are ``hidden``), ``columns`` the roles shown, with places.
    """

    def __init__(self, comparison: Comparison, query: QueryDict) -> None:
        self.comparison = comparison
        slugs = comparison.selection.slugs
        requested, unknown = Options.of(query)
        self.options, absent = requested.within(
            [row.dimension.slug for row in comparison.rows], slugs
        )
        self.unknown = [*unknown, *absent]
        options = self.options
        self.chosen = [
            row
            for row in comparison.rows
            if not options.dimension or row.dimension.slug in options.dimension
        ]
        self.rows = [row for row in self.chosen if options.show.keeps(row.overlap)]
        if options.sort is Sort.DISTINCT:
            self.rows.sort(key=_distinct_first)
        self.hidden = len(self.chosen) - len(self.rows)
        self.places = [slugs.index(slug) for slug in options.column or slugs]
        self.columns = [(place, comparison.roles[place]) for place in self.places]
        self.baseline = next(
            (role for role in comparison.roles if role.slug == options.baseline), None
        )

    @cached_property
    def summary(self) -> Summary:
        """The summary of the rows chosen; what the cards show is not quoted again."""
        summaries = (n for n, row in enumerate(self.chosen) if row.dimension.is_summary)
        return Summary([row.overlap for row in self.chosen], frozenset(summaries))

    def path(self, file: str = "", **changes: Any) -> str:
        return self.comparison.selection.path(file, self.options.pairs(**changes))

    def link_to(self, row: Row) -> str:
        anchor = f"#{row.dimension.slug}"
        if row in self.rows:
            return anchor
        return f"{self.path(show=Show.EVERYTHING)}{anchor}"

    @property
    def cards(self) -> list[Card]:
        comparison, options = self.comparison, self.options
        selection, query = comparison.selection, options.pairs()
        summary = next(
            (row for row in comparison.rows if row.dimension.is_summary), None
        )
        cards = []
        for place, role in enumerate(comparison.roles):
            rest = selection.without(role.slug)
            remaining, _unknown = options.within(options.dimension, rest.slugs)
            left, right = (
                selection.moved(role.slug, step).path(query=query)
                if 0 <= place + step < len(comparison.roles)
                else ""
                for step in (-1, 1)
            )
            cards.append(
                Card(
                    role,
                    summary.cells[place].text if summary else "",
                    rest.path(query=remaining.pairs(dimension=options.dimension)),
                    left,
                    right,
                )
            )
        return cards

    @property
    def display_rows(self) -> list[DisplayRow]:
        options, unmarked = self.options, Marks([])
        is_marked = options.mark is not Mark.NOTHING
        reads_out = options.mark is Mark.DIFFERENCES and not options.baseline
        return [
            DisplayRow(
                row,
                row_label(row.overlap),
                self._notes(row),
                self._only(row) if reads_out else [],
                [
                    DisplayCell(
                        place,
                        cell.role,
                        cell.text,
                        self._marks(row, cell) if is_marked else unmarked,
                        self.difference(row, cell) if self.baseline else None,
                    )
                    for place in self.places
                    for cell in [row.cells[place]]
                ],
            )
            for row in self.rows
        ]

    def _notes(self, row: Row) -> list[str]:
        overlap, names = row.overlap, self.comparison.names
        if len(overlap.answered) == 1:
            return [_("Only in %(role)s") % {"role": names[overlap.answered[0]]}]
        notes = []
        if len(overlap.answered) > 1 and not overlap.label:
            notes.append(
                _(
                    "This site can’t count the words of these texts. "
                    "Only clauses of the same words count as shared."
                )
            )
        by_count: dict[int, list[Shared]] = {}  # the points of most roles come first
        for shared in overlap.shared:
            by_count.setdefault(len(shared.quotes), []).append(shared)
        total = len(names)
        most = list(by_count)[: 2 if total in by_count else 1]
        return notes + [
            _("%(roles)s: %(points)s")
            % {
                "roles": all_of(total) if count == total else some_of(count, total),
                "points": quote_first(
                    list(map(quote_shared, by_count[count])), MOST_NOTED
                ),
            }
            for count in most
        ]

    def _only(self, row: Row) -> list[str]:
        """Return the differences in words, as screen readers do not read marks."""
        return [
            _("Only in %(role)s: %(points)s.")
            % {
                "role": role.name,
                "points": quote_first(list(map(in_words, points)), MOST_ONLY),
            }
            for _place, role in self.columns
            if (points := row.overlap.alone(role.slug))
        ]

    def difference(self, row: Row, cell: Cell) -> BaselineDifference | None:
        slug, baseline, overlap = cell.role.slug, self.options.baseline, row.overlap
        if slug == baseline or not {slug, baseline} <= set(overlap.answered):
            return None
        adds, lacks = overlap.lacks(baseline, slug), overlap.lacks(slug, baseline)
        if not overlap.has_common(slug, baseline):
            verdict = _("No points in common")
        elif adds or lacks:
            verdict = ""
        elif overlap.is_same(slug, baseline):
            verdict = _("Says the same")
        else:
            verdict = _("Says nearly the same")
        return BaselineDifference(adds, lacks, verdict)

    def _marks(self, row: Row, cell: Cell) -> Marks:
        if not cell.text or len(row.overlap.answered) < 2:
            return Marks([])
        is_different = self.options.mark is Mark.DIFFERENCES
        mark = mark_differences if is_different else mark_shared
        return mark(row.overlap, cell.role.slug, self.options.baseline)


def _distinct_first(row: Row) -> float:
    similarity = row.overlap.similarity
    return 2 if similarity is None else similarity  # rows without any text come last


def all_of(count: int) -> str:
    """Return "Both", "All three" or "All 12"."""
    return str(ALL_OF.get(count) or _("All %(count)d") % {"count": count})


def name_roles(slugs: Collection[str], names: Mapping[str, str]) -> str:
    return join_names([name for slug, name in names.items() if slug in slugs])


def some_of(count: int, total: int) -> str:
    return _("%(count)d of %(total)d") % {"count": count, "total": total}


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
