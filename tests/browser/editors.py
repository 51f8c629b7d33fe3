"""The editors' site for tests that write: people, and roles for each test."""

import re

from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import transaction
from playwright.sync_api import expect

from tests.factories import limit_to, make_dimension, make_family, make_role

PASSWORD = "only for the browser tests"
LIMITED = "dana"  # may change the roles of a family that has none
PEOPLE = {
    "anna": "Editor",
    "ben": "Reviewer",
    "cleo": "Administrator",
    LIMITED: "Editor",
}
READER = "reader"  # may read the editors' pages and change nothing
TEAMS = 240  # at most this many tests can write
ROLES = ["Designer", "Engineer", "Analyst"]
DIMENSIONS = ["Purpose", "Tasks", "Authority", "Career"]
WRITTEN = DIMENSIONS[:2]


def fill_editors_site():
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():  # waits for the disk once, not once a row
        make_people()
        make_teams()


def make_people():
    for name, group in PEOPLE.items():
        person = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        person.groups.add(Group.objects.get(name=group))
    limit_to(User.objects.get(username=LIMITED), make_family("Elsewhere", position=999))
    reader = User.objects.create_user(READER, password=PASSWORD, is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_draft"))


def make_teams():
    dimensions = [
        make_dimension(name, position=place, question=f"What about {name.lower()}?")
        for place, name in enumerate(DIMENSIONS)
    ]
    for number in range(TEAMS):
        family = make_family(f"Team {number:02}")
        for name in ROLES:
            make_role(
                f"{name} {number:02}",
                family=family,
                texts={
                    dimension: f"{name} says what the {dimension} is."
                    for dimension in dimensions
                    if dimension.name in WRITTEN
                },
            )


def sign_in(page, name):
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")


def sign_in_again(page, name):
    """Sign in after the session has ended, in the same browser."""
    tab = page.context.new_page()
    tab.goto("/admin/login/")
    sign_in(tab, name)
    tab.wait_for_url("**/admin/")
    tab.close()
    page.bring_to_front()


class MatrixPage:
    """The matrix of one team's roles, open in one person's window."""

    def __init__(self, page, team):
        self.page, self.team = page, team
        self.path = f"/admin/matrix/?family=team-{team:02}"

    def open(self):
        self.page.goto(self.path)
        return self

    def cell(self, role="designer", dimension="purpose"):
        return self.page.locator(f"#cell_{role}-{self.team:02}_{dimension}")

    def text(self, *where):
        return self.cell(*where).locator("[data-text]")

    @property
    def box(self):
        return self.page.locator("textarea.cell-box")

    @property
    def state(self):
        return self.page.locator("[data-save-state]")

    @property
    def status(self):
        return self.page.locator("[data-matrix-status]")

    @property
    def dialog(self):
        return self.page.get_by_role("dialog")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words):
        self.page.keyboard.type(words)

    def go(self, *where):
        self.cell(*where).click(position={"x": 8, "y": 8})
        return self.cell(*where)

    def write(self, words, *where):
        """Replace the text of a cell, and stay in its box."""
        self.go(*where)
        self.press("Enter", "ControlOrMeta+a")
        self.type(words)

    def saved(self):
        expect(self.state).to_have_attribute("data-kind", "saved")
        expect(self.state).to_have_text(re.compile(r"All changes saved \d\d:\d\d"))

    def focused(self):
        return self.page.evaluate("document.activeElement.id")

    def paste(self, text, html=""):
        """Paste as a browser does on Ctrl+V, without its clipboard."""
        self.page.evaluate(PASTE, {"text": text, "html": html})

    def copied(self):
        """What Ctrl+C puts on the clipboard."""
        return self.page.evaluate(COPY)


PASTE = """({ text, html }) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  if (html) clipboardData.setData("text/html", html);
  const options = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""
COPY = """() => {
  const clipboardData = new DataTransfer();
  const options = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("copy", options));
  const read = (kind) => clipboardData.getData(kind);
  return { text: read("text/plain"), html: read("text/html") };
}"""
