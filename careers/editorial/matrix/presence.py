"""The roles that people have open, without locks: people see each other, and talk."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.db.models.functions import Coalesce
from django.utils import timezone

from careers.editorial.responses import cell_data, format_time
from careers.editorial.workflow import Draft, Presence, display_name, load_cells
from careers.models import Dimension, Role, TextChange

# A change is dated before it is committed: look back a little further.
OVERLAP = timedelta(seconds=10)
MAX_AGE = timedelta(hours=1)


def record_presence(role, dimension, user):
    """Record that ``user`` has ``role`` open, and this dimension of it.

    One statement. Returns False for a role or dimension that has been deleted.
    """
    presence = Presence(
        role=role, dimension=dimension, user=user, seen_at=timezone.now()
    )
    try:
        Presence.objects.bulk_create(
            [presence],
            update_conflicts=True,
            unique_fields=["role", "user"],
            update_fields=["dimension", "seen_at"],
        )
    except IntegrityError:
        return False
    return True


def others_by_role(user):
    """Return ``{slug of a role: [who else has it open]}``, the latest first."""
    people = {}
    for presence in Presence.objects.of_others(user):
        people.setdefault(presence.role.slug, []).append(
            {
                "name": display_name(presence.user),
                "dimension": presence.dimension.slug if presence.dimension else "",
            }
        )
    return people


def changed_cells(since, slugs, user):
    """Return the cells of the roles ``slugs`` that others changed, for a script.

    Each cell once, with its last change. All of them: a change that is left out is
    not asked for again.
    """
    now = timezone.now()
    since = min(max(since, now - MAX_AGE), now) - OVERLAP
    roles = list(Role.objects.filter(slug__in=slugs))
    changes = {
        (role, dimension): (person, moment)
        for role, dimension, person, moment in _changes(since, roles, user)
    }
    if not changes:
        return []
    dimensions = {dimension for _role, dimension in changes}
    by_keys = load_cells(roles, Dimension.objects.filter(pk__in=dimensions))
    people = get_user_model().objects.in_bulk(
        {person for person, _moment in changes.values() if person}
    )
    return [
        cell_data(by_keys[keys])
        | {"by": display_name(people.get(person)), "at": format_time(moment)}
        for keys, (person, moment) in changes.items()
        if keys in by_keys
    ]


def _changes(since, roles, user):
    """Return (role, dimension, person, time) of others' changes, the last at the end.

    All but the times are keys.
    """
    columns = ["role_id", "dimension_id"]
    drafts = Draft.history.filter(history_date__gte=since, role_id__in=roles)
    drafts = drafts.exclude(history_user=user).order_by()
    # A publication counts twice: when it is scheduled, and when it ends.
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
