from .controls import Controls
from .highlights import (
    Citation,
    Highlights,
    Overview,
    Version,
    describe,
    sharing_roles,
)
from .more_roles import MoreRole, MoreRoles
from .pairs import Figure, pair_tables
from .presenter import (
    ComparisonPresenter,
    DisplayCell,
    DisplayRow,
    name_roles,
)

__all__ = [
    "Citation",
    "ComparisonPresenter",
    "Controls",
    "DisplayCell",
    "DisplayRow",
    "Figure",
    "Highlights",
    "MoreRole",
    "MoreRoles",
    "Overview",
    "Version",
    "describe",
    "name_roles",
    "pair_tables",
    "sharing_roles",
]
