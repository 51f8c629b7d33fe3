"""The site's own addresses, whatever host a request came by."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from .models.fields import is_slug


def absolute(path: str) -> str:
    """Return the full address, below SITE_URL, of a path that starts with "/"."""
    return f"{settings.SITE_URL}{path}"


def named(model, slug: str):
    """Return the object of this slug, or None. What cannot be one is not looked for."""
    return model.objects.filter(slug=slug).first() if is_slug(slug) else None


def matrix_path(**filters) -> str:
    """Return the path of the matrix narrowed to slugs, or lists of them, by name."""
    return f"{reverse('workshop:matrix')}?{urlencode(filters, doseq=True)}"
