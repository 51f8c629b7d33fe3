"""The site in one worker of the real server, on a database of its own."""

import os
import tempfile
import time
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.site_processes import (
    children,
    cpu_seconds,
    environment,
    run_manage,
    running_server,
    shell,
)

SETTINGS = "tests.benchmarks.settings"
# Without a page that is kept.
COLD_SETTINGS = "tests.benchmarks.cold_settings"


@contextmanager
def prepared_site(code="", database=""):
    """Make the content of the project's own fixtures; yield the site's folder.

    ``code`` is Python that adds to the content. A ``database`` is an address; without
    one, it is a file in the folder.
    """
    with tempfile.TemporaryDirectory() as folder:
        variables = variables_of(folder, DATABASE_URL=database)
        run_manage("collectstatic", "--noinput", variables=variables)
        run_manage("prepare", variables=variables)
        if code:
            run_manage(*shell(code), variables=variables)
        yield folder


@contextmanager
def served(folder, settings=SETTINGS, database="", workers=1):
    """Serve a site that was prepared; yield a port and a worker's process id."""
    variables = variables_of(
        folder, DATABASE_URL=database, DJANGO_SETTINGS_MODULE=settings
    )
    options = f"--workers {workers}"
    with running_server(Path(folder), variables, options) as (address, process):
        yield int(address.rpartition(":")[2]), children(process.pid)[-1]


@contextmanager
def measured_site(code="", database=""):
    with (
        prepared_site(code, database) as folder,
        served(folder, database=database) as server,
    ):
        yield server


@contextmanager
def site_in_this_process():
    """Set Django up with the project's own fixtures; yield a client of the site."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(variables_of(folder, DJANGO_SETTINGS_MODULE=COLD_SETTINGS))
        import_module("careers.wsgi")  # sets the site up as a worker of the server does
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("prepare", stdout=StringIO())
        yield Client(SERVER_NAME="127.0.0.1")
        connection.close()


def variables_of(folder, **variables):
    variables = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": SETTINGS, **variables}
    return environment(folder, **variables)


def own_seconds():
    return time.process_time()


def database_seconds(*, others=False):
    """Return the processor time of the database's process for this connection.

    With ``others``, that of the processes for all other connections instead. SQLite has
    none, and a server on another machine does not say.
    """
    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    pids = [connection.connection.info.backend_pid]
    if others:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()"
            )
            pids = [pid for (pid,) in cursor]
    return sum(cpu_seconds(pid) for pid in pids)
