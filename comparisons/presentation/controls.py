"""The links that change how a comparison is shown. Each keeps everything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.text.words import truncate
from comparisons.options import Mark, Show, Sort, Unknown

from .presenter import ComparisonPresenter, distinct_first

MOST_NOTICES = 3
LONGEST_VALUE = 60  # characters of an unknown value that a notice repeats


@dataclass(frozen=True)
class Choice:
    """A link that shows the comparison another way.

    ``why_not`` says why it would change nothing, "" if it changes something.
    """

    label: str
    path: str
    is_current: bool
    why_not: str = ""


@dataclass(frozen=True)
class Menu:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Checkboxes:
    """A form that chooses some of a comparison's columns or dimensions.

    ``fields`` are sent along; a box is a slug, a name, and whether it is ticked.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    boxes: tuple[tuple[str, str, bool], ...]
    is_changed: bool

    @property
    def ticked(self) -> int:
        return sum(is_ticked for _slug, _name, is_ticked in self.boxes)


class Controls:
    """The other ways to show the table of a comparison."""

    def __init__(self, presenter: ComparisonPresenter) -> None:
        comparison, options = presenter.comparison, presenter.options
        self.presenter = presenter
        self.dimensions = Checkboxes(
            comparison.selection.path(),
            tuple(options.pairs(dimension=())),
            tuple(
                (row.dimension.slug, row.dimension.name, row in presenter.chosen)
                for row in comparison.rows
            ),
            is_changed=bool(options.dimension),
        )
        self.columns = Checkboxes(
            comparison.selection.path(),
            tuple(options.pairs(column=())),
            tuple(
                (role.slug, role.title, place in presenter.places)
                for place, role in enumerate(comparison.roles)
            ),
            is_changed=bool(options.column),
        )
        self.add_role = comparison.selection.picker_path(
            [("go", "choose"), *options.pairs()]
        )

    @property
    def differences(self) -> Choice:
        is_on = self.presenter.options.show is Show.DIFFERENCES
        show = Show.EVERYTHING if is_on else Show.DIFFERENCES
        why_not = "" if is_on else self._why_not("show", Show.DIFFERENCES)
        path = f"{self.presenter.path(show=show)}#view_show"
        return Choice(_("Show differences"), path, is_on, why_not)

    @property
    def menus(self) -> list[Menu]:
        """The menus of the options; what an option would not change says so."""
        names = self.presenter.comparison.names.items()
        kept = [choice for choice in Show.choices if choice[0] != Show.DIFFERENCES]
        return [
            self._menu("show", _("Rows"), kept),
            self._menu("sort", _("Order"), Sort.choices),
            self._menu("mark", _("Marks"), Mark.choices),
            self._menu("baseline", _("Baseline"), [("", _("None")), *names]),
        ]

    def _menu(
        self, option: str, label: str, choices: Iterable[tuple[Any, object]]
    ) -> Menu:
        source = self.presenter if option == "mark" else self.presenter.options
        value_now = getattr(source, option)
        return Menu(
            label,
            tuple(
                Choice(
                    str(name),
                    f"{self.presenter.path(**{option: value})}#view_more",
                    is_current=value == value_now,
                    why_not="" if value == value_now else self._why_not(option, value),
                )
                for value, name in choices
            ),
        )

    def _why_not(self, option: str, value: Any) -> str:
        rows = self.presenter.chosen
        match option, value:
            case "show", Show.DIFFERENCES:
                is_any = any(Show.DIFFERENCES.keeps(row.overlap) for row in rows)
                return self._why_no_differences() or (
                    "" if is_any else _("the texts are nearly the same")
                )
            case "mark", Mark.LITTLE:
                is_on = self.presenter.options.show is Show.DIFFERENCES
                return _("differences are shown") if is_on else ""
            case "show", Show.SIMILARITIES:
                kept = sum(Show.SIMILARITIES.keeps(row.overlap) for row in rows)
                if kept == len(rows):
                    return _("each dimension shares something")
                return "" if kept else _("nothing is shared")
            case "sort", Sort.DISTINCT:
                kept_rows = self.presenter.rows
                is_so = kept_rows == sorted(kept_rows, key=distinct_first)
                return _("they are in this order now") if is_so else ""
            case "mark", Mark.SIMILARITIES:
                is_some = any(row.overlap.shared for row in self.presenter.rows)
                return "" if is_some else _("nothing is shared")
            case "mark", Mark.DIFFERENCES:
                return self._why_no_differences()
        return ""

    def _why_no_differences(self) -> str:
        overlaps = [row.overlap for row in self.presenter.chosen if row.has_texts]
        if not overlaps:
            return _("there are none")
        if not any(overlap.is_counted for overlap in overlaps):
            return _("the words of this language can’t be counted")
        if all(len(set(overlap.texts.values())) == 1 for overlap in overlaps):
            return _("there are none")
        return ""

    @property
    def themes(self) -> Menu:
        slugs: dict[str, tuple[str, ...]] = {}
        for row in self.presenter.comparison.rows:
            if theme := row.dimension.theme:
                slugs[theme.name] = (*slugs.get(theme.name, ()), row.dimension.slug)
        choices = [((), _("All")), *((theme, name) for name, theme in slugs.items())]
        return self._menu("dimension", _("Dimensions"), choices)

    @property
    def reading(self) -> list[Menu]:
        """How narrow windows show the columns: one by one, or any two side by side."""
        columns = self.presenter.options.column
        names = self.presenter.comparison.names
        slugs = (
            columns
            if len(columns) == 2
            else self.presenter.comparison.selection.slugs[:2]
        )
        read = [((), _("One by one")), (slugs, _("Two side by side"))]
        menus = [self._menu("column", _("Read"), read)]
        if len(columns) == 2:
            left, right = columns
            firsts = [
                ((slug, left if slug == right else right), name)
                for slug, name in names.items()
            ]
            seconds = [
                ((right if slug == left else left, slug), name)
                for slug, name in names.items()
            ]
            menus += [
                self._menu("column", _("First column"), firsts),
                self._menu("column", _("Second column"), seconds),
            ]
        return menus

    @property
    def notices(self) -> list[str]:
        return [notice(unknown) for unknown in self.presenter.unknown[:MOST_NOTICES]]

    @property
    def show_note(self) -> str:
        presenter = self.presenter
        counts = {"hidden": presenter.hidden, "count": len(presenter.chosen)}
        is_differences = presenter.options.show is Show.DIFFERENCES
        if not presenter.hidden and is_differences:
            return _("Every dimension differs, so none is hidden.")
        if not presenter.hidden:
            return _("Every dimension shares something, so none is hidden.")
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
        return f"{self.presenter.path(show=Show.EVERYTHING)}#view_show"


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
