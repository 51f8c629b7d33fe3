"""Which way round a table of roles and texts is, by its heads and by known names."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from careers.text import fold_name

from .grids import Grid, Row, name_of
from .heads import Head, Mark, head_of, is_word, words

MOST_ABOVE = 200  # rows before the head: the start of a page that was copied whole
MOST_TITLES = 20  # rows before a head without words for roles or dimensions
MOST_COUNTED = 500  # rows in which known names are counted
LABELS = (Head.SLUG, Head.ROLE, Head.FAMILY)


class FileShape(TextChoices):
    LONG = "long", _("A text in each row")
    WIDE = "wide", _("A role in each row, a column for each dimension")
    PAGE = "page", _("A dimension in each row, a column for each role")
    SHEETS = "sheets", _("A sheet for each role, a dimension in each row")
    ADDRESSES = "addresses", _("An old address in each row, and where it leads")
    POST = "post", _("A dimension as a heading, then a line for each role")


@dataclass(frozen=True)
class Names:
    """The names of roles and dimensions that the site knows, folded by fold_name."""

    roles: frozenset[str]
    dimensions: frozenset[str]

    def has_role(self, cell: str) -> bool:
        return fold_name(name_of(cell)) in self.roles

    def has_dimension(self, cell: str) -> bool:
        return fold_name(name_of(cell)) in self.dimensions


@dataclass(frozen=True)
class Layout:
    """The shape of a grid, the row of its head, and the columns that are no texts.

    The rows of texts are those after ``head``. In the long shape and on the sheet of a
    role, ``columns`` has the one of the texts too.
    """

    shape: str
    head: int
    columns: dict[Head, int]


def layout_of(grid: Grid, names: Names, shape: str = "") -> Layout | None:
    """Return the layout of ``grid``, or None if none fits; with ``shape``, that one."""
    top = list(islice(grid.rows.items(), MOST_ABOVE))
    searches = (_full_heads(top), _other_heads(grid, top, names))
    for layout in (layout for search in searches for layout in search):
        if shape in ("", layout.shape):
            return layout
    return _as(shape, grid) if shape else None


def _full_heads(top: list[tuple[int, Row]]) -> Iterable[Layout]:
    """Yield layouts by heads that name all that the shape needs."""
    for number, row in top:
        columns = _columns(row)
        leads = columns.keys() & {Head.LEADS_TO, Head.ROLES}
        if Head.OLD_ADDRESS in columns and leads:
            yield Layout(FileShape.ADDRESSES, number, columns)
        if {Head.DIMENSION, Head.TEXT} <= columns.keys():
            if columns.keys() & {Head.ROLE, Head.SLUG}:
                yield Layout(FileShape.LONG, number, columns)
            elif len(row) == len(columns):
                yield Layout(FileShape.SHEETS, number, columns)


def _other_heads(
    grid: Grid, top: list[tuple[int, Row]], names: Names
) -> Iterable[Layout]:
    for at, (number, row) in enumerate(top):
        layout = None
        corner, columns = head_of(row[min(row)]), _columns(row)
        if len(row) > 1 and (
            corner in (Head.ROLE, Head.SLUG, Head.DIMENSION)
            or (corner is Head.FAMILY and columns.keys() & {Head.ROLE, Head.SLUG})
        ):
            layout = _by_corner(number, row, names)
        elif at < MOST_TITLES:
            layout = _by_names(grid, number, row, names)
        if layout:
            yield layout


def _columns(row: Row) -> dict[Head, int]:
    columns: dict[Head, int] = {}
    for column, cell in row.items():
        if head := head_of(cell):
            columns.setdefault(head, column)
    return columns


def _by_corner(number: int, row: Row, names: Names) -> Layout | None:
    """Go by the first head, unless known names go the other way."""
    columns, first = _columns(row), min(row)
    labels = {head: column for head, column in columns.items() if head in LABELS}
    across = [c for n, c in row.items() if n != first and n not in labels.values()]
    roles = sum(map(names.has_role, across))
    dimensions = sum(map(names.has_dimension, across))
    is_page = head_of(row[first]) is Head.DIMENSION
    if roles != dimensions:
        is_page = roles > dimensions
    if is_page:
        return Layout(FileShape.PAGE, number, {Head.DIMENSION: first})
    if not labels.keys() & {Head.ROLE, Head.SLUG}:
        labels[Head.ROLE] = first
    return Layout(FileShape.WIDE, number, labels)


def _by_names(grid: Grid, number: int, row: Row, names: Names) -> Layout | None:
    below = [cells for _number, cells in islice(grid.below(number), MOST_COUNTED)]
    first = _first_column([row, *below])
    width = max((len(cells.keys() - {first}) for cells in below), default=0)
    across = [cell for column, cell in row.items() if column > first]
    if not across or 2 * len(across) <= width:
        return None
    if layout := _triples(number, [row, *below], first, names):
        return layout
    down = [cells.get(first, "") for cells in below]
    page = _matches(across, names.has_role), _matches(down, names.has_dimension)
    wide = _matches(across, names.has_dimension), _matches(down, names.has_role)
    if sum(page) > sum(wide) and max(page) >= 0.5:
        if width == len(across) == 1 and not page[0]:
            columns = {Head.DIMENSION: first, Head.TEXT: max(row)}
            return Layout(FileShape.SHEETS, number - 1, columns)
        return Layout(FileShape.PAGE, number, {Head.DIMENSION: first})
    if sum(wide) > sum(page) and max(wide) >= 0.5:
        return Layout(FileShape.WIDE, number, {Head.ROLE: first})
    has_heads = below and len(across) >= max(width, 2) and first not in row
    if has_heads and head_of(below[0].get(first, "")) is not Head.DIMENSION:
        # With nothing in its corner, a table compares what its columns are.
        return Layout(FileShape.PAGE, number, {Head.DIMENSION: first})
    return None


def _triples(number: int, rows: list[Row], first: int, names: Names) -> Layout | None:
    """Return the long shape if most rows begin with a known role and dimension."""
    checks = (names.has_role, names.has_dimension)
    for heads, (is_one, is_other) in (
        ((Head.ROLE, Head.DIMENSION), checks),
        ((Head.DIMENSION, Head.ROLE), checks[::-1]),
    ):
        pairs = [
            (is_one(row.get(first, "")), is_other(row.get(first + 1, "")))
            for row in rows
        ]
        if 2 * pairs.count((True, True)) >= len(pairs) > 0:
            columns = {heads[0]: first, heads[1]: first + 1, Head.TEXT: first + 2}
            head = number if pairs[0] == (False, False) else number - 1
            return Layout(FileShape.LONG, head, columns)
    return None


def _matches(cells: Collection[str], is_known: Callable[[str], bool]) -> float:
    """Return how many of ``cells`` are known, from 0 to 1."""
    filled = [cell for cell in cells if cell]
    return sum(map(is_known, filled)) / len(filled) if filled else 0


def _first_column(rows: list[Row]) -> int:
    return min(min(row) for row in rows[:MOST_TITLES])


def _as(shape: str, grid: Grid) -> Layout | None:
    """Return the layout in a shape that its heads do not say: by places alone."""
    rows = list(grid.rows.items())
    number, row = next(((n, row) for n, row in rows if len(row) > 1), (0, {}))
    if not row:
        return None
    first = _first_column([row, *(cells for _n, cells in grid.below(number))])
    places = {
        FileShape.LONG: {Head.ROLE: 0, Head.DIMENSION: 1, Head.TEXT: 2},
        FileShape.WIDE: {Head.ROLE: 0},
        FileShape.PAGE: {Head.DIMENSION: 0},
        FileShape.SHEETS: {Head.DIMENSION: 0, Head.TEXT: 1},
    }.get(FileShape(shape), {})
    if not places or max(row) < first + len(places) - 1:
        return None
    labels = {h: c for h, c in _columns(row).items() if h in LABELS}
    if shape == FileShape.WIDE and labels.keys() & {Head.ROLE, Head.SLUG}:
        return Layout(shape, number, labels)
    head = number - 1 if shape == FileShape.SHEETS else number
    return Layout(shape, head, {h: first + place for h, place in places.items()})


def is_own_list(grid: Grid) -> bool:
    """Whether this is a sheet of the site's own files that has no texts of roles."""
    first = next(iter(grid.rows.values()), {})
    cells = [fold_name(name_of(cell)) for cell in first.values()]
    if is_word(first.get(1, ""), Mark.SITE):
        return all(is_word(row.get(1, ""), Mark.ORIGIN) for row in grid.rows.values())
    return len(cells) > 2 and any(
        all(cell in words(mark) for cell in cells)
        for mark in (Mark.PAIRS, Mark.LEFT_OUT)
    )


