"""The editors' workflow: how texts get from a draft to the public page.

Other packages import this package alone: it has the drafts with what happens to them,
and the names of its modules, as in ``workflow.drafting.save``.
"""

from careers.editorial.models import (
    MAX_COMMENT,
    AccountEvent,
    Comment,
    DetailsDraft,
    Draft,
    Presence,
    SecurityEvent,
)

from . import (
    accounts,
    confirmation,
    details,
    drafting,
    importing,
    notifications,
    ordering,
    password_links,
    personal_data,
    publishing,
    redacting,
    security_log,
    seen,
)
from .cell_states import with_cell_in
from .cells import (
    STATE_OF_DRAFT,
    CellState,
    EditorCell,
    contents_of,
    find_pair,
    find_role,
    live_version,
    load_cell,
    load_cells,
    state_of,
    states,
)
from .coherence import users_of
from .confirmation import account_blocker, is_confirmed, is_unconfirmed
from .delivery import sends_mail
from .draft_content import (
    ChosenDraftsContent,
    DraftContent,
    PreviewNotFoundError,
    ScheduledContent,
)
from .drafting import (
    DELETED,
    LIVE_TEXT_CHANGED,
    DraftEdit,
    checked,
    lock_roles,
)
from .errors import EditConflictError, RefusedError, quote_names, reason
from .people import display_name
from .permissions import (
    APPROVE,
    MANAGE_ACCOUNTS,
    PUBLISH,
    READ,
    READ_PUBLICATIONS,
    REDACT,
    WRITE,
    may_manage,
    permissions_of,
    require,
)
from .publishing import publish_due
from .redacted import redacted_fields, redacted_texts
from .scope import UNLIMITED, OutOfScopeError, Scope, scope_of, scope_of_reader
from .steps import NO_REASON
from .tally import Tally

__all__ = [
    "APPROVE",
    "DELETED",
    "LIVE_TEXT_CHANGED",
    "MANAGE_ACCOUNTS",
    "MAX_COMMENT",
    "NO_REASON",
    "PUBLISH",
    "READ",
    "READ_PUBLICATIONS",
    "REDACT",
    "STATE_OF_DRAFT",
    "UNLIMITED",
    "WRITE",
    "AccountEvent",
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
    "SecurityEvent",
    "Tally",
    "account_blocker",
    "accounts",
    "checked",
    "confirmation",
    "contents_of",
    "details",
    "display_name",
    "drafting",
    "find_pair",
    "find_role",
    "importing",
    "is_confirmed",
    "is_unconfirmed",
    "live_version",
    "load_cell",
    "load_cells",
    "lock_roles",
    "may_manage",
    "notifications",
    "ordering",
    "password_links",
    "permissions_of",
    "personal_data",
    "publish_due",
    "publishing",
    "quote_names",
    "reason",
    "redacted_fields",
    "redacted_texts",
    "redacting",
    "require",
    "scope_of",
    "scope_of_reader",
    "security_log",
    "seen",
    "sends_mail",
    "state_of",
    "states",
    "users_of",
    "with_cell_in",
]
