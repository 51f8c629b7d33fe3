"""The texts of a table, whichever way round it is."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from careers.phrases import LONGEST_QUOTE
from careers.text import fold_name, truncate, with_own_bullets

from .collected import MAX_TEXTS, Texts, bare, not_a_text, too_many_texts
from .grids import Area, Grid, Kind, NotText, UnreadableError, name_of
from .heads import Head, head_of
from .layouts import (
    LABELS,
    FileShape,
    Layout,
    is_own_list,
    layout_of,
    second_table,
    without_figures,
    without_origin,
)
from .records import FoundAddress, Place, RoleLabel

BETWEEN_ROLES = re.compile(r",|\svs\.?\s", re.IGNORECASE)


def read_grid(grid: Grid, texts: Texts, shape: str = "") -> bool:
    """Add the texts of ``grid``; return whether its shape is known."""
    if not grid.rows or is_own_list(grid):
        return True
    without_origin(grid)
    layout = layout_of(grid, texts.names, shape)
    if layout is None:
        return False
    texts.found.shapes[grid.place] = str(layout.shape)
    readers: dict[str, Callable[[_GridReader], None]] = {
        FileShape.LONG: _GridReader.long,
        FileShape.WIDE: _GridReader.wide,
        FileShape.PAGE: _GridReader.page,
        FileShape.SHEETS: _GridReader.sheet,
        FileShape.ADDRESSES: _GridReader.addresses,
    }
    if layout.shape == FileShape.PAGE:
        without_figures(grid, layout.head)
    if second := second_table(grid, layout):
        texts.note(
            grid.at(second),
            _(
                "Another table begins in this row, and has not been read. Put it on a "
                "sheet of its own, or send it as a file of its own."
            ),
        )
        for number in [number for number in grid.rows if number >= second]:
            del grid.rows[number]
    reader = _GridReader(grid, layout, texts)
    readers[layout.shape](reader)
    reader.name_merged()
    return True


class _GridReader:
    def __init__(self, grid: Grid, layout: Layout, texts: Texts) -> None:
        self.grid, self.layout, self.texts = grid, layout, texts
        self.head = grid.rows.get(layout.head, {})
        self.merged: dict[Area, Place] = {}

    def long(self) -> None:
        columns = self.layout.columns
        if self._has_repeated_heads():
            return
        for row, cells in self.grid.below(self.layout.head):
            at = columns[Head.TEXT]
            label = self._label(row)
            dimension = self._name(row, columns[Head.DIMENSION])
            if label:
                self.texts.role(label, self.grid.at(row))
            if label and dimension:
                self._add(label, dimension, row, at)
            elif at in cells:
                self._refuse_row(row, {at}, no_dimension() if label else no_role())
        self._name_unread(columns.values())

    def wide(self) -> None:
        labels = self.layout.columns
        if self._has_repeated_heads():
            return
        dimensions = self._across(set(labels.values()))
        self._check_size(len(dimensions))
        unknown = self._blank_and_unknown(dimensions)
        for row, cells in self.grid.below(self.layout.head):
            label = self._label(row)
            if not label:
                self._refuse_row(row, dimensions.keys() & cells.keys(), no_role())
                continue
            self.texts.role(label, self.grid.at(row))
            for column, dimension in dimensions.items():
                if column not in unknown:
                    self._add(label, dimension, row, column)

    def page(self) -> None:
        first = self.layout.columns[Head.DIMENSION]
        lines, bands = self._label_rows(first), self._bands(first)
        roles = {
            column: RoleLabel(
                name,
                self._name(lines.get(Head.FAMILY, 0), column) or bands.get(column, ""),
                self.grid.slugs.get(column)
                or self._name(lines.get(Head.SLUG, 0), column),
            )
            for column, name in self._across({first}, lines, bands).items()
        }
        self._check_size(len(roles))
        for column, label in roles.items():
            self.texts.role(label, self.grid.at(self.layout.head, column))
        for row, cells in self.grid.below(self.layout.head):
            if row in lines.values():
                continue
            dimension, filled = self._name(row, first), roles.keys() & cells.keys()
            if not dimension:
                self._refuse_row(row, filled, no_dimension())
            elif is_text(dimension, bool(filled)):
                message = _(
                    "This row begins with a text, where the name of a dimension "
                    "belongs. If it is part of a cell above, send the table as a file."
                )
                self.texts.problem(self.grid.at(row, first), message)
            elif filled or self.texts.names.has_dimension(dimension):
                for column, label in roles.items():
                    self._add(label, dimension, row, column)

    def _label_rows(self, first: int) -> dict[Head, int]:
        """Return the rows with the slugs and families of the roles of the columns."""
        lines: dict[Head, int] = {}
        for row, cells in self.grid.rows.items():
            head = head_of(cells.get(first, ""))
            is_row = head in (Head.SLUG, Head.FAMILY) and row != self.layout.head
            is_next = row <= self.layout.head + 2
            if is_row and is_next and head and not self._is_dimension(row, first):
                lines.setdefault(head, row)
        return lines

    def _bands(self, first: int) -> dict[int, str]:
        """Return the families that are merged over the columns of their roles."""
        above = self.layout.head - 1
        bands: dict[int, str] = {}
        if min(self.grid.rows.get(above, {0: ""})) != first + 1:
            return bands
        for area in self.grid.merged:
            if area.top == area.bottom == above:
                family = name_of(self.grid.rows[above].get(area.left, ""))
                columns = range(area.left, min(area.right, max(self.head)) + 1)
                bands |= dict.fromkeys(columns, family)
        return bands

    def _is_dimension(self, row: int, column: int) -> bool:
        return self.texts.names.has_dimension(self.grid.rows[row][column])

    def sheet(self) -> None:
        first, second = (
            self.layout.columns[Head.DIMENSION],
            self.layout.columns[Head.TEXT],
        )
        above = {
            head: name_of(cells.get(second, ""))
            for row, cells in self.grid.rows.items()
            if row < self.layout.head and (head := head_of(cells.get(first, "")))
        }
        name = above.get(Head.ROLE, "") or name_of(self.grid.role)
        label = RoleLabel(name, above.get(Head.FAMILY, ""), above.get(Head.SLUG, ""))
        if not name:
            self.texts.problem(
                self.grid.place,
                _(
                    "The table has dimensions and texts, and no role. Add a column "
                    "“Role” with its name in each row."
                ),
            )
            return
        self.texts.role(label, self.grid.place)
        for row, cells in self.grid.below(self.layout.head):
            dimension = self._name(row, first)
            if not dimension:
                self._refuse_row(row, {second} & cells.keys(), no_dimension())
            elif second in cells or self.texts.names.has_dimension(dimension):
                self._add(label, dimension, row, second)
        self._name_unread((first, second))

    def addresses(self) -> None:
        if self._has_repeated_heads():
            return
        heads = (Head.OLD_ADDRESS, Head.LEADS_TO, Head.ROLES)
        columns = [self.layout.columns.get(head, 0) for head in heads]
        for row, cells in self.grid.below(self.layout.head):
            for column in columns:
                if isinstance(cell := cells.get(column), NotText):
                    self.texts.problem(self.grid.at(row, column), not_a_text(cell))
                    break
            else:
                address, leads_to, roles = (bare(cells.get(c, "")) for c in columns)
                names = filter(None, map(str.strip, BETWEEN_ROLES.split(roles)))
                self.texts.address(
                    FoundAddress(
                        address,
                        leads_to,
                        tuple(RoleLabel(name) for name in names),
                        self.grid.at(row),
                    )
                )
        self._name_unread(filter(None, columns))

    def _add(self, label: RoleLabel, dimension: str, row: int, column: int) -> None:
        cell = self.grid.rows[row].get(column, "")
        area = self.grid.covered.get((row, column))
        place = self.grid.at(row, column)
        if area and not cell:
            if self.grid.rows.get(area.top, {}).get(area.left):
                self.merged.setdefault(area, place)
            return
        self.texts.add(label, dimension, cell, place)

    def name_merged(self) -> None:
        for area, place in self.merged.items():
            self.texts.problem(
                place,
                _(
                    "The cells %(area)s are merged. Their text was read for the first "
                    "of them alone. Unmerge them and write it where it belongs."
                )
                % {"area": area},
            )

    def _name(self, row: int, column: int) -> str:
        """Return the name in a cell, "" for none or for what is no name."""
        cell = self.grid.name(row, column) if row else ""
        if isinstance(cell, NotText) and cell.kind is not Kind.NUMBER:
            self.texts.problem(self.grid.at(row, column), not_a_text(cell))
        return name_of(cell)

    def _label(self, row: int) -> RoleLabel | None:
        columns = self.layout.columns
        slug, name, family = (
            self._name(row, columns[head]) if head in columns else "" for head in LABELS
        )
        return RoleLabel(name, family, slug) if name or slug else None

    def _across(
        self,
        labels: set[int],
        lines: dict[Head, int] | None = None,
        bands: dict[int, str] | None = None,
    ) -> dict[int, str]:
        """Return the names at the head of the other columns, each of them once."""
        names: dict[int, str] = {}
        for column in sorted((self._used() | self.head.keys()) - labels):
            name = self._name(self.layout.head, column) if column in self.head else ""
            if name:
                names[column] = name
            elif column not in self.head:
                self.texts.note(
                    self.grid.at(column=column),
                    _(
                        "This column has no name in row %(row)d, and has not been "
                        "read. Write one there, or delete the column."
                    )
                    % {"row": self.layout.head},
                )
        for columns in self._repeated(names, lines or {}, bands or {}):
            for column in columns:
                self.texts.problem(
                    self.grid.at(self.layout.head, column),
                    _(
                        "Several columns are named “%(name)s”. None of them has been "
                        "read: rename or delete all but one."
                    )
                    % {"name": truncate(names.pop(column), LONGEST_QUOTE)},
                )
        return names

    def _repeated(
        self, names: dict[int, str], lines: dict[Head, int], bands: dict[int, str]
    ) -> Iterator[list[int]]:
        """Yield columns of the same name, and of the same family and slug if any."""
        columns: dict[tuple[str, ...], list[int]] = {}
        for column, name in names.items():
            others = [self.grid.name(row, column) for row in lines.values()]
            others += [self.grid.slugs.get(column, ""), bands.get(column, "")]
            columns.setdefault((fold_name(name), *others), []).append(column)
        return (same for same in columns.values() if len(same) > 1)

    def _has_repeated_heads(self) -> bool:
        heads: dict[Head, int] = {}
        for column, cell in self.head.items():
            head = head_of(cell)
            if head not in self.layout.columns:
                continue
            if head in heads:
                self.texts.problem(
                    self.grid.at(self.layout.head, column),
                    _(
                        "“%(first)s” and “%(second)s” mean the same at the head of a "
                        "column. The table has not been read: rename one of them."
                    )
                    % {
                        "first": truncate(
                            name_of(self.head[heads[head]]), LONGEST_QUOTE
                        ),
                        "second": truncate(name_of(cell), LONGEST_QUOTE),
                    },
                )
                return True
            if head:
                heads[head] = column
        return False

    def _blank_and_unknown(self, dimensions: dict[int, str]) -> set[int]:
        """Return the columns that say nothing about anything the site has."""
        used = self._used()
        return {
            column
            for column, dimension in dimensions.items()
            if column not in used and not self.texts.names.has_dimension(dimension)
        }

    def _check_size(self, across: int) -> None:
        if across * len(self.grid.rows) > MAX_TEXTS:
            raise UnreadableError(too_many_texts())

    def _refuse_row(self, row: int, filled: set[int], message: str) -> None:
        if filled:
            self.texts.problem(self.grid.at(row, min(filled)), message)

    def _name_unread(self, read: Iterable[int]) -> None:
        """Name the columns beside those that were read."""
        for column in sorted(self._used() - {*read}):
            self.texts.note(
                self.grid.at(column=column),
                _(
                    "This column has not been read, as a table of this shape has no "
                    "room for it. Delete it if it isn’t wanted."
                ),
            )

    def _used(self) -> set[int]:
        rows = self.grid.below(self.layout.head)
        return {column for _number, row in rows for column in row}


def is_text(words: str, has_texts: bool) -> bool:
    """Whether ``words`` are no name of a dimension but an item, or a long sentence."""
    if words.startswith("- ") or with_own_bullets(words) != words:
        return True
    return len(words) > LONGEST_QUOTE and not has_texts


def no_role() -> str:
    return _("This row has a text and no role. Write the role’s name in it.")


def no_dimension() -> str:
    return _("This row has a text and no dimension. Write the dimension’s name in it.")
