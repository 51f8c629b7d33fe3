"""Pure functions on words, without Django. Overlap and languages stand apart."""

from .cleaning import CONTROL_CHARACTERS, clean_text, visible
from .diffs import Kind, diff
from .folding import fold, fold_letters
from .merging import merge
from .prose import Block, blocks, one_line
from .words import count_sentences, truncate, words_of

__all__ = [
    "CONTROL_CHARACTERS",
    "Block",
    "Kind",
    "blocks",
    "clean_text",
    "count_sentences",
    "diff",
    "fold",
    "fold_letters",
    "merge",
    "one_line",
    "truncate",
    "visible",
    "words_of",
]
