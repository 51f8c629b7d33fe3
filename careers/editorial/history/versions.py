"""Two versions of one text, to be compared."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from careers.editorial.workflow import load_cell
from careers.site_time import format_datetime

from .text_history import pair_to_compare, text_of

LIVE = "live"


@dataclass(frozen=True)
class Version:
    """The text of a cell after one event, or its live text."""

    key: str
    name: str
    text: str = ""
    is_missing: bool = False


def compared_versions(query, events, role, dimension):
    pair = pair_to_compare(events)
    keys = [query.get("before") or pair[0], query.get("after") or pair[1]]
    before, after = (version_of(key, events, role, dimension) for key in keys)
    is_named = bool(query.get("before") or query.get("after"))
    return {
        "before": before,
        "after": after,
        "is_same": before.text == after.text,
        "is_missing": is_named and (before.is_missing or after.is_missing),
    }


def version_of(key, events, role, dimension):
    if key == LIVE:
        cell = present_cell(role, dimension)
        return Version(key, _("The live text"), cell.live if cell else "")
    text = text_of(key, role.pk, dimension.pk)
    event = event_of(key, events)
    if text is None or event is None:
        return Version(key, _("No text"), is_missing=True)
    return Version(key, f"{event.what}, {format_datetime(event.moment)}", text)


def event_of(key, events):
    return next((event for event in events if event.key == key), None)


def present_cell(role, dimension):
    if role.live and dimension.live:
        return load_cell(role.live, dimension.live)
    return None
