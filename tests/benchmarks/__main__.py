"""`make bench`: how long pages take, compared with a view that does nothing.

Every figure is a ratio to the bare view on the same server in the same run, so it
holds on any machine, or stands beside one. Server time is the worker's processor time.
Answer time is how long a visitor next to the server waits.
"""

from .server import site_in_this_process

with site_in_this_process() as client:
    # These import models, which need a site.
    from . import editorial, growth, kept_similar, overlap, pages, similar

    bare = pages.report()
    overlap.report(client, pages.ROLES, bare)
    editorial.report()
    growth.report()
    similar.report()
    kept_similar.report()
