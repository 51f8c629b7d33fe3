"""The RSGI application, for granian: no client holds a thread that makes pages.

A request waits for its body in the event loop, and takes a thread when the body is
there. Granian sends the answer while the thread makes the next one.
"""

import asyncio
import logging
import sys
import time
from functools import lru_cache
from io import BytesIO
from queue import SimpleQueue
from threading import Thread

from django.conf import settings
from django.db.backends.signals import connection_created

from . import wsgi  # sets Django up, so before all others
from .kept_answers import kept_answer
from .page_cache import PAGES, PageCache

logger = logging.getLogger(__name__)

pages = PageCache(settings.PAGE_CACHE_BYTES)

BODY_SECONDS = 30
MOST_BODY_BYTES = 4 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # as much as a form is kept
SMALL_BODY_BYTES = 1 << 16  # always room for one, such as a login
MOST_BYTES_OF_BODIES = 2 * MOST_BODY_BYTES  # without the small ones
QUEUE_SECONDS = 30  # later, the visitor has left
TIME_LIMITS = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}

LIVE = "/health/live"
TEXT = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]
REFUSALS = {
    400: "The form did not arrive whole. Send it again.\n",
    408: f"The form did not arrive within {BODY_SECONDS} seconds. Send it again.\n",
    413: f"The form is too large: at most {MOST_BODY_BYTES >> 20} MB.\n",
    503: "The site is busy. Try again in a minute.\n",
}
RETRY = [("retry-after", "60")]

ENVIRON = {
    PAGES: pages,
    "SCRIPT_NAME": "",
    "wsgi.errors": sys.stderr,
    "wsgi.multiprocess": True,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}


OF_THE_BODY = {"CONTENT_LENGTH", "CONTENT_TYPE"}


class Threads:
    """Threads that answer requests, each with its own connection to the database."""

    def __init__(self, number):
        self.queue = SimpleQueue()
        for _ in range(number):
            Thread(target=self._work, daemon=True).start()

    async def answer(self, scope, protocol, body):
        finished = asyncio.get_running_loop().create_future()
        self.queue.put((scope, protocol, body, time.monotonic(), finished))
        await finished

    def _work(self):
        while True:
            scope, protocol, body, since, finished = self.queue.get()
            try:
                if time.monotonic() - since > QUEUE_SECONDS:
                    refuse(protocol, 503)
                else:
                    answer(scope, protocol, body)
            except Exception:
                logger.exception("A request was not answered")
            finished.get_loop().call_soon_threadsafe(finished.set_result, None)


class Application:
    def __init__(self):
        self.bytes_of_bodies = 0

    def __rsgi_init__(self, loop):
        connection_created.connect(limit_times)
        # The public pages answer while all others wait, for each other or for a lock.
        self.public = Threads(settings.THREADS)
        self.admin = Threads(settings.THREADS)
        self.health = Threads(1)

    async def __rsgi__(self, scope, protocol):
        path = scope.path
        if path == LIVE:
            protocol.response_str(200, TEXT, "live\n")
        elif path.startswith("/health/"):
            await self.health.answer(scope, protocol, b"")
        # No public page reads a body.
        elif not path.startswith(settings.ADMIN_PATH):
            await self.public.answer(scope, protocol, b"")
        elif scope.method != "POST":
            await self.admin.answer(scope, protocol, b"")
        else:
            await self._answer_form(scope, protocol)

    async def _answer_form(self, scope, protocol):
        body, counted = bytearray(), 0
        expected = int(scope.headers.get("content-length", "0"))
        if expected > MOST_BODY_BYTES:
            return refuse(protocol, 413)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for chunk in protocol:
                    body += chunk
                    if len(body) > SMALL_BODY_BYTES:
                        self.bytes_of_bodies += len(body) - counted
                        counted = len(body)
                    if status := self._refusal(body):
                        return refuse(protocol, status)
            if len(body) < expected:
                return refuse(protocol, 400)
            await self.admin.answer(scope, protocol, body)
        except TimeoutError:
            refuse(protocol, 408)
        finally:
            self.bytes_of_bodies -= counted

    def _refusal(self, body):
        if len(body) > MOST_BODY_BYTES:
            return 413
        if self.bytes_of_bodies > MOST_BYTES_OF_BODIES:
            return 503
        return None


def limit_times(connection, **kwargs):
    """Let no query of a request take or wait for ever. Commands may."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name, limit in TIME_LIMITS.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [name, limit])


def refuse(protocol, status):
    headers = TEXT + RETRY if status == 503 else TEXT
    protocol.response_str(status, headers, REFUSALS[status])


def answer(scope, protocol, body):
    if kept := kept_answer(scope, pages):
        protocol.response_bytes(*kept)
        return
    start = []
    chunks = wsgi.application(
        environ_of(scope, body), lambda *values: start.extend(values)
    )
    try:
        status, headers = start
        protocol.response_bytes(int(status[:3]), headers, b"".join(chunks))
    finally:
        chunks.close()


def environ_of(scope, body):
    """Return the WSGI environment of a request."""
    server, _, port = scope.server.rpartition(":")
    environ = ENVIRON | {
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "HTTP_HOST": scope.authority or "",
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
    }
    for name, value in scope.headers.items():
        key = variable_of(name)
        if key == "HTTP_COOKIE" and key in environ:
            environ[key] += f"; {value}"
        elif key in environ and key != "HTTP_HOST":
            environ[key] += f",{value}"
        elif key:
            environ[key] = value
    if body:
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ


@lru_cache(maxsize=256)
def variable_of(header):
    """Return the variable of a header, "" for one that could pass for another's.

    >>> variable_of("accept-encoding"), variable_of("content-type"), variable_of("a_b")
    ('HTTP_ACCEPT_ENCODING', 'CONTENT_TYPE', '')
    """
    if "_" in header:
        return ""
    variable = header.upper().replace("-", "_")
    return variable if variable in OF_THE_BODY else f"HTTP_{variable}"


application = Application()
