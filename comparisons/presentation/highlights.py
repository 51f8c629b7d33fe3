"""A comparison at a glance: a few lines that quote the texts and link to them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from careers.phrases import join_names
from careers.text.overlap import Point
from comparisons.comparison import Row
from comparisons.snapshots import ComparedRole

from .phrases import sharing_roles
from .presenter import ComparisonPresenter
from .similarity_tables import figure

SHARED_LINES = 6
MOST_CLOSEST = 2  # pairs
UNIQUE_QUOTES = 12  # for all roles together


@dataclass(frozen=True)
class Quote:
    """A point as published, what opens it, and a link to its row."""

    row: Row
    link: str
    point: Point
    opening: str


@dataclass(frozen=True)
class SharedLine:
    """Which roles share a point: "All three", or "5 of 12" and their names."""

    roles: str
    names: str
    quote: Quote


@dataclass(frozen=True)
class RoleHighlights:
    """The points that one role alone makes; ``place`` is that of its column.

    It ``has_unique_points`` where none is quoted if only its summary has them.
    """

    role: ComparedRole
    place: int
    quotes: list[Quote]
    has_unique_points: bool


class Highlights:
    """What stands above the table, about the rows that were chosen."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        self.presenter = presenter
        self.rows = presenter.chosen
        summary = presenter.summary
        self.shared = [
            SharedLine(
                *sharing_roles(shared.keys, presenter.comparison.names),
                self._quote(place, shared.point, shared.opening),
            )
            for place, shared in summary.shared[:SHARED_LINES]
        ]
        self.shared_count = len(summary.shared)
        self.shared_more = self.shared_count - len(self.shared)
        self.differ_most = [
            (self.rows[place], presenter.link_to(self.rows[place]))
            for place in summary.differ_most
        ]

    def _quote(self, place: int, point: Point, opening: str) -> Quote:
        row = self.rows[place]
        return Quote(row, self.presenter.link_to(row), point, opening)

    @property
    def unique(self) -> list[RoleHighlights]:
        roles = self.presenter.comparison.roles
        most = min(max(UNIQUE_QUOTES // len(roles), 1), 3)
        return [
            RoleHighlights(
                role,
                place,
                [
                    self._quote(row, point.point, point.point.opening)
                    for row, point in self.presenter.summary.apart(role.slug)[:most]
                ],
                any(row.overlap.only[role.slug] for row in self.rows),
            )
            for place, role in enumerate(roles)
        ]

    @property
    def no_difference(self) -> str:
        if any(row.overlap.label for row in self.rows):
            return _("Nowhere: the texts are nearly the same.")
        return _("No dimension has two texts to compare yet.")

    @property
    def closest(self) -> str:
        """The pair or two most alike, and how much; "" where no pair stands out.

        With a baseline, among the pairs that it is in.
        """
        summary, names = self.presenter.summary, self.presenter.comparison.names
        pairs = summary.closest_to(self.presenter.options.baseline)
        if not pairs or len(pairs) > MOST_CLOSEST:
            return ""
        roles = [
            join_names([name for slug, name in names.items() if slug in pair])
            for pair in pairs
        ]
        percent = figure(summary.pairs[pairs[0]]).percent
        phrases = {"roles": _(", ").join(roles), "percent": percent}
        return _("%(roles)s: %(percent)d of 100") % phrases
