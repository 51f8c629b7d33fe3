"""Excel workbooks as grids.

Read with little memory, whatever a sheet says of its own size. openpyxl's reader for
large files is not enough: it does not say which cells are merged or hidden, and keeps
something of every empty row that has a style.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string

from .grids import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    Area,
    Filler,
    Grid,
    Kind,
    NotText,
    UnreadableError,
    too_many_merged,
)
from .packages import DAMAGES, Event, Package, too_large
from .records import Place, Problem

TRUE = {"1", "true"}
CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# How Excel writes a character that XML cannot hold. Surrogates are no characters.
ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
MAX_ROW = 1_048_576  # as in Excel, like the next two
MAX_STYLES = 65_536
MAX_MERGED = 100_000  # areas of a sheet
MOST_NAMED = 10  # hidden rows or columns in one message
STRING_PARTS = ("si", "r", "t", "rPh")


@dataclass
class Sheet:
    name: str
    is_hidden: bool
    part: str


@dataclass
class _Hidden:
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)


class Workbook:
    """A workbook; ``problems`` and ``notes`` grow while ``grids`` reads it."""

    def __init__(self, name: str, content: bytes) -> None:
        self.place = Place(name)
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        try:
            self.package = Package(content)
            self._refuse_other_kinds()
            self.sheets = list(self._sheets())
            self.strings = list(self._strings())
            self.dates = list(self._dates())
        except DAMAGES as error:
            raise UnreadableError(damaged()) from error

    def grids(self) -> Iterator[Grid]:
        for sheet in self.sheets:
            place = replace(self.place, sheet=sheet.name)
            try:
                grid = self._grid(place, sheet.part)
                grid.is_hidden = sheet.is_hidden
                yield grid
            except UnreadableError as error:
                self._add(place, str(error))
            except DAMAGES:
                self._add(place, damaged())

    def _add(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))

    def _refuse_other_kinds(self) -> None:
        names = self.package.names
        if "content.xml" in names:
            raise UnreadableError(
                _("This is an OpenDocument file. Save it as .xlsx and send that.")
            )
        if "word/document.xml" in names:
            raise UnreadableError(
                _(
                    "This is a Word document. Copy its table into a spreadsheet, save "
                    "it as .xlsx and send that."
                )
            )
        if "xl/workbook.bin" in names:
            raise UnreadableError(
                _("This is a binary workbook. Save it as .xlsx and send that.")
            )
        if any(part.flag_bits & 1 for part in self.package.archive.infolist()):
            raise UnreadableError(
                _("The file has a password. Remove the password and send it again.")
            )

    def _sheets(self) -> Iterator[Sheet]:
        kinds = {r.kind: r.part for r in self.package.relations("").values()}
        if "officeDocument" not in kinds:
            raise UnreadableError(
                _("This archive has no workbook in it. Send an .xlsx or a CSV file.")
            )
        self.relations = self.package.relations(kinds["officeDocument"])
        if any(r.kind == "vbaProject" for r in self.relations.values()):
            self._add(
                self.place,
                _("The workbook has macros. Save it as .xlsx, without them."),
            )
        for event in self.package.events(kinds["officeDocument"], ["sheet"]):
            if event.is_start:
                attributes = event.attributes
                keys = {key.rpartition(" ")[2]: key for key in attributes}
                relation = self.relations[attributes[keys["id"]]]
                is_hidden = attributes.get("state", "visible") != "visible"
                if relation.kind == "worksheet":
                    yield Sheet(attributes["name"], is_hidden, relation.part)

    def _parts(self, kind: str) -> Iterator[str]:
        """Yield the part of this kind, which a workbook need not have."""
        parts = [r.part for r in self.relations.values() if r.kind == kind]
        return iter(parts[:1])

    def _strings(self) -> Iterator[str]:
        for part in self._parts("sharedStrings"):
            text, length, count = _Text(), 0, 0
            for event in self.package.events(part, STRING_PARTS):
                text.take(event)
                if event.name == "si" and not event.is_start:
                    yield (string := text.all())
                    length, count = length + len(string), count + 1
                if length > MAX_CHARACTERS or count > MAX_CELLS:
                    raise UnreadableError(too_large())

    def _dates(self) -> Iterator[bool]:
        """Yield, for each style of cells, whether it shows numbers as dates."""
        for part in self._parts("styles"):
            formats = dict(BUILTIN_FORMATS)
            is_of_cells, count = False, 0
            for event in self.package.events(part, ["numFmt", "cellXfs", "xf"]):
                values = event.attributes
                if event.name == "cellXfs":
                    is_of_cells = event.is_start
                elif event.name == "numFmt" and event.is_start:
                    formats[int(values["numFmtId"])] = values["formatCode"]
                elif event.name == "xf" and event.is_start and is_of_cells:
                    code = formats.get(int(values.get("numFmtId", 0)), "General")
                    yield bool(is_date_format(code))
                    count += 1
                if max(len(formats), count) > MAX_STYLES:
                    raise UnreadableError(too_large())

    def _grid(self, place: Place, part: str) -> Grid:
        reader = _SheetReader(self, Grid(place, role=place.sheet))
        for event in self.package.events(part, reader.readers, sparse=("row", "c")):
            reader.readers[event.name](event)
        self.notes += reader.without_hidden()
        return reader.grid


class _Text:
    """The words of a string, in one or several runs, without their pronunciation."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.is_spoken = False

    def take(self, event: Event) -> None:
        if event.name == "rPh":
            self.is_spoken = event.is_start
        elif event.name == "t" and event.text and not self.is_spoken:
            self.parts.append(event.text)

    def all(self) -> str:
        text = "".join(self.parts)
        self.parts.clear()
        return unescaped(text)


