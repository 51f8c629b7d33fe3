from .comment import MAX_COMMENT, Comment
from .draft import Draft
from .presence import Presence
from .proposal import Proposal

__all__ = ["MAX_COMMENT", "Comment", "Draft", "Presence", "Proposal"]