def without_origin(grid: Grid) -> None:
    """Take out the rows below a table of the site's own that say where it is from."""
    origin: set[int] = set()
    for number, row in grid.rows.items():
        first = row.get(1, "")
        starts = number - 1 not in grid.rows and is_word(first, Mark.SITE)
        goes_on = number - 1 in origin and is_word(first, Mark.ORIGIN)
        if row.keys() <= {1, 2} and (starts or goes_on):
            origin.add(number)
    if len(origin) > 2:
        for number in origin:
            del grid.rows[number]


def second_table(grid: Grid, layout: Layout) -> int:
    """Return the row in which another table begins below the first, 0 for none.

    Heads that are there again, as on every page that is printed, are taken out.
    """
    head = grid.rows.get(layout.head, {})
    if not head or not head_of(head[min(head)]):
        return 0
    for number, row in list(grid.below(layout.head)):
        if row == head:
            del grid.rows[number]
        elif len(row) > 1 and is_same_head(row, head):
            return number
    return 0


def is_same_head(row: Row, head: Row) -> bool:
    """Whether ``row`` begins with the head word that ``head`` begins with."""
    first = min(head)
    word = fold_name(name_of(row.get(first, "")))
    return word == fold_name(name_of(head[first]))


def without_figures(grid: Grid, head: int) -> None:
    """Take out the columns in which a comparison says what its roles share."""
    row = grid.rows[head]
    for column, cell in row.items():
        after = row.get(column + 1, "")
        if is_word(cell, Mark.LABEL) and is_word(after, Mark.IN_ALL):
            for number, cells in grid.rows.items():
                grid.rows[number] = {c: v for c, v in cells.items() if c < column}
            return
