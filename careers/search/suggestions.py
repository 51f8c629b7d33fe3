"""Roles whose names are close to a name that no role has."""

from rapidfuzz import fuzz, process

from careers.models import Role
from careers.text import fold

MAX_SLUGS = 3  # unknown slugs looked up for one page
MAX_LENGTH = 80  # characters of a name that are looked at
NEAR = 75  # of 100, on rapidfuzz's WRatio scale
MOST_COMPARED = 50  # roles that a search for the name finds


def suggest_roles(slugs, limit=3):
    """Return published roles with a name close to one of ``slugs``, each once.

    At most ``limit`` roles for each of the first few slugs, the closest first.
    """
    near = {}
    for slug in slugs[:MAX_SLUGS]:
        name = fold(slug[:MAX_LENGTH])
        near |= {role.slug: role for role in _nearest(name, limit)}
    return list(near.values())


def _nearest(name, limit):
    if not name:
        return []
    names = [
        (fold(other), role)
        for role in Role.objects.published().search(name)[:MOST_COMPARED]
        for other in (role.name, *role.also_known_as)
    ]
    matches = process.extract(
        name,
        [other for other, _ in names],
        scorer=fuzz.WRatio,
        score_cutoff=NEAR,
        limit=limit,
    )
    return [names[place][1] for _, _, place in matches]
