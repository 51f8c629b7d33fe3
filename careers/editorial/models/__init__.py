from .comment import MAX_COMMENT, Comment
from .details import MAX_REMARK, DetailsDraft
from .draft import Draft
from .presence import Presence
from .proposal import Proposal

__all__ = [
    "MAX_COMMENT",
    "MAX_REMARK",
    "Comment",
    "DetailsDraft",
    "Draft",
    "Presence",
    "Proposal",
]
