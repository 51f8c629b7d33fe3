"""`make screenshots`: the pictures in the README, from the project's own content.

The project may publish the texts of these roles (see NOTICE).
"""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.site_processes import environment, run_manage, running_server, shell

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = {"width": 1280, "height": 800}
MOST_BYTES = 150_000

ROLES = ["data-engineer", "analytics-engineer", "data-scientist"]
COMPARISON = f"/compare/{'-vs-'.join(ROLES)}/"
MATRIX = f"/admin/matrix/?{'&'.join(f'role={role}' for role in ROLES)}"
DRAFTED = "#cell_data-engineer_primary-role"
DRAFT = (
    "Builds and runs the pipelines and storage that carry data from source systems "
    "to analysts, models, and products"
)

EDITOR = {"username": "admin", "password": "only for the pictures"}


def prepare_accounts():
    from django.contrib.auth.models import User

    for username, name in {"admin": "Ada Marsh", "reviewer": "Ben Okoro"}.items():
        user = User.objects.get(username=username)
        user.first_name, user.last_name = name.split()
        user.email = f"{username}@example.org"
        user.set_password(EDITOR["password"])
        user.save()


def take_pictures():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with site() as address, blank_page(address) as page:
        page.goto(COMPARISON)
        save(page, "comparison")
        sign_in(page)
        page.goto(MATRIX)
        write_draft(page)
        save(page, "matrix")


@contextmanager
def site():
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(folder, DATABASE_URL="")
        run_manage("collectstatic", "--noinput", variables=variables)
        run_manage("prepare", variables=variables)
        code = "from tests.screenshots import prepare_accounts; prepare_accounts()"
        run_manage(*shell(code), variables=variables)
        with running_server(Path(folder), variables) as (address, _):
            yield address


@contextmanager
def blank_page(site):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        yield browser.new_page(base_url=site, viewport=SIZE, reduced_motion="reduce")
        browser.close()


def sign_in(page):
    page.goto("/admin/login/")
    for name, value in EDITOR.items():
        page.fill(f"[name={name}]", value)
    page.click("[type=submit]")
    expect(page).to_have_url("/admin/")


def write_draft(page):
    page.locator(DRAFTED).click()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(DRAFT)
    expect(page.locator(DRAFTED)).to_have_attribute("data-state", "draft")


def save(page, name):
    page.evaluate("document.fonts.ready")
    path = FOLDER / f"{name}.png"
    size = len(page.screenshot(path=path))
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} has {size:,} bytes, more than {MOST_BYTES:,}.")


if __name__ == "__main__":
    take_pictures()
