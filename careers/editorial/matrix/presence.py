"""Who has which role open. Nobody is locked out: people see each other, and talk."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.db.models.functions import Coalesce
from django.utils import timezone

from careers.editorial.models import Draft, Presence
from careers.editorial.text.responses import plain
from careers.editorial.workflow.cells import cells
from careers.editorial.workflow.people import display_name
from careers.models import Dimension, Role, TextChange
from careers.site_time import format_time

# A change is dated before it is there to be seen: look back a little further.
OVERLAP = timedelta(seconds=10)
MAX_AHEAD = timedelta(hours=1)

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
                "name": display_name(each.user),
                "dimension": each.dimension.slug if each.dimension else "",
                "seen": "just now" if is_now else f"at {format_time(each.seen_at)}",
            }
        )
    return found


def changed_since(since, roles, user):
    """Return the cells of ``roles``, slugs, that others have changed since then.

    As plain data, each cell once and with its last change. All of them: what is left
    out once is not asked for again.
    """
    now = timezone.now()
    since = min(max(since, now - MAX_AHEAD), now) - OVERLAP
    roles = list(Role.objects.filter(slug__in=roles))
    found = {
        (role, dimension): (by, at)
        for role, dimension, by, at in _changes(since, roles, user)
    }
    dimensions = Dimension.objects.filter(pk__in={each for _, each in found})
    present = cells(roles, dimensions) if found else {}
    people = get_user_model().objects.in_bulk({by for by, _ in found.values() if by})
    return [
        plain(present[key])
        | {"by": display_name(people.get(by)), "at": format_time(at)}
        for key, (by, at) in found.items()
        if key in present
    ]


def _changes(since, roles, user):
    """(role, dimension, who, when) of what others did, the last at the end."""
    columns = ["role_id", "dimension_id"]
    drafts = Draft.history.filter(history_date__gte=since, role_id__in=roles)
    drafts = drafts.exclude(history_user=user).order_by()
    # A publication is news when it is scheduled, and again when that comes to its end.
    publications = TextChange.objects.annotate(
        by=Coalesce("publication__cancelled_by", "publication__made_by"),
        at=Coalesce("publication__ended_at", "publication__made_at"),
    )
    publications = publications.filter(at__gte=since, role__in=roles)
    publications = publications.exclude(by=user.pk).order_by()
    return sorted(
        [
            *drafts.values_list(*columns, "history_user_id", "history_date"),
            *publications.values_list(*columns, "by", "at"),
        ],
        key=lambda change: change[-1],
    )
