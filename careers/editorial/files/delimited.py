"""CSV files and pasted tables as grids: which encoding, and what stands between cells.

Python's own reader takes words after a closing quote as part of the cell, and does not
say in which column it fails.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from django.utils.translation import gettext as _

from careers.text import with_own_bullets, without_bullet_cells

from .grids import MAX_COLUMNS, Filler, Grid, Row, UnreadableError
from .layouts import MOST_ABOVE, Names, layout_of
from .records import Place, Problem

DELIMITERS = "\t;,"
MOST_TRIED = MOST_ABOVE + 50  # rows
MOST_ROWS = 1_048_576  # as in Excel, blank ones too
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# A cell in quotes, or one without; then what ends it. Possessive, so that time and
# memory are linear where a quote is never closed.
CELLS = {
    delimiter: re.compile(
        rf'(?:"([^"]*+(?:""[^"]*+)*+)"|((?!")[^{delimiter}\r\n]*+))'
        rf"({delimiter}|\r\n|\r|\n|\Z)"
    )
    for delimiter in DELIMITERS
}
BLANKS = {delimiter: re.compile(f"{delimiter}+") for delimiter in DELIMITERS}
CLOSED_QUOTE = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
# Names that Python knows too. It has more, and not all of them are safe.
CHARSET = re.compile(
    rb"charset=[\"']?(utf-8|iso-8859-(?:1|2|5|7|8|9|15)|windows-125[0-8]|koi8-[ru]|"
    rb"shift_jis|euc-jp|euc-kr|gb2312|gbk|gb18030|big5)\b",
    re.IGNORECASE,
)
# What Excel reads in the first line of a CSV file.
SEPARATOR_LINE = re.compile(r"sep=([\t;,])(?:\r\n|\r|\n)", re.IGNORECASE)


class _BrokenCellError(Exception):
    def __init__(self, row: int, column: int, is_open: bool) -> None:
        super().__init__(row, column)
        self.row, self.column, self.is_open = row, column, is_open


def decoded(content: bytes) -> str:
    """Return the text of a file. What is not UTF-8, nor says so, is Windows-1252."""
    encodings = [
        encoding
        for mark, encoding in BYTE_ORDER_MARKS.items()
        if content.startswith(mark)
    ]
    for encoding in encodings[:1] or dict.fromkeys([_declared(content), "cp1252"]):
        with suppress(UnicodeDecodeError):
            if "\0" not in (text := content.decode(encoding)):
                return text
    raise UnreadableError(
        _(
            "This is no file that can be read here, or its letters are in an encoding "
            "that is not known. Save it as .xlsx or as “CSV UTF-8” and send that."
        )
    )


def _declared(content: bytes) -> str:
    """Return the encoding that a web page says it is in."""
    found = CHARSET.search(content[:2048]) if content[:1] == b"<" else None
    encoding = found[1].decode().lower() if found else "utf-8"
    # As every browser reads it.
    return "cp1252" if encoding == "iso-8859-1" else encoding


def delimiter_of(text: str, names: Names, shape: str = "") -> str:
    """Return what stands between the cells of ``text``, "" if it is no table of roles.

    With ``shape``, it is a table whatever its heads.

    Each is tried on the first rows. What gives a table of a known shape is best, then
    what gives most rows the same number of cells.
    """
    if separator := SEPARATOR_LINE.match(text):
        return separator[1]
    ranks = {delimiter: _rank(text, delimiter, names) for delimiter in DELIMITERS}
    best = max(ranks, key=lambda delimiter: ranks[delimiter])
    return best if shape or ranks[best][0] else ""


def _rank(text: str, delimiter: str, names: Names) -> tuple[bool, float, int]:
    grid, widths = Grid(Place("")), dict[int, int]()
    try:
        for row, column, cell in cells(text, delimiter):
            if row > MOST_TRIED or column > MAX_COLUMNS:
                break
            widths[row] = column
            if cell.strip():
                grid.rows.setdefault(row, {})[column] = cell
    except _BrokenCellError as broken:
        grid.rows.pop(broken.row, None)
    wide = [width for width in widths.values() if width > 1]
    same = max(map(wide.count, wide), default=0) / max(len(widths), 1)
    return layout_of(grid, names) is not None, same, max(wide, default=1)


def read_rows(name: str, text: str, delimiter: str) -> tuple[Grid, list[Problem]]:
    """Return the table that ``text`` is if ``delimiter`` stands between its cells.

    It ends at a cell whose quotes are wrong: what follows cannot be told apart.
    """
    grid = Grid(Place(name))
    filler = Filler(grid)
    if delimiter == "\t":
        text = without_bullet_cells(text)
    try:
        for row, column, cell in cells(text, delimiter):
            filler.add(row, column, cell)
    except _BrokenCellError as broken:
        grid.rows.pop(broken.row, None)
        place = grid.at(broken.row, broken.column)
        return grid, [Problem(place, _wrong_quotes(broken))]
    if delimiter == "\t":
        _join_lists(grid)
    return grid, []


def _join_lists(grid: Grid) -> None:
    """Put the items of lists back into their cells: Word copies each as a line."""
    row: Row = {}
    for number, line in list(grid.rows.items()):
        last = max(row, default=0)
        item = line.get(1, "")
        if last and _is_item(item) and _is_item(row[last].split("\n")[-1]):
            row[last] += f"\n{item}"
            row |= {last + column - 1: line[column] for column in line if column > 1}
            del grid.rows[number]
        else:
            row = line


def _is_item(line: str) -> bool:
    return with_own_bullets(line) != line


def _wrong_quotes(broken: _BrokenCellError) -> str:
    if broken.is_open:
        return _(
            'A quote (") is opened in this cell and never closed. Nothing from this '
            "row on has been read. Close it, then send the file again."
        )
    return _(
        'This cell begins with a quote (") and goes on after the closing one. Nothing '
        "from this row on has been read. Save the file from a spreadsheet, or double "
        'each quote of the cell ("") and put one more at either end.'
    )


def cells(text: str, delimiter: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and text of each cell; of blank ones, the last of a row."""
    pattern, blanks = CELLS[delimiter], BLANKS[delimiter]
    separator = SEPARATOR_LINE.match(text)
    at, row, column = separator.end() if separator else 0, 1 + bool(separator), 1
    while at < len(text):
        if run := blanks.match(text, at):
            column += run.end() - at
            at = run.end()
        match = pattern.match(text, at)
        if match is None:
            raise _BrokenCellError(row, column, not CLOSED_QUOTE.match(text, at))
        quoted, plain, end = match.groups()
        yield row, column, plain if quoted is None else quoted.replace('""', '"')
        at = match.end()
        if end == delimiter:
            column += 1
            continue
        row, column = row + 1, 1
        if row > MOST_ROWS:
            raise UnreadableError(
                _("The file has more rows than a spreadsheet. Send it in parts.")
            )
