"""A comparison at a glance: a few lines that quote the texts and lead to them."""

from dataclasses import dataclass
from functools import cached_property

from careers.models import Role
from careers.text.overlap.points import Point
from comparisons.comparison import Row
from comparisons.snapshots import RoleSnapshot

from .phrases import all_of, named, who
from .presenter import ComparisonPresenter
from .similarity_tables import figure

SHARED_LINES = 6
MOST_CLOSEST = 2
# For all roles together, of what each of them alone says.
QUOTES_APART = 12


@dataclass(frozen=True)
class Quote:
    """A point as published, what opens it, and the row it is in."""

    row: Row
    link: str
    point: Point
    opening: str


@dataclass(frozen=True)
class Line:
    """Who says a point: "All three", or "5 of 12" and which these are."""

    who: str
    which: str
    quote: Quote


@dataclass(frozen=True)
class RoleHighlights:
    """What one role alone says; ``place`` is that of its column.

    ``says_more`` than the others, if only in its summary, which is not quoted here.
    """

    role: Role | RoleSnapshot
    place: int
    quotes: list[Quote]
    says_more: bool


class Highlights:
    """What stands above the table, of the rows that were chosen."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        self.rows = presenter.chosen
        self.presenter = presenter
        self.summary = presenter.summary
        self.baseline = presenter.options.baseline
        self.roles = presenter.comparison.roles
        self.names = presenter.comparison.names_by_slug

    def _quote(self, place: int, point: Point, opening: str) -> Quote:
        row = self.rows[place]
        return Quote(row, self.presenter.link_to(row), point, opening)

    @property
    def all_of_them(self) -> str:
        """ "both" or "all three"."""
        return all_of(len(self.roles))

    @cached_property
    def shared(self) -> list[Line]:
        """What all or some of the roles say, what all say first."""
        return [
            Line(
                said_by := who(each.shared.keys, self.names),
                named(each.shared.keys, self.names) if said_by[0].isdigit() else "",
                self._quote(each.row, each.shared.point, each.shared.opening),
            )
            for each in self.summary.shared
        ]

    @property
    def shared_first(self) -> list[Line]:
        return self.shared[:SHARED_LINES]

    @property
    def shared_more(self) -> int:
        return len(self.shared) - len(self.shared_first)

    @cached_property
    def apart(self) -> list[RoleHighlights]:
        """What each role alone says, in the order of the columns."""
        most = min(max(QUOTES_APART // len(self.roles), 1), 3)
        return [
            RoleHighlights(
                role,
                place,
                [
                    self._quote(each.row, each.said.point, each.said.point.opening)
                    for each in self.summary.apart(role.slug)[:most]
                ],
                any(row.overlap.only[role.slug] for row in self.rows),
            )
            for place, role in enumerate(self.roles)
        ]

    @property
    def differ_most(self) -> list[tuple[Row, str]]:
        """The rows that differ most, and links to them."""
        rows = [self.rows[place] for place in self.summary.differ_most]
        return [(row, self.presenter.link_to(row)) for row in rows]

    @property
    def has_answers(self) -> bool:
        """Whether two roles answer one question at least."""
        return any(row.overlap.label for row in self.rows)

    @property
    def closest(self) -> str:
        """The pair or two that are most alike, and how much; "" where none stands out.

        Against a baseline, of the pairs that it is in.
        """
        pairs = self.summary.closest_to(self.baseline)
        if not pairs or len(pairs) > MOST_CLOSEST:
            return ""
        names = [
            " and ".join(name for slug, name in self.names.items() if slug in pair)
            for pair in pairs
        ]
        alike = figure(self.summary.pairs[pairs[0]]).percent
        return f"{', '.join(names)}: {alike} of 100"
