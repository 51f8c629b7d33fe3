"""Whether the site is up, for the operator's probes."""

from django.db import Error
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import Role


@require_safe
@never_cache
def live(request):
    """The process runs. This touches nothing else, so nothing else can fail it."""
    return HttpResponse("live\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request):
    try:
        Role.objects.published().exists()
    except Error:
        text, status = "unavailable\n", 503
    else:
        text, status = "ready\n", 200
    return HttpResponse(text, status=status, content_type="text/plain")
