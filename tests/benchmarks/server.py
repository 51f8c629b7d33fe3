"""The site in one worker of the real server, on a database of its own."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.site_processes import environment, run_manage, running_server, shell


@contextmanager
def measured_site(code=""):
    """Serve the project's own fixtures; yield a port and the worker's process id.

    ``code`` is Python that adds to the content before the server starts.
    """
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(
            folder, DATABASE_URL="", DJANGO_SETTINGS_MODULE="tests.benchmarks.settings"
        )
        run_manage("collectstatic", "--noinput", variables=variables)
        run_manage("prepare", variables=variables)
        if code:
            run_manage(*shell(code), variables=variables)
        with running_server(Path(folder), variables) as (address, process):
            yield int(address.rpartition(":")[2]), worker_of(process.pid)


def worker_of(pid):
    """Return the process that answers: the server's last child."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[-1])


def cpu_seconds(pid):
    """Return the processor time that a process has used, all threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
