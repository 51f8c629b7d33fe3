"""The content of public pages.

The pages read it from here alone, so that a preview is the same page with a subclass.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from .models import Dimension, Role, RoleDimensionEntry, Term
from .role_history import TextEvent, days_of_change, public_timeline, text_events
from .search.similar.neighbours import Neighbours
from .search.suggestions import suggest_roles

# Without the cost of a model instance for each text.
OF_ENTRIES = ["role_id", "dimension_id", "text", "updated_at", "reviewed_at"]


def read_dimensions():
    return Dimension.objects.published().select_related("theme")


def read_wording():
    return Term.objects.wording()


@lru_cache(maxsize=1)
def kept_dimensions(_frame):
    return list(read_dimensions())


@lru_cache(maxsize=1)
def kept_wording(_frame):
    return read_wording()


class PublishedContent:
    """What is published at the moment ``now``.

    ``frame`` is the mark of what surrounds the texts, read before them, or None if it
    is not known.
    """

    def __init__(self, now=None, *, frame=None):
        self.frame = frame
        self.now = now or timezone.now()
        self.today = timezone.localdate(self.now)

    @classmethod
    def of(cls, request):
        """Return the content of a public page, whose frame may be known."""
        return cls(frame=getattr(request, "frame", None))

    def roles(self):
        return Role.objects.published().select_related("family")

    def shown(self, roles):
        """Return ``roles`` with the details that visitors read."""
        return list(roles)

    def dimensions(self):
        return list(kept_dimensions(self.frame) if self.frame else read_dimensions())

    def wording(self):
        return kept_wording(self.frame) if self.frame else read_wording()

    def beside(self, role):
        if role.family_id is None:
            return Role.objects.none()
        same = Role.objects.published().filter(family=role.family_id)
        return same.exclude(pk=role.pk).order_by("slug")

    def neighbours(self, roles):
        """Return the roles near to these, as of now."""
        return Neighbours(role.pk for role in roles)

    def entries(self, roles):
        entries = RoleDimensionEntry.objects.published().filter(role__in=roles)
        return entries.values_list(*OF_ENTRIES, named=True)

    def suggestions(self, slugs):
        """Return public roles with names close to slugs that no public role has."""
        return suggest_roles(slugs)

    def changes(self, role, dimensions):
        timeline, events = self.timeline(role), self.text_events(role)
        return days_of_change(timeline, events, dimensions)

    def timeline(self, role):
        return public_timeline(role)

    def text_events(self, role):
        return text_events(role)

    def text_event(self, dimension, digest):
        """Return the event of a text that becomes public at this moment."""
        return TextEvent(dimension, self.now, digest)


class TextDates(NamedTuple):
    """When the newest text changed; the oldest review, if each text has one."""

    latest_change: datetime | None
    oldest_review: datetime | None


def text_dates(entries: Iterable) -> TextDates:
    entries = list(entries)
    changes = [entry.updated_at for entry in entries if entry.updated_at]
    reviews = [entry.reviewed_at for entry in entries]
    is_reviewed = bool(reviews) and all(reviews)
    return TextDates(max(changes, default=None), min(reviews) if is_reviewed else None)
