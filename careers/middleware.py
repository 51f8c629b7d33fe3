from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import (
    add_never_cache_headers,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.translation import activate

from careers.editorial.workflow import publish_due

CROSS_ORIGIN_HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Probes come every few seconds, and must work without a database.
HEALTH_PATH = "/health/"


def cross_origin_headers(get_response):
    def middleware(request):
        response = get_response(request)
        for name, value in CROSS_ORIGIN_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def one_language(get_response):
    """Choose the site's language once a request.

    Without a choice Django looks for one at every sentence and every address, and an
    address takes several times as long.
    """

    def middleware(request):
        activate(settings.LANGUAGE_CODE)
        return get_response(request)

    return middleware


def publish_on_time(get_response):
    """Publish what is due before the view runs, which costs one indexed query."""

    def middleware(request):
        if not request.path.startswith(HEALTH_PATH):
            publish_due()
        return get_response(request)

    return middleware


class PublicPagesMiddleware:
    """Adds an ETag of the bytes, caching headers and compression to public pages.

    The admin's pages pass unchanged. They are private, and compressing a page that
    holds a secret beside a visitor's input would help guess the secret (BREACH).
    Public pages hold no secret, so they need no random padding, which would give every
    visitor different bytes.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)
        self.gzip = GZipMiddleware(get_response)
        self.gzip.max_random_bytes = 0

    def __call__(self, request):
        if request.path.startswith(settings.ADMIN_PATH):
            return self.get_response(request)
        # Without this, the CSRF middleware would show a page about an expired form.
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        # For a cookie of another site on this host, or a forged one, the session and
        # CSRF middleware would set a new one.
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        if response.status_code >= 500:
            add_never_cache_headers(response)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, no_cache=True)
        # Set before the conditional response, so that a 304 has it too.
        patch_vary_headers(response, ["Accept-Encoding"])
        response = self.conditional.process_response(request, response)
        return self.gzip.process_response(request, response)
