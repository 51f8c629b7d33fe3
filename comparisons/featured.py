"""Comparisons that the site suggests by itself."""

from itertools import groupby, pairwise

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from careers.models import Dimension

from .selection import Selection

MOST_SETS = 6
MOST_ROLES = 3  # of a set


def complete(roles):
    """Return those of ``roles`` with a family and a text on each dimension."""
    count = Dimension.objects.published().count()
    if not count:
        return roles.none()
    return roles.with_completeness().filter(described=count).exclude(family=None)


def worth_reading(role_list):
    """Return up to six sets of two or three complete roles of one family.

    A set is its selection and its roles. A short list has its roles at hand, of a long
    one the database finds them.
    """
    if role_list.is_folded:
        place = Window(RowNumber(), partition_by=F("family"), order_by="folded_names")
        roles = complete(role_list.roles).annotate(place=place)
        roles = roles.filter(place__lte=MOST_ROLES)
    else:
        count = Dimension.objects.published().count()
        roles = [
            role
            for role in role_list.first
            if role.family and role.described == count > 0
        ]
    families = groupby(roles, key=lambda role: role.family_id)
    sets = [list(members)[:MOST_ROLES] for _family, members in families]
    return [
        (Selection(tuple(role.slug for role in members)), members)
        for members in sets
        if len(members) > 1
    ][:MOST_SETS]


def neighbours(roles):
    """Return the canonical selections of neighbouring complete roles of a family.

    Each with the time of the last change of its pages. As many as there are roles, not
    as many as there are pairs: a sitemap of all pairs passes its limit of 50,000
    addresses at 317 roles.
    """
    roles = complete(roles.by_family())
    return [
        (
            Selection((a.slug, b.slug)).canonical,
            max(a.page_changed_at, b.page_changed_at),
        )
        for a, b in pairwise(roles)
        if a.family_id == b.family_id
    ]
