"""How much each two roles share, in all and dimension by dimension, as tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.utils.translation import gettext as _

from careers.phrases import join_names
from careers.text.overlap import Counts, Kind, Overlap

from .presenter import ComparisonPresenter

# With more roles the pairs are a table of their own: 5 roles make 10 pairs.
MOST_ROLES_BY_PAIR = 4
LEVELS = 10

Pair = tuple[str, str]


class Figure(NamedTuple):
    """How much is shared, None without two texts; and how much of the table's most."""

    counts: Counts | None
    level: int = 0


@dataclass(frozen=True)
class Head:
    """The head of a column or row: a dimension, or roles by their places."""

    text: str
    places: tuple[int, ...] = ()
    link: str = ""


Line = tuple[Head, tuple[Figure | None, ...]]


@dataclass(frozen=True)
class Table:
    """A table of figures: each line has a figure or None under each head.

    It ``has_chips`` where colours stand for the roles.
    """

    caption: str
    corner: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    has_chips: bool


def pair_tables(presenter: ComparisonPresenter) -> list[Table]:
    """Return the tables of what the roles of a comparison share.

    Up to four roles, or with a baseline, one table has every pair and dimension.
    With more roles one table has the pairs and another the dimensions.
    """
    roles = presenter.comparison.roles
    pairs = combinations(range(len(roles)), 2)
    if presenter.baseline:
        baseline = roles.index(presenter.baseline)
        return [_by_pair(presenter, (pair for pair in pairs if baseline in pair))]
    if len(roles) > MOST_ROLES_BY_PAIR:
        return [_of_pairs(presenter), _of_dimensions(presenter)]
    return [_by_pair(presenter, pairs)]


def _by_pair(presenter: ComparisonPresenter, pairs: Iterable[tuple[int, int]]) -> Table:
    roles, totals = presenter.comparison.roles, presenter.summary.counts
    heads, keys = [], []
    for a, b in pairs:
        heads.append(Head(join_names([roles[a].title, roles[b].title]), (a, b)))
        first, second = sorted([roles[a].slug, roles[b].slug])
        keys.append((first, second))
    lines = [
        (
            Head(row.dimension.name, link=presenter.link_to(row)),
            [
                Counts(*row.overlap.counts[key])
                if set(key) <= set(row.overlap.answered)
                else None
                for key in keys
            ],
        )
        for row in presenter.chosen
    ]
    all_of_these = (Head(_("All of these")), [totals.get(key) for key in keys])
    return Table(
        _("What each pair of roles shares, dimension by dimension"),
        _("Dimension"),
        tuple(heads),
        (*_shaded(lines), *_shaded([all_of_these])),
        _has_chips(presenter),
    )


def _shaded(lines: Iterable[tuple[Head, list[Counts | None]]]) -> list[Line]:
    weighed = [
        (head, [(n, 2 * n.same + n.same_but_for if n else 0) for n in counts])
        for head, counts in lines
    ]
    weights = [weight for _head, line in weighed for _counts, weight in line]
    most = max(weights, default=0) or 1
    return [
        (head, tuple(Figure(n, LEVELS * weight // most) for n, weight in line))
        for head, line in weighed
    ]


def _of_pairs(presenter: ComparisonPresenter) -> Table:
    roles, totals = presenter.comparison.roles, presenter.summary.counts
    heads = [Head(role.title, (place,)) for place, role in enumerate(roles)]
    lines = _shaded(
        (
            heads[line],
            [
                totals.get((min(slugs), max(slugs)))
                for column in range(line)
                for slugs in [(roles[line].slug, roles[column].slug)]
            ],
        )
        for line in range(1, len(roles))
    )
    empty = [None] * len(roles)
    return Table(
        _("What each pair of roles shares, all dimensions together"),
        _("Role"),
        tuple(heads[:-1]),
        tuple((head, (*line, *empty[len(line) + 1 :])) for head, line in lines),
        _has_chips(presenter),
    )


def _of_dimensions(presenter: ComparisonPresenter) -> Table:
    lines = _shaded(
        (
            Head(row.dimension.name, link=presenter.link_to(row)),
            [_in_row(row.overlap)],
        )
        for row in presenter.chosen
    )
    return Table(
        _("What any of the roles share, dimension by dimension"),
        _("Dimension"),
        (Head(_("Any of %(count)d") % {"count": len(presenter.comparison.roles)}),),
        tuple(lines),
        _has_chips(presenter),
    )


def _has_chips(presenter: ComparisonPresenter) -> bool:
    return len(presenter.comparison.roles) > 2


def _in_row(row: Overlap) -> Counts | None:
    if len(row.answered) < 2:
        return None
    same = sum(shared.kind is Kind.SAME for shared in row.shared)
    return Counts(same, len(row.shared) - same)
