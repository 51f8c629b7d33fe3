from .dimension import Dimension, Theme
from .entry import RoleDimensionEntry
from .family import Family
from .publication import Publication, StatusChange, TextChange
from .role import FormerSlug, Role
from .status import PUBLIC, PUBLIC_STATUSES

__all__ = [
    "PUBLIC",
    "PUBLIC_STATUSES",
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
