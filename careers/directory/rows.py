from django.db import models

from careers.models import Role


def roles_of(rows):
    return roles_with([row.pk for row in rows])


def roles_with(keys, *, roles=None):
    """Return the public roles with these keys, in their order, and their families.

    Not by ``published()``, for which SQLite looks at every public role. ``roles`` are
    the same for a page that adds to them.
    """
    roles = (Role.objects if roles is None else roles).select_related("family")
    found = roles.fetch_mode(models.FETCH_RAISE).in_bulk(keys)
    return [found[key] for key in keys if key in found and found[key].is_published]
