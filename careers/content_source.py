"""What public pages are made of, given to them from one place.

The pages read an edition and nothing else, so that a preview is the same page.
"""

from django.utils import timezone

from .models import Role, RoleDimensionEntry
from .recent_changes import days_of_change, text_events
from .role_history import public_timeline


class PublishedContent:
    """What is published now, at the moment ``now``."""

    def __init__(self, now=None):
        self.now = now or timezone.now()

    @property
    def today(self):
        return timezone.localdate(self.now)

    def roles(self):
        """The roles that an address may name."""
        return Role.objects.published().select_related("family")

    def beside(self, role):
        """The public roles of the same family."""
        if role.family_id is None:
            return Role.objects.none()
        same = Role.objects.published().filter(family=role.family_id)
        return same.exclude(pk=role.pk).order_by("folded_names")

    def entries(self, roles):
        """The texts of ``roles``, in any order."""
        return RoleDimensionEntry.objects.published().filter(role__in=roles)

    def changes(self, role, dimensions):
        """The last days on which what ``role`` says changed."""
        return days_of_change(public_timeline(role), text_events(role), dimensions)


def latest_change(entries):
    """Return when the newest of these texts changed, None when there are none."""
    return max((each.updated_at for each in entries if each.updated_at), default=None)


def oldest_review(entries):
    """Return when the text was reviewed whose review is oldest.

    None unless every one of them has been reviewed.
    """
    reviews = [each.reviewed_at for each in entries]
    return min(reviews) if reviews and all(reviews) else None
