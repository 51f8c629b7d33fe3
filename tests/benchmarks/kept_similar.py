"""Similar roles as the site keeps them: building, one role's update, and look-ups.

`make bench` runs it, with ONET for the words. Times are processor time.
"""

import os
import random
import statistics

from django.db import connection, transaction

from careers.models import Dimension, Role, RoleDimensionEntry, SimilarPair
from careers.search import index
from careers.search.similar import building, queue
from careers.search.similar.neighbours import Neighbours

from .onet import Onet, slug_of
from .similar import DIMENSIONS, UPDATES, seconds

LOOK_UPS = 100


def report():
    if not (folder := os.environ.get("ONET")):
        return
    with transaction.atomic():
        load(Onet(folder))
        report_kept()
        transaction.set_rollback(True)


def load(onet):
    """Put all roles of O*NET, with five dimensions, in place of the site's own."""
    RoleDimensionEntry.objects.all().delete()
    Role.objects.update(status="archived")
    roles = {
        code: Role(name=title, slug=f"onet-{slug_of(code)}", status="published")
        for code, title in onet.titles.items()
    }
    Role.objects.bulk_create(roles.values())
    for place, name in enumerate(DIMENSIONS):
        dimension = Dimension.objects.create(
            name=f"O*NET: {name}", slug=f"onet-{place}", position=900 + place
        )
        RoleDimensionEntry.objects.bulk_create(
            RoleDimensionEntry(role=roles[code], dimension=dimension, text=text)
            for code, text in onet.texts[name].items()
            if code in roles
        )


def report_kept():
    index.refresh()
    took, _ = seconds(building.build)
    pairs = SimilarPair.objects.count()
    print(f"\nkept similar roles on {connection.vendor}: {pairs} pairs")
    print(f"build, to the last row of a table: {took:.1f} s")
    roles = list(Role.objects.published().order_by("slug"))
    chance = random.Random(1)
    print_times(
        "update of a role, noted and read again",
        (seconds(update, role)[0] for role in chance.sample(roles, UPDATES)),
    )
    looked_up = chance.sample(roles, LOOK_UPS)
    print_times(
        "look-up for a role's page",
        (seconds(look_up, role)[0] for role in looked_up),
    )
    print_times(
        "look-up for three roles",
        (seconds(suggest, *chance.sample(roles, 3))[0] for _ in range(LOOK_UPS)),
    )
    print_times(
        "step between two",
        (seconds(step, *chance.sample(roles, 2))[0] for _ in range(LOOK_UPS)),
    )


def update(role):
    entry = role.entries.last()
    entry.text = entry.text[: len(entry.text) // 2]
    entry.save()
    index.refresh_some()
    queue.refresh_if_free()


def look_up(role):
    return Neighbours([role.pk]).listed(role)


def suggest(*roles):
    return Neighbours(role.pk for role in roles).suggestions()


def step(first, second):
    return Neighbours([first.pk, second.pk]).step()


def print_times(name, times):
    times = sorted(1000 * took for took in times)
    print(
        f"{name}: median {statistics.median(times):.1f} ms, longest {times[-1]:.1f} ms"
    )
