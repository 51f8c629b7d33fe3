from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.utils.cache import (
    add_never_cache_headers,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.module_loading import import_string
from django.utils.translation import activate

from careers import content_version
from careers.content_version import EVERYTHING, FRAME, scopes_of
from careers.editorial.workflow import publish_due, security_log
from careers.models import OldAddress
from careers.monitoring import count_page
from careers.page_cache import PAGES, Page, PageCache, compress
from careers.search import index

ISOLATION_HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# No page asks for any of these, and nothing that got into one should.
UNUSED_FEATURES = """
    accelerometer autoplay camera display-capture geolocation gyroscope hid
    magnetometer microphone midi payment screen-wake-lock serial usb xr-spatial-tracking
"""
PERMISSIONS_POLICY = ", ".join(f"{name}=()" for name in UNUSED_FEATURES.split())

READS = ["GET", "HEAD"]
ADMIN_METHODS = [*READS, "POST"]

LONGEST_ADDRESS = 4_096  # characters; no page links to a longer one

# Probes come every few seconds, and must work without a database.
HEALTH_PATH = "/health/"


def isolation_headers(get_response):
    def middleware(request):
        response = get_response(request)
        for name, value in ISOLATION_HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
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
        if content_version.read(EVERYTHING).is_due:
            publish_due()
        return get_response(request)

    return middleware


def present_state(*scopes):
    """Return the State of the content, once what is due or noted has been done."""
    state = content_version.read(*scopes)
    if state.is_due:
        publish_due()
    if state.is_noted:
        index.refresh_some()
    if state.is_due or state.is_noted:
        state = content_version.read(*scopes)
    return state


def caching_headers(get_response):
    """Let anyone keep a public page who asks before showing it again."""

    def middleware(request):
        response = get_response(request)
        if response.status_code >= 500:
            add_never_cache_headers(response)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response

    return middleware


def private_answers(get_response):
    """Forbid browsers and proxies to store answers of the admin, refusals too."""

    def middleware(request):
        response = get_response(request)
        add_never_cache_headers(response)
        return response

    return middleware


def allowing(methods):
    """Return middleware that refuses all other methods, with the headers of others."""

    def factory(get_response):
        def middleware(request):
            if request.method in methods:
                return get_response(request)
            return HttpResponseNotAllowed(methods)

        return middleware

    return factory


# Without this, forms of other sites would cost as much as a page.
public_methods = allowing(READS)
# Views of Django's admin answer any other method with their page.
admin_methods = allowing(ADMIN_METHODS)


def security_events(get_response):
    """Record what the admin refuses."""
    kinds = {403: security_log.Kind.REFUSED, 429: security_log.Kind.SLOWED}

    def middleware(request):
        response = get_response(request)
        kind = kinds.get(response.status_code)
        if getattr(request, "is_forged", False):
            kind = security_log.Kind.FORGED
        if kind:
            person = request.user if request.user.is_authenticated else None
            about = security_log.path_of(request)
            security_log.record_try(kind, by=person, about=about)
        return response

    return middleware


def old_addresses(get_response):
    """Lead from addresses that the site had elsewhere to its pages, for good."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404:
            return response
        query = request.META.get("QUERY_STRING", "")
        address = OldAddress.objects.leading_from(request.path_info, query)
        return HttpResponsePermanentRedirect(address) if address else response

    return middleware


class PublicHandler(BaseHandler):
    """Finds and calls the view, with only the middleware that public pages need."""

    def __init__(self):
        self.answer = convert_exception_to_response(self._get_response)
        self._view_middleware = []
        self._template_response_middleware = []
        self._exception_middleware = []
        for name in reversed(settings.PUBLIC_MIDDLEWARE):
            middleware = import_string(name)(self.answer)
            self.answer = convert_exception_to_response(middleware)


class PublicPages:
    """Answers with a public page that is kept, or makes and keeps it.

    A page depends on its address alone: no cookie, person, session or token comes near
    it. The admin's pages pass. They are private, and compressing a page that holds a
    secret beside a visitor's input would help guess the secret (BREACH).
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.make = PublicHandler().answer
        self.pages = PageCache(settings.PAGE_CACHE_BYTES)

    def __call__(self, request):
        path = request.path_info
        if path.startswith(settings.ADMIN_PATH):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        if path.startswith((HEALTH_PATH, settings.STATIC_URL)):
            return self.make(request)
        if not is_kept(request):
            count_page("passed")
            return finished(self.make(request), request)
        pages = request.META.get(PAGES, self.pages)
        address = path, request.META.get("QUERY_STRING", "")
        if page := self._kept(address, pages):
            count_page("kept")
            return page.answer(request)
        count_page("made")
        with pages.one_at_a_time(address):
            page = self._kept(address, pages)
            return page.answer(request) if page else self._made(request, address, pages)

    def _kept(self, address, pages):
        """Return the page of an address, if nothing that it shows has changed."""
        page = pages.get(address)
        if page is None:
            return None
        state = present_state(EVERYTHING, *page.scopes.shown, *page.scopes.near)
        return page if page.is_of(state) else None

    def _made(self, request, address, pages):
        # Read before the content: a page is never newer than its version says.
        state = present_state(EVERYTHING, FRAME)
        request.frame = state.marks[FRAME]
        response = self.make(request)
        if response.status_code != 200 or response.streaming or state.is_noted:
            return finished(response, request)
        page = Page(response, state, scopes_of(request))
        answer = page.answer(request)
        pages.put(address, page)
        return answer


def finished(response, request):
    """Return a response that is not kept, compressed and with a tag where it helps."""
    if response.streaming:
        return response
    if response.status_code == 200:
        return Page(response, state=None).answer(request)
    return compress(response, request)


def is_kept(request):
    """Whether an answer to the request may be a page that is kept."""
    if request.method not in READS or len(request.get_full_path()) > LONGEST_ADDRESS:
        return False
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
