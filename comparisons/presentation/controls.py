"""The links that change how a comparison is shown. Each keeps everything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.text.words import truncate
from comparisons.options import Mark, Show, Sort, Unknown

from .presenter import ComparisonPresenter

MOST_NOTICES = 3
LONGEST_VALUE = 60  # characters of an unknown value that a notice repeats


@dataclass(frozen=True)
class Choice:
    label: str
    path: str
    is_current: bool


@dataclass(frozen=True)
class Menu:
    """An option with its choices; a choice opens the page again at ``anchor``."""

    label: str
    anchor: str
    choices: list[Choice]
    current: str
    is_changed: bool


class Controls:
    """The other ways to show the table of a comparison."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        comparison, options = presenter.comparison, presenter.options
        self.presenter = presenter
        roles = comparison.names.items()
        self.show = self._menu("show", _("Show"), Show.choices)
        self.menus = [
            self._menu("mark", _("Mark"), Mark.choices),
            self._menu("sort", _("Order"), Sort.choices),
            self._menu("baseline", _("Baseline"), [("", _("None")), *roles]),
        ]
        self.dimensions = [(row, row in presenter.chosen) for row in comparison.rows]
        self.columns = [
            (role, place in presenter.places)
            for place, role in enumerate(comparison.roles)
        ]
        # What the forms that choose dimensions and columns send along.
        self.dimension_fields = options.pairs(dimension=())
        self.column_fields = options.pairs(column=())
        self.add_role = comparison.selection.picker_path(
            [("go", "choose"), *options.pairs()]
        )

    def _menu(
        self,
        option: str,
        label: str,
        choices: Iterable[tuple[Any, object]],
        anchor: str = "",
    ) -> Menu:
        value_now = getattr(self.presenter.options, option)
        anchor = f"view_{anchor or option}"
        made = [
            Choice(
                str(name),
                f"{self.presenter.path(**{option: value})}#{anchor}",
                is_current=value == value_now,
            )
            for value, name in choices
        ]
        current = next((choice.label for choice in made if choice.is_current), "")
        is_changed = option != "column" and not made[0].is_current
        return Menu(label, anchor, made, current, is_changed)

    @property
    def themes(self) -> Menu:
        slugs: dict[str, tuple[str, ...]] = {}
        for row in self.presenter.comparison.rows:
            if theme := row.dimension.theme:
                slugs[theme.name] = (*slugs.get(theme.name, ()), row.dimension.slug)
        choices = [((), _("All")), *((theme, name) for name, theme in slugs.items())]
        return self._menu("dimension", _("Dimensions"), choices, "dimensions")

    @property
    def reading(self) -> Menu:
        columns = self.presenter.options.column
        if len(columns) != 2:
            columns = self.presenter.comparison.selection.slugs[:2]
        choices = [((), _("One by one")), (columns, _("Two side by side"))]
        return self._menu("column", _("Read"), choices, "read")

    @property
    def sides(self) -> list[Menu]:
        if len(self.presenter.options.column) != 2:
            return []
        left, right = self.presenter.options.column
        names = self.presenter.comparison.names
        firsts = [
            ((slug, left if slug == right else right), name)
            for slug, name in names.items()
        ]
        seconds = [
            ((right if slug == left else left, slug), name)
            for slug, name in names.items()
        ]
        return [
            self._menu("column", _("First column"), firsts, "first_column"),
            self._menu("column", _("Second column"), seconds, "second_column"),
        ]

    @property
    def notices(self) -> list[str]:
        return [notice(unknown) for unknown in self.presenter.unknown[:MOST_NOTICES]]

    @property
    def show_note(self) -> str:
        presenter = self.presenter
        counts = {"hidden": presenter.hidden, "count": len(presenter.chosen)}
        is_differences = presenter.options.show is Show.DIFFERENCES
        if not presenter.hidden and is_differences:
            return _("All dimensions differ: nothing is hidden.")
        if not presenter.hidden:
            return _("All dimensions share something: nothing is hidden.")
        if is_differences:
            sentence = ngettext(
                "%(hidden)d of %(count)d dimensions is hidden: "
                "nearly the same in all roles, or not described yet.",
                "%(hidden)d of %(count)d dimensions are hidden: "
                "nearly the same in all roles, or not described yet.",
                presenter.hidden,
            )
        else:
            sentence = ngettext(
                "%(hidden)d of %(count)d dimensions is hidden: "
                "nothing in it is shared.",
                "%(hidden)d of %(count)d dimensions are hidden: "
                "nothing in them is shared.",
                presenter.hidden,
            )
        return sentence % counts

    @property
    def show_all(self) -> str:
        return f"{self.presenter.path(show=Show.EVERYTHING)}#{self.show.anchor}"

    @property
    def mark_shared(self) -> str:
        path = self.presenter.path(show=Show.EVERYTHING, mark=Mark.SIMILARITIES)
        return f"{path}#{self.menus[0].anchor}"


def notice(unknown: Unknown) -> str:
    if unknown.option == "columns":
        return _(
            "A single column can’t be compared, so all columns are shown. "
            "Choose at least two."
        )
    names = {
        "value": truncate(unknown.value, LONGEST_VALUE),
        "option": unknown.option,
    }
    if unknown.option == "dimension":
        return _("“%(value)s” isn’t a dimension, so it is ignored.") % names
    if unknown.option in ("baseline", "column"):
        sentence = _("“%(value)s” isn’t a role in this comparison, so it is ignored.")
    else:
        sentence = _("“%(value)s” isn’t a choice for “%(option)s”, so it is ignored.")
    return sentence % names
