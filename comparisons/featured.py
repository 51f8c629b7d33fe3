"""Comparisons that the site suggests by itself."""

from collections.abc import Iterable, Sequence
from itertools import groupby, islice, pairwise

from careers.models import Dimension, Role

from .selection import Selection


def complete(roles: Iterable[Role]) -> list[Role]:
    """Return the roles with a family and a text on each dimension. One query.

    ``roles`` have ``described`` (see ``RoleQuerySet.with_completeness``).
    """
    count = Dimension.objects.count()
    return [role for role in roles if role.family and role.described == count > 0]


def worth_reading(roles: Sequence[Role]) -> list[tuple[Selection, list[Role]]]:
    """Return up to six sets of two or three complete roles of one family.

    ``roles`` come family by family.
    """
    families = groupby(complete(roles), key=lambda role: role.family_id)
    sets = [list(islice(members, 3)) for _family, members in families]
    return [
        (Selection(tuple(role.slug for role in members)), members)
        for members in sets
        if len(members) > 1
    ][:6]


def neighbours() -> list[Selection]:
    """Return the canonical selections of neighbouring complete roles of a family.

    As many as there are roles, not as many as there are pairs: a sitemap of all
    pairs passes its limit of 50,000 addresses at 317 roles.
    """
    roles = Role.objects.published().with_completeness().by_family()
    return [
        Selection((a.slug, b.slug)).canonical
        for a, b in pairwise(complete(roles))
        if a.family_id == b.family_id
    ]
