"""Which roles are alike, and the words that make them so.

Pure functions on published texts, the same for every order of the roles. How it works
and how well it does stands in docs/similar-roles.md.

1. A role is read into counts of words, and phrases that can be quoted (``words``).
2. A ``Corpus`` is what is known of all roles together: how many have a word, and their
   mean. With it each role becomes a ``Profile`` of bounded size (``profiles``).
3. A row holds the roles nearest to one. It is built with all others, or brought up to
   date when one role changes (``rows``).
4. What two roles share is quoted (``phrases``), and roles between two are found
   (``steps``).
"""

from .index import Index
from .phrases import shared_phrases
from .profiles import (
    Corpus,
    Profile,
    add_mean,
    count_words,
    profile_of,
    profiles_of,
)
from .rows import (
    MOST_STORED,
    SHOWN,
    Near,
    Row,
    changed_rows,
    nearest,
    scores,
    updated_rows,
)
from .steps import Step, steps_between
from .words import RoleText, RoleWords, read_role

__all__ = [
    "MOST_STORED",
    "SHOWN",
    "Corpus",
    "Index",
    "Near",
    "Profile",
    "RoleText",
    "RoleWords",
    "Row",
    "Step",
    "add_mean",
    "changed_rows",
    "count_words",
    "nearest",
    "profile_of",
    "profiles_of",
    "read_role",
    "scores",
    "shared_phrases",
    "steps_between",
    "updated_rows",
]
