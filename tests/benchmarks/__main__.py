"""`make bench`: how long pages take, compared with a view that does nothing.

Every figure is a ratio to the bare view on the same server in the same run, so it
holds on any machine, or stands beside one or beside its limit. Server time is the
worker's processor time. Answer time is how long a visitor next to the server waits.

Without names of parts, all are measured. Those of O*NET need its folder as ONET.
"""

from pathlib import Path

POSTGRES = Path(__file__).parents[2] / ".ci" / "postgres"


def overlap(client):
    from . import overlap, pages

    overlap.report(client, pages.ROLES, pages.report())


def editorial(_client):
    from . import editorial

    editorial.report()


def growth(_client):
    from . import growth

    growth.report()


def similar(_client):
    from . import kept_similar, similar

    similar.report()
    kept_similar.report()
