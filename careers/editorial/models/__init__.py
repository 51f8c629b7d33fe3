from .comment import MAX_COMMENT, Comment
from .draft import Draft, DraftState
from .presence import Presence

__all__ = ["MAX_COMMENT", "Comment", "Draft", "DraftState", "Presence"]
