"""Kept pages without Django: what the site itself would answer, or nothing."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from careers.kept_answers import is_for_site, kept_answer
from careers.page_cache import PAGES, PageCache
from tests.factories import (
    make_approved,
    make_dimension,
    make_publication,
    make_role,
)

pytestmark = pytest.mark.django_db

ROLE, PRIVACY = "/roles/cook/", "/privacy/"
HOUR = timedelta(hours=1)


class Protocol:
    """Keeps the answer that the server would send."""

    def response_bytes(self, status, headers, body):
        self.answer = status, dict(headers), body


def request(path=ROLE, method="GET", query="", scheme="http", **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(
        method=method,
        path=path,
        query_string=query,
        headers={"host": "localhost", **headers},
        scheme=scheme,
        server="127.0.0.1:8000",
        client="127.0.0.1:5000",
        http_version="1.1",
        authority=None,
    )


class Server:
    """The RSGI application, in the middle of answering."""

    def __init__(self, monkeypatch):
        # Made only now: they read settings that the tests change.
        self.rsgi = import_module("careers.rsgi")
        self.site = import_module("careers.wsgi").application
        self.pages = PageCache(1 << 20)
        monkeypatch.setattr(self.rsgi, "pages", self.pages)
        monkeypatch.setitem(self.rsgi.ENVIRON, PAGES, self.pages)

    def ask(self, asked):
        """Return what a client gets."""
        protocol = Protocol()
        self.rsgi.answer(asked, protocol, b"")
        return protocol.answer

    def kept(self, asked):
        """Return what a client gets of a kept page, None if not of one."""
        answer = kept_answer(asked, self.pages)
        return answer and (answer[0], dict(answer[1]), answer[2])

    def made(self, asked):
        """Return what the site answers without a kept page."""
        start = []
        environ = self.rsgi.environ_of(asked, b"") | {PAGES: PageCache(1)}
        chunks = self.site(environ, lambda *values: start.extend(values))
        status, headers = start
        return int(status[:3]), dict(headers), b"".join(chunks)


@pytest.fixture
def server(monkeypatch):
    is_for_site.cache_clear()
    # As Django's client does: they would close the connection of the test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Server(monkeypatch)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    is_for_site.cache_clear()


@pytest.fixture
def purpose():
    return make_dimension("Purpose")


@pytest.fixture
def cook(purpose):
    return make_role("Cook", texts={purpose: "Cooks soup."})


def tag_of(server, **headers):
    return server.ask(request(**headers))[1]["ETag"]


@pytest.mark.parametrize("encoding", ["", "gzip", "br", "identity", "br;q=0, gzip"])
def test_a_kept_page_is_what_the_site_answers(cook, server, encoding):
    asked = request(accept_encoding=encoding, accept="*/*", cookie="a=1")
    assert server.kept(asked) is None
    made = server.ask(asked)

    assert server.ask(asked) == server.kept(asked) == made == server.made(asked)


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_who_has_the_page_is_told_so(cook, server, encoding):
    tag = tag_of(server, accept_encoding=encoding)
    asked = request(accept_encoding=encoding, if_none_match=tag)

    assert server.kept(asked) == server.made(asked)
    assert server.kept(asked)[0] == 304


@pytest.mark.parametrize(
    "asked",
    [
        request(method="HEAD"),
        request(method="POST"),
        request(host="elsewhere.example.org"),
        request(host=""),
        request(if_none_match='"another"'),
        request(if_none_match="*"),
        request(if_match='"another"'),
        request(query="a=1"),
        request("/roles/cook"),
        request("/admin/"),
        request("/roles/waiter/"),
    ],
    ids=lambda asked: f"{asked.method} {asked.path} {asked.headers}",
)
def test_the_site_answers_all_other_requests(cook, server, asked):
    server.ask(request())
    assert server.kept(request())

    assert server.kept(asked) is None
    assert server.ask(asked)[0] == server.made(asked)[0]


def test_a_tag_in_another_form_is_left_to_the_site(cook, server):
    asked = request(if_none_match=f"W/{tag_of(server)}")
    assert server.kept(asked) is None
    assert server.ask(asked)[0] == 304


@given(accepted=st.text(max_size=20), condition=st.text(max_size=20))
def test_any_headers_get_what_the_site_answers(server, accepted, condition):
    asked = request(PRIVACY, accept_encoding=accepted)
    server.ask(asked)
    assert server.kept(asked) == server.made(asked)

    asked.headers["if-none-match"] = condition

    kept = server.kept(asked)
    assert kept is None or kept == server.made(asked)


def test_a_change_is_seen_at_once(cook, purpose, server):
    server.ask(request())
    assert server.kept(request())
    make_publication([make_approved(cook, purpose, "Cooks stew.")])

    assert server.kept(request()) is None
    assert b"Cooks stew." in server.ask(request())[2]
    assert server.kept(request())


def test_what_is_due_comes_first(cook, purpose, server):
    draft = make_approved(cook, purpose, "Cooks stew.")
    publication = make_publication([draft], due_at=timezone.now() + HOUR)
    server.ask(request())
    assert server.kept(request())

    with time_machine.travel(publication.due_at):
        assert server.kept(request()) is None
        assert b"Cooks stew." in server.ask(request())[2]


def test_only_https_is_answered_where_the_site_has_it(cook, server, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    server.ask(request(scheme="https"))

    assert server.kept(request(scheme="https"))
    assert server.kept(request(x_forwarded_proto="https"))
    assert server.kept(request()) is None
