"""The states of many cells at once, without reading their texts."""

from collections.abc import Iterable
from itertools import product

from django.db.models import Exists, F, OuterRef, Value

from careers.editorial.models import Draft
from careers.models import Dimension, Role, RoleDimensionEntry, TextChange

from .cells import STATE_OF_DRAFT, CellState

# Databases limit the values of one query. With more roles, the query reads all of them
# and the rest is dropped afterwards.
MOST_NAMED = 5_000

# Where a cell has several of these, the last one wins.
STATE_PRECEDENCE = [CellState.LIVE, *STATE_OF_DRAFT.values(), CellState.SCHEDULED]


def states(
    roles: Iterable[Role | int], dimensions: Iterable[Dimension | int]
) -> dict[tuple[int, int], CellState]:
    """Return ``{(role's key, dimension's key): state}`` for every pair, in one query.

    ``roles`` and ``dimensions`` are objects or keys.
    """
    role_keys, dimension_keys = _keys(roles), _keys(dimensions)
    states = dict.fromkeys(product(role_keys, dimension_keys), CellState.MISSING)
    rows = [
        (role, dimension, STATE_OF_DRAFT.get(kind) or CellState(kind))
        for role, dimension, kind in _kinds(role_keys, dimension_keys)
        if (role, dimension) in states
    ]
    rows.sort(key=lambda row: STATE_PRECEDENCE.index(row[2]))
    for role, dimension, state in rows:
        states[role, dimension] = state
    return states


def _kinds(roles, dimensions):
    pairs = {"dimension__in": dimensions}
    if len(roles) <= MOST_NAMED:
        pairs["role__in"] = roles
    newer_drafts = Draft.objects.filter(
        role=OuterRef("role"), dimension=OuterRef("dimension")
    ).exclude(text=OuterRef("after"))
    scheduled = TextChange.objects.scheduled().filter(~Exists(newer_drafts), **pairs)
    kinds = [
        (RoleDimensionEntry.objects.filter(**pairs), Value(CellState.LIVE.value)),
        (Draft.objects.filter(**pairs), F("state")),
        (scheduled, Value(CellState.SCHEDULED.value)),
    ]
    texts = [
        rows.order_by()
        .annotate(kind=kind)
        .values_list("role_id", "dimension_id", "kind")
        for rows, kind in kinds
    ]
    return texts[0].union(*texts[1:], all=True)


def _keys(objects: Iterable[Role | Dimension | int]) -> list[int]:
    return [item if isinstance(item, int) else item.pk for item in objects]
