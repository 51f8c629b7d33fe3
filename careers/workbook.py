"""Tables of text as files that spreadsheets open: CSV, and an Excel workbook."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from careers.text import with_guards

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MAX_CELL = 32_767  # UTF-16 units, which Excel's specification calls characters
# Never cut: half a text would come back as a whole one.
LEFT_OUT = _("(Left out: too long for a cell. See the last sheet.)")

MAX_NAME = 31  # characters of a sheet's name
NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")

NOT_IN_XML = re.compile("[\ufffe\uffff]")  # openpyxl lets these two pass

# What Excel would read as one character: "_x000D_" is a carriage return to it.
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

SAVED_AT = re.compile(rb"<dcterms:modified.*?</dcterms:modified>")

Row = Sequence[str | int]

FIRST_COLUMN_WIDTH = 26  # in characters, as every width in a workbook
COLUMN_WIDTH = 44

WRAPPED = Alignment(wrap_text=True, vertical="top")
BOLD = Font(bold=True)
HEAD_FILL = PatternFill("solid", fgColor="F4F1EC")


def csv_file(rows: Iterable[Row]) -> bytes:
    """Return UTF-8 with a byte order mark, without which Excel guesses wrong.

    No cell is a formula.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerows([with_guards(str(cell)) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def workbook(title: str, sheets: dict[str, list[Row]], made_on: date) -> bytes:
    """Return ``sheets`` (rows by name, the header first) as the bytes of an .xlsx file.

    The same rows on the same day are the same bytes.

    Every string is text, whatever it begins with, so none can be a formula. The header
    and the first column stay in view; long texts wrap.
    """
    book = Workbook()
    book.properties.title = without_control(title)
    book.properties.created = datetime.combine(made_on, time())
    book.remove(book.active)
    left_out: list[Row] = []
    for name, rows in sheets.items():
        left_out += fill(book.create_sheet(name), rows)
    if left_out:
        head = [_("Left out"), _("Row"), _("Column"), _("Characters")]
        fill(book.create_sheet(str(_("Left out"))), [list(map(str, head)), *left_out])
    file = io.BytesIO()
    book.save(file)
    return without_times(file)


def sheet_names(titles: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return a name for a sheet with each title: as Excel wants them, no two alike."""
    known = {name.casefold() for name in taken}
    names = []
    for title in titles:
        plain = NOT_IN_NAME.sub(" ", without_control(title)).strip(" '") or "-"
        number, name = 1, plain[:MAX_NAME]
        while name.casefold() in known:
            number += 1
            name = f"{plain[: MAX_NAME - len(f' {number}')]} {number}"
        known.add(name.casefold())
        names.append(name)
    return names


def fill(sheet: Worksheet, rows: list[Row]) -> list[Row]:
    """Fill a sheet; return where it leaves a text out, and how long that is."""
    left_out: list[Row] = []
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            is_head = number == 1 or column == 1
            if isinstance(value, str) and is_too_long(value):
                where = f"{sheet.title}!{get_column_letter(column)}{number}"
                left_out.append([where, row[0], rows[0][column - 1], len(value)])
                write(sheet.cell(number, column), str(LEFT_OUT), is_bold=is_head)
            else:
                write(sheet.cell(number, column), value, is_bold=is_head)
            if number == 1:
                sheet.cell(number, column).fill = HEAD_FILL
    sheet.freeze_panes = "B2"
    for column in range(1, len(rows[0]) + 1):
        below = [row[column - 1] for row in rows[1:] if len(row) >= column]
        sheet.column_dimensions[get_column_letter(column)].width = width_of(
            below, is_first=column == 1
        )
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    return left_out


def write(cell: Cell, value: str | int, *, is_bold: bool) -> None:
    if isinstance(value, str):
        cell.value = ESCAPE.sub("_x005F_", without_control(value))
        cell.data_type = "s"
    else:
        cell.value = value
    cell.alignment = WRAPPED
    if is_bold:
        cell.font = BOLD


def width_of(values: Row, *, is_first: bool) -> int:
    if is_first or all(len(str(value)) <= FIRST_COLUMN_WIDTH for value in values):
        return FIRST_COLUMN_WIDTH
    return COLUMN_WIDTH


def without_times(file: io.BytesIO) -> bytes:
    packed = io.BytesIO()
    with ZipFile(file) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = SAVED_AT.sub(b"", before.read(name))
            after.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return packed.getvalue()


def is_too_long(text: str) -> bool:
    return len(text) > MAX_CELL // 2 and len(text.encode("utf-16-le")) > 2 * MAX_CELL


def without_control(text: str) -> str:
    # A reader of XML takes a carriage return for the end of a line.
    text = text.replace("\r", "\n")
    return NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))