class _SheetReader:
    def __init__(self, workbook: Workbook, grid: Grid) -> None:
        self.strings, self.dates = workbook.strings, workbook.dates
        self.grid, self.filler = grid, Filler(grid)
        self.hidden = _Hidden()
        self.row = self.column = 0
        self.attributes: dict[str, str] = {}
        self.text, self.value, self.is_formula = _Text(), "", False
        self.readers = {
            "col": self._col,
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "v": self._value,
            "t": self.text.take,
            "rPh": self.text.take,
            "mergeCell": self._merged,
        }

    def _col(self, event: Event) -> None:
        attributes = event.attributes
        if event.is_start and attributes.get("hidden") in TRUE:
            columns = range(int(attributes["min"]), int(attributes["max"]) + 1)
            self.hidden.columns.append(columns)
            if len(self.hidden.columns) > MAX_COLUMNS:
                raise UnreadableError(too_large())

    def _row(self, event: Event) -> None:
        if event.is_start:
            self.row, self.column = int(event.attributes.get("r", self.row + 1)), 0
            if event.attributes.get("hidden") in TRUE and self.row <= MAX_ROW:
                self.hidden.rows.add(self.row)

    def _cell(self, event: Event) -> None:
        if event.is_start:
            self.attributes = event.attributes
            self.value, self.is_formula = "", False
            self.text.all()
            if place := self.attributes.get("r"):
                self.column, self.row = position(place)
            else:
                self.column += 1
        else:
            self.filler.add(self.row, self.column, self._content())

    def _formula(self, event: Event) -> None:
        self.is_formula = True

    def _value(self, event: Event) -> None:
        self.value = event.text

    def _merged(self, event: Event) -> None:
        if event.is_start:
            first, _colon, last = event.attributes["ref"].partition(":")
            self.grid.merged.append(Area(*position(first), *position(last or first)))
            if len(self.grid.merged) > MAX_MERGED:
                raise UnreadableError(too_many_merged())

    def _content(self) -> str:
        kind, value = self.attributes.get("t", "n"), self.value
        if self.is_formula:
            return NotText.of(Kind.FORMULA)
        if kind == "inlineStr":
            return self.text.all()
        if not value:
            return ""
        if kind == "s":
            return self.strings[int(value)]
        if kind == "str":
            return unescaped(value)
        kinds = {"b": Kind.BOOLEAN, "e": Kind.ERROR, "d": Kind.DATE}
        if kind in kinds:
            return NotText.of(kinds[kind], value)
        style = int(self.attributes.get("s", 0))
        if style < len(self.dates) and self.dates[style]:
            return NotText.of(Kind.DATE, value)
        return NotText.of(Kind.NUMBER, number(value))

    def without_hidden(self) -> Iterator[Problem]:
        """Take hidden rows and columns out of the grid, and yield what they were."""
        grid, rows = self.grid, self.grid.rows
        hidden = sorted(self.hidden.rows & rows.keys())
        for number in hidden:
            del rows[number]
        used = {column for row in rows.values() for column in row}
        columns = sorted(
            column
            for column in used
            if any(column in hidden for hidden in self.hidden.columns)
        )
        for number in [*rows] if columns else ():
            kept = {c: cell for c, cell in rows[number].items() if c not in columns}
            rows[number] = kept
            if not kept:
                del rows[number]
        if hidden:
            yield Problem(grid.at(row=hidden[0]), _hidden_rows(hidden))
        if columns:
            yield Problem(grid.at(column=columns[0]), _hidden_columns(columns))


def _hidden_rows(numbers: list[int]) -> str:
    message = ngettext(
        "Row %(names)s is hidden and has not been read. Show it if it is wanted, or "
        "delete it.",
        "Rows %(names)s are hidden and have not been read. Show them if they are "
        "wanted, or delete them.",
        len(numbers),
    )
    return message % {"names": _named([str(number) for number in numbers])}


def _hidden_columns(numbers: list[int]) -> str:
    message = ngettext(
        "Column %(names)s is hidden and has not been read. Show it if it is wanted, or "
        "delete it.",
        "Columns %(names)s are hidden and have not been read. Show them if they are "
        "wanted, or delete them.",
        len(numbers),
    )
    return message % {"names": _named(list(map(get_column_letter, numbers)))}


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    listed = ", ".join(names[:MOST_NAMED])
    if more <= 0:
        return listed
    return _("%(names)s and %(count)d more") % {"names": listed, "count": more}


def position(place: str) -> tuple[int, int]:
    """Return the column and the row of "B12"."""
    match = CELL.fullmatch(place)
    if not match or not int(match[2]):
        raise ValueError(place)
    return column_index_from_string(match[1].upper()), int(match[2])


def unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def number(value: str) -> str:
    """Return a number as a spreadsheet shows it: "1", though it was saved as "1.0"."""
    amount = float(value)
    return str(int(amount)) if amount.is_integer() and abs(amount) < 1e15 else value


def damaged() -> str:
    return _("The file is damaged or cut off. Save it again and send the new file.")
