from .filters import (
    Filters,
    StateCount,
    filters_of,
    matrix_path,
    roles_beside,
    row_labels_path,
    text_path,
)
from .matrix import NEXT, Matrix, NextCell, anchor_of, next_cell
from .presence import record_presence

__all__ = [
    "NEXT",
    "Filters",
    "Matrix",
    "NextCell",
    "StateCount",
    "anchor_of",
    "filters_of",
    "matrix_path",
    "next_cell",
    "record_presence",
    "roles_beside",
    "row_labels_path",
    "text_path",
]
