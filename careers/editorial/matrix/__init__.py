from .filters import (
    Filters,
    StateCount,
    filters_of,
    matrix_path,
    roles_beside,
    row_labels_path,
    text_path,
)
from .matrix import NEXT, Matrix, NextCell, anchor_of
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
    "record_presence",
    "roles_beside",
    "row_labels_path",
    "text_path",
]
