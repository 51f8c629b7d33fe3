"""Tables from the clipboard, as Excel and Google Sheets put them there."""

import csv
import io
from collections.abc import Iterator

from careers.phrases import counted

# More than any matrix holds; what is longer is no table of texts.
MAX_PASTED = 2_000_000  # characters


class InvalidTableError(Exception):
    """A table that cannot be used, with the reason in words for who pasted it."""


class Clipboard(csv.excel_tab):
    """Cells between tabs; quotes hold line breaks, tabs and doubled quotes."""

    strict = True


def table(pasted: str, *, rows: int, columns: int) -> list[list[str]]:
    """Return the cells of a table that fits into ``rows`` by ``columns``.

    Raises InvalidTableError for any other: nothing is cut off or filled up.
    """
    if len(pasted) > MAX_PASTED:
        raise InvalidTableError(
            f"This is too much at once: {len(pasted):,} characters, "
            f"{MAX_PASTED:,} are the most. Paste it in parts."
        )
    found = list(_rows(pasted.removeprefix("\ufeff"), most=rows + 1))
    if not found:
        raise InvalidTableError("There is nothing in the clipboard that is a table.")
    if uneven := next(
        (n for n, row in enumerate(found) if len(row) != len(found[0])), 0
    ):
        raise InvalidTableError(
            f"The rows are not of one length: the first has "
            f"{counted(len(found[0]), 'cell')}, "
            f"row {uneven + 1} has {len(found[uneven])}. Copy a rectangle."
        )
    if len(found) > rows or len(found[0]) > columns:
        more = "" if len(found) <= rows else "more than "
        raise InvalidTableError(
            f"The table does not fit: it has {more}"
            f"{counted(min(len(found), rows), 'row')} and "
            f"{counted(len(found[0]), 'column')}. From this cell on there is room for "
            f"{counted(rows, 'row')} and {counted(columns, 'column')}."
        )
    return found


def _rows(pasted: str, most: int) -> Iterator[list[str]]:
    """Yield the first ``most`` rows; a line without anything is one empty cell."""
    lines = io.StringIO(pasted, newline="")
    reader = csv.reader(lines, Clipboard)
    for number in range(1, most + 1):
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise InvalidTableError(_wrong(number, str(error))) from error
        if row is None:
            return
        yield row or [""]


def _wrong(number: int, error: str) -> str:
    if "field larger" in error:
        return f"Row {number} has a cell that is too long to be a text."
    if "unexpected end" in error:
        return (
            f'Row {number} opens a quote (") that nothing closes. '
            "Copy the cells again, whole."
        )
    return (
        f'Row {number} has words after the quote (") that ends a cell. Copy the cells '
        "from the spreadsheet again, or put one text at a time into its cell."
    )
