"""The editors' workflow: how texts get from a draft to the public page.

Other packages import this package alone: it has the drafts with what happens to them,
and the names of its modules, as in ``workflow.drafting.save``.
"""

from careers.editorial.models import (
    MAX_COMMENT,
    Comment,
    DetailsDraft,
    Draft,
    Presence,
)

from . import details, drafting, notifications, publishing, seen
from .cells import (
    STATE_OF_DRAFT,
    CellState,
    EditorCell,
    find_pair,
    find_role,
    live_version,
    load_cell,
    load_cells,
    states,
)
from .coherence import users_of
from .draft_content import (
    ChosenDraftsContent,
    DraftContent,
    PreviewNotFoundError,
    ScheduledContent,
)
from .drafting import (
    DELETED,
    LIVE_TEXT_CHANGED,
    NO_REASON,
    DraftEdit,
    checked,
    lock_roles,
)
from .errors import EditConflictError, RefusedError, quote_names, reason
from .people import display_name
from .permissions import APPROVE, PUBLISH, READ, READ_PUBLICATIONS, WRITE, require
from .publishing import publish_due
from .scope import UNLIMITED, OutOfScopeError, Scope, scope_of

__all__ = [
    "APPROVE",
    "DELETED",
    "LIVE_TEXT_CHANGED",
    "MAX_COMMENT",
    "NO_REASON",
    "PUBLISH",
    "READ",
    "READ_PUBLICATIONS",
    "STATE_OF_DRAFT",
    "UNLIMITED",
    "WRITE",
    "CellState",
    "ChosenDraftsContent",
    "Comment",
    "DetailsDraft",
    "Draft",
    "DraftContent",
    "DraftEdit",
    "EditConflictError",
    "EditorCell",
    "OutOfScopeError",
    "Presence",
    "PreviewNotFoundError",
    "RefusedError",
    "ScheduledContent",
    "Scope",
    "checked",
    "details",
    "display_name",
    "drafting",
    "find_pair",
    "find_role",
    "live_version",
    "load_cell",
    "load_cells",
    "lock_roles",
    "notifications",
    "publish_due",
    "publishing",
    "quote_names",
    "reason",
    "require",
    "scope_of",
    "seen",
    "states",
    "users_of",
]
