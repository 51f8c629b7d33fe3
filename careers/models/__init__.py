from .dimension import Dimension, Theme
from .entry import RoleDimensionEntry
from .family import Family
from .publication import Publication, StatusChange, TextChange
from .role import FormerSlug, Role

__all__ = [
    "Dimension",
    "Family",
    "FormerSlug",
    "Publication",
    "Role",
    "RoleDimensionEntry",
    "StatusChange",
    "TextChange",
    "Theme",
]
