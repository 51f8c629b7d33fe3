"""Whom to tell of a weakness of the site, as RFC 9116 has it."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .addresses import absolute_url

HOLDS = timedelta(days=180)  # the standard advises less than a year


@require_safe
def security_txt(request):
    contact = settings.SECURITY_CONTACT
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {timezone.localdate() + HOLDS}T00:00:00Z",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {absolute_url(request.path)}",
    ]
    content = "\n".join([*lines, ""])
    return HttpResponse(content, content_type="text/plain; charset=utf-8")
