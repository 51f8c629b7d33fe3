from .dimension import Dimension, Theme
from .entry import MAX_TEXT_LENGTH, RoleDimensionEntry
from .family import Family
from .fields import MAX_SLUG, is_key, is_slug, validate_plain_text
from .history import Action, Credit
from .publication import Publication, StatusChange, TextChange
from .role import FormerSlug, Role
from .status import PUBLIC, PUBLIC_STATUSES, Status
from .term import Term

__all__ = [
    "MAX_SLUG",
    "MAX_TEXT_LENGTH",
    "PUBLIC",
    "PUBLIC_STATUSES",
    "Action",
    "Credit",
    "Dimension",
    "Family",
    "FormerSlug",
    "Publication",
    "Role",
    "RoleDimensionEntry",
    "Status",
    "StatusChange",
    "Term",
    "TextChange",
    "Theme",
    "is_key",
    "is_slug",
    "validate_plain_text",
]
