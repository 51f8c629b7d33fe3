"""Answers with kept pages, without Django's request, response and middleware.

These take several times as long as the query that tells whether a page is still true.
"""

from functools import lru_cache
from io import BytesIO
from time import perf_counter

from django.core.handlers.wsgi import WSGIRequest

from careers import content_version, monitoring
from careers.content_version import EVERYTHING
from careers.middleware import is_kept

# Any other condition, or a tag in another form, is for the site to read.
CONDITIONS = ["if-match", "if-none-match"]


def kept_answer(scope, pages):
    """Return the answer to an RSGI request, or None.

    It is what the site would answer: its status, headers and body. None where the page
    is not kept, or may not be true any more, or the request asks for more than it.
    """
    start = perf_counter()
    headers = scope.headers
    if scope.method != "GET" or not is_for_site(
        headers.get("host", scope.authority or ""),
        scope.scheme,
        headers.get("x-forwarded-proto"),
    ):
        return None
    page = pages.get((scope.path, scope.query_string))
    if page is None or not _is_true(page):
        return None
    encoded = page.encoded_for(headers.get("accept-encoding", ""))
    match [headers.get(name) for name in CONDITIONS]:
        case [None, None]:
            answer = 200, list(encoded.headers.items()), encoded.body
        case [None, encoded.tag]:
            answer = 304, encoded.not_modified, b""
        case _:
            return None
    monitoring.count_kept(scope, answer[0], perf_counter() - start)
    return answer


def _is_true(page):
    with monitoring.timed_query():
        state = content_version.peek(EVERYTHING, *page.scopes.shown, *page.scopes.near)
    return state is not None and not state.is_due and page.is_of(state)


@lru_cache(maxsize=256)
def is_for_site(host, scheme, forwarded):
    """Whether a request with such headers may be answered with a kept page."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "SERVER_NAME": "",
        "SERVER_PORT": "",
        "HTTP_HOST": host,
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
    }
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = forwarded
    return is_kept(WSGIRequest(environ))
