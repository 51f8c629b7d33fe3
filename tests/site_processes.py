"""The site as `make run` serves it: built files, its own database, granian."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
START_TIME_LIMIT = 120  # seconds


@contextmanager
def empty_database(folder):
    """Yield the DATABASE_URL of an empty database, of the kind under test."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield sqlite_url(folder)
        return
    name = f"browser_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def sqlite_url(folder):
    return f"sqlite:///{folder / 'db.sqlite3'}"


def environment(folder, **variables):
    """Return the environment of a process, with no setting left to a .env file."""
    return {
        **os.environ,
        "DATA_DIR": str(folder),
        "DEBUG": "0",
        "SECRET_KEY": "only for the browser tests",
        "SITE_NAME": "Careers",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "COMPARISON_MAX_ROLES": "50",
        "CLIENT_SECONDS": "0",
        **variables,
    }


def shell(code):
    """Return the arguments of ``manage.py`` that run Python code."""
    return ["shell", "--no-imports", "-c", code]


def start_manage(arguments, variables, **options):
    """Start ``manage.py``; return its process."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=variables, **options)


def run_manage(*arguments, variables):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(
        command, cwd=ROOT, env=variables, check=True, stdout=subprocess.DEVNULL
    )


def run_code(code, folder, database_url):
    """Run Python code that may import models, in a process of its own."""
    run_manage(*shell(code), variables=environment(folder, DATABASE_URL=database_url))


@contextmanager
def serve(folder, database_url):
    """Yield the address of the site that runs on a folder and a database."""
    variables = environment(folder, DATABASE_URL=database_url)
    with running_server(folder, variables) as (address, _):
        yield address


@contextmanager
def running_server(folder, variables, options="--workers 1"):
    """Yield the address of a server, with one worker by default, and its process."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = "granian --interface rsgi --no-ws --http 1 careers.rsgi:application"
    # A worker that is still loading ignores the signal to end, hence the time limit.
    limit = "--workers-kill-timeout 3"
    options = f"--host 127.0.0.1 --port {port} --log-level warning {limit} {options}"
    log = folder / f"server-{port}.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", *command.split(), *options.split()],
            cwd=ROOT,
            env={**variables, "SITE_URL": address},
            stderr=file,
        )
    try:
        assert wait_for_answer(f"{address}/health/live", process), log.read_text()
        yield address, process
    finally:
        process.terminate()
        process.wait()


def children(pid):
    """Return the processes that a process started, from any of its threads."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted(int(child) for file in lists for child in file.read_text().split())


def cpu_seconds(pid):
    """Return the processor time of a process's threads, to the microsecond."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def memory_of(pid, figure="VmRSS"):
    """Return the megabytes of memory that a process holds, or held at most (VmHWM)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (held,) = (line.split()[1] for line in lines if line.startswith(f"{figure}:"))
    return int(held) / 1024


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_for_answer(address, process):
    """Wait until an address answers; return whether it did in time."""
    end = time.monotonic() + START_TIME_LIMIT
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(address).close()
        except OSError:  # refused, or reset by a worker that dies
            time.sleep(0.05)
        else:
            return True
    return False
