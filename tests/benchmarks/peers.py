"""Other servers of the same content, for `PEERS=1`, as far as they are installed."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from getpass import getuser
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path

from tests.site_processes import (
    ROOT,
    children,
    free_port,
    run_manage,
    shell,
    wait_for_answer,
)

from .server import variables_of

NGINX, WAGTAIL = "nginx, the bytes of the kept page", "Wagtail, comparison of 3"

# One worker, as beside it; the page is a file with the address of the kept one.
NGINX_SETTINGS = """
daemon off; user {user}; worker_processes 1;
pid {folder}/nginx.pid; error_log stderr error;
events {{ }}
http {{
  access_log off; default_type text/html;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; keepalive_requests 100000; }}
}}
"""

READ_TEXTS = """
import json
from careers.models import RoleDimensionEntry
slugs = {slugs!r}
entries = RoleDimensionEntry.objects.published().filter(role__slug__in=slugs)
entries = entries.order_by("dimension__position")
rows = entries.values_list("role__name", "dimension__name", "text")
print(json.dumps(list(rows)))
"""

WRITE_TEXTS = """
import json, sys
from wagtail.models import Page, Site
from tests.benchmarks.wagtail_peer.models import ComparedText, ComparisonPage
page = ComparisonPage(title="Comparison", slug="comparison")
page.texts = [
    ComparedText(role=role, dimension=dimension, text=text, sort_order=place)
    for place, (role, dimension, text) in enumerate(json.load(sys.stdin))
]
Page.objects.get(depth=1).add_child(instance=page)
page.save_revision().publish()
Site.objects.all().delete()
Site.objects.create(hostname="127.0.0.1", root_page=page, is_default_site=True)
"""


def missing():
    """Return the names of the peers that are not installed."""
    found = {"nginx": shutil.which("nginx"), "Wagtail": find_spec("wagtail")}
    return [name for name, place in found.items() if not place]


@contextmanager
def nginx(folder, body):
    """Serve the bytes of a page at /; yield the port and the worker's process id."""
    folder, port = Path(folder), free_port()
    (folder / "files").mkdir()
    (folder / "files" / "index.html").write_bytes(body)
    settings = folder / "nginx.conf"
    settings.write_text(NGINX_SETTINGS.format(folder=folder, port=port, user=getuser()))
    with running(["nginx", "-c", str(settings)], os.environ, port) as process:
        yield port, children(process.pid)[-1]


@contextmanager
def wagtail(folder, database, slugs):
    """Serve the texts of roles as a Wagtail page at /; yield as ``nginx`` does."""
    own = variables_of(folder, DATABASE_URL=database)
    command = [sys.executable, "manage.py"]
    texts = subprocess.check_output(
        [*command, *shell(READ_TEXTS.format(slugs=slugs))], env=own, cwd=ROOT
    )
    theirs = {**own, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.wagtail_peer.settings"}
    run_manage("migrate", variables=theirs)
    write = [*command, *shell(WRITE_TEXTS)]
    subprocess.run(write, input=texts, env=theirs, cwd=ROOT, check=True)
    port = free_port()
    server = f"granian --interface wsgi --no-ws --http 1 --workers 1 --port {port}"
    server += " --blocking-threads 1 --log-level warning"
    arguments = [*server.split(), "tests.benchmarks.wagtail_peer.wsgi:application"]
    with running([sys.executable, "-m", *arguments], theirs, port) as process:
        yield port, children(process.pid)[-1]


@contextmanager
def running(command, variables, port):
    process = subprocess.Popen(command, env=dict(variables), cwd=ROOT)
    try:
        if not wait_for_answer(f"http://127.0.0.1:{port}/", process):
            raise RuntimeError(f"{command[0]} did not start.")
        yield process
    finally:
        process.terminate()
        process.wait()


def body_of(port, path):
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse().read()
