"""Comparisons that the site suggests by itself."""

from itertools import pairwise

from django.db.models import OuterRef, Subquery

from careers.directory.rows import roles_with
from careers.models import Dimension, Family, ListedRole

from .selection import Selection

MOST_SETS = 6
MOST_ROLES = 3  # of a set


def complete(roles):
    """Return those of ``roles`` with a family and a text on each dimension."""
    count = Dimension.objects.published().count()
    if not count:
        return roles.none()
    return roles.with_completeness().filter(described=count).exclude(family=None)


def worth_reading():
    """Return up to six sets of two or three complete roles of one family.

    A set is its selection and its roles.
    """
    if not (count := Dimension.objects.published().count()):
        return []
    rows = ListedRole.objects.filter(family=OuterRef("pk"), described=count)
    keys = rows.order_by("by_name").values("pk")
    firsts = {f"role_{n}": Subquery(keys[n : n + 1]) for n in range(MOST_ROLES)}
    families = Family.objects.annotate(**firsts).exclude(role_1=None)
    sets = list(families.values_list(*firsts)[:MOST_SETS])
    roles = roles_with([key for keys in sets for key in keys if key])
    roles = {role.pk: role for role in roles}
    members = [[roles[key] for key in keys if key in roles] for keys in sets]
    return [
        (Selection(tuple(role.slug for role in roles)), roles)
        for roles in members
        if len(roles) > 1
    ]


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
