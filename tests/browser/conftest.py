"""A browser, and the site as it runs in production."""

import os
import shutil
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.site_processes import (
    empty_database,
    environment,
    run_code,
    serve,
    shell,
    start_manage,
)

from .content import LONG_NAME
from .editors import PEOPLE, READER, MatrixPage, sign_in

# Playwright runs an event loop in the thread of the tests, so Django would refuse their
# queries as calls from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FILL_PUBLIC = "from tests.browser.content import fill_public_site; fill_public_site()"
FILL_EDITORS = (
    "from tests.browser.editors import fill_editors_site; fill_editors_site()"
)

BROWSERS = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Hinting rounds the width of letters to whole pixels. Today's screens do not.
    "--font-render-hinting=none",
]
TIME_LIMIT = 10_000  # milliseconds, for every step on a page
expect.set_options(timeout=TIME_LIMIT)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    installed = filter(None, map(shutil.which, BROWSERS))
    path = os.environ.get("CHROMIUM") or next(installed, None)
    if not path:
        pytest.fail("Set CHROMIUM to the path of a Chromium.", pytrace=False)
    # The sandbox refuses to run as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "executable_path": path,
        "args": [*ARGUMENTS, *sandbox],
    }


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder, static_files):
    """The address of a site with content. All tests share it and only read."""
    with empty_database(site_folder) as url:
        variables = environment(site_folder, DATABASE_URL=url)
        filling = start_manage(shell(FILL_PUBLIC), variables)
        shutil.copytree(static_files, site_folder / "static")
        assert filling.wait() == 0
        with serve(site_folder, url) as address:
            yield address


@pytest.fixture(scope="session")
def broken_site(site, site_folder):
    """The address of a site whose database has no tables: each page is a 500."""
    with serve(site_folder, f"sqlite:///{site_folder / 'empty.sqlite3'}") as address:
        yield address


@pytest.fixture(scope="session")
def window(browser, site):
    """Return a function that gives the one window with these settings.

    The next tests use it again: opening a window takes five times as long as opening a
    page, and public pages leave nothing behind but the chosen roles.
    """
    windows = {}

    def window(**settings):
        key = repr(sorted(settings.items()))
        if key not in windows:
            context = browser.new_context(base_url=site, **settings)
            context.set_default_timeout(TIME_LIMIT)
            windows[key] = context.new_page()
        return windows[key]

    return window


@pytest.fixture
def visit(window, site):
    """Return a function that opens an address of the site with no roles chosen."""

    def visit(path, *, width=1280, height=720, media="null", **settings):
        page = window(**settings)
        page.goto("about:blank")
        forget(page, site)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path)
        page.emulate_media(media=media)
        return page

    return visit


@pytest.fixture
def visit_with_roles(visit):
    """Return a function that opens an address with these roles already chosen."""

    def visit_with_roles(slugs, path, **options):
        page = visit("/health/live", **options)
        page.evaluate(
            "roles => localStorage.setItem('chosen-roles', JSON.stringify(roles))",
            [[slug, LONG_NAME if slug == "long-name" else slug] for slug in slugs],
        )
        page.goto(path)
        # Keys pressed before the first frame are lost.
        page.evaluate("new Promise(requestAnimationFrame)")
        return page

    return visit_with_roles


def forget(page, site):
    """Delete everything that the site has stored in a window."""
    session = page.context.new_cdp_session(page)
    storage = {"origin": site, "storageTypes": "local_storage"}
    session.send("Storage.clearDataForOrigin", storage)
    session.detach()


@pytest.fixture
def first_visit(new_context, site):
    """Return a function that gives a window of a new browser."""

    def first_visit(**settings):
        context = new_context(base_url=site, **settings)
        context.set_default_timeout(TIME_LIMIT)
        return context.new_page()

    return first_visit


def fill_editors(folder):
    run_code(FILL_EDITORS, folder, f"sqlite:///{folder / 'editors.sqlite3'}")


@pytest.fixture(scope="session")
def editors_site(site, site_folder, made_once):
    """The address of a site that tests may write to.

    Its database is always SQLite: these tests are about the browser.
    """
    filled = made_once("editors", fill_editors) / "editors.sqlite3"
    url = f"sqlite:///{shutil.copy(filled, site_folder)}"
    with serve(site_folder, url) as address:
        yield address


@pytest.fixture(scope="session")
def signed_in(browser, editors_site):
    """Cookies and storage of a browser for each signed-in person, by name."""
    states = {}
    for name in [*PEOPLE, READER]:
        page = browser.new_page()
        page.goto(f"{editors_site}/admin/login/")
        sign_in(page, name)
        page.wait_for_url("**/admin/")
        states[name] = page.context.storage_state()
        page.context.close()
    return states


@pytest.fixture(scope="session")
def teams():
    return count()


@pytest.fixture
def open_matrix(new_context, editors_site, signed_in, teams):
    """Return a function that opens the matrix in a new browser, signed in by name.

    Everyone in one test works on the same roles, which no other test uses. A message in
    the console fails the test, except about failed requests.
    """
    messages = []
    team = next(teams)

    def open_matrix(name="anna", *, width=1280, height=800, scripts=True, **options):
        context = new_context(
            base_url=editors_site,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            storage_state=signed_in[name],
            **options,
        )
        context.set_default_timeout(TIME_LIMIT)
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        return MatrixPage(page, team).open()

    yield open_matrix
    # These tests abort requests on purpose. A dialog can keep the focus from the first
    # field of a page. A form that came back asks nothing before a key was pressed.
    expected = ("Failed to load", "Autofocus", "Blocked attempt to show")
    errors = [e for e in messages if not e.startswith(expected)]
    assert errors == []
