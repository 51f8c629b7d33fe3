"""Times of day as people on the site write them, where some come twice or never."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

MAX_AHEAD = timedelta(days=2 * 366)


def site_zone() -> ZoneInfo:
    """Return the time zone in which the site writes and reads times."""
    return ZoneInfo(settings.TIME_ZONE)


def format_datetime(moment: datetime) -> str:
    """Return ``moment`` for reading, in the site's time zone, which it names."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} ({local.tzname()})"


def format_time(moment: datetime) -> str:
    """Return the time of day, with its day unless that is today."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if is_today else "j M Y, H:i")


def parse_local_time(typed: str) -> datetime:
    """Return the time without a zone that a browser's time field sends.

    Raises ValueError for what is none, or names a zone of its own.
    """
    if len(typed) > 30:
        raise ValueError("Too long for a time.")
    moment = datetime.fromisoformat(typed)
    if moment.tzinfo or len(typed) < len("2026-01-31T09:00"):
        raise ValueError("Not a date and a time of day.")
    return moment


def in_site_time_zone(moment: datetime) -> datetime:
    """Return a local time with its zone; raise ValueError if it is not one moment.

    Where clocks go forward an hour is left out, where they go back one comes twice.
    """
    zone = site_zone()
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    shift = abs(second.utcoffset() - first.utcoffset())
    day, time = f"{moment:%-d %B %Y}", f"{moment:%H:%M}"
    if second.utcoffset() > first.utcoffset():
        raise ValueError(
            f"There is no {time} on {day} in {zone}: clocks go forward then. "
            f"Choose {moment + shift:%H:%M} instead."
        )
    raise ValueError(
        f"{time} comes twice on {day} in {zone}: clocks go back then. "
        f"Choose a time an hour earlier or later."
    )
