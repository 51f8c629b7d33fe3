"""A pasted table, laid over the cells of a matrix."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careers.editorial import workflow
from careers.editorial.files.tables import InvalidTableError, read_table
from careers.phrases import says_nothing
from careers.text import (
    arrived,
    as_list,
    clean_text,
    is_line_by_line,
    without_guards,
)


@dataclass(frozen=True)
class PastedCell:
    """A cell, and the text that is pasted over it.

    ``is_cleaned`` says that lists or words for "no text" became the site's own.
    """

    cell: workflow.EditorCell
    after: str
    is_cleaned: bool

    @property
    def is_changed(self):
        return self.cell.text != self.after

    @property
    def identity(self):
        cell = self.cell
        return f"{cell.role.slug}/{cell.dimension.slug}/{cell.version}"


class Paste:
    """A table whose top left text goes into one cell of a matrix.

    Its rows are dimensions and its columns roles, in the order of the matrix. Raises
    InvalidTableError for a table that does not fit, or has a text that cannot be kept.
    """

    def __init__(self, matrix, role, dimension, pasted, as_lists):
        self.as_lists = as_lists
        role, dimension = workflow.find_pair(role, dimension)
        roles, dimensions = matrix.roles, matrix.dimensions
        if role not in roles or dimension not in dimensions:
            raise InvalidTableError(
                _("Choose the cell for the first text among the roles and dimensions.")
            )
        self.roles = roles[roles.index(role) :]
        self.dimensions = dimensions[dimensions.index(dimension) :]
        self.cells = self._lay_out(
            read_table(pasted, rows=len(self.dimensions), columns=len(self.roles))
        )
        self._refuse_outside(matrix.scope)

    def _lay_out(self, table):
        by_keys = workflow.load_cells(self.roles, self.dimensions)
        return [
            self._pasted(by_keys[role.pk, dimension.pk], text)
            for dimension, texts in zip(self.dimensions, table, strict=False)
            for role, text in zip(self.roles, texts, strict=False)
        ]

    def _pasted(self, cell, pasted):
        text = arrived(pasted, cell.text)
        if text == cell.text:
            return PastedCell(cell, text, is_cleaned=False)
        text = "" if says_nothing(text) else text
        is_cleaned = text != clean_text(without_guards(pasted))
        text = as_list(text) if self.as_lists else text
        try:
            return PastedCell(cell, workflow.checked(text), is_cleaned)
        except ValidationError as error:
            reason = {"cell": cell, "reason": workflow.reason(error)}
            raise InvalidTableError(_("%(cell)s. %(reason)s") % reason) from error

    def _refuse_outside(self, scope):
        for pasted in self.changed:
            if reason := scope.reason(pasted.cell.role):
                names = {"role": pasted.cell.role, "reason": reason}
                raise InvalidTableError(_("%(role)s. %(reason)s") % names)

    @property
    def changed(self):
        return [cell for cell in self.cells if cell.is_changed]

    @property
    def line_by_line(self):
        """How many new texts may be lists that have no bullets."""
        return sum(is_line_by_line(pasted.after) for pasted in self.changed)

    @property
    def summary(self):
        """Return "2 cells change. 1 of them becomes empty. 3 stay as they are."."""
        changed = len(self.changed)
        emptied = sum(not cell.after for cell in self.changed)
        decided = sum(bool(pasted.cell.cost_of_change) for pasted in self.changed)
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
        if cleaned := sum(pasted.is_cleaned for pasted in self.changed):
            sentences.append(
                ngettext(
                    "%(count)d had other bullets or only said that it has no text.",
                    "%(count)d had other bullets or only said that they have no text.",
                    cleaned,
                )
                % {"count": cleaned}
            )
        if decided:
            sentences.append(
                ngettext(
                    "%(count)d of them is approved, in review or scheduled: its new "
                    "text needs a new approval.",
                    "%(count)d of them are approved, in review or scheduled: their "
                    "new texts need a new approval.",
                    decided,
                )
                % {"count": decided}
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
    def identity(self):
        """Each cell with its version, to see a change after the preview."""
        return " ".join(cell.identity for cell in self.cells)

    @property
    def edits(self):
        return [
            workflow.DraftEdit(
                pasted.cell.role,
                pasted.cell.dimension,
                pasted.after,
                pasted.cell.version,
            )
            for pasted in self.changed
        ]
