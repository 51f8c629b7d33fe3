"""What docs/operations.md tells an operator to do works."""

import http.client
import os
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command, get_commands, load_command_class

from careers.sessions import SessionStore
from tests.site_processes import environment, free_port, sqlite_url

pytestmark = pytest.mark.one_database

DOCS = settings.BASE_DIR / "docs"
GUIDE = (DOCS / "operations.md").read_text()
FILES = {path.name: path.read_text() for path in (DOCS / "operations").iterdir()}
UNITS = [name for name in FILES if name.endswith((".service", ".timer"))]
HOST = "careers.example.org"

COMMAND = re.compile(r"(?:^    |=).*manage\.py (.+)", re.MULTILINE)
COMMANDS = sorted(
    {c for text in (GUIDE, *FILES.values()) for c in COMMAND.findall(text)}
)


def test_the_guide_names_commands_of_each_kind():
    names = {command.split()[0] for command in COMMANDS}

    assert names >= {"backup", "restore", "migrate", "collectstatic", "run_tasks"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_guide_exists(command):
    name, *arguments = shlex.split(command)
    found = load_command_class(get_commands()[name], name)

    assert found.create_parser("manage.py", name).parse_args(arguments)


def test_the_guide_ends_all_sessions(db):
    SessionStore().create()
    (command,) = [c for c in COMMANDS if "Session" in c]

    call_command(*shlex.split(command), no_imports=True)

    assert not Session.objects.exists()


def test_the_guide_explains_every_file():
    told = GUIDE.replace("careers*.service", " ".join(UNITS))

    assert [name for name in FILES if name not in told] == []


def of_this_checkout(text):
    """Return the text of a file with this folder and Python in place of the site's."""
    text = text.replace("/opt/careers/.venv/bin/python", sys.executable)
    return text.replace("/opt/careers", str(settings.BASE_DIR))


@pytest.mark.long
def test_systemd_takes_the_units(tmp_path):
    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("this machine has no systemd-analyze")
    paths = [tmp_path / name for name in UNITS]
    for path in paths:
        path.write_text(of_this_checkout(FILES[path.name]))

    command = [analyze, "verify", "--man=no", *paths]
    told = subprocess.check_output(command, stderr=subprocess.STDOUT)
    assert told == b""
    for path in tmp_path.glob("*.service"):
        # Of 100: below 20 is what systemd calls safe.
        limits = ["--offline=yes", "--threshold=20"]
        subprocess.run([analyze, "security", *limits, path], check=True)


@pytest.mark.long
def test_caddy_takes_its_file(tmp_path):
    caddy = os.environ.get("CADDY") or "caddy"
    command = [caddy, "validate", "--adapter", "caddyfile", "--config"]
    home = {**os.environ, "HOME": str(tmp_path)}

    subprocess.run([*command, DOCS / "operations" / "Caddyfile"], check=True, env=home)


# nginx wants its own folders; the site's file is included, as Debian's nginx.conf does.
MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    access_log off;
    {paths}
    include {folder}/site.conf;
}}
"""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    options = "req -x509 -nodes -newkey rsa:2048 -days 2 -out cert.pem -keyout key.pem"
    subprocess.run(
        ["openssl", *options.split(), *names],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


@contextmanager
def nginx(folder, certificate, upstream):
    """Yield the ports for http and https of nginx with the guide's file."""
    http_port, https_port = free_port(), free_port()
    site = re.sub(r"\n *listen \[::\].*", "", FILES["nginx.conf"])
    for old, new in {
        "listen 80 ": f"listen 127.0.0.1:{http_port} ",
        "listen 443 ": f"listen 127.0.0.1:{https_port} ",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": f"{certificate}/cert.pem",
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": f"{certificate}/key.pem",
    }.items():
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "\n    ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    main = MAIN.format(folder=folder, paths=paths, user=user)
    (folder / "nginx.conf").write_text(main)
    command = [os.environ.get("NGINX") or "nginx", "-c", folder / "nginx.conf"]
    subprocess.run([*command, "-t"], check=True)
    process = subprocess.Popen(command)
    try:
        assert wait_for_port(https_port, process)
        yield http_port, https_port
    finally:
        process.terminate()
        process.wait()


def wait_for_port(port, process):
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            continue
        return True
    return False


