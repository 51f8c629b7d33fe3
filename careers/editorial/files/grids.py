"""The tables of a file as grids of cells, whatever the kind of file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from careers.text import clean_text, without_guards

from .records import Place

# Several times what a site of a thousand roles needs; what is larger would fill memory.
MAX_ROWS = 200_000
MAX_COLUMNS = 4_096
MAX_CELLS = 500_000
MAX_CHARACTERS = 30_000_000
TOO_LONG = 1_000  # characters of a name


class UnreadableError(Exception):
    """A file, or the table at ``place``; the message is for the person who sent it."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.place = place


class Kind(TextChoices):
    """What stands in a cell that has no text."""

    FORMULA = "formula", gettext_lazy("a formula")
    NUMBER = "number", gettext_lazy("a number")
    DATE = "date", gettext_lazy("a date or a time")
    BOOLEAN = "boolean", gettext_lazy("TRUE or FALSE")
    ERROR = "error", gettext_lazy("an error")


class NotText(str):
    """A cell that has no text. A formula has no words: its value can be out of date."""

    __slots__ = ("kind",)
    kind: Kind

    @classmethod
    def of(cls, kind: Kind, words: str = "") -> "NotText":
        cell = cls(words)
        cell.kind = kind
        return cell


class Area(NamedTuple):
    """Merged cells, from the first column and row to the last."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        first = f"{get_column_letter(self.left)}{self.top}"
        return f"{first}:{get_column_letter(self.right)}{self.bottom}"


Row = dict[int, str]


@dataclass
class Grid:
    """A table as its file has it: cells by row and column, both from 1.

    Blank cells and blank rows are absent. ``role`` is what the sheet is named, and
    ``slugs`` are those of the roles whose columns these are, if the file has them.
    """

    place: Place
    rows: dict[int, Row] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    role: str = ""
    slugs: dict[int, str] = field(default_factory=dict)
    is_hidden: bool = False

    def at(self, row: int = 0, column: int = 0) -> Place:
        return replace(self.place, row=row, column=column)

    @cached_property
    def covered(self) -> dict[tuple[int, int], Area]:
        """The merged area of each cell in one, but for the first cell of an area."""
        last = max(self.rows, default=0)
        width = max((max(row) for row in self.rows.values()), default=0)
        covered: dict[tuple[int, int], Area] = {}
        count = 0
        for area in self.merged:
            right, bottom = min(area.right, width), min(area.bottom, last)
            count += max(right - area.left + 1, 0) * max(bottom - area.top + 1, 0)
            if count > MAX_CELLS:
                raise UnreadableError(too_many_merged())
            for row in range(area.top, bottom + 1):
                for column in range(area.left, right + 1):
                    covered[row, column] = area
            covered.pop((area.top, area.left), None)
        return covered

    def name(self, row: int, column: int) -> str:
        """Return a cell of names. A merged area has its name in each of its rows."""
        cell = self.rows.get(row, {}).get(column, "")
        if not cell and (area := self.covered.get((row, column))):
            cell = self.rows.get(area.top, {}).get(area.left, "")
        return cell

    def below(self, row: int) -> Iterator[tuple[int, Row]]:
        return ((number, cells) for number, cells in self.rows.items() if number > row)


def name_of(cell: str) -> str:
    """Return the name that a cell has, in one line. A number is one too.

    What is too long for any name is cut, and still too long.
    """
    if isinstance(cell, NotText) and cell.kind is not Kind.NUMBER:
        return ""
    return " ".join(clean_text(without_guards(cell[:TOO_LONG])).split())


class Filler:
    """Puts cells into a grid, as many as there is room for."""

    def __init__(self, grid: Grid) -> None:
        self.grid, self.count, self.characters = grid, 0, 0

    def add(self, row: int, column: int, cell: str) -> None:
        if not cell.strip() and not isinstance(cell, NotText):
            return
        self.count += 1
        self.characters += len(cell)
        if row > MAX_ROWS:
            raise UnreadableError(
                _(
                    "The table goes on to row %(row)s, and at most %(most)s rows can "
                    "be read. Delete the rows below it, or send it in parts."
                )
                % {"row": f"{row:,}", "most": f"{MAX_ROWS:,}"}
            )
        if column > MAX_COLUMNS:
            raise UnreadableError(
                _(
                    "The table goes on to column %(column)s, and at most %(most)s "
                    "columns can be read. Delete those beside it, or send it in parts."
                )
                % {"column": get_column_letter(column), "most": f"{MAX_COLUMNS:,}"}
            )
        if self.count > MAX_CELLS or self.characters > MAX_CHARACTERS:
            raise UnreadableError(
                _(
                    "The table has more than %(cells)s cells or %(characters)s "
                    "characters. Send it in parts."
                )
                % {"cells": f"{MAX_CELLS:,}", "characters": f"{MAX_CHARACTERS:,}"}
            )
        self.grid.rows.setdefault(row, {})[column] = cell


def too_many_merged() -> str:
    return _("The table has too many merged cells. Unmerge them.")
