"""How much work each client may cause with public pages that have to be made.

A client has seconds of work, as in a bucket. Making a page takes out what it cost, and
time fills the bucket again. A client with none left waits until some is back. Pages
that are kept in memory cost nothing.
"""

import math
from threading import Lock
from time import monotonic, thread_time

from cachetools import LRUCache
from django.conf import settings
from django.db import connection
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from .client_address import client_network, is_trusted, read_address

MOST_CLIENTS = 10_000  # those of the longest ago are forgotten first


class Bucket:
    def __init__(self, seconds, now):
        self.seconds, self.filled_at = seconds, now

    def fill(self, now):
        more = (now - self.filled_at) * settings.CLIENT_SHARE
        self.seconds = min(self.seconds + more, settings.CLIENT_SECONDS)
        self.filled_at = now


class Buckets:
    """The buckets of the clients of one process, by their networks."""

    def __init__(self):
        self.lock = Lock()
        self.buckets = LRUCache(MOST_CLIENTS)

    def wait_of(self, client):
        """Return for how many seconds a client has to wait, 0 for not at all."""
        with self.lock:
            missing = -self._filled(client).seconds
        return math.ceil(missing / settings.CLIENT_SHARE) if missing >= 0 else 0

    def take(self, client, seconds):
        with self.lock:
            self._filled(client).seconds -= seconds

    def clear(self):
        with self.lock:
            self.buckets.clear()

    def _filled(self, client):
        now = monotonic()
        bucket = self.buckets.get(client)
        if bucket is None:
            bucket = self.buckets[client] = Bucket(settings.CLIENT_SECONDS, now)
        bucket.fill(now)
        return bucket


buckets = Buckets()


class Work:
    """The seconds of work of a thread, with those of a database elsewhere."""

    def __init__(self):
        self.started_at, self.queries = thread_time(), 0

    @property
    def seconds(self):
        return thread_time() - self.started_at + self.queries

    def time_query(self, execute, sql, params, many, context):
        # SQLite works in this thread.
        if connection.vendor == "sqlite":
            return execute(sql, params, many, context)
        started_at, used = monotonic(), thread_time()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += monotonic() - started_at - (thread_time() - used)


def limited(get_response):
    """Refuse to make a page for a client that has caused too much work."""

    def middleware(request):
        client = counted_client(request)
        if not (settings.CLIENT_SECONDS and client):
            return get_response(request)
        if wait := buckets.wait_of(client):
            return refusal(request, wait)
        work = Work()
        try:
            with connection.execute_wrapper(work.time_query):
                return get_response(request)
        finally:
            buckets.take(client, work.seconds)

    return middleware


def counted_client(request):
    """Return the network of a client, "" if that may be a proxy that is not named.

    Such a proxy is on the same machine or network. All visitors would share its limit.
    """
    if request.path_info.startswith("/health/"):
        return ""
    sender = read_address(request.META.get("REMOTE_ADDR", ""))
    if sender is None or not (sender.is_global or is_trusted(sender)):
        return ""
    return client_network(request)


def refusal(request, wait):
    response = render(request, "429.html", {"wait": wait}, status=429)
    response["Retry-After"] = str(wait)
    add_never_cache_headers(response)
    return response
