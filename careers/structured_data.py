"""Data for search engines, in the terms of https://schema.org."""

from django.utils.translation import gettext as _

from .addresses import absolute_url


def breadcrumb_list(crumbs):
    """Return a BreadcrumbList of ``crumbs``: (name, path) pairs below home."""
    path_from_home = [(_("Home"), "/"), *crumbs]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(name),
                "item": absolute_url(path),
            }
            for position, (name, path) in enumerate(path_from_home, start=1)
        ],
    }


def item_list(roles, name):
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": name,
        "numberOfItems": len(roles),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": role.title,
                "url": absolute_url(role.get_absolute_url()),
            }
            for position, role in enumerate(roles, start=1)
        ],
    }


def occupation(role, description):
    data = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": role.title,
        "url": absolute_url(role.get_absolute_url()),
    }
    if description:
        data["description"] = description
    if role.also_known_as:
        data["alternateName"] = role.also_known_as
    return data
