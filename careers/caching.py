"""What every public answer carries, whatever view it comes from."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import (
    add_never_cache_headers,
    patch_cache_control,
    patch_vary_headers,
)


class PublicPagesMiddleware:
    """Make public answers revalidated, tagged by their bytes and compressed.

    The admin's answers pass untouched: they are private, and compressing pages
    that hold a secret beside what a visitor typed would help guess the secret
    (BREACH). Public pages hold no secret, so theirs need no random padding, which
    would give every visitor different bytes.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)
        self.gzip = GZipMiddleware(get_response)
        self.gzip.max_random_bytes = 0

    def __call__(self, request):
        if request.path.startswith(settings.ADMIN_PATH):
            return self.get_response(request)
        # Public pages are only read. Saying so here spares a visitor the CSRF
        # middleware's answer, which speaks of a form that has expired.
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        # Whatever cookies a visitor sends, of another site on this host or forged:
        # the session and CSRF middleware would answer a wrong one with a new one.
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        if response.status_code >= 500:
            add_never_cache_headers(response)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, no_cache=True)
        # A 304 says too what the answer depends on.
        patch_vary_headers(response, ["Accept-Encoding"])
        response = self.conditional.process_response(request, response)
        return self.gzip.process_response(request, response)
