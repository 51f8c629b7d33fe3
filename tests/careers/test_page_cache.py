"""Finished pages: which encoding a client gets, what is kept, and for how long."""

import gzip
import threading

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from careers.page_cache import Page, PageCache, best_encoding

pytestmark = pytest.mark.one_database

WORDS = "Keeps servers running. " * 50


def page_of(text=WORDS, content_type="text/html; charset=utf-8"):
    return Page(HttpResponse(text, content_type=content_type), state=None)


def answer(page, method="GET", **headers):
    return page.answer(RequestFactory(headers=headers).generic(method, "/"))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.000, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity", "identity"),
        ("brotli, gzipped", "identity"),
        (",;=,q", "identity"),
    ],
)
def test_the_best_accepted_encoding_is_chosen(accepted, encoding):
    assert best_encoding(accepted) == encoding


@given(st.text(max_size=50))
def test_any_header_has_an_encoding(accepted):
    assert best_encoding(accepted) in {"identity", "gzip", "br"}


@pytest.mark.parametrize("first", ["br", "gzip", "identity"])
def test_every_encoding_holds_the_same_page(first):
    page = page_of()
    answer(page, accept_encoding=first)

    plain = answer(page)
    gzipped = answer(page, accept_encoding="gzip")
    brotlied = answer(page, accept_encoding="br")

    assert plain.text == WORDS
    assert gzip.decompress(gzipped.content) == plain.content
    assert brotli.decompress(brotlied.content) == plain.content
    assert gzipped["Content-Encoding"] == "gzip"
    assert brotlied["Content-Encoding"] == "br"
    assert "Content-Encoding" not in plain
    assert len({r["ETag"] for r in (plain, gzipped, brotlied)}) == 3
    for response in (plain, gzipped, brotlied):
        assert response["Content-Length"] == str(len(response.content))


def test_the_tag_is_that_of_the_bytes():
    assert answer(page_of())["ETag"] == answer(page_of())["ETag"]
    assert answer(page_of())["ETag"] != answer(page_of(f"{WORDS}."))["ETag"]


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_who_has_the_page_gets_no_body(encoding):
    page = page_of()
    tag = answer(page, accept_encoding=encoding)["ETag"]

    again = answer(page, accept_encoding=encoding, if_none_match=tag)
    weak = answer(page, accept_encoding=encoding, if_none_match=f'"other", W/{tag}')
    other = answer(page, accept_encoding=encoding, if_none_match='"other"')

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert weak.status_code == 304
    assert other.status_code == 200


def test_a_head_has_the_headers_of_a_get():
    page = page_of()
    head, get = answer(page, "HEAD"), answer(page)

    assert head.content == b""
    assert dict(head.items()) == dict(get.items())


def test_a_request_for_a_part_gets_the_whole():
    response = answer(page_of(), range="bytes=0-9")

    assert (response.status_code, response.text) == (200, WORDS)
    assert "Accept-Ranges" not in response


@pytest.mark.parametrize(
    ("text", "content_type"),
    [("short", "text/html"), (WORDS, "application/zip"), (WORDS, "font/woff2")],
)
def test_what_compression_does_not_help_stays_as_it_is(text, content_type):
    response = answer(page_of(text, content_type), accept_encoding="br, gzip")

    assert response.text == text


def test_a_page_takes_the_memory_of_what_was_asked_for():
    page = page_of()
    size = page.size
    answer(page, accept_encoding="br")

    assert page.size < size / 5


def test_pages_are_kept_up_to_a_number_of_bytes():
    pages = PageCache(10_000)
    for number in range(1_000):
        pages.put(number, page_of(WORDS))
        pages.get(number)
        pages.put(-number, page_of(WORDS))

    kept = [*pages.kept.values(), *pages.new.values()]
    assert 0 < sum(page.size for page in kept) <= 10_000


def test_a_flood_of_addresses_pushes_out_no_page_that_is_read():
    pages = PageCache(100_000)
    pages.put("read", page_of())
    assert pages.get("read")
    for number in range(10_000):
        pages.put(number, page_of())

    assert pages.get("read")


def test_a_page_that_is_too_large_is_not_kept():
    pages = PageCache(1_000)
    pages.put("large", page_of())

    assert pages.get("large") is None


def test_a_page_is_made_once_at_a_time():
    pages = PageCache(1_000_000)
    made = []

    def make():
        with pages.one_at_a_time("page"):
            if pages.get("page") is None:
                made.append(1)
                pages.put("page", page_of())

    threads = [threading.Thread(target=make) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
    assert not pages.renders


def test_other_pages_are_made_meanwhile():
    pages = PageCache(1_000_000)
    with pages.one_at_a_time("page"), pages.one_at_a_time("another"):
        pass
