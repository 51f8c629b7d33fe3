from .controls import Controls
from .highlights import Highlights, Quote
from .phrases import name_roles, quote_all
from .presenter import ComparisonPresenter, DisplayCell, DisplayRow
from .similarity_tables import Figure, figure, similarity_tables

__all__ = [
    "ComparisonPresenter",
    "Controls",
    "DisplayCell",
    "DisplayRow",
    "Figure",
    "Highlights",
    "Quote",
    "figure",
    "name_roles",
    "quote_all",
    "similarity_tables",
]
