from .dimension import Dimension, Theme
from .entry import RoleDimensionEntry
from .family import Family
from .role import FormerSlug, Role

__all__ = [
    "Dimension",
    "Family",
    "FormerSlug",
    "Role",
    "RoleDimensionEntry",
    "Theme",
]
