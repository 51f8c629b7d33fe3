"""The rows of the matrix: a dimension each, with a cell for each role."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.workflow import EditorCell, load_cells
from careers.models import Dimension, Role
from careers.phrases import row_label
from careers.text.overlap import Overlap
from careers.text.words import count_words

from .filters import Filters, text_path


def describe_length(text: str, guide: int) -> str:
    """Return "38 words, guide 45", or "50 words, guide 45, 5 over"."""
    count = count_words(text)
    words = ngettext("%(count)d word", "%(count)d words", count) % {"count": count}
    values = {"words": words, "guide": guide, "over": count - guide}
    if count > guide:
        return _("%(words)s, guide %(guide)d, %(over)d over") % values
    return _("%(words)s, guide %(guide)d") % values


def anchor_of(cell: EditorCell) -> str:
    return f"cell_{cell.role.slug}_{cell.dimension.slug}"


@dataclass(frozen=True)
class MatrixCell:
    """A cell with what the matrix shows around its text."""

    cell: EditorCell
    filters: Filters

    def __getattr__(self, name):
        return getattr(self.cell, name)

    @property
    def anchor(self) -> str:
        return anchor_of(self.cell)

    @property
    def address(self) -> str:
        return text_path(self.cell.role, self.cell.dimension)

    @property
    def path(self) -> str:
        return text_path(self.cell.role, self.cell.dimension, self.filters)

    @property
    def length(self) -> str:
        return describe_length(self.cell.text, self.cell.dimension.length_guide)

    @property
    def is_dimmed(self) -> bool:
        return self.filters.state not in (None, self.cell.state)


@dataclass(frozen=True)
class MatrixRow:
    dimension: Dimension
    cells: list[MatrixCell]

    @cached_property
    def overlap(self) -> Overlap:
        return Overlap({cell.role.slug: cell.text for cell in self.cells})

    @property
    def label(self) -> str:
        return row_label(self.overlap)


def rows_of(
    roles: Iterable[Role], dimensions: Iterable[Dimension], filters: Filters
) -> list[MatrixRow]:
    """Read the rows in three queries."""
    roles = list(roles)
    by_keys = load_cells(roles, dimensions)
    return [
        MatrixRow(
            dimension,
            [MatrixCell(by_keys[role.pk, dimension.pk], filters) for role in roles],
        )
        for dimension in dimensions
    ]
