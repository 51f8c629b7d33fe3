"""Drafts of the order of families, dimensions, and roles in their family."""

from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from careers.editorial.models import DetailsDraft
from careers.models import Action, Credit, Role, details_of, kind_of

from .confirmation import holders_of
from .details import drafts_of, save, with_proposals
from .scope import refuse_items_outside


@transaction.atomic
def move(item, steps, *, by, now=None):
    """Propose to move ``item`` by ``steps`` places (-1 is one up); number all from 1.

    Returns the new place, 1 for the first. An object never moves past an end.
    """
    now = now or timezone.now()
    refuse_items_outside([item], by=by)
    model = type(item)
    # Locked in the order of their keys, or two moves could wait for each other.
    items = list(model.objects.select_for_update().order_by("pk"))
    live = {other.pk: details_of(other) for other in items}
    drafts = drafts_of(items)
    with_proposals(items)
    items.sort(key=lambda other: (other.position, other.name))
    place = items.index(item)
    items.insert(max(place + steps, 0), items.pop(place))
    _number(items, drafts, live, Credit(by, Action.REORDERED, why=str(item), at=now))
    return items.index(item) + 1


@transaction.atomic
def sort_by_name(families, *, by, now=None):
    """Propose to order the roles of these families by name, numbers by size.

    Returns how many get another position.
    """
    now = now or timezone.now()
    roles = Role.objects.filter(family__in=families)
    roles = list(roles.select_for_update(of=["self"]).order_by("pk"))
    refuse_items_outside(roles, by=by)
    live = {role.pk: details_of(role) for role in roles}
    drafts = drafts_of(roles)
    with_proposals(roles)
    roles.sort(key=lambda role: (role.family_id, role.name_key))
    count = 0
    for _family, group in groupby(roles, key=attrgetter("family_id")):
        of_family = list(group)
        why = str(of_family[0].family)
        credit = Credit(by, Action.REORDERED, why=why, at=now)
        count += _number(of_family, drafts, live, credit)
    return count


def _number(items, drafts, live, credit):
    """Propose to number ``items`` from 1; return how many get another position."""
    count, new = 0, []
    for position, other in enumerate(items, start=1):
        if other.position == position:
            continue
        other.position = position
        count += 1
        if other.pk in drafts:
            save(
                other,
                by=credit.by,
                now=credit.at,
                action=credit.action,
                why=credit.why,
            )
        else:
            new.append(_new_draft(other, live[other.pk], credit))
    _write_new(new, credit)
    return count


def _new_draft(item, live, credit):
    return DetailsDraft(
        kind=kind_of(item),
        key=item.pk,
        values=details_of(item),
        base=live,
        written_at=credit.at,
        written_by=credit.by,
    )


def _write_new(drafts, credit):
    """Save new drafts, in as many queries as one: the first move numbers everything."""
    drafts = DetailsDraft.objects.credited(credit).bulk_create(drafts)
    writers = DetailsDraft.writers.through
    holders = holders_of([credit.by.pk])(credit.by.pk, credit.at)
    writers.objects.bulk_create(
        writers(detailsdraft=draft, user_id=key) for draft in drafts for key in holders
    )
