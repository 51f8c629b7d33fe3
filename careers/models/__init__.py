from .dimension import Dimension, Theme
from .entry import MAX_TEXT_LENGTH, RoleDimensionEntry
from .fields import (
    MAX_SLUG,
    come_together,
    has_words,
    is_key,
    is_short,
    is_slug,
    person_field,
    validate_plain_text,
)
from .history import Action, Credit, RecordedQuerySet, Records
from .publication import MAX_WHY, Publication, StatusChange, TextChange
from .role import Family, FormerSlug, Role
from .status import PUBLIC, PUBLIC_STATUSES, Status
from .term import Term

__all__ = [
    "MAX_SLUG",
    "MAX_TEXT_LENGTH",
    "MAX_WHY",
    "PUBLIC",
    "PUBLIC_STATUSES",
    "Action",
    "Credit",
    "Dimension",
    "Family",
    "FormerSlug",
    "Publication",
    "RecordedQuerySet",
    "Records",
    "Role",
    "RoleDimensionEntry",
    "Status",
    "StatusChange",
    "Term",
    "TextChange",
    "Theme",
    "come_together",
    "has_words",
    "is_key",
    "is_short",
    "is_slug",
    "person_field",
    "validate_plain_text",
]
