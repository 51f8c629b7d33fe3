"""How alike the roles are, pair by pair and dimension by dimension, as tables."""

from dataclasses import dataclass
from itertools import combinations

from comparisons.comparison import Row

from .presenter import ComparisonPresenter

# With more roles the pairs are a table of their own: 5 roles make 10 pairs.
MOST_ROLES_BY_PAIR = 4

Pair = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """How alike two texts or more are, from 0 to 100; None where there are none."""

    percent: int | None

    @property
    def level(self) -> int:
        """The same in eleven steps of colour."""
        return round((self.percent or 0) / 10)


def figure(alike: float | None) -> Figure:
    """Return the figure for a similarity: rounded down, as labels begin at a figure.

    0 is kept for nothing in common.
    """
    if alike is None:
        return Figure(None)
    percent = int(alike * 100 + 1e-9)  # of a mean of fractions
    return Figure(max(percent, 1) if alike else 0)


@dataclass(frozen=True)
class Head:
    """The head of a column or row: a dimension, a pair or a role by their places."""

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


def picture(presenter: ComparisonPresenter) -> list[Table]:
    """Return the tables that show how alike the roles of an arrangement are.

    Up to four roles, or against a baseline, one table has every pair and dimension.
    Of more roles one table has the pairs and another the dimensions.
    """
    roles = presenter.comparison.roles
    pairs = list(combinations(range(len(roles)), 2))
    if presenter.baseline:
        against = roles.index(presenter.baseline)
        pairs = [pair for pair in pairs if against in pair]
    elif len(roles) > MOST_ROLES_BY_PAIR:
        return [_of_pairs(presenter), _of_dimensions(presenter)]
    return [_of_both(presenter, pairs)]


def _of_both(presenter: ComparisonPresenter, pairs: list[Pair]) -> Table:
    """A column for each pair, a line for each dimension, and one for all of them."""
    slugs = presenter.comparison.selection.slugs
    keys = [_key(slugs[a], slugs[b]) for a, b in pairs]
    means = presenter.summary.pairs
    lines: list[Line] = [
        (_head(presenter, row), [figure(row.overlap.pairs[key]) for key in keys])
        for row in presenter.chosen
    ]
    return Table(
        "How alike each two roles are, dimension by dimension",
        "Dimension",
        [_pair_head(presenter, pair) for pair in pairs],
        [*lines, (Head("All of these"), [figure(means.get(key)) for key in keys])],
    )


def _of_pairs(presenter: ComparisonPresenter) -> Table:
    """A line and a column for each role: the mean of all dimensions."""
    roles, alike = presenter.comparison.roles, presenter.summary.pairs
    heads = [Head(role.name, (place,)) for place, role in enumerate(roles)]
    return Table(
        "How alike each two roles are, all dimensions together",
        "Role",
        heads[:-1],
        [
            (
                heads[line],
                [
                    figure(alike.get(_key(roles[line].slug, roles[column].slug)))
                    if column < line
                    else None
                    for column in range(len(roles) - 1)
                ],
            )
            for line in range(1, len(roles))
        ],
    )


def _of_dimensions(presenter: ComparisonPresenter) -> Table:
    """A line for each dimension: the mean of all pairs."""
    return Table(
        "How alike all of them are, dimension by dimension",
        "Dimension",
        [Head(f"All {len(presenter.comparison.roles)}")],
        [
            (_head(presenter, row), [figure(row.overlap.similarity)])
            for row in presenter.chosen
        ],
    )


def _head(presenter: ComparisonPresenter, row: Row) -> Head:
    return Head(row.dimension.name, link=presenter.link_to(row))


def _pair_head(presenter: ComparisonPresenter, pair: Pair) -> Head:
    names = [presenter.comparison.names[place] for place in pair]
    return Head(" and ".join(names), pair)


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
