from typing import NamedTuple

from django.utils.translation import ngettext_lazy

from careers.editorial.workflow import CellState

# The scripts have the same words in _matrix_messages.html.
COUNTS = {
    CellState.MISSING: ngettext_lazy("%(count)d missing", "%(count)d missing", "count"),
    CellState.WRITING: ngettext_lazy("%(count)d draft", "%(count)d drafts", "count"),
    CellState.IN_REVIEW: ngettext_lazy(
        "%(count)d in review", "%(count)d in review", "count"
    ),
    CellState.APPROVED: ngettext_lazy(
        "%(count)d approved", "%(count)d approved", "count"
    ),
    CellState.SCHEDULED: ngettext_lazy(
        "%(count)d scheduled", "%(count)d scheduled", "count"
    ),
    CellState.LIVE: ngettext_lazy("%(count)d live", "%(count)d live", "count"),
}


class StateCount(NamedTuple):
    """How many cells have a state, and the matrix of these cells."""

    state: CellState
    number: int
    path: str

    def __str__(self) -> str:
        return COUNTS[self.state] % {"count": self.number}
