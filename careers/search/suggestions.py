"""Roles whose names are close to a name that no role has."""

from rapidfuzz import fuzz, process

from careers.models import Role
from careers.text import fold

MAX_SLUGS = 3  # unknown slugs looked up for one page
MAX_LENGTH = 80  # characters of a name that are looked at
NEAR = 75  # of 100, on rapidfuzz's WRatio scale


def suggest_roles(slugs, limit=3):
    """Return published roles with a name close to one of ``slugs``, each once.

    At most ``limit`` roles for each of the first few slugs, the closest first.
    """
    names = [
        (fold(name), role)
        for role in Role.objects.published()
        for name in (role.name, *role.also_known_as)
    ]
    near = {}
    for slug in slugs[:MAX_SLUGS]:
        matches = process.extract(
            fold(slug[:MAX_LENGTH]),
            [name for name, _ in names],
            scorer=fuzz.WRatio,
            score_cutoff=NEAR,
            limit=limit,
        )
        near |= {names[index][1].slug: names[index][1] for _, _, index in matches}
    return list(near.values())
