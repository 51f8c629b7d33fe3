"""Tables from the clipboard, as Excel and Google Sheets put them there."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from careers.text import is_tabbed_list

# More than any matrix holds: what is longer is no table of texts.
MAX_PASTED = 2_000_000  # characters

CELLS = ngettext_lazy("%(count)d cell", "%(count)d cells", "count")
ROWS = ngettext_lazy("%(count)d row", "%(count)d rows", "count")
COLUMNS = ngettext_lazy("%(count)d column", "%(count)d columns", "count")


class InvalidTableError(Exception):
    """A table that cannot be used; its message is for the person who pasted it."""


class Clipboard(csv.excel_tab):
    """Cells between tabs; quotes hold line breaks, tabs and doubled quotes."""

    strict = True


def read_table(pasted: str, *, rows: int, columns: int) -> list[list[str]]:
    """Return the cells of a table that fits into ``rows`` by ``columns``.

    Raises InvalidTableError for any other: nothing is cut off or filled up.
    """
    if len(pasted) > MAX_PASTED:
        raise InvalidTableError(
            _(
                "The table is too long: it has %(count)s characters, and at most "
                "%(most)s can be pasted at once. Paste it in parts."
            )
            % {"count": f"{len(pasted):,}", "most": f"{MAX_PASTED:,}"}
        )
    if is_tabbed_list(pasted):
        return [[pasted]]
    table = list(_rows(pasted.removeprefix("\ufeff"), most=rows + 1))
    if not table:
        raise InvalidTableError(
            _("There is no table on the clipboard. Copy the cells first.")
        )
    for number, row in enumerate(table, start=1):
        if len(row) != len(table[0]):
            raise InvalidTableError(
                _(
                    "The rows differ in length: %(first)s in the first row, %(other)s "
                    "in row %(number)d. Copy a rectangle."
                )
                % {
                    "first": CELLS % {"count": len(table[0])},
                    "other": CELLS % {"count": len(row)},
                    "number": number,
                }
            )
    if len(table) > rows or len(table[0]) > columns:
        raise InvalidTableError(_too_large(table, rows, columns))
    return table


def _too_large(table: list[list[str]], rows: int, columns: int) -> str:
    values = {
        "rows": ROWS % {"count": min(len(table), rows)},
        "columns": COLUMNS % {"count": len(table[0])},
        "row_room": ROWS % {"count": rows},
        "column_room": COLUMNS % {"count": columns},
    }
    if len(table) > rows:
        return (
            _(
                "The table doesn’t fit: it has more than %(rows)s and %(columns)s. "
                "From this cell on there is room for %(row_room)s and %(column_room)s."
            )
            % values
        )
    return (
        _(
            "The table doesn’t fit: it has %(rows)s and %(columns)s. From this cell "
            "on there is room for %(row_room)s and %(column_room)s."
        )
        % values
    )


def _rows(pasted: str, most: int) -> Iterator[list[str]]:
    """Yield the first ``most`` rows; a line without anything is one empty cell."""
    lines = io.StringIO(pasted, newline="")
    reader = csv.reader(lines, Clipboard)
    for number in range(1, most + 1):
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise InvalidTableError(_problem(number, str(error))) from error
        if row is None:
            return
        yield row or [""]


def _problem(number: int, error: str) -> str:
    values = {"number": number}
    if "field larger" in error:
        message = _(
            "Row %(number)d has a cell that is too long for a text. Shorten it, then "
            "paste again."
        )
        return message % values
    if "unexpected end" in error:
        return (
            _(
                'In row %(number)d a quote (") is opened and never closed. Copy the '
                "cells again."
            )
            % values
        )
    return (
        _(
            'In row %(number)d there are words after a closing quote ("). Copy the '
            "cells from the spreadsheet again, or paste one text at a time."
        )
        % values
    )
