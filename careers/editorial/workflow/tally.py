"""The states of many cells, counted by the database without their texts."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import (
    CharField,
    Count,
    F,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat

from careers.editorial.models import Draft
from careers.models import (
    PUBLIC_STATUSES,
    SHOWN_TO_EDITORS,
    ContentVersion,
    Dimension,
    FacetValue,
    FirstLetter,
    Role,
    RoleDimensionEntry,
    Status,
    number_of,
)
from careers.search.counts import is_behind

from .cell_states import of_same_cell, pinned_changes
from .cells import STATE_OF_DRAFT, CellState

# What a row counts. The kinds of drafts have the names of their states.
ROLES, TEXTS, SHELVED_TEXTS = "roles", "texts", "shelved"
SCHEDULED = "scheduled"  # before the state of its draft, if it has one
LETTER, FAMILY = "letter", "family"  # what the roles are counted by

NO_FAMILY = "0"
NONE = Value("")

HIDDEN = [status for status in SHOWN_TO_EDITORS if status not in PUBLIC_STATUSES]
SHELVED = [Status.ARCHIVED, Status.DELETED]


class Tally:
    """The number of cells of each state, of ``roles`` by ``dimensions``. One query.

    Without ``roles``, of all that aren't archived, and ``dimensions`` are all that
    aren't. Then it takes what the directory keeps of public roles: ``letters`` are the
    numbers of roles by first letter, ``families`` those by the key of their family, or
    None. While the directory is behind, it counts all texts, and both are empty.
    ``others`` are querysets of roles to count along, whose numbers are then in
    ``others``.
    """

    def __init__(
        self,
        dimensions: Iterable[Dimension],
        roles: QuerySet[Role] | None = None,
        **others: QuerySet[Role],
    ) -> None:
        dimensions = list(dimensions)
        numbers: dict[str, Counter[str]] = defaultdict(Counter)
        for kind, value, number in _counts(dimensions, roles, others):
            numbers[kind][value] += number or 0
        self.letters = dict(sorted(numbers[LETTER].items()))
        self.families = {
            None if key == NO_FAMILY else int(key): number
            for key, number in numbers[FAMILY].items()
        }
        self.roles = numbers[ROLES].total() + numbers[FAMILY].total()
        self.others = {name: numbers[name].total() for name in others}
        self.states: Counter[CellState] = Counter()
        with_text = 0
        for kind, state in STATE_OF_DRAFT.items():
            scheduled = numbers[SCHEDULED + kind]
            self.states[CellState.SCHEDULED] += scheduled.total()
            self.states[state] = numbers[kind].total() - scheduled.total()
            with_text += numbers[kind][TEXTS]
        without_draft = numbers[SCHEDULED]
        self.states[CellState.SCHEDULED] += without_draft.total()
        with_text += without_draft[TEXTS]
        texts = numbers[TEXTS].total() - numbers[SHELVED_TEXTS].total()
        self.states[CellState.LIVE] = texts - with_text
        cells = self.roles * len(dimensions)
        self.states[CellState.MISSING] = cells - self.states.total()


def _counts(dimensions, roles, others):
    """Return rows of what is counted, the value of which, and the number.

    Of drafts and scheduled changes, TEXTS are those whose cells have a text.
    """
    drafts = Draft.objects.filter(dimension__in=dimensions)
    scheduled = pinned_changes(dimensions)
    if roles is None:
        parts = [*_kept(dimensions), *_read()]
        left_out = _left_out()
        drafts = drafts.exclude(role__in=left_out)
        scheduled = scheduled.exclude(role__in=left_out)
    else:
        keys = roles.order_by().values("pk")
        drafts, scheduled = (rows.filter(role__in=keys) for rows in (drafts, scheduled))
        entries = RoleDimensionEntry.objects.filter(
            role__in=keys, dimension__in=dimensions
        )
        parts = [_part(entries, TEXTS), _part(roles, ROLES)]
    text = of_same_cell(RoleDimensionEntry.objects).values(what=Value(TEXTS))
    has_text = Coalesce(Subquery(text[:1]), NONE)
    kept = of_same_cell(Draft.objects).values("state")[:1]
    kind = Coalesce(Subquery(kept), NONE)
    parts += [
        _part(drafts, F("state"), has_text),
        _part(scheduled, Concat(Value(SCHEDULED), kind), has_text),
    ]
    parts += [_part(rows, name) for name, rows in others.items()]
    return parts[0].union(*parts[1:], all=True).order_by()


def _kept(dimensions):
    """Count what the directory keeps, and what only editors see.

    Where it is behind, the database looks at none of it.
    """
    sums = FacetValue.objects.filter(~is_behind())
    hidden = Role.objects.filter(~is_behind(), status__in=HIDDEN)
    hidden_dimensions = [d for d in dimensions if not d.is_published]
    entries = RoleDimensionEntry.objects.filter(~is_behind())
    of_roles = entries.filter(
        role__in=Role.objects.filter(status__in=HIDDEN).values("pk"),
        dimension__in=dimensions,
    )
    of_others = entries.filter(
        role__in=Role.objects.published().order_by().values("pk"),
        dimension__in=hidden_dimensions,
    )
    family = Coalesce(Cast("family", CharField()), Value(NO_FAMILY))
    facets = FacetValue.Facet
    yield _sums(sums.filter(facet=facets.INITIAL), LETTER, F("value"))
    yield _sums(sums.filter(facet=facets.FAMILY), FAMILY, F("value"))
    yield _sums(sums.filter(facet=facets.DIMENSION), TEXTS, NONE)
    yield _part(hidden, LETTER, FirstLetter("folded_names"))
    yield _part(hidden, FAMILY, family)
    yield _part(of_roles, TEXTS)
    if hidden_dimensions:
        yield _part(of_others, TEXTS)


def _read():
    """Count all roles and texts, but only where the directory is behind."""
    # Few are left out: it takes less to subtract them than to name the others.
    left_out = _left_out()
    entries = RoleDimensionEntry.objects.filter(is_behind())
    archived = Dimension.everything.filter(status__in=SHELVED).values("pk")
    of_others = entries.filter(dimension__in=archived).exclude(role__in=left_out)
    yield _all_texts()
    yield _part(entries.filter(role__in=left_out), SHELVED_TEXTS)
    yield _part(of_others, SHELVED_TEXTS)
    yield _part(Role.objects.not_archived().filter(is_behind()), ROLES)


def _all_texts():
    """Return a row of the number of all texts.

    A database counts a whole table faster than the rows that meet a condition.
    """
    number = number_of(RoleDimensionEntry.objects.all())
    row = ContentVersion.objects.filter(is_behind(), scope=ContentVersion.EVERYTHING)
    return row.values_list(Value(TEXTS), NONE, number)


def _part(rows, kind, value=NONE):
    return _groups(rows, kind, value).annotate(number=Count("*"))


def _sums(rows, kind, value):
    return _groups(rows, kind, value).annotate(number=Sum("count"))


def _groups(rows, kind, value):
    kind = Value(kind) if isinstance(kind, str) else kind
    rows = rows.order_by().annotate(tally_kind=kind, tally_value=value)
    return rows.values_list("tally_kind", "tally_value")


def _left_out():
    return Role.everything.filter(status__in=SHELVED).values("pk")
