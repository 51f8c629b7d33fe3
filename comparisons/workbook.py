"""A table of text as an Excel workbook that is good to read as it opens."""

import io

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

MAX_CELL = 32_767  # characters, by Excel's specification
CUT = "… (cut here: a cell holds no more)"

FIRST_COLUMN_WIDTH = 26  # in characters, as every width in a workbook
COLUMN_WIDTH = 44


def workbook(title: str, rows: list[list[str]]) -> bytes:
    """Return ``rows`` (the header first) as the bytes of an .xlsx file.

    Every cell is text, whatever it begins with, so none can be a formula. The
    header and the first column stay in view; long texts wrap.
    """
    book = Workbook()
    book.properties.title = fitting(title)
    sheet = book.active
    sheet.title = "Comparison"
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, fitting(text))
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1 or column == 1:
                cell.font = Font(bold=True)
            if number == 1:
                cell.fill = PatternFill("solid", fgColor="F4F1EC")
    sheet.freeze_panes = "B2"
    for column in range(1, len(rows[0]) + 1):
        width = COLUMN_WIDTH if column > 1 else FIRST_COLUMN_WIDTH
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def fitting(text: str) -> str:
    """Return ``text`` as a cell can hold it, saying so where it is cut."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - len(CUT)] + CUT
