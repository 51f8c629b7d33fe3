"""What visitors could read in the past, and the days on which it changed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import MD5
from django.utils import timezone

from .models import PUBLIC_STATUSES, Dimension, Role, RoleDimensionEntry

ONE_DAY = timedelta(days=1)

DAYS_SHOWN = 5
MOST_RECORDS = 500  # the newest records of one role's texts; older ones do not count


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
    """A record of a text, without the text; else of a role, or of a dimension.

    ``entry`` is the text's key, 0 for the others; ``role`` is 0 for a dimension.
    """

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
        self.of_dimensions: dict[int, PublicTimeline] = defaultdict(
            lambda: PublicTimeline([], [])
        )
        self.text_records: dict[int, list[Record]] = {key: [] for key in keys}
        for record in map(Record._make, _records(keys)):
            if record.entry:
                self.text_records[record.role].append(record)
                continue
            timeline = (
                self.timelines[record.role]
                if record.role
                else self.of_dimensions[record.dimension]
            )
            timeline.add(record.moment, record.kind, record.status)

    def texts_on(
        self, roles_and_days: Iterable[tuple[int, date]]
    ) -> dict[tuple[int, date], dict[int, PastText]]:
        """Return ``{(role's key, day): {dimension's key: text}}``: one query for all.

        A text counts that was live when the day ended, on a dimension that was public.
        Whether the role was, its timeline says.
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
        return [
            record
            for record in last.values()
            if record.kind != "-"
            and self.of_dimensions[record.dimension].is_public_on(day)
        ]


def _records(keys):
    """Return the records of roles, their texts and the dimensions of those.

    Oldest first, as one query.
    """
    common = {"moment": F("history_date"), "key": F("history_id")}
    roles = Role.history.filter(id__in=keys).order_by()
    none = Value(0, BigIntegerField())
    roles = roles.annotate(
        role=F("id"), entry=none, cell=none, now_status=F("status"), **common
    )
    texts = RoleDimensionEntry.history.filter(role_id__in=keys).order_by()
    texts = texts.annotate(
        of=F("role_id"), entry=F("id"), cell=F("dimension_id"),
        now_status=Value("", CharField()), **common,
    )  # fmt: skip
    dimensions = Dimension.history.filter(id__in=texts.values("dimension_id"))
    dimensions = dimensions.order_by().annotate(
        role=none, entry=none, cell=F("id"), now_status=F("status"), **common
    )
    fields = ["entry", "cell", "history_type", "now_status", "moment", "key"]
    return (
        roles.values_list("role", *fields)
        .union(
            texts.values_list("of", *fields),
            dimensions.values_list("role", *fields),
            all=True,
        )
        .order_by("moment", "key")
    )


@dataclass(frozen=True)
class TextEvent:
    """When a role's live text on a dimension became another one.

    ``digest`` stands for exactly that text, "" for none.
    """

    dimension: int
    moment: datetime
    digest: str


@dataclass(frozen=True)
class RowChange:
    """How the public text on a dimension changed within a day."""

    dimension: Dimension
    is_new: bool
    is_gone: bool


@dataclass(frozen=True)
class DayOfChange:
    """What changed on a day; ``before`` is the day before, None if not public then."""

    day: date
    changes: list[RowChange]
    before: date | None


def text_events(role: Role) -> list[TextEvent]:
    records = (
        RoleDimensionEntry.history.filter(role_id=role.pk)
        .order_by("-history_date", "-history_id")
        .annotate(digest=MD5("text"))
        .values_list(
            "dimension_id", "history_date", "history_type", "digest", "redaction"
        )
    )
    return [
        TextEvent(dimension, moment, "" if kind == "-" or redaction else digest)
        for dimension, moment, kind, digest, redaction in reversed(
            records[:MOST_RECORDS]
        )
    ]


def days_of_change(
    timeline: PublicTimeline, events: list[TextEvent], dimensions: Iterable[Dimension]
) -> list[DayOfChange]:
    """Return the last days on which the public texts of a role changed.

    Left out: what changed while the role was hidden, the first texts of the day it
    became public, and what was undone the same day.
    """
    days = _public_changes(timeline, events)
    changed_days = []
    for day in sorted(days, reverse=True):
        was_public = timeline.is_public_before(start_of_day(day))
        changes = [
            RowChange(dimension, is_new=not before, is_gone=not after)
            for dimension in dimensions
            for before, after in [days[day].get(dimension.pk, ("", ""))]
            if before != after
        ]
        if changes:
            before = day - ONE_DAY if was_public else None
            changed_days.append(DayOfChange(day, changes, before))
    return changed_days[:DAYS_SHOWN]


def _public_changes(
    timeline: PublicTimeline, events: list[TextEvent]
) -> dict[date, dict[int, tuple[str, str]]]:
    """Return ``{day: {dimension's key: (digest before, digest after)}}``."""
    days: dict[date, dict[int, tuple[str, str]]] = {}
    digests: dict[int, str] = {}
    is_cut = len(events) >= MOST_RECORDS
    for event in events:
        is_first_known = is_cut and event.dimension not in digests
        before = digests.get(event.dimension, "")
        digests[event.dimension] = event.digest
        is_seen = timeline.is_public_before(event.moment)
        if is_first_known or not (is_seen and timeline.is_public_at(event.moment)):
            continue
        day = timezone.localdate(event.moment)
        changes = days.setdefault(day, {})
        is_first = not before and event.dimension not in changes
        if is_first and not timeline.is_public_before(start_of_day(day)):
            continue
        first, _last = changes.get(event.dimension, (before, ""))
        changes[event.dimension] = (first, event.digest)
    return days
