"""The editors' workflow: how texts get from a draft to the public page.

Other packages import from here; ``drafting``, ``publishing``, ``recovery`` and
``notifications`` are imported as modules.
"""

from .cell_states import states
from .cells import (
    STATE_OF_DRAFT,
    CellState,
    EditorCell,
    live_version,
    load_cell,
    load_cells,
)
from .draft_content import (
    ChosenDraftsContent,
    DraftContent,
    PreviewNotFoundError,
    ScheduledContent,
)
from .drafting import DraftEdit
from .errors import EditConflictError, RefusedError, reason
from .people import display_name
from .permissions import APPROVE, PUBLISH, READ, READ_PUBLICATIONS, WRITE, require
from .publishing import publish_due

__all__ = [
    "APPROVE",
    "PUBLISH",
    "READ",
    "READ_PUBLICATIONS",
    "STATE_OF_DRAFT",
    "WRITE",
    "CellState",
    "ChosenDraftsContent",
    "DraftContent",
    "DraftEdit",
    "EditConflictError",
    "EditorCell",
    "PreviewNotFoundError",
    "RefusedError",
    "ScheduledContent",
    "display_name",
    "live_version",
    "load_cell",
    "load_cells",
    "publish_due",
    "reason",
    "require",
    "states",
]
