"""The log and the metrics of a server."""

import json
import urllib.request
from urllib.error import HTTPError

import pytest

from tests.factories import make_roles
from tests.site_processes import (
    empty_database,
    environment,
    running_server,
)

METRICS = "/health/metrics"
TOKEN = "a token for these tests"


@pytest.fixture(scope="module")
def site(tmp_path_factory, prepare_site):
    """Yield the address and the log of a server that logs and counts everything."""
    folder = tmp_path_factory.mktemp("site")
    with empty_database(folder) as database_url:
        variables = environment(
            folder,
            DATABASE_URL=database_url,
            METRICS_TOKEN=TOKEN,
            LOG_FORMAT="json",
            LOG_REQUESTS="on",
        )
        prepare_site(folder, database_url)
        with running_server(folder, variables, "--workers 2") as (address, _process):
            yield address, next(folder.glob("server-*.log"))


def ask(address, **headers):
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_few_requests_for_other_hosts_are_logged(site):
    address, log = site
    for number in range(50):
        status, _ = ask(f"{address}/roles/?q=secret", Host=f"x{number}.example.org")
        assert status == 400

    lines = [line for line in log.read_text().splitlines() if "ALLOWED_HOSTS" in line]
    assert 10 <= len(lines) <= 20  # of two workers
    assert json.loads(lines[0])["reason"].startswith("Invalid HTTP_HOST header: 'x")
    assert "secret" not in "".join(lines)


def test_metrics_count_what_all_workers_did(site):
    address, _ = site
    for _ in range(10):
        ask(f"{address}/roles/")
    ask(f"{address}/nowhere/")

    status, text = ask(address + METRICS, Authorization=f"Bearer {TOKEN}")

    lines = dict(line.rpartition(" ")[::2] for line in text.splitlines())
    assert status == 200
    assert float(lines['careers_requests_total{area="public",status="200"}']) >= 10
    assert float(lines['careers_requests_total{area="public",status="404"}']) >= 1
    assert float(lines['careers_pages_total{was="kept"}']) >= 1
    assert float(lines["careers_query_seconds_count"]) > 0
    assert float(lines['careers_request_seconds_count{area="public"}']) >= 11
    assert lines['careers_version{version="0.1.0"}'] == "1.0"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer a token", f"Basic {TOKEN}"])
def test_metrics_need_the_token(site, header):
    address, _ = site

    assert ask(address + METRICS, Authorization=header)[0] == 401


def test_without_a_token_nobody_gets_metrics(client, db):
    assert client.get(METRICS, headers={"authorization": "Bearer "}).status_code == 404


def test_the_log_has_a_line_for_each_request_and_nothing_of_its_sender(site):
    address, log = site
    name = "0123456789abcdef"
    ask(f"{address}/roles/?q=secret", **{"X-Request-ID": name, "Cookie": "secret=1"})
    ask(f"{address}/secret/", **{"X-Request-ID": name})
    ask(f"{address}/roles/secret/", **{"X-Request-ID": "forged\tid"})

    text = log.read_text()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    pages = [
        (line["page"], line["status"]) for line in lines if line["request"] == name
    ]
    assert pages == [("/roles/", 200), ("-", 404)]
    assert "secret" not in text
    assert "forged" not in text
    assert lines[-1]["page"] == "/roles/<str:slug>/"


@pytest.mark.django_db
def test_slow_pages_are_logged(client, settings, caplog):
    make_roles(1)
    client.get("/roles/role-01/")
    assert caplog.messages == []

    settings.SLOW_PAGE_MS = 0.001
    client.get("/roles/role-01/")
    client.get("/admin/")

    assert [message.partition(",")[0] for message in caplog.messages] == [
        "GET /roles/role-01/ 200",
        "GET /admin/ 302",
    ]
