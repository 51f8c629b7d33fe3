"""Promise 25: no slow client, and no full admin, keeps the site from anybody else."""

import http.client
import socket
import sqlite3
import time
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode

import psycopg
import pytest

from tests.accounts import NEW_PASSWORD
from tests.site_processes import (
    empty_database,
    environment,
    run_code,
    running_server,
)

# Seconds. A site that waits for its clients never answers at all.
HANG = 30
HALF_A_LIMIT = 1 << 24  # bytes

LONG = "/roles/long/"
HEALTH = ["/health/live", "/health/ready"]
PUBLIC = [*HEALTH, "/", "/roles/", "/compare/", LONG]
POSTS = ["/admin/login/", "/admin/", "/", "/compare/", "/health/live", "/nowhere/"]

CONTENT = f"""
from django.contrib.auth.models import User
from tests.factories import make_dimension, make_role
User.objects.create_superuser("lena", password="{NEW_PASSWORD}")
make_role("Long", texts={{make_dimension("Purpose"): "Cooks. " * 14_000}})
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, prepare_site):
    folder = tmp_path_factory.mktemp("site")
    with empty_database(folder) as database_url:
        variables = environment(folder, DATABASE_URL=database_url, THREADS="2")
        prepare_site(folder, database_url)
        run_code(CONTENT, folder, database_url)
        with running_server(folder, variables) as (address, _process):
            yield address.removeprefix("http://"), database_url


def send(address, head, body=b"", **headers):
    """Open a connection and send the head of a request; return its socket."""
    host, port = address.split(":")
    client = socket.create_connection((host, int(port)), HANG)
    headers = {"Host": address, **headers}
    lines = [f"{head} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
    client.sendall("\r\n".join([*lines, "", ""]).encode() + body)
    return client


def silent_post(address, path):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return send(address, f"POST {path}", b"a=", **form, **{"Content-Length": "100000"})


def slow_reader(address, path):
    """Ask for a page, and read none of it."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    host, port = address.split(":")
    client.connect((host, int(port)))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
    return client


def status_of(client):
    response = http.client.HTTPResponse(client)
    response.begin()
    return response.status


def ask(address, path, method="GET", body=None, headers=None):
    connection = http.client.HTTPConnection(address, timeout=HANG)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    response.body = response.read()
    connection.close()
    return response


def assert_all_answer(address):
    for path in [*PUBLIC, "/admin/login/"]:
        assert ask(address, path).status == 200, path


def test_silent_clients_hold_nobody_up(site):
    address, _ = site
    with ExitStack() as clients:
        for path in POSTS * 2:
            clients.enter_context(silent_post(address, path))
        for _ in range(20):
            clients.enter_context(slow_reader(address, LONG))

        assert_all_answer(address)


@pytest.mark.long
def test_many_silent_clients_hold_nobody_up(site, record_property):
    address, _ = site
    slowest = 0
    with ExitStack() as clients:
        for _ in range(8):
            clients.enter_context(silent_post(address, "/admin/login/"))
        for _ in range(200):
            clients.enter_context(slow_reader(address, LONG))

        end = time.monotonic() + 90
        while time.monotonic() < end:
            for path in [*PUBLIC, "/admin/login/"]:
                start = time.monotonic()
                assert ask(address, path).status == 200, path
                slowest = max(slowest, time.monotonic() - start)
    record_property("slowest_answer", f"{slowest:.3f} s")


@pytest.mark.long
def test_form_that_never_ends_is_refused(site):
    address, _ = site
    with silent_post(address, "/admin/login/") as client:
        client.settimeout(2 * HANG)
        assert status_of(client) == 408


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/", "/compare/", "/health/live"])
def test_public_pages_wait_for_no_body(site, method, path):
    address, _ = site
    with send(address, f"{method} {path}", **{"Content-Length": "10"}) as client:
        assert status_of(client) in {200, 405}


def test_too_large_form_is_refused_before_it_comes(site):
    address, _ = site
    with send(address, "POST /admin/", **{"Content-Length": str(1 << 30)}) as client:
        assert status_of(client) == 413


def test_too_large_form_without_a_length_is_refused(site):
    address, _ = site
    chunked = {"Transfer-Encoding": "chunked"}
    with send(address, "POST /admin/", **chunked) as client:
        chunk = b"1000000\r\n" + bytes(HALF_A_LIMIT) + b"\r\n"
        client.sendall(2 * chunk + b"1\r\n0\r\n")
        assert status_of(client) == 413


def test_form_that_breaks_off_is_not_taken(site):
    address, _ = site
    with silent_post(address, "/admin/login/") as client:
        client.shutdown(socket.SHUT_WR)
        client.settimeout(HANG)
        assert client.recv(100)[:12] in {b"", b"HTTP/1.1 400"}


def login_form(address):
    """Return the headers and the body of a login."""
    page = ask(address, "/admin/login/")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    token = page.body.decode().partition('csrfmiddlewaretoken" value="')[2][:64]
    fields = {
        "csrfmiddlewaretoken": token,
        "username": "lena",
        "password": NEW_PASSWORD,
    }
    headers = {
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://{address}",
    }
    return headers, urlencode(fields)


@pytest.mark.parametrize("sender", [str.encode, lambda body: iter([body.encode()])])
def test_whole_form_is_taken(site, sender):
    """With a length, and in chunks."""
    address, _ = site
    headers, body = login_form(address)

    response = ask(address, "/admin/login/", "POST", sender(body), headers)

    assert response.status == 302


@contextmanager
def locked_tables(database_url):
    """Keep everyone from writing to the accounts, and to what a search keeps.

    Before, a change is made that searches have yet to follow.
    """
    change = "INSERT INTO careers_changedrole (role) SELECT id FROM careers_role"
    if database_url.startswith("sqlite"):
        connection = sqlite3.connect(database_url.removeprefix("sqlite:///"))
        connection.execute(change)
        connection.commit()
        connection.execute("BEGIN IMMEDIATE")
    else:
        connection = psycopg.connect(database_url)
        connection.execute(change)
        connection.commit()
        for table in ["auth_user", "careers_searchstate"]:
            connection.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
    yield
    connection.rollback()
    connection.close()


def test_public_pages_answer_while_the_admin_is_busy(site):
    address, database_url = site
    assert_all_answer(address)  # a search knows the role before it can't write
    headers, body = login_form(address)
    headers["Content-Length"] = str(len(body))
    with ExitStack() as clients, locked_tables(database_url):
        logins = [
            clients.enter_context(
                send(address, "POST /admin/login/", body.encode(), **headers)
            )
            for _ in range(3)
        ]
        for path in [*PUBLIC, "/roles/?q=cooks"]:
            response = ask(address, path)
            assert response.status == 200, path
            assert b"Long" in response.body or path in HEALTH, path
        for login in logins:
            login.settimeout(0.2)
            with pytest.raises(TimeoutError):
                login.recv(1)


@pytest.mark.long
def test_no_request_waits_for_a_lock_for_ever(site):
    address, database_url = site
    headers, body = login_form(address)
    with locked_tables(database_url):
        assert ask(address, "/admin/login/", "POST", body, headers).status == 500
    assert ask(address, "/admin/login/", "POST", body, headers).status == 302
