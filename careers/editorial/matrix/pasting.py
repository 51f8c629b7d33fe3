"""A pasted table laid over the matrix: what each cell said, and what it would say."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from careers.editorial.files.tables import InvalidTableError, table
from careers.editorial.workflow.cells import EditorCell, cells
from careers.editorial.workflow.drafting import DraftEdit, checked
from careers.editorial.workflow.errors import reason
from careers.models import Dimension, Role

from .matrix import Matrix

NO_ANCHOR = (
    "Choose the cell that the first text goes into: it is not among the roles and "
    "dimensions shown."
)


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

    Its rows are dimensions and its columns roles, as they are shown. Raises Misfit
    for a table that does not fit, or has a text that cannot be kept.
    """

    def __init__(self, matrix: Matrix, role: str, dimension: str, pasted: str) -> None:
        roles = [each.slug for each in matrix.roles]
        dimensions = [each.slug for each in matrix.dimensions]
        if role not in roles or dimension not in dimensions:
            raise InvalidTableError(NO_ANCHOR)
        self.roles: list[Role] = matrix.roles[roles.index(role) :]
        self.dimensions: list[Dimension] = matrix.dimensions[
            dimensions.index(dimension) :
        ]
        self.texts = table(pasted, rows=len(self.dimensions), columns=len(self.roles))
        self.cells = self._laid_out()

    def _laid_out(self) -> list[PastedCell]:
        found = cells(self.roles, self.dimensions)
        laid_out = []
        for dimension, texts in zip(self.dimensions, self.texts, strict=False):
            for role, text in zip(self.roles, texts, strict=False):
                try:
                    after = checked(text)
                except ValidationError as error:
                    why = f"{role}: {dimension}. {reason(error)}"
                    raise InvalidTableError(why) from error
                laid_out.append(PastedCell(found[role.pk, dimension.pk], after))
        return laid_out

    @property
    def changed(self) -> list[PastedCell]:
        return [each for each in self.cells if each.is_changed]

    @property
    def emptied(self) -> list[PastedCell]:
        return [each for each in self.changed if not each.after]

    @property
    def same(self) -> int:
        """How many cells say this already."""
        return len(self.cells) - len(self.changed)

    @property
    def identity(self) -> str:
        """Names each cell and the version of it that a preview shows."""
        return " ".join(each.identity for each in self.cells)

    @property
    def edits(self) -> list[DraftEdit]:
        return [
            DraftEdit(
                each.cell.role, each.cell.dimension, each.after, each.cell.version
            )
            for each in self.changed
        ]
