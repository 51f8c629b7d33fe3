"""The site in one worker of the real server, on a database of its own."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running_site(data_dir, settings, fill=""):
    """Serve the project's own fixtures; give (port, worker's process id).

    ``fill`` is Python code that adds to the content before the server begins.
    """
    port = free_port()
    environment = os.environ | {
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": "",
        "SECRET_KEY": "only for this run",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": settings,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "off",
    }

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )

    manage("collectstatic", "--noinput")
    manage("prepare")
    if fill:
        manage("shell", "--no-imports", "-c", fill)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["careers.wsgi:application", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "1", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_until_ready(port)
        yield port, worker_of(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_ready(port, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port)
        with suppress(OSError):
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return
        connection.close()
        time.sleep(0.1)
    raise TimeoutError(f"The server did not answer within {seconds} s.")


def worker_of(pid):
    """Return the process that answers: the server's last child."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[-1])


def cpu_seconds(pid):
    """Return the processor time that a process has used, all threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
