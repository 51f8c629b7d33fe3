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
from careers.models import Dimension, RoleDimensionEntry, TextChange
from careers.text import fold

# Databases disagree on where NULL sorts. Texts that were never reviewed come first.
NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC), DateTimeField())

SORTS = {"role_name", "changed", "reviewed"}
MAX_WORDS = 10  # each word reads every text once
NAMES = ["role_name", "place", "dimension_name", "role_id", "dimension_id"]
KINDS_OF_DRAFT = {state: kind for kind, state in STATE_OF_DRAFT.items()}


def of_same_cell(rows):
    return rows.filter(role=OuterRef("role"), dimension=OuterRef("dimension"))


class WrittenTexts:
    """The live texts, and the drafts of cells that have no live text.

    None of deleted roles or dimensions. They are in two tables, so every condition
    goes to both. It has what a ChangeList needs of a queryset, and gives
    RoleDimensionEntry objects with their ``cell``.
    """

    query = SimpleNamespace(select_related=True, order_by=())
    totally_ordered = True

    def __init__(self, live, new, ordering=()):
        self.live, self.new, self.ordering = live, new, ordering

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
        )

    def in_state(self, state):
        newer = of_same_cell(Draft.objects).exclude(text=OuterRef("after"))
        scheduled = of_same_cell(TextChange.objects.scheduled())
        is_scheduled = Exists(scheduled.filter(~Exists(newer)))
        if state == CellState.SCHEDULED:
            return self.filter(is_scheduled)
        if state == CellState.LIVE:
            return self.filter(~is_scheduled, draft_state=None)
        return self.filter(~is_scheduled, draft_state=KINDS_OF_DRAFT[state])

    def live_only(self, condition):
        return WrittenTexts(self.live.filter(condition), self.new.none(), self.ordering)

    def search(self, words):
        """Return those whose text, draft, role or dimension hold every word."""
        words = list(dict.fromkeys(fold(words).split()))[:MAX_WORDS]
        names = Dimension.objects.values_list("pk", "name") if words else []
        dimensions = [(key, f" {fold(name)}") for key, name in names]
        texts = self
        for start in (f" {word}" for word in words):
            drafts = of_same_cell(Draft.objects).filter(folded_text__contains=start)
            texts = texts.filter(
                Q(role__folded_names__contains=start)
                | Q(dimension__in=[key for key, name in dimensions if start in name])
                | Q(folded_text__contains=start)
                | Exists(drafts)
            )
        return texts

    def order_by(self, *names):
        ordering = [name for name in names if name.removeprefix("-") in SORTS]
        return WrittenTexts(self.live, self.new, ordering)

    def count(self):
        return self.live.values("pk").union(self.new.values("pk"), all=True).count()

    def _clone(self):
        return self[:]

    def __getitem__(self, page):
        rows = self._rows(self.live, F("pk")).union(
            self._rows(self.new, Value(None, BigIntegerField())), all=True
        )
        rows = list(rows.order_by(*self.ordering, *NAMES)[page])
        return entries_of(
            [row["entry_key"] for row in rows], [row["draft_key"] for row in rows]
        )

    @staticmethod
    def _rows(texts, entry_key):
        return texts.values(
            "role_id",
            "dimension_id",
            "draft_key",
            "changed",
            "reviewed",
            entry_key=entry_key,
            role_name=F("role__name"),
            place=F("dimension__position"),
            dimension_name=F("dimension__name"),
        )


def entries_of(entry_keys, draft_keys):
    """Return an entry with its ``cell`` for each pair of keys. Three queries."""
    entries, drafts = (
        model.objects.select_related("role", "dimension")
        .defer("folded_text")
        .in_bulk([key for key in keys if key])
        for model, keys in [(RoleDimensionEntry, entry_keys), (Draft, draft_keys)]
    )
    pairs = [
        (entries.get(entry), drafts.get(draft))
        for entry, draft in zip(entry_keys, draft_keys, strict=True)
    ]
    # Someone may have deleted one since.
    pairs = [(entry, draft) for entry, draft in pairs if entry or draft]
    scheduled = scheduled_by_cell(entry or draft for entry, draft in pairs)
    return [with_cell(entry, draft, scheduled) for entry, draft in pairs]


def scheduled_by_cell(texts):
    roles = {text.role_id for text in texts}
    changes = TextChange.objects.scheduled().filter(role__in=roles)
    return {(change.role_id, change.dimension_id): change for change in changes}


def with_cell(entry, draft, scheduled):
    role, dimension = (entry or draft).role, (entry or draft).dimension
    item = entry or RoleDimensionEntry(role=role, dimension=dimension)
    change = scheduled.get((role.pk, dimension.pk))
    item.cell = EditorCell(role, dimension, entry, draft, change)
    return item


def older_than(days):
    return Q(reviewed_at__lt=timezone.now() - timedelta(days=days))
