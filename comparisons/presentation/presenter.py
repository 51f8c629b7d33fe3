"""A comparison as a visitor asks for it: its rows chosen, ordered and marked."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from careers.models import Role
from careers.phrases import row_label
from careers.text.overlap import marks
from careers.text.overlap.points import Point
from careers.text.overlap.summary import Summary
from comparisons.comparison import Cell, Comparison, Row
from comparisons.options import Mark, Options, Show, Sort, Unknown
from comparisons.selection import Query, Selection
from comparisons.snapshots import RoleSnapshot

from .phrases import all_of, quoted

MOST_NOTED = 2  # points a row's head quotes
MOST_ONLY = 5  # points it quotes of each role in words that are only read out


@dataclass(frozen=True)
class Card:
    """What the page says of one role before the table, and where it can go."""

    role: Role | RoleSnapshot
    summary: str
    without: str
    to_the_left: str
    to_the_right: str


@dataclass(frozen=True)
class BaselineDifference:
    """How a text differs from the baseline's: what it adds to it and what it lacks.

    ``verdict`` says it in words where it adds and lacks nothing, or everything.
    """

    adds: list[Point]
    lacks: list[Point]
    verdict: str


@dataclass(frozen=True)
class DisplayCell:
    """A cell, what is marked in it, and how it differs from the baseline's.

    ``place`` is that of its role in the comparison.
    """

    place: int
    cell: Cell
    marks: marks.Marks
    against: BaselineDifference | None

    @property
    def has_remarks(self) -> bool:
        return self.marks.is_all or self.against is not None


@dataclass(frozen=True)
class DisplayRow:
    """A row, what is said of it beside its dimension, and its cells."""

    row: Row
    label: str
    notes: list[str]
    only: list[str]
    cells: list[DisplayCell]


class ComparisonPresenter:
    """A comparison and what is asked of it: all that a page or a file shows."""

    def __init__(self, comparison: Comparison, query: QueryDict) -> None:
        self.comparison = comparison
        asked, wrong = Options.of(query)
        self.options, unknown = asked.within(
            [row.dimension.slug for row in comparison.rows], comparison.selection.slugs
        )
        self.unknown: list[Unknown] = [*wrong, *unknown]

    @cached_property
    def chosen(self) -> list[Row]:
        """The rows of the dimensions asked for, in the editors' order."""
        slugs = self.options.dimension
        rows = self.comparison.rows
        return [row for row in rows if not slugs or row.dimension.slug in slugs]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows shown, in the order asked for."""
        rows = [row for row in self.chosen if self.options.show.keeps(row.overlap)]
        if self.options.sort is Sort.DISTINCT:
            # Rows that nobody answers differ least: they come last.
            rows.sort(
                key=lambda row: (
                    2 if row.overlap.similarity is None else row.overlap.similarity
                )
            )
        return rows

    @cached_property
    def places(self) -> list[int]:
        """The places of the roles whose columns are shown, in their order."""
        slugs = self.comparison.selection.slugs
        return [slugs.index(slug) for slug in self.options.column or slugs]

    @property
    def columns(self) -> list[tuple[int, Role | RoleSnapshot]]:
        """The roles whose columns are shown, each with its place."""
        return [(place, self.comparison.roles[place]) for place in self.places]

    @property
    def hidden(self) -> int:
        """How many of the rows chosen are not of the kind that is shown."""
        return len(self.chosen) - len(self.rows)

    @cached_property
    def summary(self) -> Summary:
        """What the rows chosen come to, the cards' own sentences not quoted again."""
        summaries = (n for n, row in enumerate(self.chosen) if row.dimension.is_summary)
        return Summary([row.overlap for row in self.chosen], frozenset(summaries))

    @cached_property
    def baseline(self) -> Role | RoleSnapshot | None:
        slug = self.options.baseline
        return next((r for r in self.comparison.roles if r.slug == slug), None)

    def link_to(self, row: Row) -> str:
        """Return a link to ``row``, showing everything where it is hidden."""
        anchor = f"#{row.dimension.slug}"
        if row in self.rows:
            return anchor
        return f"{self.path(show=Show.EVERYTHING)}{anchor}"

    def path(self, file: str = "", **changes: Any) -> str:
        """Return the path of this comparison with ``changes`` to what is asked."""
        return self.comparison.selection.path(file, self.options.pairs(**changes))

    @property
    def add_path(self) -> str:
        """The path of the picker that leads back here with what is asked."""
        query: Query = [("go", "choose"), *self.options.pairs()]
        return self.comparison.selection.picker_path(query)

    @property
    def cards(self) -> list[Card]:
        selection = self.comparison.selection
        query = self.options.pairs()
        last = len(selection) - 1
        return [
            Card(
                role=role,
                summary=self.comparison.summary_of(place),
                without=self._path_without(selection, role.slug),
                to_the_left=selection.moved(role.slug, -1).path("", query)
                if place
                else "",
                to_the_right=(
                    selection.moved(role.slug, 1).path("", query)
                    if place < last
                    else ""
                ),
            )
            for place, role in enumerate(self.comparison.roles)
        ]

    def _path_without(self, selection: Selection, slug: str) -> str:
        rest = selection.without(slug)
        options, _ = self.options.within(self.options.dimension, rest.slugs)
        kept = options.pairs(dimension=self.options.dimension)
        return rest.path("", kept)

    @property
    def shown(self) -> list[DisplayRow]:
        """The rows shown, with all that is said of each."""
        return [
            DisplayRow(
                row,
                row_label(row.overlap),
                self._notes(row),
                self._only(row),
                [
                    DisplayCell(
                        place,
                        row.cells[place],
                        self._marks(row, row.cells[place]),
                        self.against(row, row.cells[place]),
                    )
                    for place in self.places
                ],
            )
            for row in self.rows
        ]

    def _notes(self, row: Row) -> list[str]:
        """Say in a few words what the roles share in ``row``, or who alone answers."""
        names = self.comparison.names_by_slug
        if len(row.overlap.answered) == 1:
            return [f"Only in {names[row.overlap.answered[0]]}"]
        some = row.overlap.in_some
        in_most = [each for each in some if len(each.said) == len(some[0].said)]
        return [
            f"{who}: {quoted([each.point for each in shared], MOST_NOTED)}"
            for who, shared in (
                (all_of(len(names)).capitalize(), row.overlap.in_all),
                (in_most and f"{len(in_most[0].said)} of {len(names)}", in_most),
            )
            if shared
        ]

    def _only(self, row: Row) -> list[str]:
        """Say in words what is different, for those to whom marks are not read out."""
        if self.options.mark is not Mark.DIFFERENCES or self.options.baseline:
            return []
        alone = ((role.name, row.overlap.alone(role.slug)) for _, role in self.columns)
        return [
            f"Only in {name}: {quoted(points, MOST_ONLY)}."
            for name, points in alone
            if points
        ]

    def against(self, row: Row, cell: Cell) -> BaselineDifference | None:
        key, other, overlap = cell.role.slug, self.options.baseline, row.overlap
        if not other or key == other or not {key, other} <= set(overlap.answered):
            return None
        adds, lacks = overlap.lacks(other, key), overlap.lacks(key, other)
        if not overlap.has_common(key, other):
            verdict = "No point in common"
        elif adds or lacks:
            verdict = ""
        else:
            same = overlap.is_same(key, other)
            verdict = "Says the same" if same else "Says nearly the same"
        return BaselineDifference(adds, lacks, verdict)

    def _marks(self, row: Row, cell: Cell) -> marks.Marks:
        kind, key = self.options.mark, cell.role.slug
        if kind is Mark.NOTHING or not cell.text or len(row.overlap.answered) < 2:
            return marks.Marks([])
        mark = marks.different if kind is Mark.DIFFERENCES else marks.shared
        return mark(row.overlap, key, self.options.baseline)
