"""A company's own login, as a small OpenID Connect server in a thread."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT = "careers"
KEY = "a key that only this server has" * 2


class Company(ThreadingHTTPServer):
    """Logs everyone in as the person whose ``claims`` a test has set."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.claims = {}
        self.is_down = False

    def token(self):
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60}
        return jwt.encode({**claims, **self.claims}, KEY)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def answer(self, data):
        body = json.dumps(data).encode()
        self.send_response(503 if self.server.is_down else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        url = self.server.url
        if self.path == "/userinfo":
            return self.answer(self.server.claims)
        return self.answer(
            {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/keys",
            }
        )

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(
            {
                "access_token": "once",
                "token_type": "Bearer",
                "id_token": self.server.token(),
            }
        )


@contextmanager
def company_login():
    with Company() as company:
        thread = threading.Thread(target=company.serve_forever, daemon=True)
        thread.start()
        try:
            yield company
        finally:
            company.shutdown()
            thread.join()


def settings_for(company, **groups):
    app = {
        "provider_id": "company",
        "name": "Company login",
        "client_id": CLIENT,
        "secret": "shared",
        "settings": {"server_url": company.url},
    }
    return {
        "OIDC_SERVER_URL": company.url,
        "OIDC_GROUPS": groups,
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        },
    }


def log_in_with_company(client, query=""):
    """Go to the company and back, as a browser does; return the last answer."""
    there = client.get(f"/admin/account/company/login/{query}")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    back = {"state": state, "code": "once"}
    return client.get("/admin/account/company/callback/", back)
