"""The links that change how a comparison is shown. Each keeps everything else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from careers.models import Role
from comparisons.comparison import Row
from comparisons.options import Mark, Show, Sort
from comparisons.snapshots import RoleSnapshot

from .presenter import ComparisonPresenter


def place_of(label: str) -> str:
    """Return the id of a control: "view_first_column"."""
    return f"view_{slugify(label).replace('-', '_')}"


@dataclass(frozen=True)
class Choice:
    """One choice of several: what it is called, where it leads, whether it is made."""

    label: str
    path: str
    is_made: bool


@dataclass(frozen=True)
class Menu:
    """A control with its choices; a page opened by one of them opens at ``place``."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def place(self) -> str:
        return place_of(self.label)

    @property
    def made(self) -> str:
        """The choice in force."""
        return next(choice.label for choice in self.choices if choice.is_made)

    @property
    def is_changed(self) -> bool:
        """Whether another choice than the first is in force, which is none."""
        return self.name != "column" and not self.choices[0].is_made


class Controls:
    """How the table of an arrangement can be shown otherwise."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        self.presenter = presenter
        self.options = presenter.options

    def _menu(self, name: str, label: str, choices: Iterable[tuple[Any, str]]) -> Menu:
        asked = getattr(self.options, name)
        return Menu(
            name,
            label,
            [
                Choice(text, self._path(label, **{name: value}), is_made=asked == value)
                for value, text in choices
            ],
        )

    def _path(self, label: str, **changes: Any) -> str:
        return f"{self.presenter.path(**changes)}#{place_of(label)}"

    @property
    def show(self) -> Menu:
        return self._menu("show", "Show", [(each, each.label) for each in Show])

    @property
    def menus(self) -> list[Menu]:
        roles = self.presenter.comparison.roles
        return [
            self._menu("mark", "Mark", [(each, each.label) for each in Mark]),
            self._menu("sort", "Order", [(each, each.label) for each in Sort]),
            self._menu(
                "baseline",
                "Against",
                [("", "No role"), *((role.slug, role.name) for role in roles)],
            ),
        ]

    @property
    def dimensions(self) -> list[tuple[Row, bool]]:
        """Every row there is, and whether its dimension is chosen."""
        chosen = self.presenter.chosen
        return [(row, row in chosen) for row in self.presenter.comparison.rows]

    @property
    def themes(self) -> Menu:
        """All dimensions, or those of one theme."""
        slugs: dict[str, list[str]] = {}
        for row in self.presenter.comparison.rows:
            if theme := row.dimension.theme:
                slugs.setdefault(theme.name, []).append(row.dimension.slug)
        return self._menu(
            "dimension",
            "Dimensions",
            [((), "All"), *((tuple(each), name) for name, each in slugs.items())],
        )

    @property
    def columns(self) -> list[tuple[Role | RoleSnapshot, bool]]:
        """Every role, and whether its column is shown."""
        roles = enumerate(self.presenter.comparison.roles)
        return [(role, place in self.presenter.places) for place, role in roles]

    @property
    def reading(self) -> Menu:
        """How to read on a narrow screen: dimension by dimension, or two columns."""
        asked = self.options.column
        two = (
            asked if len(asked) == 2 else self.presenter.comparison.selection.slugs[:2]
        )
        return self._menu(
            "column", "Read", [((), "One by one"), (two, "Two side by side")]
        )

    @property
    def sides(self) -> list[Menu]:
        """Which role is in which column, where two are shown."""
        if len(self.options.column) != 2:
            return []
        left, right = self.options.column
        return [
            self._side(
                "First column",
                left,
                lambda slug: (slug, left if slug == right else right),
            ),
            self._side(
                "Second column",
                right,
                lambda slug: (right if slug == left else left, slug),
            ),
        ]

    def _side(
        self, label: str, made: str, columns: Callable[[str], tuple[str, str]]
    ) -> Menu:
        return Menu(
            "column",
            label,
            [
                Choice(
                    role.name,
                    self._path(label, column=columns(role.slug)),
                    is_made=role.slug == made,
                )
                for role in self.presenter.comparison.roles
            ],
        )

    @property
    def kept_beside_columns(self) -> list[tuple[str, str]]:
        """What a form that chooses columns has to send along."""
        return self.options.pairs(column=())

    @property
    def kept_beside_dimensions(self) -> list[tuple[str, str]]:
        """What a form that chooses dimensions has to send along."""
        return self.options.pairs(dimension=())

    @property
    def everything(self) -> str:
        """The path of the same page with every row shown."""
        return self._path("Show", show=Show.EVERYTHING)

    @property
    def marking_shared(self) -> str:
        """The path of the same page with what is shared marked in every row."""
        return self._path("Mark", show=Show.EVERYTHING, mark=Mark.SIMILARITIES)
