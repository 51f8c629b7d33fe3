"""Promise 25: neither a reload nor a stop of the server drops a request."""

import http.client
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from tests.site_processes import (
    children,
    empty_database,
    environment,
    running_server,
)

pytestmark = [pytest.mark.long, pytest.mark.one_database]

TIME_LIMIT = 120  # seconds
VISITORS = 4
OPTIONS = "--workers 2 --respawn-interval 10 --workers-kill-timeout 30"


@pytest.fixture(scope="module")
def site(tmp_path_factory, prepare_site):
    folder = tmp_path_factory.mktemp("site")
    with empty_database(folder) as database_url:
        variables = environment(folder, DATABASE_URL=database_url)
        prepare_site(folder, database_url)
        yield folder, variables


def visit(address, end):
    """Ask for pages until the end; return what went wrong, by how far it came."""
    number, failures = 0, []
    while not end.is_set():
        number += 1
        connection = http.client.HTTPConnection(address, timeout=TIME_LIMIT)
        try:
            connection.connect()
        except ConnectionRefusedError:
            failures.append("refused")
            break
        try:
            connection.request("GET", f"/roles/?q=word{number}")
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                failures.append(str(response.status))
        except (OSError, http.client.HTTPException) as error:
            failures.append(repr(error))
        connection.close()
    return number, failures


@contextmanager
def visitors(address):
    """Let visitors ask for pages; yield a list for what they counted."""
    end, counted = Event(), []
    with ThreadPoolExecutor(VISITORS) as pool:
        visits = [pool.submit(visit, address, end) for _ in range(VISITORS)]
        try:
            time.sleep(1)
            yield counted
        finally:
            end.set()
    counted += [visit.result() for visit in visits]


def test_a_reload_drops_no_request(site):
    folder, variables = site
    with (
        running_server(folder, variables, OPTIONS) as (address, server),
        visitors(address.removeprefix("http://")) as counted,
    ):
        old = set(children(server.pid))
        server.send_signal(signal.SIGHUP)
        end = time.monotonic() + TIME_LIMIT
        while old & set(children(server.pid)):
            assert time.monotonic() < end, "the workers were not replaced"
            time.sleep(0.1)
        time.sleep(1)

    assert sum(number for number, _failures in counted) > 100
    assert [failure for _number, failures in counted for failure in failures] == []


def test_a_stop_drops_no_request_that_it_took(site):
    folder, variables = site
    with (
        running_server(folder, variables, OPTIONS) as (address, server),
        visitors(address.removeprefix("http://")) as counted,
    ):
        server.terminate()
        server.wait(TIME_LIMIT)

    failures = {failure for _number, failures in counted for failure in failures}
    assert failures <= {"refused"}
