"""The site's own addresses, whatever host a request came by."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the full address, below SITE_URL, of a path that starts with "/"."""
    return f"{settings.SITE_URL}{path}"
