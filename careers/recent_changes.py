"""The days on which the public texts of a role changed, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import MD5
from django.utils import timezone

from .models import Dimension, Role, RoleDimensionEntry
from .role_history import ONE_DAY, PublicTimeline, start_of_day

DAYS_SHOWN = 5
MOST_RECORDS = 500  # the newest records of one role's texts; older ones do not count


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
        .values_list("dimension_id", "history_date", "history_type", "digest")
    )
    return [
        TextEvent(dimension, moment, "" if kind == "-" else digest)
        for dimension, moment, kind, digest in reversed(records[:MOST_RECORDS])
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
