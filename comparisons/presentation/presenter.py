"""A comparison as a visitor asks for it: rows chosen, ordered and marked.

Its phrases count what roles share, and never judge it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.phrases import (
    common_words,
    in_words,
    join_names,
    quote_first,
    row_label,
)
from careers.text.overlap import (
    Marks,
    Quote,
    Shared,
    Summary,
    mark_differences,
    mark_shared,
    summarise,
)
from comparisons.comparison import Cell, Comparison, Row
from comparisons.options import Mark, Options, Show, Sort

MOST_NOTED = 2  # points that a row's head quotes
MOST_FRAMES = 2  # that a row's head names
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


@dataclass(frozen=True)
class BaselineDifference:
    """How a text differs from the baseline's.

    ``verdict`` sums it up where it adds and lacks nothing, or everything.
    """

    adds: tuple[Quote, ...]
    lacks: tuple[Quote, ...]
    verdict: str


@dataclass(frozen=True)
class DisplayCell:
    """A text with its marks, and whose it is: the role at ``place``."""

    place: int
    slug: str
    name: str
    text: str
    marks: Marks
    difference: BaselineDifference | None
    has_remarks: bool


@dataclass(frozen=True)
class DisplayRow:
    """A row, what stands beside its dimension, and its cells."""

    row: Row
    label: str
    notes: tuple[str, ...]
    frames: tuple[str, ...]
    only: tuple[str, ...]
    cells: tuple[DisplayCell, ...]


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
            self.rows.sort(key=distinct_first)
        self.hidden = len(self.chosen) - len(self.rows)
        self.places = [slugs.index(slug) for slug in options.column or slugs]
        self.columns = [(place, comparison.roles[place]) for place in self.places]
        # With only differences shown, these are marked, if nothing else is asked.
        is_for_differences = options.show is Show.DIFFERENCES
        is_default = options.mark is Mark.LITTLE and is_for_differences
        self.mark = Mark.DIFFERENCES if is_default else options.mark
        self.baseline = next(
            (role for role in comparison.roles if role.slug == options.baseline), None
        )

    @cached_property
    def summary(self) -> Summary:
        """The summary of the rows chosen; what the cards show is not quoted again."""
        summaries = (n for n, row in enumerate(self.chosen) if row.dimension.is_summary)
        return summarise([row.overlap for row in self.chosen], frozenset(summaries))

    def path(self, file: str = "", **changes: Any) -> str:
        return self.comparison.selection.path(file, self.options.pairs(**changes))

    def link_to(self, row: Row) -> str:
        anchor = f"#{row.dimension.slug}"
        if row in self.rows:
            return anchor
        return f"{self.path(show=Show.EVERYTHING)}{anchor}"

    @cached_property
    def display_rows(self) -> list[DisplayRow]:
        return list(map(self._display, self.rows))

    def _display(self, row: Row) -> DisplayRow:
        marks = {place: self._marks(row, row.cells[place]) for place in self.places}
        notes = self._notes(row)
        described = [place for place in self.places if row.cells[place].text]
        has_all_columns = len(self.places) == len(row.cells)
        # Said once a row, not once a text.
        if (
            described
            and has_all_columns
            and all(marks[place].is_all for place in described)
        ):
            marks = dict.fromkeys(marks, Marks())
            is_different = self.mark is Mark.DIFFERENCES
            notes.append(
                _("No points in common.") if is_different else _("All is shared.")
            )
        reads_out = self.mark is Mark.DIFFERENCES and not self.options.baseline
        return DisplayRow(
            row,
            row_label(row.overlap),
            tuple(notes),
            tuple(self._frames(row)),
            tuple(self._only(row)) if reads_out else (),
            tuple(
                DisplayCell(
                    place,
                    cell.role.slug,
                    cell.role.title,
                    cell.text,
                    marks[place],
                    difference,
                    has_remarks=bool(difference) or marks[place].is_all,
                )
                for place in self.places
                for cell in [row.cells[place]]
                for difference in [
                    self.difference(row, cell) if self.baseline else None
                ]
            ),
        )

    @cached_property
    def answered_rows(self) -> list[DisplayRow]:
        return [self._display(row) for row in self.rows if row.has_texts]

    @property
    def unanswered(self) -> list[Row]:
        return [row for row in self.rows if not row.has_texts]

    @property
    def is_marked(self) -> bool:
        rows = self.answered_rows
        return any(cell.marks.spans for row in rows for cell in row.cells)

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
                "roles": count_roles(by_count[count][0].quotes, names),
                "points": quote_first(
                    list(map(common_words, by_count[count])), MOST_NOTED
                ),
            }
            for count in most
        ]

    def _frames(self, row: Row) -> list[str]:
        if not row.overlap.frames:
            return []
        names = self.comparison.names
        openings = " ".join(shared.point.opening for shared in row.overlap.shared)
        return [
            (
                _("%(roles)s: %(opener)s …")
                if frame.opener
                else _("%(roles)s, at different ranks: %(opener)s …")
            )
            % {
                "roles": count_roles(frame.quotes, names),
                # Of roles that do one thing at different ranks, each verb once.
                "opener": frame.opener
                or " / ".join(
                    dict.fromkeys(q.quote.split()[0] for q in frame.quotes.values())
                ),
            }
            for frame in row.overlap.frames
            if not frame.opener or frame.opener not in openings
        ][:MOST_FRAMES]

    def _only(self, row: Row) -> list[str]:
        """Return the differences in words, as screen readers do not read marks."""
        return [
            _("Only in %(role)s: %(points)s.")
            % {
                "role": role.title,
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
        is_framed = any(
            {slug, baseline} <= frame.quotes.keys() for frame in overlap.frames
        )
        if not (is_framed or overlap.has_common(slug, baseline)):
            verdict = _("No points in common")
        elif is_framed or adds or lacks:
            verdict = ""
        elif overlap.is_same(slug, baseline):
            verdict = _("Says the same")
        elif overlap.is_nearly_same(slug, baseline):
            verdict = _("Says nearly the same")
        else:
            verdict = _("Says partly the same")
        return BaselineDifference(bare(adds), bare(lacks), verdict)

    def _marks(self, row: Row, cell: Cell) -> Marks:
        if not cell.text or len(row.overlap.answered) < 2:
            return Marks()
        slug, baseline = cell.role.slug, self.options.baseline
        match self.mark:
            case Mark.LITTLE:
                return row.overlap.light_marks[slug]
            case Mark.DIFFERENCES:
                return mark_differences(row.overlap, slug, baseline)
            case Mark.SIMILARITIES:
                return mark_shared(row.overlap, slug, baseline)
        return Marks()


def bare(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return quotes without what only finds them, which is longer than their text."""
    return tuple(Quote(q.text, q.start, q.end, q.opening) for q in quotes)


def distinct_first(row: Row) -> float:
    similarity = row.overlap.similarity
    return 2 if similarity is None else similarity  # rows without any text come last


def all_of(count: int) -> str:
    """Return "Both", "All three" or "All 12"."""
    return str(ALL_OF.get(count) or _("All %(count)d") % {"count": count})


def name_roles(slugs: Collection[str], names: Mapping[str, str]) -> str:
    return join_names([name for slug, name in names.items() if slug in slugs])


def count_roles(slugs: Collection[str], names: Mapping[str, str]) -> str:
    count, total = len(slugs), len(names)
    return all_of(total) if count == total else some_of(count, total)


def some_of(count: int, total: int) -> str:
    return _("%(count)d of %(total)d") % {"count": count, "total": total}
