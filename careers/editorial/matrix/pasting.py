"""A pasted table laid over the matrix: each cell before and after."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial.files.tables import InvalidTableError, read_table
from careers.editorial.workflow import (
    DraftEdit,
    EditorCell,
    checked,
    load_cells,
    reason,
)

from .matrix import Matrix


@dataclass(frozen=True)
class PastedCell:
    """A cell, and the text that is pasted over it."""

    cell: EditorCell
    after: str

    @property
    def is_changed(self) -> bool:
        return self.cell.text != self.after

    @property
    def identity(self) -> str:
        cell = self.cell
        return f"{cell.role.slug}/{cell.dimension.slug}/{cell.version}"


class Paste:
    """A table whose top left text goes into one cell of a matrix.

    Its rows are dimensions and its columns roles, in the order of the matrix. Raises
    InvalidTableError for a table that does not fit, or has a text that cannot be kept.
    """

    def __init__(self, matrix: Matrix, role: str, dimension: str, pasted: str) -> None:
        roles = [role.slug for role in matrix.roles]
        dimensions = [dimension.slug for dimension in matrix.dimensions]
        if role not in roles or dimension not in dimensions:
            raise InvalidTableError(
                _("Choose the cell for the first text among the roles and dimensions.")
            )
        self.roles = matrix.roles[roles.index(role) :]
        self.dimensions = matrix.dimensions[dimensions.index(dimension) :]
        self.cells = self._lay_out(
            read_table(pasted, rows=len(self.dimensions), columns=len(self.roles))
        )

    def _lay_out(self, table: list[list[str]]) -> list[PastedCell]:
        by_keys = load_cells(self.roles, self.dimensions)
        return [
            _pasted(by_keys[role.pk, dimension.pk], text)
            for dimension, texts in zip(self.dimensions, table, strict=False)
            for role, text in zip(self.roles, texts, strict=False)
        ]

    @property
    def changed(self) -> list[PastedCell]:
        return [cell for cell in self.cells if cell.is_changed]

    @property
    def summary(self) -> str:
        """Return "2 cells change. 1 of them becomes empty. 3 stay as they are."."""
        changed = len(self.changed)
        emptied = sum(not cell.after for cell in self.changed)
        same = len(self.cells) - changed
        sentences = [
            ngettext("%(count)d cell changes.", "%(count)d cells change.", changed)
            % {"count": changed}
        ]
        if emptied:
            sentences.append(
                ngettext(
                    "%(count)d of them becomes empty.",
                    "%(count)d of them become empty.",
                    emptied,
                )
                % {"count": emptied}
            )
        if same:
            sentences.append(
                ngettext(
                    "%(count)d stays as it is.", "%(count)d stay as they are.", same
                )
                % {"count": same}
            )
        return " ".join(sentences)

    @property
    def identity(self) -> str:
        """Each cell with its version, to see a change after the preview."""
        return " ".join(cell.identity for cell in self.cells)

    @property
    def edits(self) -> list[DraftEdit]:
        return [
            DraftEdit(
                pasted.cell.role,
                pasted.cell.dimension,
                pasted.after,
                pasted.cell.version,
            )
            for pasted in self.changed
        ]


def _pasted(cell: EditorCell, text: str) -> PastedCell:
    try:
        return PastedCell(cell, checked(text))
    except ValidationError as error:
        raise InvalidTableError(
            _("%(cell)s. %(reason)s") % {"cell": cell, "reason": reason(error)}
        ) from error
