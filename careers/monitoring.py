"""What the operator sees of the site: its log, and metrics for Prometheus.

Neither has anything of a visitor: no query, no form, no cookie, no network address.
"""

import json
import logging
import re
import secrets
import tomllib
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from threading import Lock
from time import monotonic, perf_counter

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

logger = logging.getLogger(__name__)

request_id = ContextVar("request_id", default="-")
MOST_REFUSALS = 10  # lines a minute, in each process

# Another one is not a proxy's, and could forge lines of the log.
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REQUESTS = Counter("careers_requests", "Requests answered", ["area", "status"])
LATENCY = Histogram(
    "careers_request_seconds", "Time to make an answer", ["area"], buckets=SECONDS
)
PAGES = Counter("careers_pages", "Public pages: kept, made or not for keeping", ["was"])
QUERIES = Histogram(
    "careers_query_seconds", "Time that a query of the database took", buckets=SECONDS
)
VERSION = Gauge(
    "careers_version", "The version of the code", ["version"], multiprocess_mode="max"
)


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get()
        return True


class RefusalFilter(logging.Filter):
    """Of what Django refuses, passes a few a minute, with the host at most."""

    def __init__(self):
        super().__init__()
        self.lock = Lock()
        self.since, self.lines, self.left_out = monotonic(), 0, 0

    def filter(self, record):
        if not record.name.startswith("django.security."):
            return True
        with self.lock:
            if monotonic() - self.since > 60:
                self.since, self.lines = monotonic(), 0
            if self.lines == MOST_REFUSALS:
                self.left_out += 1
                return False
            self.lines += 1
            left_out, self.left_out = self.left_out, 0
        reason = record.name.rpartition(".")[2]
        if reason == "DisallowedHost":
            reason = record.getMessage()[:200]
        fields = {"reason": reason, "left_out": left_out}
        record.msg = "Refused a request and %(left_out)s before: %(reason)s"
        record.args = record.fields = fields
        record.exc_info = None
        return True


class JsonFormatter(logging.Formatter):
    """One object a line; ``extra={"fields": {...}}`` adds to it."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "request": record.request_id,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def watched(get_response):
    """Name each request, log those that are slow or all of them, and count them."""

    def middleware(request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        start = perf_counter()
        with named(given):
            response = counted(request)
            seconds = perf_counter() - start
            if is_logged(seconds):
                page = page_of(request, response)
                log(request.method, page, response.status_code, seconds)
        return response

    def counted(request):
        if not settings.METRICS_TOKEN:
            return get_response(request)
        start = perf_counter()
        with connection.execute_wrapper(time_query):
            response = get_response(request)
        count(area_of(request), response.status_code, perf_counter() - start)
        return response

    return middleware


@contextmanager
def named(given):
    """Give the lines of the log the id that came with a request, or a new one."""
    name = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    token = request_id.set(name)
    try:
        yield
    finally:
        request_id.reset(token)


def count(area, status, seconds):
    REQUESTS.labels(area, status).inc()
    LATENCY.labels(area).observe(seconds)


def count_kept(scope, status, seconds):
    """Count and log an answer with a kept page, as ``watched`` does the others."""
    if settings.METRICS_TOKEN:
        count_page("kept")
        count("public", status, seconds)
    if is_logged(seconds):
        with named(scope.headers.get("x-request-id", "")):
            log(scope.method, scope.path, status, seconds)


def timed_query():
    return QUERIES.time() if settings.METRICS_TOKEN else nullcontext()


def time_query(execute, sql, params, many, context):
    with QUERIES.time():
        return execute(sql, params, many, context)


def count_page(was):
    if settings.METRICS_TOKEN:
        PAGES.labels(was).inc()


def area_of(request):
    is_admin = request.path_info.startswith(settings.ADMIN_PATH)
    return "admin" if is_admin else "public"


def is_logged(seconds):
    return settings.LOG_REQUESTS or is_slow(seconds)


def is_slow(seconds):
    return settings.SLOW_PAGE_MS and seconds * 1_000 >= settings.SLOW_PAGE_MS


def log(method, page, status, seconds):
    fields = {
        "method": method,
        "page": page,
        "status": status,
        "ms": round(seconds * 1_000, 1),
    }
    logger.log(
        logging.WARNING if is_slow(seconds) else logging.INFO,
        "%(method)s %(page)s %(status)s, %(ms)s ms",
        fields,
        extra={"fields": fields},
    )


def page_of(request, response):
    """Return the pattern of an address, or that of a kept page, which has none.

    What people typed into an address that does not exist is their own.
    """
    if match := request.resolver_match:
        return f"/{match.route}"
    return request.path_info if response.status_code in {200, 304} else "-"


@cache
def version():
    project = (settings.BASE_DIR / "pyproject.toml").read_text()
    return tomllib.loads(project)["project"]["version"]


@require_safe
@never_cache
def metrics(request):
    """The metrics of all processes on this machine, for who knows the token."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.META.get("HTTP_AUTHORIZATION", "").encode()
    if not secrets.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        headers = {"WWW-Authenticate": "Bearer"}
        return HttpResponse("unauthorized\n", status=401, headers=headers)
    VERSION.labels(version()).set(1)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
