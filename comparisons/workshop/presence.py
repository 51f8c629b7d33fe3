"""Who has which role open. Nobody is locked out: people see each other, and talk."""

from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone

from careers.models import Dimension, Draft, Presence, Role, TextChange
from careers.site_time import clock
from careers.workshop.cells import cells
from careers.workshop.people import called

# A change is dated before it is there to be seen: look back a little further.
OVERLAP = timedelta(seconds=10)
FURTHEST = timedelta(hours=1)
MOST_CHANGES = 200

JUST_NOW = timedelta(seconds=30)


def note(role, dimension, user):
    """Remember that ``user`` has ``role`` open now, and there this dimension.

    One statement. Returns whether there still is such a role and dimension.
    """
    seen = Presence(role=role, dimension=dimension, user=user, seen_at=timezone.now())
    try:
        Presence.objects.bulk_create(
            [seen],
            update_conflicts=True,
            unique_fields=["role", "user"],
            update_fields=["dimension", "seen_at"],
        )
    except IntegrityError:
        return False
    return True


def others(user):
    """Return ``{role's slug: [who else has it open]}``, the latest first."""
    now, found = timezone.now(), {}
    for each in Presence.objects.of_others(user):
        is_now = now - each.seen_at < JUST_NOW
        found.setdefault(each.role.slug, []).append(
            {
                "name": called(each.user),
                "dimension": each.dimension.slug if each.dimension else "",
                "seen": "just now" if is_now else f"at {clock(each.seen_at)}",
            }
        )
    return found


def changed_since(since, user):
    """Return the cells that others have changed since then, as plain data."""
    now = timezone.now()
    since = min(max(since, now - FURTHEST), now) - OVERLAP
    records = Draft.history.filter(history_date__gte=since).exclude(history_user=user)
    records = records.select_related("history_user").order_by("history_date")
    found = {
        (each.role_id, each.dimension_id): (each.history_user, each.history_date)
        for each in records[:MOST_CHANGES]
    }
    published = TextChange.objects.filter(publication__ended_at__gte=since)
    for each in published.select_related("publication__made_by")[:MOST_CHANGES]:
        by, at = each.publication.made_by, each.publication.ended_at
        found[each.role_id, each.dimension_id] = by, at
    roles = Role.objects.filter(pk__in={role for role, _ in found})
    dimensions = Dimension.objects.filter(pk__in={each for _, each in found})
    present = cells(roles, dimensions) if found else {}
    return [
        {
            "role": present[key].role.slug,
            "dimension": present[key].dimension.slug,
            "version": present[key].version,
            "state": present[key].state,
            "label": present[key].label,
            "by": called(by),
            "at": clock(at),
        }
        for key, (by, at) in found.items()
        if key in present
    ]