@pytest.fixture(scope="module")
def site(tmp_path_factory, prepare_site, certificate):
    """Yield the ports of nginx in front of a site that runs as its unit says."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    prepare_site(folder, sqlite_url(folder))
    unit = of_this_checkout(FILES["careers.service"]).replace("\\\n", "")
    command = re.search(r"^ExecStart=(.+)", unit, re.MULTILINE)[1]
    lines = re.findall(r"^    ([A-Z_]+)=(\S+)$", GUIDE, re.MULTILINE)
    given = {
        k: v for k, v in lines if k in {"SITE_URL", "ALLOWED_HOSTS", "BEHIND_TLS_PROXY"}
    }
    assert len(given) == 3
    process = subprocess.Popen(
        shlex.split(command.replace("--port 8000", f"--port {port}")),
        cwd=settings.BASE_DIR,
        env=environment(folder, DATABASE_URL="", **given),
    )
    try:
        assert wait_for_port(port, process)
        with nginx(folder, certificate, port) as ports:
            yield ports
    finally:
        process.terminate()
        process.wait()


def ask(port, path, certificate=None, *, host=HOST, method="GET", body=None, **headers):
    """Return the answer to a request, over TLS if there is a certificate."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.connect()
    if certificate:
        context = ssl.create_default_context(cafile=certificate / "cert.pem")
        connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Host": host, **names})
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


@pytest.mark.long
def test_http_leads_to_https(site):
    answer = ask(site[0], "/roles/?q=cook", host="other.example.org")

    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/roles/?q=cook"


@pytest.mark.long
@pytest.mark.parametrize("path", ["/", "/roles/", "/roles.json", "/sitemap.xml"])
def test_pages_come_over_tls(site, certificate, path):
    answer = ask(site[1], path, certificate)

    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert answer.headers.get_all("Server") == ["nginx"]
    assert "Set-Cookie" not in answer.headers
    assert f"http://{HOST}" not in answer.text


@pytest.mark.long
def test_people_sign_in_over_tls(site, certificate):
    answer, path = None, "/admin/"
    for _ in range(5):
        answer = ask(site[1], path, certificate)
        if answer.status != 302:
            break
        path = answer.headers["Location"].removeprefix(f"https://{HOST}")
        assert path.startswith("/")

    assert answer.status == 200
    assert 'type="password"' in answer.text
    for cookie in answer.headers.get_all("Set-Cookie"):
        assert cookie.startswith("__")
        assert "Secure" in cookie


@pytest.mark.long
def test_another_name_gets_no_answer(site, certificate):
    with pytest.raises(ssl.SSLError):
        ask(site[1], "/", certificate, host="other.example.org")


@pytest.mark.long
def test_another_host_over_tls_gets_no_answer(site, certificate):
    with pytest.raises(http.client.RemoteDisconnected):
        ask(site[1], "/", certificate, Host="other.example.org")


@pytest.mark.long
@pytest.mark.parametrize("path", ["/roles", "/admin/"])
def test_the_longest_address_is_redirected(site, certificate, path):
    answer = ask(site[1], f"{path}?q={'%3C' * 2_600}", certificate)

    assert answer.status in {301, 302}


@pytest.mark.long
def test_the_proxy_takes_no_more_than_the_site(site, certificate):
    answer = ask(
        site[1], "/admin/", certificate, method="POST", Content_Length=str(33 << 20)
    )

    assert answer.status == 413


class Mirror(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(self.headers).encode())


@pytest.mark.long
def test_the_proxy_says_whose_request_it_is(tmp_path, certificate):
    with HTTPServer(("127.0.0.1", 0), Mirror) as mirror:
        threading.Thread(target=mirror.serve_forever, daemon=True).start()
        with nginx(tmp_path, certificate, mirror.server_port) as (_, port):
            lies = {"X_Forwarded_For": "192.0.2.1", "X_Forwarded_Proto": "http"}
            answer = ask(port, "/", certificate, X_Request_ID="mine", **lies)
        mirror.shutdown()

    lines = answer.text.splitlines()
    assert "X-Forwarded-For: 127.0.0.1" in lines
    assert "X-Forwarded-Proto: https" in lines
    assert f"Host: {HOST}" in lines
    assert "mine" not in answer.text
    assert "192.0.2.1" not in answer.text
