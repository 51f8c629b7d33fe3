"""Times in the time zone of the site, including those that clock changes affect."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

MAX_AHEAD = timedelta(days=2 * 366)


def site_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def format_datetime(moment: datetime) -> str:
    """Return "31 January 2026, 09:00 (CET)": local time and the name of its zone."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({local.tzname()})"


def parse_local_time(text: str) -> datetime:
    """Parse the value of a datetime-local field, such as "2026-01-31T09:00".

    Raises ValueError for anything else, and for a time with a zone of its own.
    """
    if len(text) > 30:
        raise ValueError("Too long for a time.")
    moment = datetime.fromisoformat(text)
    if moment.tzinfo or len(text) < len("2026-01-31T09:00"):
        raise ValueError("Not a date and a time of day.")
    return moment


def in_site_time_zone(moment: datetime) -> datetime:
    """Return a local time with its zone.

    Raises ValueError for a time in a gap (clocks go forward) or in an overlap (they
    go back): the first never happens, the second happens twice.
    """
    zone = site_zone()
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    shift = first.astimezone(UTC) - second.astimezone(UTC)
    if not shift:
        return first
    names = {
        "time": time_format(moment),
        "day": date_format(moment, "DATE_FORMAT"),
        "zone": zone.key,
    }
    if shift > timedelta(0):
        names["later"] = time_format(moment + shift)
        message = _(
            "There is no %(time)s on %(day)s in %(zone)s: the clocks go forward. "
            "Choose %(later)s instead."
        )
    else:
        message = _(
            "%(time)s happens twice on %(day)s in %(zone)s: the clocks go back. "
            "Choose a time an hour earlier or later."
        )
    raise ValueError(message % names)
