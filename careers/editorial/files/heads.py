"""The words at the heads of columns and rows, in the site's language and in English."""

from enum import Enum, auto
from functools import lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from careers.text import fold_name

from .grids import name_of


class Head(Enum):
    SLUG = auto()
    ROLE = auto()
    FAMILY = auto()
    DIMENSION = auto()
    STATE = auto()
    TEXT = auto()
    OLD_ADDRESS = auto()
    LEADS_TO = auto()
    ROLES = auto()


class Mark(Enum):
    """What the site's own files have beside their texts."""

    LABEL = auto()
    IN_ALL = auto()
    SITE = auto()
    ORIGIN = auto()
    PAIRS = auto()
    LEFT_OUT = auto()


WORDS: dict[Head | Mark, list[Promise]] = {
    Head.SLUG: [_("Slug")],
    Head.ROLE: [_("Role"), _("Job"), _("Role name"), _("Job title")],
    Head.FAMILY: [_("Family"), _("Job family"), _("Role family")],
    Head.DIMENSION: [_("Dimension"), _("Topic"), _("Area"), _("Aspect")],
    Head.STATE: [_("State")],
    Head.TEXT: [_("Text"), _("Description"), _("Content")],
    Head.OLD_ADDRESS: [_("Old address")],
    Head.LEADS_TO: [_("Leads to")],
    Head.ROLES: [_("Roles")],
    Mark.LABEL: [_("Label")],
    Mark.IN_ALL: [_("In both"), _("In all")],
    Mark.SITE: [_("Site")],
    Mark.ORIGIN: [_("Site"), _("Address"), _("Date"), _("Texts")],
    Mark.PAIRS: [_("Roles"), _("The same"), _("The same but for a word or two")],
    Mark.LEFT_OUT: [_("Left out"), _("Row"), _("Column"), _("Characters")],
}


def head_of(cell: str) -> Head | None:
    """Return what the word in this cell stands at the head of, if it is such a word."""
    folded = fold_name(name_of(cell).rstrip(":*"))
    return next((head for head in Head if folded in words(head)), None)


def words(head: Head | Mark) -> frozenset[str]:
    """Return the folded words for ``head``."""
    return _words(head, get_language() or settings.LANGUAGE_CODE)


def is_word(cell: str, head: Head | Mark) -> bool:
    return fold_name(name_of(cell)) in words(head)


@lru_cache
def _words(head: Head | Mark, language: str) -> frozenset[str]:
    folded = set()
    for code in (language, settings.LANGUAGE_CODE, None):
        # Without a language, the words are those in the code.
        with override(code):
            folded |= {fold_name(str(word)) for word in WORDS[head]}
    return frozenset(folded)
