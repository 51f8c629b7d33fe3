"""The site's own addresses, whatever host a request came by."""

from django.conf import settings

from .models.fields import is_slug


def absolute_url(path: str) -> str:
    """Return the full address, below SITE_URL, of a path that starts with "/"."""
    return f"{settings.SITE_URL}{path}"


def find_by_slug(model, slug: str):
    """Return the object or None; a string that is no slug costs no query."""
    return model.objects.filter(slug=slug).first() if is_slug(slug) else None
