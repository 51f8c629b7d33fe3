"""Every address once, for someone with all permissions."""

import re

from django.urls import get_resolver

from careers.models import Publication
from tests.unmarked_strings.site import at, published

# Patterns with regular expressions, pages for machines, and logging out.
NOT_OPENED = re.compile(r"\(|/health/|/robots\.txt|/security\.txt|/logout/")


def every_address(walk):
    published()
    boss = walk.reader("superuser")
    role, dimension = at()
    arguments = {
        "role": role.slug,
        "dimension": dimension.slug,
        "slug": role.slug,
        "address": "role-01-vs-role-02",
        "file": "csv",
        "section": "pages",
        "object_id": role.pk,
        "pk": Publication.objects.first().pk,
    }
    for address in _addresses(get_resolver()):
        if not NOT_OPENED.search(address):
            boss.open(
                re.sub(
                    r"<(?:\w+:)?(\w+)>", lambda m: str(arguments.get(m[1], 1)), address
                )
            )


def _addresses(resolver, prefix="/"):
    """Yield every address of the site, with ``<name>`` for its parameters."""
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern, path)
        else:
            yield path
