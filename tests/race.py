"""Several processes that start at once, on a database of the kind under test."""

import os
import subprocess

import pytest

from tests.site_processes import environment, shell, start_manage

# As many processes as make a race, or enough to make every order of events likely.
# SQLite lets one write at a time anyway.
IS_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
RUNNERS = pytest.mark.parametrize(
    "runners",
    [
        pytest.param(2, marks=() if IS_POSTGRESQL else pytest.mark.long),
        pytest.param(4, marks=pytest.mark.long),
    ],
)

# Every process prints a line when it is ready, then waits for one before it starts.
READY = """
import sys
from careers.models import Role
Role.objects.count()
print("ready", flush=True)
sys.stdin.readline()
"""


def race(code, folder, url, runners):
    """Run ``code`` in several processes at once; return the last line of each."""
    variables = environment(folder, DATABASE_URL=url)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [
        start_manage(shell(READY + code), variables, **pipes) for _ in range(runners)
    ]
    lines = [process.stdout.readline() for process in processes]
    assert lines == ["ready\n"] * runners
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate()[0].splitlines()[-1] for process in processes]
