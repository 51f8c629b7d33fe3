"""The admin in a browser: narrow and wide, by keyboard, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.site_processes import run_code, serve

from .accessibility import DESKTOP_LIGHT, PHONE_DARK, violations
from .content import LONG_WORD
from .measure import SIDEWAYS
from .turns import in_turn

EDITOR = {"username": "editor-of-tests", "password": "only for the browser tests"}
FILL = """
from django.contrib.auth.models import User
from careers.editorial.workflow import drafting
from careers.models import Dimension, Role
from tests.browser.content import LONG_WORD, fill_public_site
from tests.factories import make_approved, make_draft, make_person, make_publication
fill_public_site()
editor = User.objects.create_superuser("{username}", password="{password}")
role = Role.objects.get(slug="long-words")
first, second, third, *_ = Dimension.objects.all()
make_publication([make_approved(role, first, f"Says {{LONG_WORD}} now.")], by=editor)
make_approved(role, second, "Says something else.")
draft = make_draft(role, third, f"Says {{LONG_WORD}} too.")
drafting.submit(versions=[draft.version], by=draft.written_by)
Role.objects.get(slug="little").delete()
""".format(**EDITOR)

PAGES = {
    "login": "/admin/login/",
    "index": "/admin/",
    "roles": "/admin/careers/role/",
    "role to add": "/admin/careers/role/add/",
    "role": "/admin/careers/role/1/change/",
    "role to delete": "/admin/careers/role/1/delete/",
    "entries": "/admin/careers/roledimensionentry/",
    "entry to add": "/admin/careers/roledimensionentry/add/",
    "dimensions": "/admin/careers/dimension/",
    "dimension to delete": "/admin/careers/dimension/1/delete/",
    "terms": "/admin/careers/term/",
    "term": "/admin/careers/term/1/change/",
    "review": "/admin/review/",
    "publish": "/admin/publish/",
    "publications": "/admin/publications/",
    "publication": "/admin/publications/1/",
    "everything that changed": "/admin/history/",
    "history of a text": "/admin/history/long-words/primary-role/",
    "deleted": "/admin/deleted/",
    "matrix": "/admin/matrix/?role=long-words&role=much&role=right-to-left",
    "text": "/admin/texts/long-words/primary-role/",
}
VIEWS = pytest.mark.parametrize("view", [PHONE_DARK, DESKTOP_LIGHT], ids=str)


@pytest.fixture(scope="session")
def admin_site(site, site_folder):
    """The address of a site that only these tests change.

    ``site`` has built its static files. Its database is always SQLite: these tests are
    about the browser.
    """
    url = f"sqlite:///{site_folder / 'admin.sqlite3'}"
    run_code(FILL, site_folder, url)
    with serve(site_folder, url) as address:
        yield address


@pytest.fixture(scope="session")
def login_state(browser, admin_site):
    """Cookies and storage of a browser in which an editor is logged in."""
    page = browser.new_page()
    page.goto(f"{admin_site}{PAGES['login']}")
    for name, value in EDITOR.items():
        page.fill(f"[name={name}]", value)
    page.click("[type=submit]")
    yield page.context.storage_state()
    page.context.close()


@pytest.fixture
def open_admin(new_context, admin_site, login_state):
    """Return a function that opens a page of the admin in a new browser.

    Any message in the console fails the test: browsers report there what the site's
    policy blocked.
    """
    messages = []

    def open_admin(name, *, width=1280, scripts=True, **options):
        context = new_context(
            base_url=admin_site,
            viewport={"width": width, "height": 720},
            java_script_enabled=scripts,
            storage_state=None if name == "login" else login_state,
            **options,
        )
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(PAGES[name])
        return page

    yield open_admin
    assert messages == []


# Pages of Django's admin are checked in one view, pages of this site in both.
OWN_PAGES = [*PAGES][[*PAGES].index("review") :]


@in_turn(("name", "view"), OWN_PAGES, [PHONE_DARK, DESKTOP_LIGHT])
def test_axe_finds_nothing_on_the_sites_own_pages(open_admin, name, view):
    assert violations(open_admin(name, **view)) == {}


@pytest.mark.parametrize("name", [name for name in PAGES if name not in OWN_PAGES])
def test_axe_finds_nothing_on_djangos_pages(open_admin, name):
    assert violations(open_admin(name, **PHONE_DARK)) == {}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(open_admin, name):
    assert open_admin(name, width=320).evaluate(SIDEWAYS) <= 0


def test_long_words_do_not_make_a_phone_scroll_sideways(open_admin):
    page = open_admin("roles", width=320)
    page.get_by_role("link", name=LONG_WORD).click()
    page.wait_for_url("**/change/**")
    assert page.evaluate(SIDEWAYS) <= 0
    page.get_by_role("button", name="Delete").click()
    page.wait_for_url("**/delete/**")
    assert page.evaluate(SIDEWAYS) <= 0


@VIEWS
def test_axe_finds_nothing_on_a_role_form_with_errors(open_admin, view):
    page = open_admin("role to add", **view)
    page.fill("#id_slug", "a-vs-b")
    page.click("[name=_continue]")
    expect(page.locator(".errorlist")).to_have_count(2)
    assert violations(page) == {}


# By keyboard


@pytest.mark.parametrize("scripts", [True, False])
def test_moving_a_dimension_by_keyboard_keeps_the_focus(open_admin, scripts):
    page = open_admin("dimensions", scripts=scripts)
    names = page.locator("#result_list .field-name")
    name = names.nth(4).inner_text()
    page.get_by_role("button", name=f"Move {name} up").press("Enter")
    page.wait_for_url("**#move-*")
    assert names.nth(3).inner_text() == name
    assert f"{name} is now at position 4 " in page.locator(".messagelist").inner_text()
    if scripts:
        page.wait_for_function("document.activeElement.name === 'move'")
    page.get_by_role("button", name=f"Move {name} down").press("Enter")
    page.wait_for_url("**-down")
    assert names.nth(4).inner_text() == name


def test_enter_in_a_field_saves_the_role(open_admin):
    page = open_admin("role")
    page.fill("#id_abbreviations", "TEST")
    page.press("#id_abbreviations", "Enter")
    expect(page.locator(".messagelist")).to_be_focused()
    assert page.input_value("#id_abbreviations") == "TEST"


def test_the_error_note_gets_the_focus(open_admin):
    page = open_admin("role")
    page.fill("#id_name", "MLOps Engineer")
    page.press("#id_name", "Enter")
    expect(page.locator(".errornote")).to_be_focused()


def test_the_chosen_permissions_of_an_unsaved_group_come_back(open_admin):
    page = open_admin("index")
    page.goto("/admin/auth/group/add/")
    page.locator("#id_name").press_sequentially("Cooks")
    page.locator("#id_permissions_from").select_option(index=[0, 2])
    names = page.locator("#id_permissions_from option:checked").all_inner_texts()
    page.locator("#id_permissions_add").click()
    page.goto("/admin/")
    page.goto("/admin/auth/group/add/")
    expect(page.locator(".restored-note")).to_be_visible()
    expect(page.locator("#id_permissions_to option")).to_have_text(names)


def test_a_matrix_filter_closes_on_escape_and_when_the_focus_leaves(open_admin):
    page = open_admin("matrix")
    families = page.locator("details", has_text="Families").first
    families.locator("summary").press("Enter")
    page.keyboard.press("Tab")
    expect(families.locator("input").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(families).not_to_have_attribute("open", "")
    expect(families.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(families).not_to_have_attribute("open", "")


def test_the_delete_page_offers_to_archive_the_role(open_admin):
    page = open_admin("role to delete")
    page.get_by_role("button", name="Archive").press("Enter")
    page.get_by_role("button", name="Archive").press("Enter")
    page.wait_for_selector("text=“Agent Architect” is now “archived”.")
    page.get_by_label("Select this object for an action - Agent Architect").check()
    page.select_option("[name=action]", "publish")
    page.get_by_role("button", name="Run").press("Enter")
    page.get_by_role("button", name="Publish").press("Enter")
    page.wait_for_selector("text=“Agent Architect” is now “published”.")
