from .comment import Comment
from .draft import Draft, DraftState, Step
from .presence import Presence

__all__ = ["Comment", "Draft", "DraftState", "Presence", "Step"]
