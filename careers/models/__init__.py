from .content import Content, Readdressed, details_of, free_slug, kind_of
from .content_version import ContentVersion
from .counts import number_of
from .dimension import Dimension, FormerDimensionSlug, Theme
from .entry import MAX_TEXT_LENGTH, RoleDimensionEntry
from .fields import (
    MAX_SLUG,
    SearchTextField,
    come_together,
    derive_keys,
    has_words,
    is_key,
    is_known,
    is_short,
    is_slug,
    person_field,
    validate_one_line,
    validate_plain_text,
)
from .history import Action, Credit, RecordedQuerySet, Records
from .listing import FacetValue, ListedRole
from .old_address import OldAddress
from .publication import (
    MAX_WHY,
    DetailsChange,
    Kind,
    Publication,
    TextChange,
    size_label,
)
from .redaction import TEXT, Part, RedactedVersion, Redaction, text_part
from .role import Family, FirstLetter, FormerSlug, Role, tell_apart, title_of
from .search_index import ChangedRole, SearchDocument, SearchState, SearchWord
from .similar_roles import (
    SimilarPair,
    SimilarProfile,
    SimilarState,
    SimilarWaiting,
    SimilarWeight,
    SimilarWord,
)
from .status import PUBLIC, PUBLIC_STATUSES, SHOWN_TO_EDITORS, Status
from .term import Term
from .text_fields import PlainTextField

__all__ = [
    "DERIVED",
    "KINDS",
    "MAX_SLUG",
    "MAX_TEXT_LENGTH",
    "MAX_WHY",
    "PUBLIC",
    "PUBLIC_STATUSES",
    "SHOWN_TO_EDITORS",
    "TEXT",
    "Action",
    "ChangedRole",
    "Content",
    "ContentVersion",
    "Credit",
    "DetailsChange",
    "Dimension",
    "FacetValue",
    "Family",
    "FirstLetter",
    "FormerDimensionSlug",
    "FormerSlug",
    "Kind",
    "ListedRole",
    "OldAddress",
    "Part",
    "PlainTextField",
    "Publication",
    "Readdressed",
    "RecordedQuerySet",
    "Records",
    "RedactedVersion",
    "Redaction",
    "Role",
    "RoleDimensionEntry",
    "SearchDocument",
    "SearchState",
    "SearchTextField",
    "SearchWord",
    "SimilarPair",
    "SimilarProfile",
    "SimilarState",
    "SimilarWaiting",
    "SimilarWeight",
    "SimilarWord",
    "Status",
    "Term",
    "TextChange",
    "Theme",
    "come_together",
    "derive_keys",
    "details_of",
    "free_slug",
    "has_words",
    "is_key",
    "is_known",
    "is_short",
    "is_slug",
    "kind_of",
    "number_of",
    "person_field",
    "size_label",
    "tell_apart",
    "text_part",
    "title_of",
    "validate_one_line",
    "validate_plain_text",
]

KINDS = {
    Kind.ROLE: Role,
    Kind.DIMENSION: Dimension,
    Kind.FAMILY: Family,
    Kind.THEME: Theme,
    Kind.TERM: Term,
}

# What is kept of roles and follows from their content: any of it can be made again.
DERIVED = {
    ChangedRole,
    FacetValue,
    ListedRole,
    SearchDocument,
    SearchState,
    SearchWord,
    SimilarPair,
    SimilarProfile,
    SimilarState,
    SimilarWaiting,
    SimilarWeight,
    SimilarWord,
}
