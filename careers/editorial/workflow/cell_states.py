"""Cells of a state, sought by the database."""

from collections.abc import Iterable

from django.db.models import (
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import GreaterThan

from careers.editorial.models import Draft
from careers.models import (
    Dimension,
    Role,
    RoleDimensionEntry,
    TextChange,
    number_of,
)
from careers.search.counts import less_described

from .cells import STATE_OF_DRAFT, CellState

KINDS_OF_DRAFT = {state: kind for kind, state in STATE_OF_DRAFT.items()}


def of_same_cell(rows: QuerySet) -> QuerySet:
    return rows.filter(role=OuterRef("role"), dimension=OuterRef("dimension"))


def pinned_changes(dimensions):
    """Return the scheduled changes of cells that no newer draft has taken over."""
    newer = of_same_cell(Draft.objects).exclude(text=OuterRef("after"))
    scheduled = TextChange.objects.scheduled().filter(role__isnull=False)
    return scheduled.filter(~Exists(newer), dimension__in=dimensions)


def with_cell_in(
    state: CellState,
    roles: QuerySet[Role],
    dimensions: Iterable[Dimension],
    *,
    are_all: bool = False,
) -> QuerySet[Role]:
    """Return those of ``roles`` that have a cell of this state on ``dimensions``.

    If these ``are_all`` that aren't archived, the database has less to look at.
    """
    dimensions = list(dimensions)
    if state == CellState.SCHEDULED:
        return roles.filter(pk__in=pinned_changes(dimensions).values("role"))
    if state in STATE_OF_DRAFT.values():
        pinned = of_same_cell(pinned_changes(dimensions))
        drafts = Draft.objects.filter(
            state=KINDS_OF_DRAFT[state], dimension__in=dimensions
        )
        return roles.filter(pk__in=drafts.exclude(Exists(pinned)).values("role"))
    scheduled = TextChange.objects.scheduled().filter(role__isnull=False)
    # Few roles have either: only these need a look at each cell.
    is_busy = Q(pk__in=Draft.objects.values("role"))
    is_busy |= Q(pk__in=scheduled.values("role"))
    if state == CellState.LIVE:
        has_any, has_one = _has_live_text(dimensions)
    else:
        has_any, has_one = _lacks_text(dimensions, are_all=are_all)
    return roles.filter(has_any, ~is_busy | has_one)


def _has_live_text(dimensions):
    """Return the condition that a role has a text, and that no change of one waits."""
    entries = RoleDimensionEntry.objects.filter(
        role=OuterRef("pk"), dimension__in=dimensions
    )
    alone = entries.exclude(Exists(of_same_cell(Draft.objects)))
    alone = alone.exclude(Exists(of_same_cell(TextChange.objects.scheduled())))
    return Q(Exists(entries)), Q(Exists(alone))


def _lacks_text(dimensions, *, are_all):
    """Return the condition that a role lacks a text, and that none of them waits."""
    others = Dimension.everything.exclude(pk__in=[d.pk for d in dimensions])
    entries = RoleDimensionEntry.objects.filter(role=OuterRef("pk"))
    # The keys of one role are read at once; each of many dimensions is a search.
    entries = entries.exclude(dimension__in=others.values("pk"))
    empty = Dimension.objects.filter(pk__in=[d.pk for d in dimensions])
    changes = TextChange.objects.scheduled()
    for rows in (RoleDimensionEntry.objects, Draft.objects, changes):
        same = rows.filter(role=OuterRef(OuterRef("pk")), dimension=OuterRef("pk"))
        empty = empty.exclude(Exists(same))
    has_any = Q(GreaterThan(Value(len(dimensions)), number_of(entries)))
    if are_all and all(dimension.is_published for dimension in dimensions):
        has_any = less_described(len(dimensions), has_any)
    return has_any, Q(Exists(empty))
