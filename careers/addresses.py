from django.conf import settings
from django.db.models import Model

from careers.models import is_slug


def absolute_url(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def find_by_slug[M: Model](model: type[M], slug: str) -> M | None:
    """Return the object or None. Only a possible slug costs a query."""
    return model._default_manager.filter(slug=slug).first() if is_slug(slug) else None
