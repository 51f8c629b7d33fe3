"""The states of many cells at once, without their texts."""

from collections.abc import Iterable
from itertools import product

from django.db.models import Exists, F, OuterRef, Value

from careers.editorial.models import Draft
from careers.models import Dimension, Role, RoleDimensionEntry, TextChange

from .cells import STATE_OF_DRAFT, CellState

# Databases bound how many values one query may name. Beyond so many roles it asks for
# all, and leaves out afterwards what was not asked for.
MOST_NAMED = 5_000

# What a cell says of itself where more than one of these speaks of it.
STATE_PRECEDENCE = [CellState.LIVE, *STATE_OF_DRAFT.values(), CellState.SCHEDULED]


def states(
    roles: Iterable[Role | int], dimensions: Iterable[Dimension | int]
) -> dict[tuple[int, int], CellState]:
    """Return ``{(role's key, dimension's key): state}`` for all of them.

    ``roles`` and ``dimensions`` are objects or keys. The states are those of
    ``cells()``, in one query that reads no text.
    """
    role_keys, dimension_keys = _keys(roles), _keys(dimensions)
    found = dict.fromkeys(
        product(role_keys, dimension_keys),
        CellState.MISSING,
    )
    rows = [
        (role, dimension, STATE_OF_DRAFT.get(kind) or CellState(kind))
        for role, dimension, kind in _kinds(role_keys, dimension_keys)
        if (role, dimension) in found
    ]
    for role, dimension, state in sorted(
        rows, key=lambda row: STATE_PRECEDENCE.index(row[2])
    ):
        found[role, dimension] = state
    return found


def _kinds(roles, dimensions):
    """Every live text, draft and scheduled text, as (role, dimension, what it is)."""
    wanted = {"dimension__in": dimensions}
    if len(roles) <= MOST_NAMED:
        wanted["role__in"] = roles
    another = Draft.objects.filter(
        role=OuterRef("role"), dimension=OuterRef("dimension")
    ).exclude(text=OuterRef("after"))
    scheduled = TextChange.objects.scheduled().filter(~Exists(another), **wanted)
    kinds = [
        (RoleDimensionEntry.objects.filter(**wanted), Value(CellState.LIVE.value)),
        (Draft.objects.filter(**wanted), F("state")),
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
