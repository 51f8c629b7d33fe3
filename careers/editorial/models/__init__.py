from .account import AccountEvent
from .comment import MAX_COMMENT, Comment
from .details import MAX_REMARK, DetailsDraft
from .draft import Draft
from .import_plan import ImportFile, ImportPlan
from .kept_form import KeptForm
from .presence import Presence
from .proposal import Proposal
from .saved_view import MOST_VIEWS, SavedView, ViewedPage
from .scope import FamilyLimit
from .security_event import AppendOnlyError, SecurityEvent
from .sign_in import CacheEntry, FailedTries

__all__ = [
    "MAX_COMMENT",
    "MAX_REMARK",
    "MOST_VIEWS",
    "AccountEvent",
    "AppendOnlyError",
    "CacheEntry",
    "Comment",
    "DetailsDraft",
    "Draft",
    "FailedTries",
    "FamilyLimit",
    "ImportFile",
    "ImportPlan",
    "KeptForm",
    "Presence",
    "Proposal",
    "SavedView",
    "SecurityEvent",
    "ViewedPage",
]
