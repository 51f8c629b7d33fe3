"""The site's own addresses, whatever host a request came by."""

from django.conf import settings
from django.db.models import Model

from .models.fields import is_slug


def absolute_url(path: str) -> str:
    """Return the full address, below SITE_URL, of a path that starts with "/"."""
    return f"{settings.SITE_URL}{path}"


def find_by_slug[M: Model](model: type[M], slug: str) -> M | None:
    """Return the object or None; a string that is no slug costs no query."""
    return model._default_manager.filter(slug=slug).first() if is_slug(slug) else None
