from .dimension import Dimension, Theme
from .draft import Comment, Draft, Presence
from .entry import RoleDimensionEntry
from .family import Family
from .publication import Publication, StatusChange, TextChange
from .role import FormerSlug, Role

__all__ = [
    "Comment",
    "Dimension",
    "Draft",
    "Family",
    "FormerSlug",
    "Presence",
    "Publication",
    "Role",
    "RoleDimensionEntry",
    "StatusChange",
    "TextChange",
    "Theme",
]
