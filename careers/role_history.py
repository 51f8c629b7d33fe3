"""What visitors could read before: from the records of roles and of their texts."""

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
    """Return when ``day`` begins in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class PublicTimeline:
    """When a role was public: what it became, and at which moments, in their order."""

    moments: list[datetime]
    states: list[bool]

    def add(self, moment: datetime, kind: str, status: str) -> None:
        """Add what a record of the role tells; records come in their order."""
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
    """Return when ``role`` was public."""
    found = PublicTimeline([], [])
    records = Role.history.filter(id=role.pk).order_by("history_date", "history_id")
    names = ["history_date", "history_type", "status"]
    for moment, kind, status in records.values_list(*names):
        found.add(moment, kind, status)
    return found


@dataclass(frozen=True)
class PastText:
    """A text as it stood in the live table at the end of a day."""

    text: str
    updated_at: datetime
    reviewed_at: None = None  # of reviews there is no record


class Record(NamedTuple):
    """What one record of a role (``entry`` is 0) or of a text tells, but for words."""

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
        self.texts: dict[int, list[Record]] = {key: [] for key in keys}
        for record in map(Record._make, _records(keys)):
            if record.entry:
                self.texts[record.role].append(record)
                continue
            timeline = self.timelines[record.role]
            timeline.add(record.moment, record.kind, record.status)

    def on(
        self, asked: Iterable[tuple[int, date]]
    ) -> dict[tuple[int, date], dict[int, PastText]]:
        """Return ``{(role's key, day): {dimension's key: text}}``: one query for all.

        The texts are those of the live table at the end of each day, whether the
        role was public or not: that is for its timeline to say.
        """
        last = {(role, day): self._last(role, day) for role, day in asked}
        keys = {record.key for records in last.values() for record in records}
        words = RoleDimensionEntry.history.filter(history_id__in=keys)
        text = dict(words.values_list("history_id", "text"))
        return {
            pair: {r.dimension: PastText(text[r.key], r.moment) for r in records}
            for pair, records in last.items()
        }

    def _last(self, role: int, day: date) -> list[Record]:
        """The records of the texts that a role had at the end of ``day``."""
        end = start_of_day(day + ONE_DAY)
        last = {
            record.entry: record for record in self.texts[role] if record.moment < end
        }
        return [record for record in last.values() if record.kind != "-"]


def _records(keys):
    """Return the records of roles and their texts, oldest first, as one query."""
    none = Value(0, BigIntegerField())
    same = {"moment": F("history_date"), "key": F("history_id")}
    roles = Role.history.filter(id__in=keys).order_by()
    roles = roles.annotate(
        role=F("id"), entry=none, cell=none, said=F("status"), **same
    )
    texts = RoleDimensionEntry.history.filter(role_id__in=keys).order_by()
    texts = texts.annotate(
        of=F("role_id"), entry=F("id"), cell=F("dimension_id"),
        said=Value("", CharField()), **same,
    )  # fmt: skip
    rest = ["entry", "cell", "history_type", "said", "moment", "key"]
    roles = roles.values_list("role", *rest)
    return roles.union(texts.values_list("of", *rest), all=True).order_by(
        "moment", "key"
    )
