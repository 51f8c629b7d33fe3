"""Pure functions on words, without Django. Overlap and languages stand apart."""

from .arriving import arrived
from .cleaning import CONTROL_CHARACTERS, clean_text, visible
from .diffs import Kind, diff
from .folding import by_size, fold, fold_letters, fold_name
from .guards import with_guards, without_guards
from .lists import (
    as_list,
    is_line_by_line,
    is_tabbed_list,
    offered_list,
    with_own_bullets,
    without_bullet_cells,
)
from .merging import merge
from .placeholders import is_placeholder
from .prose import Block, blocks, one_line
from .slugs import slug_of
from .words import count_sentences, truncate, words_of

__all__ = [
    "CONTROL_CHARACTERS",
    "Block",
    "Kind",
    "arrived",
    "as_list",
    "blocks",
    "by_size",
    "clean_text",
    "count_sentences",
    "diff",
    "fold",
    "fold_letters",
    "fold_name",
    "is_line_by_line",
    "is_placeholder",
    "is_tabbed_list",
    "merge",
    "offered_list",
    "one_line",
    "slug_of",
    "truncate",
    "visible",
    "with_guards",
    "with_own_bullets",
    "without_bullet_cells",
    "without_guards",
    "words_of",
]
