"""Every text that there is, live or a draft, as the admin's list asks for objects."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from careers.editorial.workflow import STATE_OF_DRAFT, CellState, Draft, EditorCell
from careers.models import Role, RoleDimensionEntry, TextChange
from careers.search.query import read_query

from .found_texts import find_texts, split_dimensions

# Databases disagree on where NULL sorts. Texts that were never reviewed come first.
NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC), DateTimeField())

SORTS = {"role_name", "changed", "reviewed"}
DATES = {"changed", "reviewed"}
NAMES = ["role_name", "place", "dimension_name", "role_id", "dimension_id"]
MOST_LISTED = 10_000  # texts that are counted and gone through, however many there are
FEW_NEW = 1_000  # drafts without a live text that one query names
KINDS_OF_DRAFT = {state: kind for kind, state in STATE_OF_DRAFT.items()}


def of_same_cell(rows):
    return rows.filter(role=OuterRef("role"), dimension=OuterRef("dimension"))


class WrittenTexts:
    """The live texts, and the drafts of cells that have no live text.

    None of deleted roles or dimensions. They are in two tables, so every condition
    goes to both. It has what a ChangeList needs of a queryset, and gives
    RoleDimensionEntry objects with their ``cell``.
    """

    is_cut = False  # known once they are counted
    keys_of_new = None
    query = SimpleNamespace(select_related=True, order_by=())
    totally_ordered = True

    def __init__(self, live, new, ordering=(), found=None):
        self.live, self.new, self.ordering = live, new, ordering
        self.found = found  # the keys that a search found, best first

    @classmethod
    def all(cls):
        drafts = of_same_cell(Draft.objects)
        live = RoleDimensionEntry.objects.present().annotate(
            draft_state=Subquery(drafts.values("state")[:1]),
            draft_key=Subquery(drafts.values("pk")[:1]),
            changed=Coalesce(
                Subquery(drafts.values("written_at")[:1]),
                "updated_at",
                output_field=DateTimeField(),
            ),
            reviewed=Coalesce("reviewed_at", NEVER),
        )
        entries = of_same_cell(RoleDimensionEntry.objects)
        new = (
            Draft.objects.present()
            .filter(~Exists(entries))
            .annotate(
                draft_state=F("state"),
                draft_key=F("pk"),
                changed=F("written_at"),
                reviewed=NEVER,
            )
        )
        return cls(live, new)

    def filter(self, *conditions, **lookups):
        return WrittenTexts(
            self.live.filter(*conditions, **lookups),
            self.new.filter(*conditions, **lookups),
            self.ordering,
            self.found,
        )

    def in_state(self, state):
        newer = of_same_cell(Draft.objects).exclude(text=OuterRef("after"))
        scheduled = of_same_cell(TextChange.objects.scheduled())
        is_scheduled = Exists(scheduled.filter(~Exists(newer)))
        if state == CellState.SCHEDULED:
            roles = TextChange.objects.scheduled().values("role")
            return self.filter(is_scheduled, role__in=roles)
        if state == CellState.LIVE:
            return self.filter(~is_scheduled, draft_state=None)
        kind = KINDS_OF_DRAFT[state]
        # The roles first: few texts of all have a draft.
        roles = Draft.objects.filter(state=kind).values("role")
        return self.filter(~is_scheduled, draft_state=kind, role__in=roles)

    def live_only(self, condition):
        return WrittenTexts(
            self.live.filter(condition), self.new.none(), self.ordering, self.found
        )

    def search(self, words):
        """Return the texts that words find, best first, and the query."""
        dimensions, rest = split_dimensions(words)
        if dimensions and not rest:
            return self.filter(dimension__in=dimensions), read_query(words)
        if not dimensions:
            rest = words
        found, query = find_texts(self.live, self.new, words, rest)
        live = self.live.filter(pk__in=[entry for entry, _draft in found if entry])
        new = self.new.filter(pk__in=[draft for entry, draft in found if not entry])
        return WrittenTexts(live, new, self.ordering, found), query

    def order_by(self, *names):
        ordering = [name for name in names if name.removeprefix("-") in SORTS]
        return WrittenTexts(self.live, self.new, ordering, self.found)

    def count(self):
        """Return how many there are, at most MOST_LISTED."""
        if self.found is not None:
            return len(self.found)
        live = self.live.order_by().values("pk")[: MOST_LISTED + 1].count()
        count = live + self._few_new().order_by().values("pk")[:MOST_LISTED].count()
        self.is_cut = count > MOST_LISTED
        return min(count, MOST_LISTED)

    def _clone(self):
        return self[:MOST_LISTED]

    def __getitem__(self, page):
        if self.found is not None and not self.ordering:
            pairs = self.found[page]
        else:
            ordering = [name for name in self.ordering if self._has_order(name)]
            ordering = [*ordering, *NAMES]
            new = self._rows(self._few_new(), Value(None, BigIntegerField()))
            live = self._of_first_roles(page.stop) if ordering == NAMES else self.live
            rows = self._rows(live, F("pk")).order_by(*ordering)
            if self.keys_of_new:
                # The first live texts by their keys: PostgreSQL would sort all.
                keys = [row["entry_key"] for row in rows[: page.stop]]
                rows = self._rows(self.live.filter(pk__in=keys), F("pk"))
                rows = rows.union(new, all=True).order_by(*ordering)
            rows = rows[page]
            pairs = [(row["entry_key"], row["draft_key"]) for row in rows]
        return entries_of([entry for entry, _ in pairs], [draft for _, draft in pairs])

    def _has_order(self, name):
        """Whether there are few enough to sort them, which no index does by date."""
        return not self.is_cut or name.removeprefix("-") not in DATES

    def _of_first_roles(self, most):
        """Return the live texts of the first roles, of which each has one at least.

        Without it, the database would sort a million to list a few.
        """
        if not self.is_cut:
            return self.live
        own = self.live.order_by().filter(role=OuterRef("pk"))
        roles = Role.objects.filter(Exists(own)).order_by("name_key")
        return self.live.filter(role__in=roles.values("pk")[:most])

    def _few_new(self):
        """Return the new texts by their keys, unless there are many.

        In the order of roles, the database would read all roles to find a few.
        """
        if self.keys_of_new is None:
            entries = of_same_cell(RoleDimensionEntry.objects)
            keys = Draft.objects.filter(~Exists(entries)).order_by()
            self.keys_of_new = list(keys.values_list("pk", flat=True)[: FEW_NEW + 1])
        if len(self.keys_of_new) > FEW_NEW:
            return self.new
        return self.new.filter(pk__in=self.keys_of_new)

    @staticmethod
    def _rows(texts, entry_key):
        return texts.values(
            "role_id",
            "dimension_id",
            "draft_key",
            "changed",
            "reviewed",
            entry_key=entry_key,
            role_name=F("role__name_key"),
            place=F("dimension__position"),
            dimension_name=F("dimension__name"),
        )


def entries_of(entry_keys, draft_keys):
    """Return an entry with its ``cell`` for each pair of keys. Two queries."""
    changes = of_same_cell(TextChange.objects.scheduled()).values("after")[:1]
    entries, drafts = (
        model.objects.select_related("role", "dimension")
        .defer("folded_text")
        .annotate(scheduled_text=Subquery(changes))
        .in_bulk([key for key in keys if key])
        for model, keys in [(RoleDimensionEntry, entry_keys), (Draft, draft_keys)]
    )
    pairs = [
        (entries.get(entry), drafts.get(draft))
        for entry, draft in zip(entry_keys, draft_keys, strict=True)
    ]
    # Someone may have deleted one since.
    pairs = [(entry, draft) for entry, draft in pairs if entry or draft]
    return [with_cell(entry, draft) for entry, draft in pairs]


def with_cell(entry, draft):
    text = entry or draft
    role, dimension, after = text.role, text.dimension, text.scheduled_text
    item = entry or RoleDimensionEntry(role=role, dimension=dimension)
    change = None
    if after is not None:
        change = TextChange(role=role, dimension=dimension, after=after)
    item.cell = EditorCell(role, dimension, entry, draft, change)
    return item


def older_than(days):
    return Q(reviewed_at__lt=timezone.now() - timedelta(days=days))
