"""`make run` starts a site that survives the death of its workers."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.site_processes import (
    children,
    empty_database,
    environment,
    free_port,
    wait_for_answer,
)

pytestmark = pytest.mark.one_database

# Seconds. An idle machine needs one.
TIME_LIMIT = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def database_url(folder):
    with empty_database(folder) as url:
        yield url


@contextmanager
def make_run(folder, database_url):
    """Yield the process of ``make run`` and the address of its health check."""
    port = free_port()
    environ = environment(folder, DATABASE_URL=database_url, PYTHONWARNINGS="ignore")
    built_targets = ["-o", ".venv/.installed", "-o", f"{folder}/.static"]
    variables = [
        f"PORT={port}",
        f"DATA_DIR={folder}",
        f"PYTHON_RUN={sys.executable}",
        "DEMO=off",
    ]
    log = folder / f"server-{port}.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            ["make", "-s", *built_targets, "run", *variables],
            cwd=settings.BASE_DIR,
            env={**environ, "SITE_URL": f"http://127.0.0.1:{port}"},
            stdout=file,
            stderr=file,
        )
    health = f"http://127.0.0.1:{port}/health/live"
    try:
        assert wait_for_answer(health, process), log.read_text()
        yield process, health
    finally:
        process.terminate()
        process.wait()


@pytest.mark.long
def test_the_site_can_start_empty(folder, database_url):
    with make_run(folder, database_url) as (_, health):
        address = health.replace("/health/live", "/roles.json")
        with urllib.request.urlopen(address) as answer:
            assert json.load(answer)["roles"] == []


def server_and_workers(make):
    """Return the process ids of the server and of its workers."""
    (server,) = (pid for pid in children_of_shell(make) if not is_shell(pid))
    return server, children(server)


def tasks_of(make):
    """Return the process id of what does the tasks, in a loop of its own."""
    (loop,) = filter(is_shell, children_of_shell(make))
    (tasks,) = children(loop)
    return tasks if "run_tasks" in command_of(tasks) else None


def children_of_shell(make):
    (shell,) = children(make.pid)
    return children(shell)


def is_shell(pid):
    return command_of(pid).partition("\0")[0].endswith("bash")


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_text()


def kill(pids):
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def wait_for_new_workers(make, old):
    """Wait for as many workers as before; return the server that has them."""
    end = time.monotonic() + TIME_LIMIT
    while time.monotonic() < end:
        try:
            server, workers = server_and_workers(make)
        except (OSError, ValueError):  # between two servers
            continue
        if len(workers) == len(old) and set(workers) != set(old):
            return server
        time.sleep(0.02)
    pytest.fail("The workers were not replaced.")


def wait_for_tasks(make, but=None):
    """Wait for a process that does the tasks, and is not ``but``; return its id."""
    end = time.monotonic() + TIME_LIMIT
    while time.monotonic() < end:
        with suppress(OSError, ValueError):  # between two processes
            tasks = tasks_of(make)
            if tasks not in (None, but):
                return tasks
        time.sleep(0.05)
    pytest.fail("Nothing does the tasks.")


@pytest.mark.long
@pytest.mark.parametrize("number", [1, None], ids=["one", "all"])
def test_killed_workers_are_replaced(folder, database_url, number):
    with make_run(folder, database_url) as (make, health):
        server, workers = server_and_workers(make)
        tasks = wait_for_tasks(make)

        kill([*workers[:number], tasks])

        assert wait_for_new_workers(make, workers) == server
        assert wait_for_answer(health, make)
        tasks = wait_for_tasks(make, but=tasks)

    assert not Path(f"/proc/{tasks}").exists()


@pytest.mark.long
def test_a_server_that_exits_is_replaced(folder, database_url):
    with make_run(folder, database_url) as (make, health):
        for _ in range(2):
            _, workers = server_and_workers(make)
            kill(workers)
            wait_for_new_workers(make, workers)
            assert wait_for_answer(health, make)


COMMAND = re.compile(r"-m granian(?:.*\\\n)*.*")
TEXTS = ["Makefile", "README.md", "docs/**/*.md", "docs/**/*.service"]


def test_every_documented_command_replaces_dead_workers():
    files = [file for name in TEXTS for file in Path(settings.BASE_DIR).glob(name)]
    commands = [line for file in files for line in COMMAND.findall(file.read_text())]

    assert len(commands) >= 2
    assert all("--respawn-failed-workers" in command for command in commands)
