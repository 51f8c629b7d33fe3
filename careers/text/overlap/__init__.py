"""What several texts share and where they differ: counted, never judged.

Pure functions on text, with the same result for every order of the roles.

1. Each answer is cut into **points**: a bullet is one; a sentence is cut at dashes,
   colons and semicolons, and at the commas of what it lists, so that "Reports to CTO,
   Head of AI, or VP Engineering" makes three points, opened by "Reports to"
   (``points``).
2. Words are compared without case, accents, punctuation, inflection, articles and
   British spelling; a short form explained in brackets is its long form (``tokens``).
3. Points **say the same** in the same words, or, from four words on, if one says what
   the other says and little more. A different word, a number, a "not" or a "must"
   makes a different point. A role has one point in a match at most (``matching``).
4. Similarity of two answers: half the share of points that both make, half the share of
   words, each 2 |A ∩ B| / (|A| + |B|), which is Dice's coefficient of 1945. A row is
   the mean of its pairs; its label is "Nearly the same" from 0.8 on, "Partly shared"
   from 0.25 on or with any shared point, else "Distinct" (``rows``).
5. A comparison sums up its rows: what all or some share, what one alone says, where
   they differ most, which two are closest (``summary``).

The wording is English; other languages are compared by equal words and bullets.
"""

from .marks import Marks, mark_differences, mark_shared
from .points import Point
from .rows import Label, Overlap, Shared
from .summary import Summary

__all__ = [
    "Label",
    "Marks",
    "Overlap",
    "Point",
    "Shared",
    "Summary",
    "mark_differences",
    "mark_shared",
]
