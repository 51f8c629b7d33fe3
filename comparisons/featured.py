"""Comparisons that the site proposes by itself."""

from itertools import batched, groupby, pairwise

from .selection import Selection


def worth_reading(roles, limit=6):
    """Return up to ``limit`` lists of two or three roles that read well together.

    ``roles`` come family by family, with ``described`` (see
    ``RoleQuerySet.with_completeness``). Each list holds roles of one family that
    answer as many dimensions as any role does.
    """
    most = max((role.described for role in roles), default=0)
    complete = [role for role in roles if role.family and role.described == most > 0]
    sets = [
        group
        for _, members in groupby(complete, key=lambda role: role.family_id)
        for group in list(batched(members, 3))[:1]
        if len(group) > 1
    ]
    return [(Selection(tuple(r.slug for r in g)), list(g)) for g in sets[:limit]]


def neighbours(roles, dimensions):
    """Return the canonical selections of complete roles next to each other.

    ``dimensions`` is how many there are to answer: a comparison with gaps is not for
    search engines (see ``Comparison.is_worth_indexing``).

    As many as there are roles, not as many as there are pairs: a sitemap of all
    pairs passes its limit of 50,000 addresses at 317 roles.
    """
    complete = [role for role in roles if role.family and role.described == dimensions]
    return [
        Selection((a.slug, b.slug)).canonical
        for a, b in pairwise(complete)
        if a.family_id == b.family_id
    ]
