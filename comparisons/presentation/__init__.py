from .controls import Controls
from .highlights import (
    Citation,
    Highlights,
    Version,
    describe,
    parts_of,
    sharing_roles,
)
from .pairs import Figure, pair_tables
from .presenter import (
    ComparisonPresenter,
    DisplayCell,
    DisplayRow,
    in_words,
    name_roles,
    quote_all,
    quote_shared,
)

__all__ = [
    "Citation",
    "ComparisonPresenter",
    "Controls",
    "DisplayCell",
    "DisplayRow",
    "Figure",
    "Highlights",
    "Version",
    "describe",
    "in_words",
    "name_roles",
    "pair_tables",
    "parts_of",
    "quote_all",
    "quote_shared",
    "sharing_roles",
]
