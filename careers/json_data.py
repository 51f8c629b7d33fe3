"""Roles as JSON."""

from .addresses import absolute_url


def role_data(role):
    return {
        "slug": role.slug,
        "name": role.title,
        "family": role.family.name if role.family else None,
        "url": absolute_url(role.get_absolute_url()),
        "also_known_as": role.also_known_as,
    }
