"""How many roles and texts the site has, as the directory keeps them."""

from collections import Counter

from django.db.models import Exists, OuterRef, Q, Sum

from careers.models import (
    PUBLIC,
    PUBLIC_STATUSES,
    ChangedRole,
    FacetValue,
    ListedRole,
    Status,
)
from careers.models.role import FEW

from .listing import CHUNK, places_in, unpacked

NOT_PUBLIC = Q(status__in=[s for s in Status if s not in PUBLIC_STATUSES])


def is_behind():
    """Return the condition that some role has changed since the directory read it."""
    return Exists(ChangedRole.objects.order_by())


def kept_counts(facet):
    """Return the number of public roles with each value of ``facet``."""
    values = FacetValue.objects.filter(facet=facet).values_list("value")
    return Counter(dict(values.annotate(Sum("count"))))


def less_described(most, otherwise):
    """Return the condition that roles have texts on fewer than ``most`` dimensions.

    Only public dimensions count. ``otherwise`` is the same condition, which looks at
    the texts, for roles that the directory does not list or not as they are.
    """
    rows = FacetValue.objects.filter(facet=FacetValue.Facet.DESCRIBED)
    rows = list(rows.annotate(is_behind=is_behind()))
    if not rows or rows[0].is_behind:
        return otherwise
    rows = [row for row in rows if int(row.value) < most]
    if sum(row.count for row in rows) > FEW:
        listed = ListedRole.objects.filter(role=OuterRef("pk"), described__lt=most)
        less = Q(Exists(listed.order_by()))
    else:
        keys = [
            row.chunk << CHUNK | place
            for row in rows
            for place in places_in(unpacked(row.bits))
        ]
        less = Q(pk__in=keys)
    return (PUBLIC & less) | (NOT_PUBLIC & otherwise)
