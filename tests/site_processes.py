"""The site as `make run` serves it: built files, its own database, granian."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import psycopg
from django.conf import settings

START_TIME_LIMIT = 120  # seconds


@contextmanager
def database(folder):
    """Yield the DATABASE_URL of an empty database, of the kind that is under test."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    name = f"browser_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def environment(folder, **variables):
    """Return a process's environment in which nobody's .env has a say."""
    return {
        **os.environ,
        "DATA_DIR": str(folder),
        "DEBUG": "0",
        "SECRET_KEY": "only for the browser tests",
        "SITE_NAME": "Careers",
        "ALLOWED_HOSTS": "127.0.0.1",
        "COMPARISON_MAX_ROLES": "50",
        **variables,
    }


@contextmanager
def serve(folder, database_url):
    """Yield the address of the site that runs from ``folder`` and a database."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = "granian --interface wsgi careers.wsgi:application --host 127.0.0.1"
    options = f"--port {port} --workers 1 --blocking-threads 1 --log-level warning"
    log = folder / f"server-{port}.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", *command.split(), *options.split()],
            cwd=settings.BASE_DIR,
            env=environment(folder, DATABASE_URL=database_url, SITE_URL=address),
            stderr=file,
        )
    try:
        assert answers(f"{address}/health/live", process), log.read_text()
        yield address
    finally:
        process.terminate()
        process.wait()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def answers(address, process):
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
