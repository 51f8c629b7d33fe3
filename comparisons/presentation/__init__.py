from .controls import Controls
from .highlights import (
    Citation,
    Highlights,
    Version,
    describe,
    sharing_roles,
)
from .overview import Overview
from .pairs import Figure, pair_tables
from .presenter import (
    ComparisonPresenter,
    DisplayCell,
    DisplayRow,
    name_roles,
)
from .quotes import common_words, in_words, quote_all, quote_shared

__all__ = [
    "Citation",
    "ComparisonPresenter",
    "Controls",
    "DisplayCell",
    "DisplayRow",
    "Figure",
    "Highlights",
    "Overview",
    "Version",
    "common_words",
    "describe",
    "in_words",
    "name_roles",
    "pair_tables",
    "quote_all",
    "quote_shared",
    "sharing_roles",
]
