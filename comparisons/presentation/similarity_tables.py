"""How alike the roles are, pair by pair and dimension by dimension, as tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.utils.translation import gettext as _

from careers.phrases import join_names

from .presenter import ComparisonPresenter

# With more roles the pairs are a table of their own: 5 roles make 10 pairs.
MOST_ROLES_BY_PAIR = 4


class Figure(NamedTuple):
    """A similarity from 0 to 100, None without two texts; and in eleven colours."""

    percent: int | None
    level: int


def figure(similarity: float | None) -> Figure:
    """Return the figure of a similarity: rounded down, as labels start at a figure.

    0 is kept for nothing in common.
    """
    if similarity is None:
        return Figure(None, 0)
    percent = int(similarity * 100 + 1e-9)  # a mean of fractions may fall short
    percent = max(percent, 1) if similarity else 0
    return Figure(percent, round(percent / 10))


@dataclass(frozen=True)
class Head:
    """The head of a column or row: a dimension, or roles by their places."""

    text: str
    places: tuple[int, ...] = ()
    link: str = ""


Line = tuple[Head, list[Figure | None]]


@dataclass(frozen=True)
class Table:
    """A table of figures: each line has a figure or None under each head."""

    caption: str
    corner: str
    heads: list[Head]
    lines: list[Line]


def similarity_tables(presenter: ComparisonPresenter) -> list[Table]:
    """Return the tables that show how alike the roles of a comparison are.

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
    roles, means = presenter.comparison.roles, presenter.summary.pairs
    heads, keys = [], []
    for a, b in pairs:
        heads.append(Head(join_names([roles[a].name, roles[b].name]), (a, b)))
        first, second = sorted([roles[a].slug, roles[b].slug])
        keys.append((first, second))
    lines: list[Line] = [
        (
            Head(row.dimension.name, link=presenter.link_to(row)),
            [figure(row.overlap.pairs[key]) for key in keys],
        )
        for row in presenter.chosen
    ]
    lines.append((Head(_("All of these")), [figure(means.get(key)) for key in keys]))
    return Table(
        _("Similarity of each pair of roles, dimension by dimension"),
        _("Dimension"),
        heads,
        lines,
    )


def _of_pairs(presenter: ComparisonPresenter) -> Table:
    roles, means = presenter.comparison.roles, presenter.summary.pairs
    heads = [Head(role.name, (place,)) for place, role in enumerate(roles)]
    return Table(
        _("Similarity of each pair of roles, all dimensions together"),
        _("Role"),
        heads[:-1],
        [
            (
                heads[line],
                [
                    figure(means.get(_key(roles[line].slug, roles[column].slug)))
                    if column < line
                    else None
                    for column in range(len(roles) - 1)
                ],
            )
            for line in range(1, len(roles))
        ],
    )


def _of_dimensions(presenter: ComparisonPresenter) -> Table:
    return Table(
        _("Similarity of all roles, dimension by dimension"),
        _("Dimension"),
        [Head(_("All %(count)d") % {"count": len(presenter.comparison.roles)})],
        [
            (
                Head(row.dimension.name, link=presenter.link_to(row)),
                [figure(row.overlap.similarity)],
            )
            for row in presenter.chosen
        ],
    )


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
