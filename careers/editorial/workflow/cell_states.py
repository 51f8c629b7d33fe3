"""The states of many cells: counted and sought by the database, without their texts."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import GreaterThan

from careers.editorial.models import Draft
from careers.models import (
    ContentVersion,
    Dimension,
    Role,
    RoleDimensionEntry,
    Status,
    TextChange,
    number_of,
)

from .cells import STATE_OF_DRAFT, CellState

# What a row of a tally counts. The kinds of drafts have the names of their states.
ROLES, TEXTS, SHELVED_TEXTS = "roles", "texts", "shelved"
SCHEDULED = "scheduled"  # before the state of its draft, if it has one

KINDS_OF_DRAFT = {state: kind for kind, state in STATE_OF_DRAFT.items()}

SHELVED = [Status.ARCHIVED, Status.DELETED]


def of_same_cell(rows: QuerySet) -> QuerySet:
    return rows.filter(role=OuterRef("role"), dimension=OuterRef("dimension"))


class Tally:
    """The number of cells of each state, of ``roles`` by ``dimensions``. One query.

    Without ``roles``, of all that aren't archived, and ``dimensions`` are all that
    aren't: no cell of theirs is read. ``others`` are querysets of roles to count along,
    whose numbers are then in ``others``.
    """

    def __init__(
        self,
        dimensions: Iterable[Dimension],
        roles: QuerySet[Role] | None = None,
        **others: QuerySet[Role],
    ) -> None:
        dimensions = list(dimensions)
        numbers: dict[str, dict[bool, int]] = defaultdict(lambda: defaultdict(int))
        for kind, has_text, number in _counts(dimensions, roles, others):
            numbers[kind][bool(has_text)] += number
        self.roles = numbers[ROLES][False]
        self.others = {name: numbers[name][False] for name in others}
        self.states: Counter[CellState] = Counter()
        with_text = 0
        for kind, state in STATE_OF_DRAFT.items():
            pinned = numbers[SCHEDULED + kind]
            self.states[CellState.SCHEDULED] += sum(pinned.values())
            self.states[state] = sum(numbers[kind].values()) - sum(pinned.values())
            with_text += numbers[kind][True]
        without_draft = numbers[SCHEDULED]
        self.states[CellState.SCHEDULED] += sum(without_draft.values())
        with_text += without_draft[True]
        texts = numbers[TEXTS][True] - numbers[SHELVED_TEXTS][True]
        self.states[CellState.LIVE] = texts - with_text
        cells = self.roles * len(dimensions)
        self.states[CellState.MISSING] = cells - self.states.total()


def _counts(dimensions, roles, others):
    """Return rows of what is counted, whether the cells have a text, and the number."""
    entries = RoleDimensionEntry.objects.all()
    drafts = Draft.objects.filter(dimension__in=dimensions)
    scheduled = _pinned(dimensions)
    if roles is None:
        # Few are left out: it takes less to subtract them than to name the others.
        left_out = Role.everything.filter(status__in=SHELVED).values("pk")
        archived = Dimension.everything.filter(status__in=SHELVED).values("pk")
        of_roles = entries.filter(role__in=left_out)
        of_others = entries.filter(dimension__in=archived).exclude(role__in=left_out)
        parts = [
            _all_texts(),
            _part(of_roles, Value(SHELVED_TEXTS), Value(value=True)),
            _part(of_others, Value(SHELVED_TEXTS), Value(value=True)),
        ]
        drafts = drafts.exclude(role__in=left_out)
        scheduled = scheduled.exclude(role__in=left_out)
        roles = Role.objects.not_archived()
    else:
        keys = roles.order_by().values("pk")
        entries, drafts, scheduled = (
            rows.filter(role__in=keys) for rows in (entries, drafts, scheduled)
        )
        entries = entries.filter(dimension__in=dimensions)
        parts = [_part(entries, Value(TEXTS), Value(value=True))]
    has_text = Exists(of_same_cell(RoleDimensionEntry.objects))
    kept = of_same_cell(Draft.objects).values("state")[:1]
    kind = Coalesce(Subquery(kept), Value(""))
    parts += [
        _part(roles, Value(ROLES), Value(value=False)),
        _part(drafts, F("state"), has_text),
        _part(scheduled, Concat(Value(SCHEDULED), kind), has_text),
    ]
    parts += [
        _part(rows, Value(name), Value(value=False)) for name, rows in others.items()
    ]
    return parts[0].union(*parts[1:], all=True).order_by()


def _all_texts():
    """Return a row of the number of all texts.

    A database counts a whole table faster than the rows that meet a condition.
    """
    number = number_of(RoleDimensionEntry.objects.all())
    row = ContentVersion.objects.filter(scope=ContentVersion.EVERYTHING)
    return row.values_list(Value(TEXTS), Value(value=True), number)


def _part(rows, kind, has_text):
    rows = rows.order_by().annotate(tally_kind=kind, tally_has_text=has_text)
    counts = rows.values("tally_kind", "tally_has_text").annotate(number=Count("*"))
    return counts.values_list("tally_kind", "tally_has_text", "number")


def _pinned(dimensions):
    """Return the scheduled changes of cells that no newer draft has taken over."""
    newer = of_same_cell(Draft.objects).exclude(text=OuterRef("after"))
    scheduled = TextChange.objects.scheduled().filter(role__isnull=False)
    return scheduled.filter(~Exists(newer), dimension__in=dimensions)


def with_cell_in(
    state: CellState, roles: QuerySet[Role], dimensions: Iterable[Dimension]
) -> QuerySet[Role]:
    """Return those of ``roles`` that have a cell of this state on ``dimensions``."""
    dimensions = list(dimensions)
    if state == CellState.SCHEDULED:
        return roles.filter(pk__in=_pinned(dimensions).values("role"))
    if state in STATE_OF_DRAFT.values():
        pinned = of_same_cell(_pinned(dimensions))
        drafts = Draft.objects.filter(
            state=KINDS_OF_DRAFT[state], dimension__in=dimensions
        )
        return roles.filter(pk__in=drafts.exclude(Exists(pinned)).values("role"))
    scheduled = TextChange.objects.scheduled().filter(role__isnull=False)
    # Few roles have either: only these need a look at each cell.
    is_busy = Q(pk__in=Draft.objects.values("role"))
    is_busy |= Q(pk__in=scheduled.values("role"))
    has_any, has_one = {
        CellState.LIVE: _has_live_text,
        CellState.MISSING: _lacks_text,
    }[state](dimensions)
    return roles.filter(has_any, ~is_busy | has_one)


def _has_live_text(dimensions):
    """Return the condition that a role has a text, and that no change of one waits."""
    entries = RoleDimensionEntry.objects.filter(
        role=OuterRef("pk"), dimension__in=dimensions
    )
    alone = entries.exclude(Exists(of_same_cell(Draft.objects)))
    alone = alone.exclude(Exists(of_same_cell(TextChange.objects.scheduled())))
    return Q(Exists(entries)), Q(Exists(alone))


def _lacks_text(dimensions):
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
    return Q(GreaterThan(Value(len(dimensions)), number_of(entries))), Q(Exists(empty))
