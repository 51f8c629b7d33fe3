"""The site in one worker of the real server, on a database of its own."""

import os
import tempfile
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.site_processes import environment, run_manage, running_server, shell


@contextmanager
def measured_site(code=""):
    """Serve the project's own fixtures; yield a port and the worker's process id.

    ``code`` is Python that adds to the content before the server starts.
    """
    with tempfile.TemporaryDirectory() as folder:
        variables = variables_of(folder)
        run_manage("collectstatic", "--noinput", variables=variables)
        run_manage("prepare", variables=variables)
        if code:
            run_manage(*shell(code), variables=variables)
        with running_server(Path(folder), variables) as (address, process):
            yield int(address.rpartition(":")[2]), worker_of(process.pid)


@contextmanager
def site_in_this_process():
    """Set Django up with the project's own fixtures; yield a client of the site."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(variables_of(folder))
        import_module("careers.wsgi")  # sets the site up as a worker of the server does
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("prepare", stdout=StringIO())
        yield Client(SERVER_NAME="127.0.0.1")
        connection.close()


def variables_of(folder):
    return environment(
        folder, DATABASE_URL="", DJANGO_SETTINGS_MODULE="tests.benchmarks.settings"
    )


def worker_of(pid):
    """Return the process that answers: the server's last child."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[-1])


def cpu_seconds(pid):
    """Return the processor time that a process has used, all threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
