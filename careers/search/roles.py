"""Roles found by words."""

from django.db import models

from careers.models import PUBLIC_STATUSES, RoleDimensionEntry
from careers.text import fold

MAX_WORDS = 10  # each word reads every text once


def search_roles(roles, words):
    """Return those of ``roles`` whose names, or one of whose texts, hold every word.

    The start of a word is enough. Words after the tenth are ignored, and so are case,
    accents and punctuation. Adds ``named``: 1 where the names hold every word, else 0.
    """
    in_names, anywhere = models.Q(), models.Q()
    for word in search_words(words):
        in_name = _in_names(word)
        in_text = RoleDimensionEntry.objects.filter(
            role=models.OuterRef("pk"),
            dimension__status__in=PUBLIC_STATUSES,
            folded_text__contains=f" {word}",
        )
        in_names &= in_name
        anywhere &= in_name | models.Exists(in_text)
    if not in_names:
        return roles.annotate(named=models.Value(1))
    return roles.filter(anywhere).annotate(
        named=models.Case(models.When(in_names, 1), default=0)
    )


def search_role_names(roles, words):
    for word in search_words(words):
        roles = roles.filter(_in_names(word))
    return roles


def search_words(words):
    return list(dict.fromkeys(fold(words).split()))[:MAX_WORDS]


def _in_names(word):
    return models.Q(folded_names__contains=f" {word}")
