"""The tables of a saved web page as grids, this site's own comparisons first of all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from .grids import MAX_CELLS, Area, Filler, Grid, UnreadableError, too_many_merged
from .page_words import Words
from .records import Place, Problem

DAY_MARK = "@"  # in the slug of a role as it was on a day
MAX_SPAN = 200
MAX_TABLES = 200  # of a page
MAX_SPANNED = 200_000  # cells of one table
# What has no words, or words that are not the page's own.
UNREAD = {"script", "style", "template", "button", "select", "textarea"}
# In the site's own cells, the part that is the text or the name.
WORDS = {"prose", "dimension"}
IS_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
Attributes = list[tuple[str, str | None]]


def is_page(text: str) -> bool:
    start = text[:4096].lstrip()
    return start.startswith("<") and bool(IS_PAGE.search(start))


@dataclass
class Page:
    """The tables of a page, its words around them, and what was not read.

    ``address`` is what it says its own is.
    """

    grids: list[Grid]
    words: str
    problems: list[Problem]
    notes: list[Problem]
    address: str = ""


def read_page(name: str, page: str) -> Page:
    """Read a page. A table in a cell of another is words of that cell."""
    parser = _TableParser(name)
    # Never closed: what is left over would take quadratic time, and is cut off anyway.
    parser.feed(page)
    notes = [note for grid in parser.grids for note in _without_days(grid)]
    problems = []
    if parser.table:
        message = _(
            "The page ends in the middle of a table, which has not been read. Save the "
            "page again and send the new file."
        )
        problems.append(Problem(parser.table.grid.place, message))
    return Page(parser.grids, parser.body.text(), problems, notes, parser.address)


def _without_days(grid: Grid) -> Iterator[Problem]:
    """Take out the columns of roles as they were on a day."""
    for column in [c for c, slug in grid.slugs.items() if DAY_MARK in slug]:
        del grid.slugs[column]
        for row in grid.rows.values():
            row.pop(column, None)
        message = _("This column shows a role as it was on a day. It was not read.")
        yield Problem(grid.at(column=column), message)


class _Cell:
    """What is read of a cell, or of a page around its tables."""

    def __init__(self, values: dict[str, str], *, is_body: bool = False) -> None:
        self.columns, self.rows = _span(values, "colspan"), _span(values, "rowspan")
        self.slug = values.get("data-role", "")
        self.words, self.is_body = Words(marks_headings=is_body), is_body
        # The words of the element that has the text, in the site's own cells.
        self.own: Words | None = None
        self.own_tag, self.own_depth = "", 0
        self.unread_tag, self.unread_depth = "", 0

    def text(self) -> str:
        return (self.own or self.words).text()

    def open(self, tag: str, values: dict[str, str]) -> None:
        if self.unread_depth:
            self.unread_depth += tag == self.unread_tag
        elif tag in UNREAD or (tag == "summary" and self.own_depth):
            self.unread_tag, self.unread_depth = tag, 1
        elif self._is_own(values):
            self.own, self.own_tag, self.own_depth = Words(), tag, 1
        else:
            self.own_depth += bool(self.own_depth and tag == self.own_tag)
            for words in self._open_words():
                words.open(tag)

    def close(self, tag: str) -> None:
        if self.unread_depth:
            self.unread_depth -= tag == self.unread_tag
            return
        self.own_depth -= bool(self.own_depth and tag == self.own_tag)
        for words in self._open_words():
            words.close(tag)

    def add(self, data: str) -> None:
        if not self.unread_depth:
            for words in self._open_words():
                words.add(data)

    def _is_own(self, values: dict[str, str]) -> bool:
        has_words = WORDS.intersection(values.get("class", "").split())
        return bool(has_words) and self.own is None and not self.is_body

    def _open_words(self) -> Iterator[Words]:
        yield self.words
        if self.own and self.own_depth:
            yield self.own


class _Table:
    def __init__(self, grid: Grid, is_skipped: bool) -> None:
        self.grid, self.filler, self.is_skipped = grid, Filler(grid), is_skipped
        self.row = self.column = 0
        self.taken: set[tuple[int, int]] = set()
        self.cell: _Cell | None = None

    def start_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def end_cell(self) -> None:
        cell = self.cell
        if cell is None:
            return
        self.cell = None
        self.column += 1
        while (self.row, self.column) in self.taken:
            self.column += 1
        self.filler.add(self.row, self.column, cell.text())
        if cell.slug:
            self.grid.slugs.setdefault(self.column, cell.slug)
        right, bottom = self.column + cell.columns - 1, self.row + cell.rows - 1
        if (right, bottom) != (self.column, self.row):
            self.grid.merged.append(Area(self.column, self.row, right, bottom))
            below = range(self.row + 1, bottom + 1)
            self.taken |= {(r, c) for r in below for c in range(self.column, right + 1)}
            if len(self.taken) > MAX_SPANNED:
                raise UnreadableError(too_many_merged())
        self.column = right


class _TableParser(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.grids = name, list[Grid]()
        self.table: _Table | None = None
        self.depth = 0  # of tables
        self.cells = 0  # blank ones too
        self.body = _Cell({}, is_body=True)
        self.address = ""

    @property
    def cell(self) -> _Cell | None:
        return self.table.cell if self.table else self.body

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag in ("link", "meta"):
            self._read_address(values)
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self._start_table(values)
        is_outer = self.table and self.depth == 1
        if self.table and is_outer and tag == "tr":
            self.table.end_cell()
            self.table.start_row()
        elif self.table and is_outer and tag in ("td", "th"):
            self.table.end_cell()
            self.table.cell = _Cell(values)
            self.cells += 1
            if self.cells > MAX_CELLS:
                raise UnreadableError(
                    _("The page has too many cells. Send its tables in parts.")
                )
        elif self.cell:
            self.cell.open(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.depth:
            self.depth -= 1
            if self.depth == 0:
                self._end_table()
        if self.table and self.depth == 1 and tag in ("td", "th", "tr"):
            self.table.end_cell()
        elif self.cell:
            self.cell.close(tag)

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.cell.add(data)

    def _read_address(self, values: dict[str, str]) -> None:
        if "canonical" in values.get("rel", "").lower().split():
            self.address = values.get("href", "")
        elif values.get("property") == "og:url":
            self.address = self.address or values.get("content", "")

    def _start_table(self, values: dict[str, str]) -> None:
        if len(self.grids) == MAX_TABLES:
            raise UnreadableError(
                _("The page has more than %(most)d tables. Send the one of the roles.")
                % {"most": MAX_TABLES}
            )
        sheet = _("Table %(number)d") % {"number": len(self.grids) + 1}
        classes = values.get("class", "").split()
        self.table = _Table(Grid(Place(self.name, sheet)), "figures" in classes)

    def _end_table(self) -> None:
        if self.table:
            self.table.end_cell()
            if not self.table.is_skipped:
                self.grids.append(self.table.grid)
        self.table = None


def _span(values: dict[str, str], attribute: str) -> int:
    digits = values.get(attribute, "").strip()
    is_number = digits.isascii() and digits.isdecimal()
    return min(max(int(digits), 1), MAX_SPAN) if is_number and len(digits) < 6 else 1
