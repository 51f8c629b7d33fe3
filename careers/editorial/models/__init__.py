from .comment import Comment
from .draft import Draft, DraftState
from .presence import Presence

__all__ = ["Comment", "Draft", "DraftState", "Presence"]
