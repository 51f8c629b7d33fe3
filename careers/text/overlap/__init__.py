"""What several texts share and where they differ: counted, never judged.

Pure functions on text, with the same result for every order of the roles.

1. Each text is cut into **points**: a bullet, a clause of a sentence, or an item of a
   list with what opens it: "Reports to CTO, Head of AI, or VP Engineering" makes three,
   opened by "Reports to". Nothing that turns what follows it is cut away: a "not", an
   "only", a "may" or a number (``points``).
2. Words are compared without case, punctuation, inflection, articles and spelling; the
   variants of the editors' glossary, and short forms that a text explains, are the
   words they stand for (``tokens``, and a module a language in ``careers.text``).
3. Two points are **the same** if their words are, or **the same but for** a word or
   two: then both are quoted, and the words that differ are marked. A negation makes
   another point, and so does a verb of another rank, from assisting to leading
   (``matching``).
   Three words in a row that are a phrase in both texts are the same too (``runs``).
4. A point is **only here** if less than half of its words stand in any other text. In
   doubt it is neither shared nor only here (``rows``).
5. A **frame** is what several texts do in the same way to different things, "own
   projects in", or to one thing at different ranks (``frames``).
6. A row is "Nearly the same", "Partly shared" or "Distinct" by all words of its texts:
   the mean over its pairs of 2 |A ∩ B| / (|A| + |B|), Dice's coefficient of 1945. The
   thresholds are measured (``rows``).
7. A comparison sums up its rows (``summary``).

A language without a module of its own is compared by whole clauses of the same words.
"""

from .rows import (
    Frame,
    Label,
    Marks,
    Overlap,
    compare_texts,
    mark_differences,
    mark_shared,
)
from .shared import Kind, Quote, Shared
from .summary import Counts, Summary, summarise
from .tokens import Wording

__all__ = [
    "Counts",
    "Frame",
    "Kind",
    "Label",
    "Marks",
    "Overlap",
    "Quote",
    "Shared",
    "Summary",
    "Wording",
    "compare_texts",
    "mark_differences",
    "mark_shared",
    "summarise",
]
