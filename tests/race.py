"""Several processes that begin at once, on a database of the kind that is tested."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.site_processes import environment

# As many processes as make a race, or enough to make every order of events likely.
RUNNERS = pytest.mark.parametrize(
    "runners", [2, pytest.param(4, marks=pytest.mark.long)]
)

# Every process says that it is ready, and begins when it is told.
READY = """
import sys
from careers.models import Role
Role.objects.count()
print("ready", flush=True)
sys.stdin.readline()
"""


def run(code, folder, url):
    """Run Python code with the site's models at hand, in one process."""
    subprocess.run(
        shell(code),
        cwd=settings.BASE_DIR,
        env=environment(folder, DATABASE_URL=url),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def shell(code):
    return [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]


def race(code, folder, url, runners):
    """Run ``code`` in several processes at once; return the last line of each."""
    processes = [
        subprocess.Popen(
            shell(READY + code),
            cwd=settings.BASE_DIR,
            env=environment(folder, DATABASE_URL=url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(runners)
    ]
    assert [each.stdout.readline() for each in processes] == ["ready\n"] * runners
    for each in processes:
        each.stdin.write("go\n")
        each.stdin.flush()
    return [each.communicate()[0].splitlines()[-1] for each in processes]
