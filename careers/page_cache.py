"""Finished pages, and where they are kept."""

import gzip
import hashlib
import re
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from threading import Lock
from typing import NamedTuple
from weakref import WeakValueDictionary

import brotli
from cachetools import LRUCache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

# In the environment of a request: the PageCache of a server that answers by itself with
# what is kept there.
PAGES = "careers.pages"

# Of the whole, for pages that were asked for once. Addresses that nobody asks for again
# push out each other, and none of those that people read.
SHARE_OF_NEW = 1 / 8

SMALLEST_COMPRESSED = 200  # bytes
BROTLI_QUALITY = 5  # smaller than gzip's best, in less time
GZIP_LEVEL = 6

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
ENCODE = {
    IDENTITY: bytes,
    BROTLI: lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
    # Without the time, or the same page would have other bytes.
    GZIP: lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
}
DECODE = {IDENTITY: bytes, BROTLI: brotli.decompress, GZIP: gzip.decompress}
COMPRESSIBLE = re.compile(r"text/|application/([a-z]+\+)?(json|xml)|image/svg")

# How old a page is when it is made again because other roles have become similar.
MOST_BEHIND = timedelta(minutes=2)

CONDITIONS = {"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH"}

# Those of a body, not of a page.
OF_BODIES = {"content-length", "content-encoding", "etag"}
NOT_MODIFIED = {"Cache-Control", "ETag", "Vary"}  # as Django has it


class Encoded(NamedTuple):
    """A finished page in one encoding."""

    body: bytes
    headers: dict[str, str]
    tag: str

    @property
    def not_modified(self):
        """The headers of an answer to those who have it already."""
        return [pair for pair in self.headers.items() if pair[0] in NOT_MODIFIED]


class Page:
    """A finished page, in each encoding that somebody has asked for.

    It was made from the content in a ``state``, and shows the content of ``scopes``.
    """

    def __init__(self, response, state, scopes=None):
        self.state, self.scopes = state, scopes
        # Read when the page is asked for again.
        self.shown_version, self.near_version = None, None
        self.headers = {
            name: value
            for name, value in response.items()
            if name.lower() not in OF_BODIES
        }
        self.tag = hashlib.sha256(response.content).hexdigest()[:32]
        self.is_compressible = is_compressible(response)
        self.answers = {IDENTITY: self._answer(IDENTITY, response.content)}

    @property
    def size(self):
        return sum(len(encoded.body) for encoded in self.answers.values())

    def is_of(self, state):
        """Whether nothing that the page shows has changed up to ``state``.

        Names and texts never have, but the list of similar roles may be a little old: a
        publication changes those of many pages, and a burst of them would have all of
        these made again and again.
        """
        if state.is_noted:
            return False
        shown, near = self.scopes.shown, self.scopes.near
        if state.everything == self.state.everything:
            if self.shown_version is None:
                self.shown_version = state.of(*shown)
                self.near_version = state.of(*near)
            return True
        if not shown or state.of(*shown) != self.shown_version:
            return False
        is_new = state.read_at - self.state.read_at < MOST_BEHIND
        return is_new or state.of(*near) == self.near_version

    def answer(self, request):
        """Return the response to a GET or HEAD of this page."""
        encoded = self.encoded_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = b"" if request.method == "HEAD" else encoded.body
        response = HttpResponse(body, headers=encoded.headers)
        if request.META.keys().isdisjoint(CONDITIONS):
            return response
        return get_conditional_response(request, etag=encoded.tag, response=response)

    def encoded_for(self, accepted):
        """Return the page in the best encoding of an Accept-Encoding header."""
        encoding = best_encoding(accepted) if self.is_compressible else IDENTITY
        if encoding not in self.answers:
            self._encode(encoding)
        return self.answers[encoding]

    def _encode(self, encoding):
        known = next(iter(self.answers))
        body = DECODE[known](self.answers[known].body)
        if known == IDENTITY:
            # Many times as long as the others, and few ask for it again.
            del self.answers[known]
        self.answers[encoding] = self._answer(encoding, ENCODE[encoding](body))

    def _answer(self, encoding, body):
        mark = "" if encoding == IDENTITY else f"-{encoding}"
        tag = f'"{self.tag}{mark}"'
        headers = self.headers | {"Content-Length": str(len(body)), "ETag": tag}
        if mark:
            headers["Content-Encoding"] = encoding
        return Encoded(body, headers, tag)


def compress(response, request):
    """Compress a response that is no page, such as a 404, if the client accepts it."""
    encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding != IDENTITY and is_compressible(response):
        response.content = ENCODE[encoding](response.content)
        response["Content-Length"] = str(len(response.content))
        response["Content-Encoding"] = encoding
    return response


def is_compressible(response):
    return (
        len(response.content) >= SMALLEST_COMPRESSED
        and COMPRESSIBLE.match(response.get("Content-Type", "")) is not None
    )


@lru_cache(maxsize=256)
def best_encoding(accepted):
    """Return the best of our encodings that an Accept-Encoding header accepts.

    >>> best_encoding("gzip, deflate, br")
    'br'
    >>> best_encoding("br;q=0, gzip")
    'gzip'
    """
    weights = {}
    for choice in accepted.lower().split(","):
        name, _, weight = choice.replace(" ", "").partition(";q=")
        weights[name] = weight.strip("0.") != "" if weight else True
    other = weights.get("*", False)
    for encoding in (BROTLI, GZIP):
        if weights.get(encoding, other):
            return encoding
    return IDENTITY


class PageCache:
    """Pages up to a number of bytes: those asked for again, and a few new ones."""

    def __init__(self, most_bytes):
        new = int(most_bytes * SHARE_OF_NEW)
        self.new = LRUCache(new, getsizeof=lambda page: page.size)
        self.kept = LRUCache(most_bytes - new, getsizeof=lambda page: page.size)
        self.lock = Lock()
        self.renders = WeakValueDictionary()

    def get(self, address):
        with self.lock:
            if page := self.kept.get(address):
                return page
            if page := self.new.pop(address, None):
                self._put(self.kept, address, page)
            return page

    def put(self, address, page):
        with self.lock:
            self._put(self.kept if address in self.kept else self.new, address, page)

    def _put(self, pages, address, page):
        if page.size <= pages.maxsize:
            pages[address] = page

    @contextmanager
    def one_at_a_time(self, address):
        """Wait until nobody else in this process makes the page of ``address``."""
        with self.lock:
            render = self.renders.setdefault(address, Lock())
        with render:
            yield

    def clear(self):
        with self.lock:
            self.new.clear()
            self.kept.clear()
