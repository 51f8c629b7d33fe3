"""What visitors could read in the past, from the records of roles and texts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import BigIntegerField, CharField, F, Value
from django.utils import timezone

from .models import PUBLIC_STATUSES, Role, RoleDimensionEntry

ONE_DAY = timedelta(days=1)


def start_of_day(day: date) -> datetime:
    """Return when ``day`` starts in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class PublicTimeline:
    """When a role became public or hidden: moments in their order, and what it was."""

    moments: list[datetime]
    states: list[bool]

    def add(self, moment: datetime, kind: str, status: str) -> None:
        self.moments.append(moment)
        self.states.append(kind != "-" and status in PUBLIC_STATUSES)

    def with_step(self, moment: datetime, *, is_public: bool) -> "PublicTimeline":
        return PublicTimeline([*self.moments, moment], [*self.states, is_public])

    def is_public_at(self, moment: datetime) -> bool:
        return self._state(bisect_right(self.moments, moment))

    def is_public_before(self, moment: datetime) -> bool:
        return self._state(bisect_left(self.moments, moment))

    def is_public_on(self, day: date) -> bool:
        """Whether it was public when ``day`` ended."""
        return self.is_public_before(start_of_day(day + ONE_DAY))

    def _state(self, steps: int) -> bool:
        return steps > 0 and self.states[steps - 1]


def public_timeline(role: Role) -> PublicTimeline:
    timeline = PublicTimeline([], [])
    records = Role.history.filter(id=role.pk).order_by("history_date", "history_id")
    fields = ["history_date", "history_type", "status"]
    for moment, kind, status in records.values_list(*fields):
        timeline.add(moment, kind, status)
    return timeline


@dataclass(frozen=True)
class PastText:
    """A text that was live at the end of a day."""

    text: str
    updated_at: datetime
    reviewed_at: None = None  # of reviews there is no record


class Record(NamedTuple):
    """A record of a role (``entry`` is 0) or of a text, without the text."""

    role: int
    entry: int
    dimension: int
    kind: str
    status: str
    moment: datetime
    key: int


class RoleHistory:
    """When some roles were public, and which texts they had: one query for all."""

    def __init__(self, keys: Iterable[int]) -> None:
        keys = set(keys)
        self.timelines = {key: PublicTimeline([], []) for key in keys}
        self.text_records: dict[int, list[Record]] = {key: [] for key in keys}
        for record in map(Record._make, _records(keys)):
            if record.entry:
                self.text_records[record.role].append(record)
                continue
            timeline = self.timelines[record.role]
            timeline.add(record.moment, record.kind, record.status)

    def texts_on(
        self, roles_and_days: Iterable[tuple[int, date]]
    ) -> dict[tuple[int, date], dict[int, PastText]]:
        """Return ``{(role's key, day): {dimension's key: text}}``: one query for all.

        A text counts that was live when the day ended, public or not: ask the
        timeline of its role.
        """
        last = {(role, day): self._last(role, day) for role, day in roles_and_days}
        keys = {record.key for records in last.values() for record in records}
        queryset = RoleDimensionEntry.history.filter(history_id__in=keys)
        texts = dict(queryset.values_list("history_id", "text"))
        return {
            pair: {r.dimension: PastText(texts[r.key], r.moment) for r in records}
            for pair, records in last.items()
        }

    def _last(self, role: int, day: date) -> list[Record]:
        end = start_of_day(day + ONE_DAY)
        last = {r.entry: r for r in self.text_records[role] if r.moment < end}
        return [record for record in last.values() if record.kind != "-"]


def _records(keys):
    """Return the records of roles and their texts, oldest first, as one query."""
    common = {"moment": F("history_date"), "key": F("history_id")}
    roles = Role.history.filter(id__in=keys).order_by()
    none = Value(0, BigIntegerField())
    roles = roles.annotate(
        role=F("id"), entry=none, cell=none, role_status=F("status"), **common
    )
    texts = RoleDimensionEntry.history.filter(role_id__in=keys).order_by()
    texts = texts.annotate(
        of=F("role_id"), entry=F("id"), cell=F("dimension_id"),
        role_status=Value("", CharField()), **common,
    )  # fmt: skip
    fields = ["entry", "cell", "history_type", "role_status", "moment", "key"]
    roles = roles.values_list("role", *fields)
    return roles.union(texts.values_list("of", *fields), all=True).order_by(
        "moment", "key"
    )
