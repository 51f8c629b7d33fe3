"""Second factors and passkeys, in a browser with a key of its own."""

import pytest

from tests.logins import FACTORS, LOGIN, PASSWORD, code_of
from tests.site_processes import run_code, serve

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations
from .measure import SIDEWAYS

FILL = """
from tests.browser.content import fill_public_site
from tests.logins import make_colleague
fill_public_site()
for name in ("anna", "rita"):
    make_colleague(name)
"""
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def address(site, site_folder):
    url = f"sqlite:///{site_folder / 'logins.sqlite3'}"
    run_code(FILL, site_folder, url)
    with serve(site_folder, url) as address:
        # Browsers offer keys to names, not to numbers.
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def open_browser(new_context, address):
    """Return a function that opens a browser's window; no page may complain in it."""
    complaints = []

    def open_browser(view):
        context = new_context(
            base_url=address,
            viewport={"width": view["width"], "height": 720},
            color_scheme=view["color_scheme"],
        )
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_browser
    assert complaints == []


def log_in(page, name):
    page.goto(LOGIN)
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")


def check(page):
    assert violations(page) == {}
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_passkey_logs_in_by_itself(open_browser):
    page = open_browser(DESKTOP_LIGHT)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    log_in(page, "anna")
    page.wait_for_url("**/admin/")

    page.goto(f"{FACTORS}keys/add/")
    check(page)
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/codes/")
    check(page)
    page.click("#logout-form button")
    page.goto(LOGIN)
    check(page)
    page.click("#passkey_login")

    page.wait_for_url("**/admin/")


@pytest.mark.long
def test_an_app_is_added_and_asked_for(open_browser):
    page = open_browser(PHONE_DARK)
    log_in(page, "rita")
    page.wait_for_url("**/admin/")
    page.goto(FACTORS)
    check(page)
    page.goto(f"{FACTORS}app/add/")
    check(page)
    secret = page.text_content("code")
    page.fill("[name=code]", code_of(secret))
    page.click("main [type=submit]")
    page.wait_for_url("**/codes/")
    codes = page.input_value("#recovery_codes").split()
    for path in ("account/sessions/", "account/factors/", "password_change/"):
        page.goto(f"/admin/{path}")
        check(page)

    page.goto("/admin/")
    page.click("#logout-form button")
    log_in(page, "rita")
    page.wait_for_url(f"**{FACTORS}enter/")
    check(page)
    page.fill("[name=code]", codes[0])
    page.click("main [type=submit]")

    page.wait_for_url("**/admin/")
